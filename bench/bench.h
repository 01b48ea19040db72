#pragma once
// What is measured, and how: one function per name of bench/run.

#include <string>
#include <vector>

namespace bench {

struct Options {
    std::string postgres;  // DSN; empty: SQLite
    std::string data;      // a folder with a borough to use and keep; empty: a fresh one each time
    std::vector<int> clients{1, 4, 32, 64};
    double seconds = 5;
    bool jobs = true;  // false: background work is held back while the load runs
    int cases = 100'000;
};

void submit(const Options& options);
void start(const Options& options);
void problems(const Options& options);
void page(const Options& options);
void worklist(const Options& options);
void search(const Options& options);
void note(const Options& options);

}  // namespace bench

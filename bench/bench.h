#pragma once
// What is measured, and how: one function per name of bench/run.

#include <cstdint>
#include <limits>
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
    // For scale.
    std::vector<std::int64_t> sizes{10'000, 100'000, 1'000'000};
    std::vector<std::string> only;  // these operations; empty: all
    int pages = 1000;               // live ones
    std::int64_t errands = std::numeric_limits<std::int64_t>::max();  // of each operation at most
    bool grow_only = false;
    // For engine: a folder of models that another engine is measured with too; empty: none.
    std::string models;
};

void submit(const Options& options);
void start(const Options& options);
void problems(const Options& options);
void page(const Options& options);
void worklist(const Options& options);
void search(const Options& options);
void note(const Options& options);
void scale(const Options& options);
void engine(const Options& options);
void forms(const Options& options);
void check(const Options& options);

}  // namespace bench

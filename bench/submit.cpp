// bench/run submit: a resident's report, from POST to thanks, beside raw inserts of the same rows.

#include "bench.h"

#include "client.h"
#include "figures.h"
#include "rows.h"
#include "served.h"

#include "base/random.h"
#include "base/time.h"
#include "db/migrations.h"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace bench {
namespace {

std::string field(const std::string& page, const std::string& name) {
    const auto mark = "name=\"" + name + "\" value=\"";
    const auto at = page.find(mark);
    if (at == std::string::npos) throw std::runtime_error("the form has no " + name);
    return page.substr(at + mark.size(), page.find('"', at + mark.size()) - at - mark.size());
}

struct Load {
    double rate = 0, p50_ms = 0, p99_ms = 0, cpu_ms = 0;
    std::int64_t done = 0;
};

/// Each client asks for the form once, then posts with a fresh operation every time, as fast as the answers come.
Load submit_for(const Served& served, int clients, double seconds) {
    constexpr const char* path = "/services/missed-bin/report";
    std::mutex mutex;
    std::vector<double> waits;
    std::atomic<std::int64_t> refused{0};
    std::atomic<int> ready{0};
    std::atomic<bool> go{false};
    std::chrono::steady_clock::time_point until;
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i)
        threads.emplace_back([&, i] {
            Client client(served.port());
            const auto csrf = field(client.get(path).body, "csrf");
            base::SystemRandom random;
            std::vector<double> own;
            ++ready;
            go.wait(false);
            for (std::int64_t n = 0; std::chrono::steady_clock::now() < until; ++n) {
                const auto operation = random.token();
                const auto body = fmt::format(
                    "csrf={}&operation={}&location={}+Albion+Street%2C+GH1+2AB&bin=recycling&details=The+lid+was+closed+and+it+was+out+by+seven"
                    "&name=Ann+Lee&email=ann.{}%40example.com&phone=0161+496+0000",
                    csrf, operation, n % 200, operation);
                const auto began = std::chrono::steady_clock::now();
                const auto answer = client.post(path, "application/x-www-form-urlencoded", body);
                own.push_back(Seconds(std::chrono::steady_clock::now() - began).count() * 1e3);
                refused += answer.status != 303;
            }
            const std::scoped_lock lock(mutex);
            waits.insert(waits.end(), own.begin(), own.end());
        });
    while (ready < clients) std::this_thread::yield();
    const auto before = served.usage();
    const auto began = std::chrono::steady_clock::now();
    until = began + std::chrono::duration_cast<std::chrono::steady_clock::duration>(Seconds(seconds));
    go = true;
    go.notify_all();
    threads.clear();
    const double took = Seconds(std::chrono::steady_clock::now() - began).count();
    const double cpu = served.usage().cpu_seconds - before.cpu_seconds;
    if (refused > 0) throw std::runtime_error(fmt::format("{} submissions were refused", refused.load()));
    const auto done = static_cast<std::int64_t>(waits.size());
    return {static_cast<double>(done) / took, quantile(waits, 0.5), quantile(waits, 0.99), 1e3 * cpu / static_cast<double>(done), done};
}

void measure(const Options& options, int clients) {
    const bool sqlite = options.postgres.empty();
    const auto conditions = fmt::format("{}, {} clients, {} s, loopback, demo council without requests{}", sqlite ? "SQLite" : "PostgreSQL", clients,
                                        options.seconds, options.jobs ? "" : "; letters are queued and sent later");
    tell("submit: " + conditions);
    const Served served(options.postgres, options.jobs ? std::vector<std::string>{} : std::vector<std::string>{"GUILDHALL_BACKGROUND=off"});
    const auto counts = sqlite ? count_rows(served.entry().file) : decltype(count_rows("")){};
    const auto load = submit_for(served, clients, options.seconds);
    const auto usage = served.usage();
    const auto name = [&](const char* what) { return fmt::format("submit.{}.{}.{}", sqlite ? "sqlite" : "postgres", clients, what); };
    print_figure(name("rate"), load.rate, "submissions/s", "POST of the form until its redirect, all clients together", conditions);
    print_figure(name("p50"), load.p50_ms, "ms", "time to the redirect as the client sees it", conditions);
    print_figure(name("p99"), load.p99_ms, "ms", "time to the redirect as the client sees it", conditions);
    print_figure(name("cpu"), load.cpu_ms, "ms/submission", "user and system time of the server's process over the load", conditions);
    print_figure(name("resident"), usage.resident_mb, "MB", "VmRSS of the server's process after the load", conditions);
    if (!sqlite) return;
    const auto rows = read_rows(served.entry().file, load.done, counts);
    const auto raw_file = (served.folder() / "raw.db").string();
    if (!db::migrate_sqlite(raw_file, base::SystemClock{}.now())) throw std::runtime_error("cannot migrate " + raw_file);
    const double raw = raw_group_commit(raw_file, rows, clients, options.seconds);
    const auto method = "the same rows (" + rows.tables + ") and full-text entries, inserted by one writer thread that commits for all who wait";
    print_figure(name("raw"), raw, "submissions/s", method, conditions);
    print_figure(name("of_raw"), load.rate / raw, "ratio", "rate of the whole program over that of raw inserts, same run", conditions);
}

}  // namespace

void submit(const Options& options) {
    for (const int clients : options.clients) measure(options, clients);
}

}  // namespace bench

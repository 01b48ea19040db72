#include "load.h"

#include "figures.h"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace bench {

Load run_load(const Served& served, int clients, double seconds, const std::function<Errand(int)>& prepare, std::int64_t most) {
    using Clock = std::chrono::steady_clock;
    std::mutex mutex;
    std::vector<double> waits;
    std::atomic<std::int64_t> refused{0}, begun{0};
    std::atomic<int> ready{0};
    std::atomic<bool> go{false};
    Clock::time_point until;
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i)
        threads.emplace_back([&, i] {
            const auto errand = prepare(i);
            std::vector<double> own;
            ++ready;
            go.wait(false);
            while (begun++ < most && Clock::now() < until) {
                const auto began = Clock::now();
                refused += !errand();
                own.push_back(Seconds(Clock::now() - began).count() * 1e3);
            }
            const std::scoped_lock lock(mutex);
            waits.insert(waits.end(), own.begin(), own.end());
        });
    while (ready < clients) std::this_thread::yield();
    const auto before = served.usage();
    const auto began = Clock::now();
    until = began + std::chrono::duration_cast<Clock::duration>(Seconds(seconds));
    go = true;
    go.notify_all();
    threads.clear();
    const double took = Seconds(Clock::now() - began).count();
    const auto after = served.usage();
    if (refused > 0) throw std::runtime_error(fmt::format("{} of {} were refused", refused.load(), waits.size()));
    const auto done = static_cast<double>(waits.size());
    return {done / took,
            quantile(waits, 0.5),
            quantile(waits, 0.99),
            1e3 * (after.cpu_seconds - before.cpu_seconds) / done,
            1e3 * (after.postgres_cpu_seconds - before.postgres_cpu_seconds) / done,
            static_cast<std::int64_t>(waits.size())};
}

void print_load(const std::string& name, const std::string& errand, const Load& load, const Served& served, const std::string& conditions) {
    print_figure(name + ".rate", load.rate, "/s", errand + ", all clients together", conditions);
    print_figure(name + ".p50", load.p50_ms, "ms", "time to the whole answer as the client sees it", conditions);
    print_figure(name + ".p99", load.p99_ms, "ms", "time to the whole answer as the client sees it", conditions);
    print_figure(name + ".cpu", load.cpu_ms, "ms each", "user and system time of the server's process over the load", conditions);
    if (load.postgres_cpu_ms > 0)
        print_figure(name + ".postgres_cpu", load.postgres_cpu_ms, "ms each", "user and system time of PostgreSQL's processes over the load", conditions);
    print_figure(name + ".resident", served.usage().resident_mb, "MB", "VmRSS of the server's process after the load", conditions);
}

}  // namespace bench

#include "base/metrics.h"

#include <fmt/format.h>

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

namespace base::metrics {
namespace {

struct Entry {
    std::string name, help, type;
    std::function<std::string()> lines;
};

struct Registry {
    std::mutex mutex;
    std::multimap<std::string, std::pair<const void*, Entry>> entries;  // by name, so that one HELP serves all labels
};

Registry& registry() {
    static Registry the_registry;
    return the_registry;
}

void enter(const void* owner, Entry entry) {
    auto& r = registry();
    const std::scoped_lock lock(r.mutex);
    auto name = entry.name;
    r.entries.emplace(std::move(name), std::pair{owner, std::move(entry)});
}

void leave(const void* owner) {
    auto& r = registry();
    const std::scoped_lock lock(r.mutex);
    std::erase_if(r.entries, [&](const auto& e) { return e.second.first == owner; });
}

/// What the process costs, as the kernel says it.
std::string process_lines() {
    std::string out;
    const auto add = [&](const char* name, const char* help, const char* type, double value) {
        out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
    };
    rusage used{};
    if (::getrusage(RUSAGE_SELF, &used) == 0) {
        const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
        add("guildhall_cpu_seconds_total", "CPU time used, in seconds.", "counter", seconds(used.ru_utime) + seconds(used.ru_stime));
    }
    std::int64_t all = 0, held = 0;
    if (std::ifstream("/proc/self/statm") >> all >> held)
        add("guildhall_memory_bytes", "Memory held.", "gauge", static_cast<double>(held * ::sysconf(_SC_PAGESIZE)));
    std::error_code none;
    const auto files = std::distance(std::filesystem::directory_iterator("/proc/self/fd", none), {});
    if (!none) add("guildhall_open_files", "Open file descriptors.", "gauge", static_cast<double>(files));
    return out;
}

std::string braces(const std::string& labels) { return labels.empty() ? "" : "{" + labels + "}"; }

}  // namespace

Counter::Counter(std::string name, std::string help, std::string labels) {
    enter(this, {name, std::move(help), "counter",
                 [this, name, labels] { return fmt::format("{}{} {}\n", name, braces(labels), value()); }});
}
Counter::~Counter() { leave(this); }

Gauge::Gauge(std::string name, std::string help, std::string labels) {
    enter(this, {name, std::move(help), "gauge",
                 [this, name, labels] { return fmt::format("{}{} {}\n", name, braces(labels), value()); }});
}
Gauge::~Gauge() { leave(this); }

Histogram::Histogram(std::string name, std::string help, std::string labels) {
    enter(this, {name, std::move(help), "histogram", [this, name, labels] { return lines(name, labels); }});
}
Histogram::~Histogram() { leave(this); }

void Histogram::observe(double seconds) {
    std::size_t bucket = 0;
    while (bucket < bounds.size() && seconds > bounds[bucket]) ++bucket;
    counts_[bucket].fetch_add(1, std::memory_order_relaxed);
    micros_.fetch_add(static_cast<std::uint64_t>(seconds * 1e6), std::memory_order_relaxed);
}

std::string Histogram::lines(const std::string& name, const std::string& labels) const {
    const auto comma = labels.empty() ? "" : labels + ",";
    std::string out;
    std::uint64_t total = 0;
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
        total += counts_[i].load(std::memory_order_relaxed);
        const auto bound = i < bounds.size() ? fmt::format("{}", bounds[i]) : "+Inf";
        out += fmt::format("{}_bucket{{{}le=\"{}\"}} {}\n", name, comma, bound, total);
    }
    out += fmt::format("{}_sum{} {}\n", name, braces(labels),
                       static_cast<double>(micros_.load(std::memory_order_relaxed)) / 1e6);
    out += fmt::format("{}_count{} {}\n", name, braces(labels), total);
    return out;
}

std::string render() {
    auto& r = registry();
    const std::scoped_lock lock(r.mutex);
    std::string out;
    std::string last;
    for (const auto& [name, owned] : r.entries) {
        const auto& entry = owned.second;
        if (name != last) out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, entry.help, entry.type);
        last = name;
        out += entry.lines();
    }
    return out + process_lines();
}

}  // namespace base::metrics

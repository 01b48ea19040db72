#pragma once
// Counters, gauges and histograms in Prometheus' text format. A metric is a static of the file that counts; `render`
// writes all that were ever touched.

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace base::metrics {

class Counter {
public:
    /// `labels` as they stand between the braces, e.g. `kind="timeout"`; may be empty.
    Counter(std::string name, std::string help, std::string labels = {});
    ~Counter();
    void add(std::uint64_t by = 1) { value_.fetch_add(by, std::memory_order_relaxed); }
    std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

class Gauge {
public:
    Gauge(std::string name, std::string help, std::string labels = {});
    ~Gauge();
    void set(std::int64_t to) { value_.store(to, std::memory_order_relaxed); }
    void add(std::int64_t by) { value_.fetch_add(by, std::memory_order_relaxed); }
    std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> value_{0};
};

/// Durations in seconds, in buckets from 1 ms to 10 s.
class Histogram {
public:
    Histogram(std::string name, std::string help, std::string labels = {});
    ~Histogram();
    void observe(double seconds);

    static constexpr std::array<double, 12> bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                   0.1,   0.25,   0.5,   1,    2.5,   10};
    std::string lines(const std::string& name, const std::string& labels) const;

private:
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> counts_{};
    std::atomic<std::uint64_t> micros_{0};
};

/// The whole page, as /metrics answers it, with what the process itself costs.
std::string render();

}  // namespace base::metrics

#pragma once
// Token buckets: so many at once, so many a minute, in bounded memory.

#include "base/time.h"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace web {

/// Promises:
/// 1. A key may spend `burst` at once and `per_minute` on average; 0 per minute means no limit.
/// 2. At most `most_keys` keys are remembered. When full, buckets that are full again are forgotten first, and then
///    any: a flood of new keys can win a stranger a fresh bucket, never cost memory.
class RateLimit {
public:
    struct Allowance {
        double per_minute = 0;
        double burst = 0;
    };
    explicit RateLimit(Allowance allowance, std::size_t most_keys = 20'000)
        : allowance_(allowance), most_keys_(most_keys) {}

    /// Nothing when it may go on; else how long to wait (Retry-After).
    std::optional<std::chrono::seconds> spend(std::string_view key, Instant now, double cost = 1);
    std::size_t keys() const;

private:
    struct Bucket {
        double tokens;
        Instant filled;
    };
    double tokens_at(const Bucket&, Instant now) const;
    void make_room(Instant now);

    Allowance allowance_;
    std::size_t most_keys_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace web

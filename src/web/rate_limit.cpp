#include "web/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace web {

double RateLimit::tokens_at(const Bucket& bucket, Instant now) const {
    const auto passed = std::max(Duration::zero(), now - bucket.filled);  // a clock set back gives nothing and takes nothing
    return std::min(allowance_.burst, bucket.tokens + std::chrono::duration<double>(passed).count() * allowance_.per_minute / 60);
}

std::optional<std::chrono::seconds> RateLimit::spend(std::string_view key, Instant now, double cost) {
    if (allowance_.per_minute <= 0) return std::nullopt;
    const std::scoped_lock lock(mutex_);
    if (buckets_.size() >= most_keys_) make_room(now);
    auto& bucket = buckets_.try_emplace(std::string(key), Bucket{allowance_.burst, now}).first->second;
    bucket = {tokens_at(bucket, now), now};
    if (bucket.tokens >= cost) {
        bucket.tokens -= cost;
        return std::nullopt;
    }
    return std::chrono::seconds(static_cast<std::int64_t>(std::ceil((cost - bucket.tokens) * 60 / allowance_.per_minute)));
}

void RateLimit::make_room(Instant now) {
    std::erase_if(buckets_, [&](const auto& each) { return tokens_at(each.second, now) >= allowance_.burst; });
    const auto enough = most_keys_ - most_keys_ / 4;
    while (buckets_.size() > enough) buckets_.erase(buckets_.begin());
}

std::size_t RateLimit::keys() const {
    const std::scoped_lock lock(mutex_);
    return buckets_.size();
}

}  // namespace web

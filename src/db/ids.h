#pragma once
// Inside db only: blocks of ids. A block is taken in a short transaction of its own before the work that needs it, so
// ids are never waited for inside a transaction and gaps are allowed.

#include <atomic>
#include <cstdint>
#include <mutex>

namespace db {

inline constexpr std::int64_t id_block = 1000;

class IdBlocks {
public:
    /// The next id, or 0 if the blocks are used up.
    std::int64_t take() {
        const std::scoped_lock lock(mutex_);
        if (next_ == end_) {
            next_ = spare_;
            end_ = spare_end_;
            spare_ = spare_end_ = 0;
            if (next_ == end_) return 0;
        }
        return next_++;
    }
    bool is_low() {
        const std::scoped_lock lock(mutex_);
        return (end_ - next_) + (spare_end_ - spare_) < id_block / 2;
    }
    /// How many ids to ask for: more each time a transaction ran dry, so that a large import gets through.
    std::int64_t wanted() const { return wanted_.load(); }
    void ran_dry() { wanted_ = std::min<std::int64_t>(wanted_ * 4, 1'000'000); }
    void add(std::int64_t first, std::int64_t count) {
        const std::scoped_lock lock(mutex_);
        if (next_ == end_) {
            next_ = first;
            end_ = first + count;
        } else if (spare_ == spare_end_) {
            spare_ = first;
            spare_end_ = first + count;
        }  // else two threads filled up at once: this block is a gap
    }

private:
    std::mutex mutex_;
    std::int64_t next_ = 0, end_ = 0, spare_ = 0, spare_end_ = 0;
    std::atomic<std::int64_t> wanted_{id_block};
};

}  // namespace db

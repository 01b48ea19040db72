#pragma once
// Things that are made once from rows and shared by whoever has the same rows, under a key that says all of their content.

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace base {

/// Thread-safe. Holds at most `most`, and begins anew when it is full. Things are handed out as copies: they share what is large.
template <class Thing, std::size_t most>
class Shelf {
public:
    std::optional<Thing> find(const std::string& key) const {
        const std::scoped_lock lock(mutex_);
        const auto found = things_.find(key);
        return found == things_.end() ? std::nullopt : std::optional(found->second);
    }
    void keep(const std::string& key, const Thing& thing) {
        const std::scoped_lock lock(mutex_);
        if (things_.size() >= most) things_.clear();
        things_.emplace(key, thing);
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, Thing> things_;
};

}  // namespace base

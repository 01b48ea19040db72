#include "dmn/value.h"

#include <algorithm>

namespace dmn {
namespace {

constexpr std::size_t few = 16;  // up to so many, looking at each is quicker than keeping an order

}  // namespace

Context::Context() = default;
Context::Context(std::initializer_list<Entry> entries) {
    for (const auto& [name, value] : entries) put(name, value);
}
Context::Context(const Context&) = default;
Context::Context(Context&&) noexcept = default;
Context& Context::operator=(Context other) noexcept {
    entries_.swap(other.entries_);
    by_name_.swap(other.by_name_);
    return *this;
}
Context::~Context() = default;

std::size_t Context::size() const { return entries_.size(); }

std::size_t Context::place_of(std::string_view name) const {
    if (by_name_.empty()) {
        const auto found = std::ranges::find(entries_, name, &Entry::first);
        return static_cast<std::size_t>(found - entries_.begin());
    }
    const auto found = std::ranges::lower_bound(by_name_, name, {}, [&](std::uint32_t i) -> std::string_view { return entries_[i].first; });
    return found != by_name_.end() && entries_[*found].first == name ? *found : entries_.size();
}

void Context::put(std::string name, Value value) {
    if (const auto place = place_of(name); place < entries_.size()) {
        entries_[place].second = std::move(value);
        return;
    }
    entries_.emplace_back(std::move(name), std::move(value));
    const auto name_at = [&](std::uint32_t i) -> std::string_view { return entries_[i].first; };
    const auto last = static_cast<std::uint32_t>(entries_.size() - 1);
    if (!by_name_.empty()) {
        by_name_.insert(std::ranges::lower_bound(by_name_, name_at(last), {}, name_at), last);
    } else if (entries_.size() > few) {
        for (std::uint32_t i = 0; i <= last; ++i) by_name_.push_back(i);
        std::ranges::sort(by_name_, {}, name_at);
    }
}

bool Context::remove(std::string_view name) {
    const auto place = place_of(name);
    if (place == entries_.size()) return false;
    std::vector<Entry> kept = std::move(entries_);
    kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(place));
    entries_.clear();
    by_name_.clear();
    for (auto& [key, value] : kept) put(std::move(key), std::move(value));
    return true;
}

const Value* Context::find(std::string_view name) const {
    const auto place = place_of(name);
    return place < entries_.size() ? &entries_[place].second : nullptr;
}

}  // namespace dmn

#pragma once
// Money: whole pence, never a number with a fraction. Sterling alone; there is no other currency in the house.

#include <fmt/format.h>

#include <compare>
#include <cstdint>
#include <string>

namespace base {

struct Pence {
    std::int64_t value = 0;
    auto operator<=>(const Pence&) const = default;
};
inline Pence operator+(Pence a, Pence b) { return {a.value + b.value}; }
inline Pence operator-(Pence a, Pence b) { return {a.value - b.value}; }

/// "£1,204.50", "-£3.00"
inline std::string to_pounds(Pence amount) {
    const bool is_owed = amount.value < 0;
    const auto pence = is_owed ? 0 - static_cast<std::uint64_t>(amount.value) : static_cast<std::uint64_t>(amount.value);
    auto pounds = std::to_string(pence / 100);
    for (auto place = static_cast<std::ptrdiff_t>(pounds.size()) - 3; place > 0; place -= 3) pounds.insert(static_cast<std::size_t>(place), 1, ',');
    return fmt::format("{}£{}.{:02}", is_owed ? "-" : "", pounds, pence % 100);
}

}  // namespace base

using base::Pence;

#pragma once
// Numbers as files write them.

#include "base/text.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace guildhall {

/// "53.48", "-2.28e0": a finite number and nothing else, blanks around it forgiven.
inline std::optional<double> decimal_from(std::string_view text) {
    const auto digits = base::trim(text);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool sound = !digits.empty() && error == std::errc{} && end == digits.data() + digits.size() && std::isfinite(value);
    return sound ? std::optional(value) : std::nullopt;
}

}  // namespace guildhall

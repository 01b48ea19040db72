#pragma once
// Numbers with a fraction, as texts write them.

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace base {

/// "53.48", "-2.28e0": a finite number and nothing else.
inline std::optional<double> decimal_from(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool sound = !text.empty() && error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
    return sound ? std::optional(value) : std::nullopt;
}

}  // namespace base

#pragma once
// Inside dmn: texts that stand for days, times and durations.

#include "dmn/value.h"

#include <string_view>

namespace dmn {

/// What `@"…"` means: a day, a time, both, or a duration; null where it is none of these.
Value at_value(std::string_view text);
/// A duration of either kind, or null.
Value duration_value(std::string_view text);

}  // namespace dmn

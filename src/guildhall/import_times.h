#pragma once
// Times as files of other systems write them.

#include "base/result.h"
#include "places/zone.h"

#include <optional>
#include <string_view>

namespace guildhall {

enum class TimeFault { none, wrong, no_zone };

struct TimeRead {
    Instant at;
    TimeFault fault = TimeFault::none;
};

/// ISO 8601 with a zone ("2026-01-02T10:00:00Z"), or without one ("2026-01-02T10:00", "2026-01-02 10:00:30", "2026-01-02") by the
/// clock of `zone`; without a zone to go by, no_zone. Refuses years before 1900, and days and hours that do not exist.
TimeRead read_iso_time(std::string_view text, const places::Zone* zone);

/// Month first, as Los Angeles writes: "01/02/2018 12:00:09 AM", "1/2/20 0:05". Two digits of a year are of this century.
TimeRead read_us_time(std::string_view text, const places::Zone* zone);

}  // namespace guildhall

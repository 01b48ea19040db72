#pragma once
// Times as people read them, in the council's zone: `const auto& zone = places::zone_of(context.tenant.time_zone);` once
// per page, then one of these per cell. No streams, no locks: fifty of them take a few microseconds.

#include "base/words.h"
#include "places/zone.h"

namespace places {

using base::Language;

/// "22 November 2026, 9:30am"
std::string shown_time(const Zone&, Instant, Language = Language::english);
/// "Thursday 3 December 2026"
std::string shown_day(Day, Language = Language::english);
std::string shown_day(const Zone&, Instant, Language = Language::english);
/// For a day that is near: "Thursday 3 December".
std::string shown_date(Day, Language = Language::english);
/// "9:30am", and on the hour "9am".
std::string shown_clock(std::chrono::seconds since_midnight, Language = Language::english);
/// For lists: "22 Nov, 9:30am", with the year where it is not the one of `now`: "22 Nov 2025, 9:30am".
std::string shown_when(const Zone&, Instant, Instant now, Language = Language::english);

}  // namespace places

#pragma once
// A time zone of the tz database: what the clock on the wall shows at an instant, and which instant a wall clock means.
// Made once per name and kept for the life of the program; the offsets of the years around now are worked out when it is
// made, so that asking is a look into a short sorted list.

#include "base/result.h"
#include "base/time.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace places {

/// What the wall clock shows: a day, and the time since its midnight (0 to 24 hours).
struct Local {
    Day day;
    std::chrono::seconds time;
    bool operator==(const Local&) const = default;
};

class Zone {
public:
    const std::string& name() const { return name_; }
    Local local(Instant at) const;
    Day day(Instant at) const { return local(at).day; }
    /// The first instant of a day. Where the clock jumps over midnight, it is the moment of the jump.
    Instant start_of(Day day) const;
    /// The instant at which the wall clock shows this. Of two (the clock went back) the later one, so that nobody is late
    /// who is in time by the clock on the wall; of none (it went forward) the moment of the jump.
    Instant instant(Day day, std::chrono::seconds time) const;

    /// How far the clock on the wall is ahead of UTC.
    std::chrono::seconds offset(std::chrono::sys_seconds at) const;
    /// Calls `take(from, until, offset)` for each stretch between two moments over which the offset stays, in order.
    template <class Take>
    void each_offset(std::chrono::sys_seconds from, std::chrono::sys_seconds until, Take&& take) const {
        auto period = std::ranges::upper_bound(periods_, from, {}, &Period::until);
        if (from < first_) period = periods_.end();
        for (; from < until; ++period) {
            const bool known = period != periods_.end();
            const auto end = known ? std::min(until, period->until) : until;
            take(from, end, known ? period->offset : offset(from));
            if (!known) return;
            from = end;
        }
    }

    Zone(const Zone&) = delete;

private:
    friend class Zones;
    struct Period {
        std::chrono::sys_seconds until;
        std::chrono::seconds offset;
    };
    explicit Zone(std::string name);
    std::string name_;
    std::vector<Period> periods_;  // without a gap, from `first` on
    std::chrono::sys_seconds first_;
};

inline constexpr std::string_view default_zone = "Europe/London";

/// Refuses a name that the tz database does not know.
Result<const Zone*> find_zone(std::string_view name);
/// The same for a name that was checked at start. Empty: the default.
const Zone& zone_of(std::string_view name);

}  // namespace places

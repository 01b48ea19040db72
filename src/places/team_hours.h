#pragma once
// Teams that work at other hours than the council: half days, a shift on Saturdays, a crew that is there on bank holidays.

#include "access/access.h"
#include "db/tx.h"
#include "places/calendar.h"

#include <optional>

namespace places {

struct TeamHours {
    Week hours;
    bool keeps_holidays = true;  // false: it works on bank holidays and on the council's closing days
    bool operator==(const TeamHours&) const = default;
};

/// The calendar a team works by: its own hours and closing days beside the council's; the council's where it has none.
Calendar calendar_of(db::Tx& tx, access::TeamId team);
/// The same for whoever has the council's.
Calendar calendar_of(db::Tx& tx, access::TeamId team, const Calendar& councils);

/// Nothing where the team works as the council does.
std::optional<TeamHours> hours_of(db::Tx& tx, access::TeamId team);
/// Both want change_settings and announce TeamHoursChanged. Refuses a team that is not there and a week without work.
Result<void> set_team_hours(db::Tx& tx, const access::Actor& who, access::TeamId team, const TeamHours& hours);
/// Content where it has none.
Result<void> forget_team_hours(db::Tx& tx, const access::Actor& who, access::TeamId team);

/// As close_on and open_on of the council, for one team.
std::vector<Holiday> closing_days(db::Tx& tx, access::TeamId team);
Result<void> close_on(db::Tx& tx, const access::Actor& who, access::TeamId team, Day day, std::string_view name);
Result<void> open_on(db::Tx& tx, const access::Actor& who, access::TeamId team, Day day);

}  // namespace places

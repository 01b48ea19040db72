#include "places/team_hours.h"

#include "base/shelf.h"
#include "base/text.h"
#include "journal/journal.h"
#include "places/closing_day.h"
#include "places/events.h"
#include "places/places.h"
#include "places/queries.h"

#include <fmt/format.h>

namespace places {
namespace {

/// Calendars of teams by what they are made of.
auto& hours_shelf() {
    static base::Shelf<Calendar, 500> the_shelf;
    return the_shelf;
}

Result<void> require_team(db::Tx& tx, const access::Actor& who, access::TeamId team) {
    TRY(access::require(who, access::Permission::change_settings));
    TRY(access::find_team(tx, team));
    return {};
}

}  // namespace

Calendar calendar_of(db::Tx& tx, access::TeamId team) { return calendar_of(tx, team, calendar_of(tx)); }

Calendar calendar_of(db::Tx& tx, access::TeamId team, const Calendar& councils) {
    const auto own = hours_of(tx, team);
    const auto own_days = closing_days(tx, team);
    if (!own && own_days.empty()) return councils;
    auto rules = councils.rules();
    std::vector<Day> off;
    if (own) rules.hours = own->hours;
    if (own && !own->keeps_holidays)
        rules.holidays = "none";
    else
        for (const auto& closing : closing_days(tx)) off.push_back(closing.day);
    for (const auto& closing : own_days) off.push_back(closing.day);
    auto key = to_text(rules);
    for (const auto day : off) key += '|' + std::to_string(day.time_since_epoch().count());
    if (auto known = hours_shelf().find(key)) return *known;
    const auto made = Calendar::make(rules, std::move(off));
    if (!made) return councils;
    hours_shelf().keep(key, *made);
    return *made;
}

std::optional<TeamHours> hours_of(db::Tx& tx, access::TeamId team) {
    for (const auto row : tx.query(sql::team_hours, team)) {
        const auto week = read_week(row.get<std::string>(0));
        if (week) return TeamHours{*week, row.get<std::int64_t>(1) != 0};
    }
    return std::nullopt;
}

Result<void> set_team_hours(db::Tx& tx, const access::Actor& who, access::TeamId team, const TeamHours& hours) {
    TRY(require_team(tx, who, team));
    if (hours.hours == Week{}) return refuse_fields("places.office_hours", {{"hours", say("places.office_hours")}});
    tx.run(sql::put_team_hours, team, week_text(hours.hours), hours.keeps_holidays ? 1 : 0);
    journal::announce(tx, TeamHoursChanged{team, true});
    return {};
}

Result<void> forget_team_hours(db::Tx& tx, const access::Actor& who, access::TeamId team) {
    TRY(require_team(tx, who, team));
    if (tx.change(sql::forget_team_hours, team) > 0) journal::announce(tx, TeamHoursChanged{team, false});
    return {};
}

std::vector<Holiday> closing_days(db::Tx& tx, access::TeamId team) {
    std::vector<Holiday> days;
    for (const auto row : tx.query(sql::team_closing_days, team)) days.push_back({row.get<Day>(0), row.get<std::string>(1)});
    return days;
}

Result<void> close_on(db::Tx& tx, const access::Actor& who, access::TeamId team, Day day, std::string_view name) {
    TRY(require_team(tx, who, team));
    const auto tidy = TRY(closing_day_name(name));
    tx.run(sql::put_team_closing_day, team, day, tidy);
    journal::announce(tx, ClosingDayChanged{tx.new_id<Id<Holiday>>().value, base::to_iso(day), true, team});
    return {};
}

Result<void> open_on(db::Tx& tx, const access::Actor& who, access::TeamId team, Day day) {
    TRY(require_team(tx, who, team));
    if (tx.change(sql::remove_team_closing_day, team, day) == 0) return refuse(Kind::not_found, "places.no_closing_day");
    journal::announce(tx, ClosingDayChanged{tx.new_id<Id<Holiday>>().value, base::to_iso(day), false, team});
    return {};
}

}  // namespace places

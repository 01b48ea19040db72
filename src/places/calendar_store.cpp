// The calendar of one council: its rules and closing days as rows, and the calendars made from them, which all councils of
// the program share by their content.

#include "base/shelf.h"
#include "base/text.h"
#include "journal/journal.h"
#include "places/closing_day.h"
#include "places/events.h"
#include "places/places.h"
#include "places/queries.h"

#include <fmt/format.h>

#include <map>

namespace places {
namespace {

/// Calendars by their rules and the digest of their closing days.
auto& calendar_shelf() {
    static base::Shelf<Calendar, 500> the_shelf;
    return the_shelf;
}

struct Row {
    std::string rules, closed_digest;
};
Row calendar_row(db::Tx& tx) {
    for (const auto row : tx.query(sql::calendar)) return {row.get<std::string>(0), row.get<std::string>(1)};
    return {to_text(CalendarRules{}), ""};
}

/// To be called by every change of closing days.
void closing_days_changed(db::Tx& tx) {
    std::string all;
    for (const auto& [day, name] : closing_days(tx)) all += base::to_iso(day) + ' ';
    tx.run(sql::put_calendar, calendar_row(tx).rules, all.empty() ? all : base::to_hex(base::sha256(all)));
}

void announce_change(db::Tx& tx, Day day, bool closed) {
    closing_days_changed(tx);
    journal::announce(tx, ClosingDayChanged{tx.new_id<Id<Holiday>>().value, base::to_iso(day), closed});
}

}  // namespace

Calendar calendar_of(db::Tx& tx) {
    const auto row = calendar_row(tx);
    const auto key = row.rules + '|' + row.closed_digest;
    if (auto known = calendar_shelf().find(key)) return *known;
    const auto rules = parse_rules(row.rules);
    std::vector<Day> days;
    for (const auto& closing : closing_days(tx)) days.push_back(closing.day);
    const auto made = Calendar::make(rules ? *rules : CalendarRules{}, std::move(days)).value();
    calendar_shelf().keep(key, made);
    return made;
}

void set_rules(db::Tx& tx, const CalendarRules& rules) {
    const auto row = calendar_row(tx);
    const auto text = to_text(rules);
    if (row.rules != text) tx.run(sql::put_calendar, text, row.closed_digest);
}

std::vector<Holiday> closing_days(db::Tx& tx) {
    std::vector<Holiday> days;
    for (const auto row : tx.query(sql::closing_days)) days.push_back({row.get<Day>(0), row.get<std::string>(1)});
    return days;
}

Result<std::string> closing_day_name(std::string_view name) {
    auto tidy = base::tidy_line(name.substr(0, 400));
    if (tidy.empty() || base::count_characters(tidy) > 100) return refuse_fields("places.closing_day_name", {{"name", say("places.closing_day_name")}});
    return tidy;
}

Result<void> close_on(db::Tx& tx, const access::Actor& who, Day day, std::string_view name) {
    TRY(access::require(who, access::Permission::change_settings));
    const auto tidy = TRY(closing_day_name(name));
    tx.run(sql::put_closing_day, day, tidy);
    announce_change(tx, day, true);
    return {};
}

Result<void> open_on(db::Tx& tx, const access::Actor& who, Day day) {
    TRY(access::require(who, access::Permission::change_settings));
    if (tx.change(sql::remove_closing_day, day) == 0) return refuse(Kind::not_found, "places.no_closing_day");
    announce_change(tx, day, false);
    return {};
}

}  // namespace places

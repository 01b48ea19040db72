// Calendars as rows.

#include "bookings/bookings.h"
#include "bookings/events.h"
#include "bookings/queries.h"
#include "journal/journal.h"

namespace bookings {
namespace {

struct Kept {
    CalendarId id;
    Calendar calendar;
};

std::optional<Kept> find_kept(db::Tx& tx, std::string_view code) {
    for (const auto row : tx.query(sql::find_calendar, code))
        return Kept{row.get<CalendarId>(0),
                    {.code = row.get<std::string>(1),
                     .name = row.get<std::string>(2),
                     .hours = places::read_week(row.get<std::string>(3)).value_or(places::Week{}),
                     .slot = std::chrono::minutes{row.get<std::int64_t>(4)},
                     .capacity = row.get<std::int64_t>(5),
                     .notice = std::chrono::hours{row.get<std::int64_t>(6)},
                     .horizon_days = row.get<std::int64_t>(7),
                     .most_per_person = row.get<std::int64_t>(8),
                     .hold = std::chrono::minutes{row.get<std::int64_t>(9)},
                     .open_on_holidays = row.get<std::int64_t>(10) != 0}};
    return std::nullopt;
}

}  // namespace

bool keep_calendar(db::Tx& tx, const Calendar& calendar) {
    const auto known = find_kept(tx, calendar.code);
    if (known && known->calendar == calendar) return false;
    const auto id = known ? known->id : tx.new_id<CalendarId>();
    const auto hours = places::week_text(calendar.hours);
    const std::int64_t open = calendar.open_on_holidays ? 1 : 0;
    if (known)
        tx.run(sql::change_calendar, calendar.name, hours, calendar.slot.count(), calendar.capacity, calendar.notice.count(), calendar.horizon_days,
               calendar.most_per_person, calendar.hold.count(), open, id);
    else
        tx.run(sql::add_calendar, id, calendar.code, calendar.name, hours, calendar.slot.count(), calendar.capacity, calendar.notice.count(),
               calendar.horizon_days, calendar.most_per_person, calendar.hold.count(), open);
    journal::announce(tx, CalendarChanged{id, calendar.code});
    return true;
}

Result<std::vector<std::string>> publish_calendars(db::Tx& tx, const std::filesystem::path& folder) {
    std::vector<std::string> changed;
    const auto calendars = TRY(read_calendars(folder));
    for (const auto& calendar : calendars)
        if (keep_calendar(tx, calendar)) changed.push_back(calendar.code);
    return changed;
}

Result<Calendar> find_calendar(db::Tx& tx, std::string_view code) {
    auto kept = find_kept(tx, code);
    if (!kept) return refuse(Kind::not_found, "bookings.no_such_calendar", std::string(code));
    return std::move(kept->calendar);
}

std::vector<Calendar> all_calendars(db::Tx& tx) {
    std::vector<std::string> codes;
    for (const auto row : tx.query(sql::calendar_codes)) codes.push_back(row.get<std::string>(0));
    std::vector<Calendar> all;
    for (const auto& code : codes) all.push_back(find_kept(tx, code)->calendar);
    return all;
}

}  // namespace bookings

#include "bookings/publishing_check.h"

#include "bookings/bookings.h"

#include <fmt/format.h>

namespace bookings {

Result<void> CalendarCheck::look_around(const std::filesystem::path& services, catalogue::Surroundings& around) const {
    const auto calendars = TRY(read_calendars(services / "_calendars"));
    for (const auto& calendar : calendars) around.calendars.push_back({calendar.code, calendar.horizon_days});
    return {};
}

void CalendarCheck::look_around(db::Tx& tx, catalogue::Surroundings& around) const {
    for (const auto& calendar : all_calendars(tx)) around.calendars.push_back({calendar.code, calendar.horizon_days});
}

void CalendarCheck::look(const catalogue::Definition& service, const catalogue::Surroundings& around, catalogue::Faults& faults) const {
    if (!service.booking) return;
    const auto say = [&](std::string text) { faults.push_back({"service.json", "booking.calendar", std::move(text)}); };
    const auto* calendar = around.find_calendar(service.booking->calendar);
    constexpr int days_of_week = 7, working_days_of_week = 5;
    if (calendar == nullptr)
        say(fmt::format("there is no calendar '{}': make it in _calendars, or name one that is there", service.booking->calendar));
    else if (calendar->horizon_days * working_days_of_week > service.promise_working_days * days_of_week)
        say(fmt::format("visits are booked {} days ahead, and everything is promised within {} working days: promise longer, or book less far ahead",
                        calendar->horizon_days, service.promise_working_days));
}

}  // namespace bookings

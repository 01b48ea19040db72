#pragma once
// What can be booked: a calendar of a service, as data (services/_calendars/<code>.json), and its slots. Pure; the rows are in calendar_store.cpp.
//
// How slots are counted
//  1. A slot begins with a spell of the calendar's hours, or where the one before it ends, by the clock on the wall; what is left at the end
//     of a spell is none. Slots of a calendar never overlap.
//  2. A slot in which the clock is changed is not offered, nor one whose beginning or end the clock never shows. Of a time that it shows twice the
//     later one counts.
//  3. On bank holidays and the council's own closing days there are none, unless the calendar says that it is open on them.
//  4. A slot can be booked until `notice` before it begins, and not before the day that is `horizon` days before its own.

#include "base/result.h"
#include "places/calendar.h"

#include <filesystem>
#include <string>
#include <vector>

namespace bookings {

struct Calendar {
    std::string code;  // "pest-visits"
    std::string name;  // as colleagues call it
    places::Week hours;
    std::chrono::minutes slot{60};
    std::int64_t capacity = 1;         // bookings in one slot
    std::chrono::hours notice{24};
    std::int64_t horizon_days = 28;
    std::int64_t most_per_person = 1;  // bookings ahead, by e-mail address or else by telephone number
    std::chrono::minutes hold{15};     // how long a slot is held for who has not sent their request yet
    bool open_on_holidays = false;
    bool operator==(const Calendar&) const = default;
};

struct Slot {
    Instant starts, ends;
    bool operator==(const Slot&) const = default;
};

/// Those of one day, in order.
std::vector<Slot> slots_on(const Calendar& calendar, const places::Calendar& council, Day day);
/// The slot that begins then; nothing where none does.
std::optional<Slot> slot_at(const Calendar& calendar, const places::Calendar& council, Instant starts);
/// Whether it may be booked now, as far as notice and horizon go.
bool is_offered(const Calendar& calendar, const places::Zone& zone, const Slot& slot, Instant now);

/// Reads one file. Refuses with the element that is wrong.
Result<Calendar> read_calendar(std::string_view document);
/// Reads all `*.json` of a folder, by name; none where there is no such folder. Each is named by its code.
Result<std::vector<Calendar>> read_calendars(const std::filesystem::path& folder);

}  // namespace bookings

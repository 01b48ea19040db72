#include "bookings/calendar.h"

namespace bookings {
namespace {

/// The slot of a day that lies so by the clock on the wall; nothing where the clock is changed in it.
std::optional<Slot> slot_of(const places::Zone& zone, Day day, std::chrono::minutes from, std::chrono::minutes length) {
    const Slot slot{zone.instant(day, from), zone.instant(day, from + length)};
    const bool shown = zone.local(slot.starts) == places::Local{day, from};
    if (!shown || slot.ends - slot.starts != length) return std::nullopt;
    return slot;
}

}  // namespace

std::vector<Slot> slots_on(const Calendar& calendar, const places::Calendar& council, Day day) {
    std::vector<Slot> slots;
    if (council.is_closed(day) && !calendar.open_on_holidays) return slots;
    for (const auto& spell : calendar.hours[std::chrono::weekday{day}.c_encoding()])
        for (auto from = spell.from; from + calendar.slot <= spell.until; from += calendar.slot)
            if (const auto slot = slot_of(council.zone(), day, from, calendar.slot)) slots.push_back(*slot);
    return slots;
}

std::optional<Slot> slot_at(const Calendar& calendar, const places::Calendar& council, Instant starts) {
    for (const auto& slot : slots_on(calendar, council, council.zone().day(starts)))
        if (slot.starts == starts) return slot;
    return std::nullopt;
}

bool is_offered(const Calendar& calendar, const places::Zone& zone, const Slot& slot, Instant now) {
    const auto last = zone.day(now) + std::chrono::days{calendar.horizon_days};
    return slot.starts >= now + calendar.notice && zone.day(slot.starts) <= last;
}

}  // namespace bookings

#include "bookings/ical.h"

#include "rounds/ical.h"

#include <fmt/format.h>

namespace bookings {

std::string to_ical(const Feed& feed) {
    std::string out;
    const auto line = [&](std::string_view text) { out += rounds::folded(text); };
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Guildhall//Visits//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line("X-WR-CALNAME:" + rounds::escaped(feed.name));
    for (const auto& [booking, summary, description, url] : feed.entries) {
        line("BEGIN:VEVENT");
        line(fmt::format("UID:visit-{}-{}@{}", booking.whom.reference, base::to_hex(base::sha256(to_string(booking.id))).substr(0, 8), feed.host));
        line("DTSTAMP:" + base::to_compact(booking.changed_at));
        line(fmt::format("SEQUENCE:{}", booking.changes));
        line("DTSTART:" + base::to_compact(booking.slot.starts));
        line("DTEND:" + base::to_compact(booking.slot.ends));
        line("SUMMARY:" + rounds::escaped(summary));
        if (!description.empty()) line("DESCRIPTION:" + rounds::escaped(description));
        if (!url.empty()) line("URL:" + url);
        line(booking.state == State::cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    return out;
}

}  // namespace bookings

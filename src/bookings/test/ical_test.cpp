#include "bookings/ical.h"

#include "bookings/test/given_bookings.h"

namespace {

std::string line_of(const std::string& feed, std::string_view begins) {
    const auto at = feed.find("\r\n" + std::string(begins));
    return at == std::string::npos ? std::string() : feed.substr(at + 2, feed.find("\r\n", at + 2) - at - 2);
}

}  // namespace

TEST_CASE("a visit in a phone's calendar moves with the visit, and says its times in UTC") {
    given::in_each_bookings([](given::Bookings& there) {
        there.to("2026-10-20T10:00:00Z");
        const auto booked = there.confirm("2026-10-23T07:00:00Z", "", there.somebody()).value();
        const auto feed_of = [](const bookings::Booking& booking) {
            const bookings::Entry entry{booking, "Pest control, visit", "Somebody has to be there; ring if not.\nThank you.", "https://demo.example/requests/X"};
            return bookings::to_ical({.host = "demo.example", .name = "Visits", .entries = {&entry, 1}});
        };
        const auto first = feed_of(booked);
        CHECK(line_of(first, "DTSTART") == "DTSTART:20261023T070000Z");  // eight o'clock in summer
        CHECK(line_of(first, "DTEND") == "DTEND:20261023T090000Z");
        CHECK(line_of(first, "SUMMARY") == "SUMMARY:Pest control\\, visit");
        CHECK(line_of(first, "DESCRIPTION") == "DESCRIPTION:Somebody has to be there\\; ring if not.\\nThank you.");
        CHECK(line_of(first, "STATUS") == "STATUS:CONFIRMED");
        const auto moved = feed_of(there.move(booked.id, "2026-10-26T08:00:00Z").value());
        CHECK(line_of(moved, "UID") == line_of(first, "UID"));
        CHECK(line_of(moved, "SEQUENCE") == "SEQUENCE:2");
        CHECK(line_of(moved, "DTSTART") == "DTSTART:20261026T080000Z");
        const auto cancelled = feed_of(there.cancel(booked.id).value());
        CHECK(line_of(cancelled, "STATUS") == "STATUS:CANCELLED");
        CHECK(line_of(cancelled, "SEQUENCE") == "SEQUENCE:3");
        CHECK(cancelled.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    });
}

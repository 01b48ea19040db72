#include "places/times.h"

#include <doctest/doctest.h>

using base::Language;

namespace {

Instant moment(const char* text) { return base::parse_iso(text).value(); }
const places::Zone& london() { return places::zone_of(""); }

}  // namespace

TEST_CASE("a time is shown by the clock on the council's wall, in summer and in winter") {
    CHECK(places::shown_time(london(), moment("2026-11-22T09:30:00Z")) == "22 November 2026, 9:30am");
    CHECK(places::shown_time(london(), moment("2026-07-01T23:05:59Z")) == "2 July 2026, 12:05am");
    CHECK(places::shown_time(london(), moment("2026-03-29T00:59:59Z")) == "29 March 2026, 12:59am");
    CHECK(places::shown_time(london(), moment("2026-03-29T01:00:00Z")) == "29 March 2026, 2:00am");
    CHECK(places::shown_time(london(), moment("2026-10-25T00:59:59Z")) == "25 October 2026, 1:59am");
    CHECK(places::shown_time(london(), moment("2026-10-25T01:00:00Z")) == "25 October 2026, 1:00am");
    CHECK(places::shown_time(london(), moment("1955-01-01T12:00:00Z")) == "1 January 1955, 12:00pm");
    CHECK(places::shown_time(places::zone_of("America/Los_Angeles"), moment("2026-01-01T07:59:00Z")) == "31 December 2025, 11:59pm");
    CHECK(places::shown_time(places::zone_of("Asia/Kathmandu"), moment("2026-01-01T00:00:00Z")) == "1 January 2026, 5:45am");
}

TEST_CASE("a day is shown with its weekday, and a moment in a list with its year only when that is another") {
    const auto day = base::parse_iso_day("2026-12-03").value();
    CHECK(places::shown_day(day) == "Thursday 3 December 2026");
    CHECK(places::shown_day(london(), moment("2026-12-02T23:59:59Z")) == "Wednesday 2 December 2026");
    CHECK(places::shown_when(london(), moment("2026-11-22T09:30:00Z"), moment("2026-12-01T00:00:00Z")) == "22 Nov, 9:30am");
    CHECK(places::shown_when(london(), moment("2025-11-22T09:30:00Z"), moment("2026-12-01T00:00:00Z")) == "22 Nov 2025, 9:30am");
}

TEST_CASE("days and months have Welsh names") {
    const auto day = base::parse_iso_day("2026-12-03").value();
    CHECK(places::shown_day(day, Language::welsh) == "Dydd Iau 3 Rhagfyr 2026");
    CHECK(places::shown_time(london(), moment("2026-02-01T09:30:00Z"), Language::welsh) == "1 Chwefror 2026, 9:30am");
    CHECK(places::shown_when(london(), moment("2026-02-01T09:30:00Z"), moment("2026-02-01T09:30:00Z"), Language::welsh) == "1 Chwef, 9:30am");
}

TEST_CASE("a zone that the tz database does not know is refused") {
    for (const auto* name : {"Europe/Londinium", "", "../../etc/passwd", "GMT+1 "}) CHECK_FALSE(places::find_zone(name));
    CHECK(places::find_zone("Europe/London"));
}

TEST_CASE("a day begins at midnight, or at the jump where the clock leaps over it") {
    CHECK(london().start_of(base::parse_iso_day("2026-07-01").value()) == moment("2026-06-30T23:00:00Z"));
    const auto& beirut = places::zone_of("Asia/Beirut");  // 2026-03-29: from 0:00 to 1:00
    CHECK(beirut.start_of(base::parse_iso_day("2026-03-29").value()) == moment("2026-03-28T22:00:00Z"));
    using namespace std::chrono_literals;
    const auto clocks_back = base::parse_iso_day("2026-10-25").value(), clocks_on = base::parse_iso_day("2026-03-29").value();
    CHECK(london().instant(clocks_back, 1h + 30min) == moment("2026-10-25T01:30:00Z"));  // the later of two
    CHECK(london().instant(clocks_on, 1h + 30min) == moment("2026-03-29T01:00:00Z"));   // there is none
}

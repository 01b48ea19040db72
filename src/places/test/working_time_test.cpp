// Working time: several spells a day, teams' own hours, and what is left of an hour that the clock takes away or gives twice.

#include "places/test/given_places.h"

#include "base/config.h"

#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace std::chrono_literals;

namespace {

using std::chrono::days;
using std::chrono::minutes;

Day day(const char* text) { return base::parse_iso_day(text).value(); }
Instant at(const char* text) { return base::parse_iso(text).value(); }
Duration hours(int n) { return std::chrono::hours(n); }

/// Monday to Thursday with a break at noon, Friday until noon.
const places::Week with_break = places::read_week("mon tue wed thu 08:30-12:00 13:00-17:00, fri 08:30-12:00").value();

places::Calendar made(const places::Week& week, std::vector<Day> closed = {}) { return places::Calendar::make({.hours = week}, std::move(closed)).value(); }

/// Slow and obvious: looks at the clock on the wall every minute.
struct Wall {
    places::Week week;
    std::set<Day> off;
    const places::Zone& zone;

    bool works(Instant minute) const {
        const auto [today, time] = zone.local(minute);
        if (off.contains(today)) return false;
        const auto& spells = week[std::chrono::weekday{today}.c_encoding()];
        return std::ranges::any_of(spells, [&](const auto& spell) { return spell.from <= time && time < spell.until; });
    }
    minutes between(Instant from, Instant until) const {
        minutes count{};
        for (; from < until; from += 1min) count += works(from) ? 1min : 0min;
        return count;
    }
    Instant after(Instant from, minutes left) const {
        for (; left > 0min; from += 1min) left -= works(from) ? 1min : 0min;
        return from;
    }
    Instant before(Instant until, minutes left) const {
        for (; left > 0min; until -= 1min) left -= works(until - 1min) ? 1min : 0min;
        return until;
    }
};

/// A week in which somebody works, at any hour of day or night.
places::Week any_week() {
    places::Week week;
    for (auto& spells : week) {
        int quarter = 0;
        for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
            const int from = quarter + *rc::gen::inRange(0, 20), until = from + *rc::gen::inRange(1, 40);
            if (until > 96) break;
            spells.push_back({minutes(from * 15), minutes(until * 15)});
            quarter = until + 1;
        }
    }
    if (week == places::Week{}) week[2] = {{0min, 24h}};
    return week;
}

}  // namespace

TEST_CASE("working time leaves out breaks, half days, nights, bank holidays and closing days") {
    const auto calendar = made(with_break, {day("2026-11-25")});
    CHECK(calendar.working_time_between(at("2026-11-23T08:30:00Z"), at("2026-11-23T17:00:00Z")) == hours(7) + 30min);
    CHECK(calendar.working_time_between(at("2026-11-23T11:30:00Z"), at("2026-11-23T13:30:00Z")) == hours(1));
    CHECK(calendar.working_time_between(at("2026-11-23T00:00:00Z"), at("2026-11-30T00:00:00Z")) == 3 * (hours(7) + 30min) + hours(3) + 30min);
    CHECK(calendar.working_time_between(at("2026-12-24T12:00:00Z"), at("2026-12-29T09:00:00Z")) == hours(4) + 30min);  // Christmas on Friday, Boxing Day kept on Monday
    CHECK(calendar.working_time_between(at("2026-11-23T17:00:00Z"), at("2026-11-23T08:30:00Z")) == -(hours(7) + 30min));
    CHECK(calendar.add_working_time(at("2026-11-23T11:00:00Z"), hours(2)) == at("2026-11-23T14:00:00Z"));
    CHECK(calendar.add_working_time(at("2026-11-26T16:00:00Z"), hours(5)) == at("2026-11-30T09:00:00Z"));
    CHECK(calendar.add_working_time(at("2026-11-30T09:00:00Z"), -hours(5)) == at("2026-11-26T16:00:00Z"));
    CHECK(calendar.add_working_time(at("2026-11-28T09:00:00Z"), Duration{}) == at("2026-11-28T09:00:00Z"));
    CHECK(calendar.is_open(at("2026-11-23T11:59:59Z")));
    CHECK_FALSE(calendar.is_open(at("2026-11-23T12:30:00Z")));
    CHECK_FALSE(calendar.is_open(at("2026-11-27T14:00:00Z")));
}

TEST_CASE("what comes in after noon on a half day was received on the next working day") {
    const auto calendar = made(with_break);
    CHECK(calendar.due(at("2026-11-27T11:59:00Z"), 0) == at("2026-11-27T23:59:59Z"));
    CHECK(calendar.due(at("2026-11-27T12:00:00Z"), 0) == at("2026-11-30T23:59:59Z"));
    CHECK(calendar.due(at("2026-11-26T12:30:00Z"), 0) == at("2026-11-26T23:59:59Z"));  // at lunch
    CHECK(calendar.opening(at("2026-11-27T13:00:00Z"), 1) == at("2026-12-01T08:30:00Z"));
}

TEST_CASE("a night shift over a clock change is an hour shorter or longer") {
    const auto night = made(places::week_of(0b1111111, {{0min, 24h}}));
    const auto length = [&](const char* date) {
        const auto& zone = night.zone();
        return night.working_time_between(zone.start_of(day(date)), zone.start_of(day(date) + days{1}));
    };
    CHECK(length("2026-03-28") == hours(24));
    CHECK(length("2026-03-29") == hours(23));
    CHECK(length("2026-10-25") == hours(25));
    const auto small_hours = made(places::week_of(0b1111111, {{minutes(90), minutes(150)}}));  // half past one to half past two
    CHECK(small_hours.working_time_between(at("2026-03-29T00:00:00Z"), at("2026-03-29T12:00:00Z")) == 30min);
    CHECK(small_hours.working_time_between(at("2026-10-24T23:00:00Z"), at("2026-10-25T12:00:00Z")) == 90min);
}

TEST_CASE("working time is that of a wall clock watched minute by minute, over both clock changes and bank holidays") {
    std::set<Day> holidays;
    const auto listed = places::bank_holidays("england-and-wales").value();
    for (const auto& holiday : listed) holidays.insert(holiday.day);
    const char* const around[] = {"2026-03-27T12:00:00Z", "2026-10-23T12:00:00Z", "2025-12-23T12:00:00Z", "2022-05-30T12:00:00Z", "2027-03-24T12:00:00Z"};
    CHECK(rc::check("between, add and their inverse are the wall's", [&] {
        const auto week = any_week();
        Wall wall{week, holidays, places::zone_of("Europe/London")};
        std::vector<Day> closed;
        const auto begin = at(around[*rc::gen::inRange(0, 5)]) + minutes(*rc::gen::inRange(0, 4 * 24 * 60));
        if (*rc::gen::inRange(0, 3) == 0) closed.push_back(base::day_of(begin) + days{1});
        wall.off.insert(closed.begin(), closed.end());
        const auto calendar = made(week, closed);
        const auto until = begin + minutes(*rc::gen::inRange(0, 6 * 24 * 60));
        RC_ASSERT(calendar.working_time_between(begin, until) == wall.between(begin, until));
        const auto time = minutes(*rc::gen::inRange(1, 2000));
        RC_ASSERT(base::to_iso(calendar.add_working_time(begin, time)) == base::to_iso(wall.after(begin, time)));
        RC_ASSERT(base::to_iso(calendar.add_working_time(begin, -time)) == base::to_iso(wall.before(begin, time)));
        RC_ASSERT(calendar.working_time_between(begin, calendar.add_working_time(begin, time)) == time);
    }));
}

TEST_CASE("hours of a week are read and written, and refused in words where they are none") {
    const auto usual = places::week_of(0b0111110, {{9h, 17h}});
    CHECK(places::read_week(0b0111110U, "09:00-17:00").value() == usual);
    CHECK(places::read_week(0b0111110U, " 09:00 - 17:00 ").value() == usual);
    CHECK(places::read_week(0b0111110U, "08:30-12:00 13:00-17:00, fri 08:30-12:00").value() == with_break);
    CHECK(places::read_week(places::week_text(with_break)).value() == with_break);
    CHECK(places::week_text(with_break) == "mon tue wed thu 08:30-12:00 13:00-17:00, fri 08:30-12:00");
    const places::CalendarRules rules{.hours = with_break};
    CHECK(places::to_text(rules) == "Europe/London|england-and-wales|mon tue wed thu fri|08:30-12:00 13:00-17:00, fri 08:30-12:00");
    CHECK(places::parse_rules(places::to_text(rules)).value() == rules);
    CHECK(places::to_text(places::CalendarRules{}) == "Europe/London|england-and-wales|mon tue wed thu fri|09:00-17:00");  // as it was always stored
    for (const auto* wrong : {"", "mon", "09:00-17:00, 10:00-11:00", "12:00-13:00 09:00-10:00", "09:00-12:00 12:00-13:00", "sat 09:00-12:00", "mon 09:00-17:00",
                              "09:00-17:00, mon 09:00-12:00, mon 13:00-14:00", "09:00-17:00 mon", "24:30-25:00", "9-5", "09:00-17:00,,",
                              "00:00-01:00 02:00-03:00 04:00-05:00 06:00-07:00 08:00-09:00 10:00-11:00 12:00-13:00"}) {
        CAPTURE(wrong);
        CHECK_FALSE(places::read_week(0b0111110U, wrong));
    }
    CHECK_FALSE(places::read_week(0b1U, std::string(10'000, '0')));
    CHECK(rc::check("what was written is read back", [] {
        const auto week = any_week();
        RC_ASSERT(places::read_week(places::week_text(week)).value() == week);
        const places::CalendarRules any{.hours = week};
        RC_ASSERT(places::parse_rules(places::to_text(any)).value() == any);
    }));
}

TEST_CASE("a team may have its own hours and closing days; the others work as the council does") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        const auto administrator = access::Actor::house("test");
        const auto change = [&](auto verb) { return tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> { TRY(verb(tx)); return true; }); };
        access::TeamId crew, desk;
        REQUIRE(change([&](db::Tx& tx) -> Result<void> {
            crew = TRY(access::add_team(tx, administrator, "Night crew"));
            desk = TRY(access::add_team(tx, administrator, "Desk"));
            return {};
        }));
        const auto works = [&](access::TeamId team, const char* when) {
            return tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<bool> { return places::calendar_of(tx, team).is_open(at(when)); }).value();
        };
        CHECK_FALSE(works(crew, "2026-12-25T23:00:00Z"));
        const places::TeamHours nights{.hours = places::week_of(0b1111111, {{22h, 24h}}), .keeps_holidays = false};
        CHECK_FALSE(change([&](db::Tx& tx) { return places::set_team_hours(tx, access::Actor{}, crew, nights); }));
        CHECK_FALSE(change([&](db::Tx& tx) { return places::set_team_hours(tx, administrator, crew, {.hours = {}}); }));
        CHECK_FALSE(change([&](db::Tx& tx) { return places::set_team_hours(tx, administrator, access::TeamId{999'999}, nights); }));
        REQUIRE(change([&](db::Tx& tx) { return places::set_team_hours(tx, administrator, crew, nights); }));
        CHECK(works(crew, "2026-12-25T23:00:00Z"));
        CHECK_FALSE(works(crew, "2026-12-22T10:00:00Z"));
        CHECK(works(desk, "2026-12-22T10:00:00Z"));
        REQUIRE(change([&](db::Tx& tx) { return places::close_on(tx, administrator, desk, day("2026-12-22"), "Training"); }));
        CHECK_FALSE(works(desk, "2026-12-22T10:00:00Z"));
        REQUIRE(change([&](db::Tx& tx) { return places::close_on(tx, administrator, day("2026-12-23"), "Works outing"); }));
        CHECK_FALSE(works(desk, "2026-12-23T10:00:00Z"));
        CHECK(works(crew, "2026-12-23T23:00:00Z"));
        CHECK_FALSE(change([&](db::Tx& tx) { return places::open_on(tx, administrator, crew, day("2026-12-22")); }));
        REQUIRE(change([&](db::Tx& tx) { return places::open_on(tx, administrator, desk, day("2026-12-22")); }));
        CHECK(works(desk, "2026-12-22T10:00:00Z"));
        REQUIRE(change([&](db::Tx& tx) { return places::forget_team_hours(tx, administrator, crew); }));
        CHECK(works(crew, "2026-12-22T10:00:00Z"));
    }
}

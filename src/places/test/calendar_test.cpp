#include "places/test/given_places.h"

#include "base/config.h"

#include <rapidcheck.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace {

using std::chrono::days;

Day day(const char* text) { return base::parse_iso_day(text).value(); }
Instant at(const char* text) { return base::parse_iso(text).value(); }

/// Every bank holiday of a division as the public list has it.
std::vector<Day> listed(const std::string& division) {
    const auto* shared = std::getenv("GUILDHALL_SHARED");
    std::ifstream list(std::string(shared != nullptr ? shared : "../shared") + "/data/calendar/uk-bank-holidays-2019-2028.csv");
    std::vector<Day> found;
    for (std::string line; std::getline(list, line);)
        if (line.starts_with(division + ",")) found.push_back(day(line.substr(division.size() + 1, 10).c_str()));
    return found;
}

/// Slow and obvious: walks through the hours of the wall clock.
struct Model {
    const places::Calendar& calendar;
    std::vector<places::Holiday> holidays = places::bank_holidays("england-and-wales").value();

    bool works(Day d) const {
        const auto weekday = std::chrono::weekday{d};
        if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return false;
        for (const auto& holiday : holidays)
            if (holiday.day == d) return false;
        return true;
    }
    /// Goes forward minute by minute until n ends of working days have been passed since the office took it in.
    Instant due(Instant from, int n) const {
        const auto& zone = calendar.zone();
        auto now = from;
        for (;;) {
            const auto local = zone.local(now);
            if (works(local.day) && local.time < std::chrono::hours(17)) break;
            now += std::chrono::minutes(1);
        }
        for (int left = n;; --left) {
            auto today = zone.day(now);
            while (zone.day(now) == today) now += std::chrono::minutes(1);
            now = std::chrono::floor<std::chrono::minutes>(now);
            if (left == 0) return now - std::chrono::seconds(1);
            while (!works(zone.day(now))) now += std::chrono::minutes(1);
        }
    }
};

}  // namespace

TEST_CASE("the bank holidays of the three divisions are those of the public list") {
    for (const auto* division : {"england-and-wales", "scotland", "northern-ireland"}) {
        CAPTURE(division);
        const auto public_list = listed(division);
        if (public_list.empty() && std::getenv("CI") == nullptr) {
            MESSAGE("GUILDHALL_SHARED is not there: not compared");
            continue;
        }
        std::vector<Day> ours;
        const auto holidays = places::bank_holidays(division).value();  // a name of its own: the loop would not keep it alive
        for (const auto& holiday : holidays) ours.push_back(holiday.day);
        CHECK(ours == public_list);
    }
    CHECK_FALSE(places::bank_holidays("wales"));
}

TEST_CASE("the days that were moved or given once are days off") {
    const places::Calendar calendar;
    for (const auto* off : {"2020-05-08", "2020-12-28", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2022-01-03"})
        CHECK_FALSE(calendar.is_working_day(day(off)));
    for (const auto* works : {"2020-05-04", "2022-05-30", "2024-05-08", "2026-11-26"}) CHECK(calendar.is_working_day(day(works)));
}

TEST_CASE("a list of bank holidays with a wrong line, or out of order, is refused") {
    CHECK(places::read_holidays("# none\n\n2026-01-01 New Year's Day\r\n")->size() == 1);
    for (const auto* wrong : {"2026-02-30 No day", "2026-01-01", "New Year", "2026-01-02 b\n2026-01-01 a", "2026-01-01 a\n2026-01-01 a", "2026-01-01x"})
        CHECK_FALSE(places::read_holidays(wrong));
}

TEST_CASE("a promise runs to the end of the n-th working day after the day of receipt") {
    const places::Calendar calendar;
    CHECK(calendar.due(at("2026-11-26T10:00:00Z"), 0) == at("2026-11-26T23:59:59Z"));
    CHECK(calendar.due(at("2026-11-26T10:00:00Z"), 1) == at("2026-11-27T23:59:59Z"));
    CHECK(calendar.due(at("2026-11-26T10:00:00Z"), 2) == at("2026-11-30T23:59:59Z"));
    CHECK(calendar.due(at("2026-11-26T17:00:00Z"), 1) == at("2026-11-30T23:59:59Z"));  // the office had closed
    CHECK(calendar.due(at("2026-11-28T10:00:00Z"), 1) == at("2026-12-01T23:59:59Z"));  // a Saturday
    CHECK(calendar.due(at("2026-12-24T12:00:00Z"), 1) == at("2026-12-29T23:59:59Z"));  // Boxing Day is kept on Monday
    CHECK(calendar.due(at("2026-03-27T12:00:00Z"), 1) == at("2026-03-30T22:59:59Z"));  // the clocks went forward
    CHECK(calendar.due(at("2026-07-01T16:30:00Z"), 0) == at("2026-07-02T22:59:59Z"));  // half past five in summer
    CHECK(calendar.opening(at("2026-11-27T18:00:00Z"), 1) == at("2026-12-01T09:00:00Z"));
    CHECK(calendar.opening(at("2026-07-01T10:00:00Z"), 3) == at("2026-07-06T08:00:00Z"));
    CHECK(calendar.is_open(at("2026-07-01T15:59:59Z")));
    CHECK_FALSE(calendar.is_open(at("2026-07-01T16:00:00Z")));
}

TEST_CASE("due times are those of a slow clock that is watched minute by minute, over clock changes and holidays") {
    const places::Calendar calendar;
    const Model model{calendar};
    for (const auto* around : {"2026-03-25T00:00:00Z", "2026-10-22T00:00:00Z", "2025-12-20T00:00:00Z", "2022-05-30T00:00:00Z", "2024-03-27T00:00:00Z"})
        for (int hours = 0; hours < 8 * 24; hours += 7) {
            const auto from = at(around) + std::chrono::hours(hours) + std::chrono::minutes(hours % 60);
            for (const int n : {0, 1, 3}) {
                CAPTURE(base::to_iso(from));
                CAPTURE(n);
                REQUIRE(base::to_iso(calendar.due(from, n)) == base::to_iso(model.due(from, n)));
            }
        }
    CHECK(rc::check("due(from, n) is the model's", [&] {
        const auto from = at("2019-01-01T00:00:00Z") + std::chrono::minutes(*rc::gen::inRange(0, 9 * 365 * 24 * 60));
        const int n = *rc::gen::inRange(0, 6);
        RC_ASSERT(calendar.due(from, n) == model.due(from, n));
    }));
}

TEST_CASE("adding working days and counting them are each other's inverse") {
    const places::Calendar calendar;
    CHECK(rc::check("between(d, d + n) == n, and every day between is a day off or counted", [&] {
        const auto from = day("2019-01-01") + days{*rc::gen::inRange(0, 3600)};
        const int n = *rc::gen::inRange(1, 60);
        const auto last = calendar.add_working_days(from, n);
        RC_ASSERT(calendar.is_working_day(last));
        RC_ASSERT(calendar.working_days_between(from, last) == n);
        RC_ASSERT(calendar.working_days_between(last, from) == -n);
        RC_ASSERT(calendar.working_days_between(from, last - days{1}) == n - 1);
        if (calendar.is_working_day(from)) RC_ASSERT(calendar.add_working_days(last, -n) == from);
    }));
    CHECK(calendar.add_working_days(day("2026-11-28"), 0) == day("2026-11-30"));
    CHECK(calendar.working_days_between(day("2026-11-26"), day("2026-11-26")) == 0);
}

TEST_CASE("settings say how a council counts; a zone, division, week or hours that are none are refused") {
    base::Config config;
    CHECK(places::rules_from(config).value() == places::CalendarRules{});
    config.set("time_zone", "Europe/Dublin");
    config.set("bank_holidays", "northern-ireland");
    config.set("working_days", "Mon tue WED sat");
    config.set("office_hours", "08:30-24:00");
    const auto rules = places::rules_from(config).value();
    CHECK(rules.zone == "Europe/Dublin");
    CHECK(rules.hours == places::week_of(0b1001110U, {{std::chrono::minutes(8 * 60 + 30), std::chrono::hours(24)}}));
    CHECK(places::parse_rules(places::to_text(rules)).value() == rules);
    CHECK(places::rules_from(config, "Europe/Paris")->zone == "Europe/Paris");
    for (const auto& [name, wrong] : {std::pair{"time_zone", "Europe/Nowhere"}, {"bank_holidays", "france"}, {"working_days", "mon funday"},
                                      {"working_days", ""}, {"office_hours", "9-5"}, {"office_hours", "17:00-09:00"}, {"office_hours", "09:00-25:00"}}) {
        base::Config spoilt;
        spoilt.set(name, wrong);
        CAPTURE(wrong);
        CHECK_FALSE(places::rules_from(spoilt));
    }
    CHECK_FALSE(places::Calendar::make({.hours = {}}));
}

TEST_CASE("a council's calendar follows its rules and closing days as they change") {
    const auto administrator = access::Actor::house("test");
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        const auto now_works = [&](const char* text) {
            return tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<bool> { return places::calendar_of(tx).is_working_day(day(text)); }).value();
        };
        const auto change = [&](auto verb) { return tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> { TRY(verb(tx)); return true; }); };
        CHECK(now_works("2026-12-24"));
        CHECK(change([&](db::Tx& tx) { return places::close_on(tx, administrator, day("2026-12-24"), "Christmas Eve"); }));
        CHECK_FALSE(now_works("2026-12-24"));
        CHECK(change([&](db::Tx& tx) -> Result<void> { places::set_rules(tx, {.holidays = "none", .hours = places::week_of(0b1111111, {{std::chrono::hours(9), std::chrono::hours(17)}})}); return {}; }));
        CHECK(now_works("2026-12-25"));
        CHECK_FALSE(now_works("2026-12-24"));
        CHECK(change([&](db::Tx& tx) { return places::open_on(tx, administrator, day("2026-12-24")); }));
        CHECK(now_works("2026-12-24"));
        CHECK_FALSE(change([&](db::Tx& tx) { return places::open_on(tx, administrator, day("2026-12-24")); }));
        CHECK_FALSE(change([&](db::Tx& tx) { return places::close_on(tx, administrator, day("2026-12-24"), " "); }));
        CHECK_FALSE(change([&](db::Tx& tx) { return places::close_on(tx, access::Actor{}, day("2026-12-24"), "Eve"); }));
    }
}

// The days on which bins are collected.

#include "rounds/test/given_rounds.h"

using given::day;
using given::shown;
using rounds::Change;
using rounds::Effect;
using rounds::Timetable;

namespace {

/// A grey bin every week from a Monday, Thursday and Friday on.
Timetable weekly(std::vector<Change> changes = {}, std::vector<rounds::HolidayRule> rules = {}) {
    return Timetable({.bins = given::bins(),
                      .rounds = {{.code = "MON", .bin = "general", .first = day("2026-11-02")},
                                 {.code = "THU", .bin = "recycling", .first = day("2026-11-05")},
                                 {.code = "FRI", .bin = "garden", .first = day("2026-11-06")}},
                      .changes = std::move(changes),
                      .rules = std::move(rules),
                      .holidays = places::bank_holidays("england-and-wales").value()});
}

}  // namespace

TEST_CASE("a fortnightly bin comes every second week, from its first day to its last") {
    const Timetable fortnightly({.bins = given::bins(), .rounds = {{.code = "A", .bin = "general", .first = day("2026-11-02"), .every = 2, .until = day("2026-12-14")}}});
    CHECK(shown(fortnightly.between(day("2026-10-01"), day("2027-02-01"))) ==
          "Grey bin 2026-11-02, Grey bin 2026-11-16, Grey bin 2026-11-30, Grey bin 2026-12-14");
    CHECK(shown(fortnightly.next(day("2026-11-17"))) == "Grey bin 2026-11-30");
    CHECK(fortnightly.next(day("2026-12-15")).empty());
    CHECK(Timetable().next(day("2026-12-15")).empty());
}

TEST_CASE("a day that long lies ahead is found without counting from the beginning each time") {
    const Timetable old({.bins = given::bins(), .rounds = {{.code = "A", .bin = "general", .first = day("1990-01-01"), .every = 2}}});
    CHECK(shown(old.between(day("2026-11-23"), day("2026-12-06"))) == "Grey bin 2026-11-30");
}

TEST_CASE("after a bank holiday everything comes a day later for the rest of that week, where the council says so") {
    const auto timetable = weekly({}, {{"", Effect::rest_of_week}, {"Good Friday", Effect::as_usual}});
    CHECK(shown(timetable.between(day("2026-08-31"), day("2026-09-06"))).empty());  // before the first day
    CHECK(shown(timetable.between(day("2027-05-31"), day("2027-06-06"))) ==
          "Grey bin 2027-06-01 (Spring bank holiday), Blue bin 2027-06-04 (Spring bank holiday), Green bin 2027-06-05 (Spring bank holiday)");
    CHECK(shown(timetable.between(day("2027-03-26"), day("2027-03-26"))) == "Green bin 2027-03-26");  // Good Friday, as usual
}

TEST_CASE("what is put off by Christmas Day never comes on a bank holiday") {
    // 25 December 2026 is a Friday; Boxing Day is kept on Monday 28.
    const auto timetable = weekly({}, {{"", Effect::rest_of_week}});
    CHECK(shown(timetable.between(day("2026-12-24"), day("2026-12-30"))) ==
          "Blue bin 2026-12-24, Green bin 2026-12-26 (Christmas Day), Grey bin 2026-12-29 (Boxing Day, substitute day)");
}

TEST_CASE("a bank holiday may move its own day alone, cancel it, or do nothing") {
    const auto week = [&](Effect effect) { return shown(weekly({}, {{"", effect}}).between(day("2027-05-31"), day("2027-06-06"))); };
    CHECK(week(Effect::that_day) == "Grey bin 2027-06-01 (Spring bank holiday), Blue bin 2027-06-03, Green bin 2027-06-04");
    CHECK(week(Effect::none) == "Grey bin not 2027-05-31 (Spring bank holiday), Blue bin 2027-06-03, Green bin 2027-06-04");
    CHECK(week(Effect::as_usual) == "Grey bin 2027-05-31, Blue bin 2027-06-03, Green bin 2027-06-04");
    CHECK(shown(weekly().between(day("2027-05-31"), day("2027-05-31"))) == "Grey bin 2027-05-31");
    for (const auto effect : {Effect::as_usual, Effect::that_day, Effect::rest_of_week, Effect::none}) CHECK(rounds::find_effect(rounds::code_of(effect)) == effect);
    CHECK_FALSE(rounds::find_effect("some day"));
}

TEST_CASE("the change that says most goes before others, and before bank holidays") {
    const Change all{.from = day("2026-12-01"), .until = day("2026-12-31"), .later = 1, .reason = "Snow"};
    const Change blue{.from = day("2026-12-01"), .until = day("2026-12-31"), .bin = "recycling", .later = std::nullopt, .reason = "No lorry"};
    const Change friday{.from = day("2026-12-25"), .until = day("2026-12-25"), .round = "FRI", .later = -2, .reason = "Christmas Day"};
    const auto timetable = weekly({all, blue, friday}, {{"", Effect::rest_of_week}});
    CHECK(shown(timetable.between(day("2026-12-21"), day("2026-12-27"))) ==
          "Grey bin 2026-12-22 (Snow), Green bin 2026-12-23 (Christmas Day), Blue bin not 2026-12-24 (No lorry)");
}

TEST_CASE("an address has its street's rounds, and its own in their place") {
    for (const auto engine : given::engines()) {
        given::RoundsTown town(engine);
        CHECK(shown(town.timetable("1010").between(day("2026-11-22"), day("2026-12-08"))) == "Blue bin 2026-11-23, Grey bin 2026-11-30, Blue bin 2026-12-07");
        CHECK(shown(town.timetable("3002").between(day("2026-11-22"), day("2026-12-08"))) == "Grey bin 2026-11-30");
        CHECK(shown(town.timetable("4001").between(day("2026-11-22"), day("2026-12-04"))) == "Blue bin 2026-11-26, Grey bin 2026-11-30, Blue bin 2026-12-03");
        CHECK(town.timetable("2001").empty());
    }
}

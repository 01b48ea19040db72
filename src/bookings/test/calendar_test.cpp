#include "bookings/calendar.h"

#include "bookings/test/given_bookings.h"
#include "places/times.h"

#include <fstream>

using namespace std::chrono_literals;
using bookings::Calendar;
using bookings::Slot;
using given::at;

namespace {

places::Calendar council(std::vector<Day> closing_days = {}) { return places::Calendar::make({}, std::move(closing_days)).value(); }
Day day(const char* iso) { return base::parse_iso_day(iso).value(); }

Calendar every_half_hour() {
    auto calendar = given::visits();
    calendar.hours = places::read_week("sun mon tue wed thu fri sat 00:00-24:00").value();
    calendar.slot = 30min;
    return calendar;
}

std::string hours_on(const Calendar& calendar, const places::Calendar& council, Day when) {
    std::string all;
    for (const auto& slot : bookings::slots_on(calendar, council, when)) {
        const auto local = [&](Instant at) { return places::shown_clock(council.zone().local(at).time); };
        all += (all.empty() ? "" : " ") + local(slot.starts) + "-" + local(slot.ends);
    }
    return all;
}

std::string wrong_in(std::string_view document) {
    const auto read = bookings::read_calendar(document);
    return read ? "" : read.error().log.substr(0, read.error().log.find(':'));
}

}  // namespace

TEST_CASE("slots fill the hours of a day, and what is left at the end of a spell is none") {
    auto calendar = given::visits();
    CHECK(hours_on(calendar, council(), day("2026-11-24")) == "8am-10am 10am-12pm 1pm-3pm 3pm-5pm");
    CHECK(hours_on(calendar, council(), day("2026-11-28")).empty());  // a Saturday
    calendar.slot = 90min;
    CHECK(hours_on(calendar, council(), day("2026-11-24")) == "8am-9:30am 9:30am-11am 1pm-2:30pm 2:30pm-4pm");
}

TEST_CASE("there are none on bank holidays and the council's own closing days, unless the calendar is open on them") {
    auto calendar = given::visits();
    const auto closed = council({day("2026-12-24")});
    CHECK(hours_on(calendar, closed, day("2026-12-23")) != "");
    CHECK(hours_on(calendar, closed, day("2026-12-24")).empty());
    CHECK(hours_on(calendar, closed, day("2026-12-25")).empty());
    CHECK(hours_on(calendar, closed, day("2026-12-28")).empty());  // Boxing Day's substitute
    calendar.open_on_holidays = true;
    CHECK(hours_on(calendar, closed, day("2026-12-24")) != "");
    CHECK(hours_on(calendar, closed, day("2026-12-28")) != "");
}

TEST_CASE("a slot is the same time by the clock on the wall in summer and in winter") {
    const auto calendar = given::visits();
    CHECK(bookings::slots_on(calendar, council(), day("2026-10-23")).front().starts == at("2026-10-23T07:00:00Z"));
    CHECK(bookings::slots_on(calendar, council(), day("2026-10-26")).front().starts == at("2026-10-26T08:00:00Z"));
}

TEST_CASE("slots of a day on which the clock is changed are as long as they say, and never overlap") {
    const auto calendar = every_half_hour();
    for (const auto& [when, count] : {std::pair{"2026-03-28", 48U}, {"2026-03-29", 46U}, {"2026-10-24", 48U}, {"2026-10-25", 47U}}) {
        CAPTURE(when);
        const auto slots = bookings::slots_on(calendar, council(), day(when));
        CHECK(slots.size() == count);
        for (std::size_t i = 0; i < slots.size(); ++i) {
            CHECK(slots[i].ends - slots[i].starts == 30min);
            CHECK((i == 0 || slots[i - 1].ends <= slots[i].starts));
            CHECK(bookings::slot_at(calendar, council(), slots[i].starts) == slots[i]);
        }
    }
    CHECK(hours_on(calendar, council(), day("2026-03-29")).find(" 1am-") == std::string::npos);  // the clock never shows it
    auto night = calendar;
    night.slot = 120min;
    CHECK(hours_on(night, council(), day("2026-03-29")).starts_with("2am-4am"));  // from midnight to two is an hour only
    CHECK(hours_on(night, council(), day("2026-10-25")).starts_with("2am-4am"));  // and three hours in autumn
}

TEST_CASE("on every day around clock changes and holidays, whatever the hours, slots are what a walk from minute to minute finds") {
    base::SeededRandom random(7);
    const auto holidays = places::bank_holidays("england-and-wales").value();
    const auto& zone = places::zone_of("Europe/London");
    for (int round = 0; round < 60; ++round) {
        Calendar calendar = given::visits();
        calendar.slot = std::chrono::minutes{10 * (1 + static_cast<int>(random.number_below(30)))};
        calendar.open_on_holidays = random.number_below(4) == 0;
        for (auto& spells : calendar.hours) {
            spells.clear();
            const auto from = std::chrono::minutes{15 * static_cast<int>(random.number_below(40))};
            if (random.number_below(4) != 0) spells.push_back({from, from + std::chrono::minutes{15 * static_cast<int>(4 + random.number_below(50))}});
        }
        const char* const firsts[] = {"2026-03-26", "2026-10-22", "2027-03-25", "2026-12-23", "2027-10-29"};
        const auto first = day(firsts[random.number_below(5)]);
        const auto closing = first + std::chrono::days{3};
        const auto council = places::Calendar::make({}, {closing}).value();
        for (auto each = first; each < first + std::chrono::days{7}; each += std::chrono::days{1}) {
            std::map<std::chrono::seconds, Instant> shows;  // the last moment at which the clock shows that time of the day
            for (Instant at = each - 14h; at <= each + 38h; at += 5min) {
                const auto local = zone.local(at);
                if (local.day == each) shows[local.time] = at;
                if (local.day == each + std::chrono::days{1} && local.time == 0s) shows.try_emplace(24h, at);
            }
            std::vector<Slot> walked;
            const bool closed = each == closing || std::ranges::find(holidays, each, &places::Holiday::day) != holidays.end();
            for (const auto& spell : calendar.hours[std::chrono::weekday{each}.c_encoding()])
                for (auto from = spell.from; from + calendar.slot <= spell.until && (!closed || calendar.open_on_holidays); from += calendar.slot) {
                    const auto starts = shows.find(from), ends = shows.find(from + calendar.slot);
                    if (starts != shows.end() && ends != shows.end() && ends->second - starts->second == calendar.slot) walked.push_back({starts->second, ends->second});
                }
            CAPTURE(base::to_iso(each));
            CAPTURE(round);
            CHECK(bookings::slots_on(calendar, council, each) == walked);
        }
    }
}

TEST_CASE("a slot is offered from its horizon until its notice") {
    const auto calendar = given::visits();
    const auto calendar_of_council = council();
    const auto& zone = calendar_of_council.zone();
    const Slot slot{at("2026-12-07T08:00:00Z"), at("2026-12-07T10:00:00Z")};
    const auto offered = [&](const char* now) { return bookings::is_offered(calendar, zone, slot, at(now)); };
    CHECK_FALSE(offered("2026-11-22T23:59:59Z"));
    CHECK(offered("2026-11-23T00:00:00Z"));  // from the first minute of the day two weeks before
    CHECK(offered("2026-12-06T08:00:00Z"));
    CHECK_FALSE(offered("2026-12-06T08:00:01Z"));
}

TEST_CASE("a calendar that is written wrong is refused with the element that is wrong") {
    constexpr std::string_view good = R"({"code": "visits", "name": "Visits", "hours": "mon tue 08:00-12:00", "slot_minutes": 60, "capacity": 2,
        "notice_hours": 24, "horizon_days": 14, "most_per_person": 1, "hold_minutes": 15})";
    REQUIRE(bookings::read_calendar(good));
    CHECK(bookings::read_calendar(good)->hours[1].front().until == 12h);
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string document(good);
        return wrong_in(document.replace(document.find(from), from.size(), to));
    };
    CHECK(with("\"visits\"", "\"Visits!\"") == "code");
    CHECK(with("mon tue ", "") == "hours");
    CHECK(with("08:00-12:00", "11:30-12:00") == "hours");
    CHECK(with("\"capacity\": 2", "\"capacity\": 0") == "capacity");
    CHECK(with("\"slot_minutes\": 60", "\"slot_minutes\": \"60\"") == "slot_minutes");
    CHECK(with("\"notice_hours\": 24", "\"notice_hours\": -1") == "notice_hours");
    CHECK(with("\"horizon_days\": 14", "\"horizon_days\": 1000") == "horizon_days");
    CHECK(with("\"hold_minutes\": 15", "\"hold_minutes\": 15, \"fee\": 3") == "fee");
    CHECK(with("\"hold_minutes\": 15", "\"open_on_holidays\": \"yes\", \"hold_minutes\": 15") == "open_on_holidays");
    CHECK(wrong_in("[") == "calendar");
}

TEST_CASE("a folder of calendars is read by name, and one that is named otherwise than its file is refused") {
    const given::Folder folder;
    CHECK(bookings::read_calendars(folder.path / "none")->empty());
    const auto write = [&](const char* name, const char* code) {
        std::ofstream(folder.path / name) << R"({"code": ")" << code << R"(", "name": "N", "hours": "mon 08:00-12:00", "slot_minutes": 60, "capacity": 1,
            "notice_hours": 0, "horizon_days": 14, "most_per_person": 1, "hold_minutes": 15})";
    };
    write("b.json", "b");
    write("a.json", "a");
    CHECK(bookings::read_calendars(folder.path)->front().code == "a");
    write("c.json", "other");
    CHECK(bookings::read_calendars(folder.path).error().log.ends_with("c.json: code: is the name of the file"));
}

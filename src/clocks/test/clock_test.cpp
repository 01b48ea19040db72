// The three clocks as a council officer would check them, and against somebody who watches every minute.

#include "clocks/clock.h"

#include "base/time.h"
#include "clocks/test/given_wall.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace {

using clocks::Happened;
using clocks::State;
using clocks::Step;
using std::chrono::minutes;
using namespace std::chrono_literals;

Instant at(const char* text) { return base::parse_iso(text).value(); }

const access::TeamId waste{1}, night{2};

/// Acknowledged within 4 hours, a letter every 2 days, done within 3 days; nine to five.
struct Office {
    catalogue::Levels levels{.acknowledge = catalogue::Span{.working_hours = 4},
                             .update_every = 2,
                             .resolve = 3,
                             .warn_before = 2,
                             .escalate = {{.after = {}, .to = "team_leader"}, {.after = {.working_days = 1}, .to = "manager"}},
                             .pauses = {{.code = "resident", .label = "Waiting for the resident", .said = {}}}};
    clocks::Calendars calendars{.council = {}};
    std::vector<Step> steps{{.what = Happened::opened, .at = at("2026-11-23T10:00:00Z"), .team = waste, .due = at("2026-11-26T23:59:59Z")}};  // a Monday

    void happens(Happened what, const char* when, std::optional<Instant> due = {}, access::TeamId team = {}) {
        steps.push_back({.what = what, .at = at(when), .team = team, .due = due, .reason = what == Happened::paused ? "resident" : ""});
    }
    clocks::Clocks now(const char* when) const { return clocks::clocks_of(levels, calendars, steps, at(when)); }
};

std::string iso(const std::optional<Instant>& moment) { return moment ? base::to_iso(*moment) : "none"; }

}  // namespace

TEST_CASE("three clocks run from the opening: to be looked at, to write, to be done") {
    const Office office;
    const auto clocks = office.now("2026-11-23T12:00:00Z");
    CHECK(clocks.acknowledge.state == State::running);
    CHECK(iso(clocks.acknowledge.deadline) == "2026-11-23T14:00:00Z");
    CHECK(iso(clocks.acknowledge.warn_at) == "2026-11-23T12:00:00Z");
    CHECK(iso(clocks.update.deadline) == "2026-11-25T23:59:59Z");
    CHECK(iso(clocks.resolve.deadline) == "2026-11-26T23:59:59Z");
    CHECK(iso(clocks.resolve.warn_at) == "2026-11-26T15:00:00Z");
    CHECK(clocks.council == 2h);
    CHECK(clocks.resident == 2h);
    CHECK_FALSE(clocks.pause);
}

TEST_CASE("what somebody takes or answers in time is acknowledged; after that it was missed, and stays so") {
    Office office;
    office.happens(Happened::acknowledged, "2026-11-23T13:00:00Z");
    CHECK(office.now("2026-11-24T12:00:00Z").acknowledge.state == State::met);
    Office late;
    CHECK(late.now("2026-11-23T14:00:01Z").acknowledge.state == State::missed);
    late.happens(Happened::told, "2026-11-23T15:00:00Z");
    CHECK(late.now("2026-11-24T12:00:00Z").acknowledge.state == State::missed);
}

TEST_CASE("each letter to the resident starts the time to the next one") {
    Office office;
    office.happens(Happened::told, "2026-11-24T11:00:00Z");
    CHECK(iso(office.now("2026-11-24T12:00:00Z").update.deadline) == "2026-11-26T23:59:59Z");
    CHECK(office.now("2026-11-27T00:00:00Z").update.state == State::missed);
    office.happens(Happened::told, "2026-11-27T11:00:00Z");
    CHECK(office.now("2026-11-27T12:00:00Z").update.state == State::running);
    office.happens(Happened::closed, "2026-11-27T13:00:00Z");
    CHECK(office.now("2026-11-27T14:00:00Z").update.state == State::missed);  // once, but missed
}

TEST_CASE("while it waits for the resident, their time goes on and the council's stands still") {
    Office office;
    office.happens(Happened::paused, "2026-11-23T14:00:00Z");
    const auto standing = office.now("2026-11-24T14:00:00Z");
    CHECK(standing.resolve.state == State::paused);
    CHECK(standing.update.state == State::paused);
    CHECK(standing.pause->reason == "resident");
    CHECK(standing.council == 4h);
    CHECK(standing.resident == 28h);
    office.happens(Happened::resumed, "2026-11-25T14:00:00Z");  // 16 working hours later
    const auto going = office.now("2026-11-25T15:00:00Z");
    CHECK(going.resolve.state == State::running);
    CHECK(iso(going.resolve.deadline) == "2026-11-30T23:59:59Z");  // Thursday and two days, over the weekend
    CHECK(iso(going.resolve.first) == "2026-11-26T23:59:59Z");
    CHECK(going.council == 5h);
}

TEST_CASE("many short pauses move a promise by the time they took, rounded up once") {
    Office office;
    for (const auto* when : {"2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z", "2026-11-24T11:00:00Z"}) {
        office.happens(Happened::paused, when);
        office.steps.push_back({.what = Happened::resumed, .at = at(when) + 10min});
    }
    CHECK(iso(office.now("2026-11-24T12:00:00Z").resolve.deadline) == "2026-11-27T23:59:59Z");
    office.happens(Happened::paused, "2026-11-24T18:00:00Z");
    office.happens(Happened::resumed, "2026-11-25T08:00:00Z");  // overnight: nobody would have worked
    CHECK(iso(office.now("2026-11-25T12:00:00Z").resolve.deadline) == "2026-11-27T23:59:59Z");
}

TEST_CASE("nothing is missed while it stands still, and a pause after the promise ran out saves nothing") {
    Office office;
    office.happens(Happened::paused, "2026-11-26T18:00:00Z");  // with no working time left
    CHECK(office.now("2026-12-10T12:00:00Z").resolve.state == State::paused);
    CHECK(*office.now("2026-12-10T12:00:00Z").resolve.deadline > at("2026-12-10T12:00:00Z"));
    Office late;
    late.happens(Happened::paused, "2026-11-27T10:00:00Z");
    CHECK(late.now("2026-11-30T11:00:00Z").rungs.empty());  // nobody is pressed while it stands still
    late.happens(Happened::resumed, "2026-12-01T10:00:00Z");
    CHECK(late.now("2026-12-01T11:00:00Z").resolve.state == State::missed);
    CHECK(iso(late.now("2026-12-01T11:00:00Z").resolve.deadline) == "2026-11-26T23:59:59Z");
}

TEST_CASE("a colleague's new promise counts from then on, and the first one is not forgotten") {
    Office office;
    office.happens(Happened::promised, "2026-11-27T10:00:00Z", at("2026-12-04T23:59:59Z"));
    const auto clocks = office.now("2026-11-30T10:00:00Z");
    CHECK(clocks.resolve.state == State::running);
    CHECK(iso(clocks.resolve.deadline) == "2026-12-04T23:59:59Z");
    CHECK(iso(clocks.resolve.first) == "2026-11-26T23:59:59Z");
}

TEST_CASE("what is late climbs the ladder by working time") {
    const Office office;
    CHECK(office.now("2026-11-26T23:59:59Z").rungs.empty());
    const auto clocks = office.now("2026-11-27T10:00:00Z");
    CHECK(clocks.resolve.state == State::missed);
    CHECK(clocks.rungs == std::vector{at("2026-11-26T23:59:59Z"), at("2026-11-27T23:59:59Z")});
}

TEST_CASE("closing in time keeps the promise, and reopening makes a new one") {
    Office office;
    office.happens(Happened::closed, "2026-11-25T10:00:00Z");
    auto clocks = office.now("2026-12-20T10:00:00Z");
    CHECK(clocks.resolve.state == State::met);
    CHECK(clocks.update.state == State::met);
    CHECK(clocks.resident == 48h);
    CHECK(clocks.council == 16h);
    office.happens(Happened::reopened, "2026-11-30T09:00:00Z", at("2026-12-03T23:59:59Z"));
    clocks = office.now("2026-11-30T10:00:00Z");
    CHECK(clocks.resolve.state == State::running);
    CHECK(clocks.council == 17h);
    CHECK(clocks.resident == 7 * 24h);
}

TEST_CASE("what was passed on to another body is promised by no clock of ours") {
    Office office;
    office.happens(Happened::passed_on, "2026-11-23T10:00:00Z");
    const auto clocks = office.now("2026-12-23T10:00:00Z");
    CHECK(clocks.resolve.state == State::none);
    CHECK(clocks.update.state == State::none);
    CHECK(clocks.acknowledge.state == State::met);
    CHECK(clocks.council == Duration{});
}

TEST_CASE("time counts by the hours of the team that has the case, and another team does not move the promise") {
    Office office;
    office.calendars.teams.emplace(night, places::Calendar::make({.hours = places::week_of(0b1111111, {{20h, 23h}})}).value());
    office.happens(Happened::team_changed, "2026-11-23T12:00:00Z", {}, night);
    const auto clocks = office.now("2026-11-23T21:00:00Z");
    CHECK(clocks.council == 3h);
    CHECK(iso(clocks.acknowledge.deadline) == "2026-11-23T22:00:00Z");  // two hours were left
    CHECK(iso(clocks.resolve.deadline) == "2026-11-26T23:59:59Z");
}

namespace {

/// A week in which somebody works, by day or in the small hours when the clock changes.
places::Week any_week() {
    places::Week week;
    for (auto& spells : week) {
        int quarter = *rc::gen::inRange(0, 40);
        for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
            const int from = quarter + *rc::gen::inRange(0, 8), until = from + *rc::gen::inRange(4, 30);
            if (until > 95) break;
            spells.push_back({minutes(from * 15), minutes(until * 15)});
            quarter = until + 1;
        }
    }
    if (week == places::Week{}) week[3] = {{60min, 12h}};
    return week;
}

/// A council, its two teams, and a case with whatever happened on it.
struct Story {
    catalogue::Levels levels;
    std::map<access::TeamId, given::Wall> walls;
    clocks::Calendars calendars{.council = {}};
    std::vector<Step> steps;
    Instant end;

    Story() {
        std::set<Day> holidays;
        const auto listed = places::bank_holidays("england-and-wales").value();
        for (const auto& holiday : listed) holidays.insert(holiday.day);
        constexpr const char* around[] = {"2026-03-26T08:00:00Z", "2026-10-22T08:00:00Z", "2026-12-22T08:00:00Z", "2022-05-31T08:00:00Z", "2027-03-24T00:00:00Z"};
        const auto begin = at(around[*rc::gen::inRange(0, 5)]) + minutes(*rc::gen::inRange(0, 3 * 24 * 60));
        for (const auto team : {waste, night}) {
            std::vector<Day> closed;
            if (*rc::gen::inRange(0, 2) == 0) closed.push_back(base::day_of(begin) + std::chrono::days(*rc::gen::inRange(0, 5)));
            given::Wall wall{.week = any_week(), .off = holidays};
            wall.off.insert(closed.begin(), closed.end());
            calendars.teams.emplace(team, places::Calendar::make({.hours = wall.week}, closed).value());
            walls.emplace(team, wall);
        }
        choose_levels();
        steps.push_back({.what = Happened::opened, .at = begin, .team = waste, .due = some_due(begin)});
        for (int n = *rc::gen::inRange(0, 9); n > 0; --n) go_on();
        end = steps.back().at + minutes(*rc::gen::inRange(0, 5000));
    }

    clocks::Clocks now(Instant when) const { return clocks::clocks_of(levels, calendars, steps, when); }

private:
    void choose_levels() {
        const int sort = *rc::gen::inRange(0, 3);
        if (sort == 1) levels.acknowledge = catalogue::Span{.working_hours = *rc::gen::inRange(1, 15)};
        if (sort == 2) levels.acknowledge = catalogue::Span{.working_days = *rc::gen::inRange(1, 3)};
        levels.update_every = *rc::gen::inRange(0, 3);
        levels.warn_before = *rc::gen::inRange(0, 7);
        levels.escalate = {{.after = {}, .to = "team_leader"}, {.after = {.working_hours = *rc::gen::inRange(1, 9)}, .to = "manager"}, {.after = {.working_days = *rc::gen::inRange(1, 3)}, .to = "Parks"}};
    }
    std::optional<Instant> some_due(Instant when) const {
        if (*rc::gen::inRange(0, 12) == 0) return std::nullopt;
        return calendars.of(waste).due(when, *rc::gen::inRange(0, 4));
    }
    void go_on() {
        using enum Happened;
        const auto when = steps.back().at + minutes(*rc::gen::inRange(0, 2500));
        const auto end_of = [&](Happened what) { return std::ranges::any_of(steps, [&](const Step& step) { return step.what == what; }); };
        const bool closed_now = std::ranges::find_if(steps.rbegin(), steps.rend(), [](const Step& s) { return s.what == closed || s.what == reopened || s.what == opened || s.what == joined || s.what == parted; })->what == closed;
        const bool joined_now = std::ranges::find_if(steps.rbegin(), steps.rend(), [](const Step& s) { return s.what == reopened || s.what == opened || s.what == closed || s.what == joined || s.what == parted; })->what == joined;
        Step step{.what = paused, .at = when};
        if (joined_now) {
            step.what = parted;
            step.due = now(when).resolve.deadline;
        } else if (closed_now) {
            step.what = reopened;
            step.due = some_due(when);
        } else {
            constexpr Happened all[] = {acknowledged, told, promised, paused, paused, resumed, resumed, paused, resumed, team_changed, closed, joined, passed_on};
            step.what = all[*rc::gen::inRange(0, 13)];
            if (step.what == promised) step.due = some_due(when);
            if (step.what == team_changed) step.team = *rc::gen::inRange(0, 2) == 0 ? waste : night;
            if (step.what == paused) step.reason = "weather";
            if (step.what == passed_on && end_of(closed)) step.what = told;
        }
        steps.push_back(step);
    }
};

std::string told(const clocks::Clock& clock) {
    return std::string(clocks::code_of(clock.state)) + " deadline " + iso(clock.deadline) + " first " + iso(clock.first) + " settled " + iso(clock.settled) + " warn " + iso(clock.warn_at);
}

std::string told(const clocks::Clocks& clocks) {
    std::string text = "acknowledge " + told(clocks.acknowledge) + "\nupdate " + told(clocks.update) + "\nresolve " + told(clocks.resolve) + "\ncouncil " +
                       std::to_string(clocks.council.count() / 60'000'000) + " resident " + std::to_string(clocks.resident.count() / 60'000'000);
    if (clocks.pause) text += "\npaused " + clocks.pause->reason + " " + base::to_iso(clocks.pause->since);
    for (const auto rung : clocks.rungs) text += "\nrung " + base::to_iso(rung);
    return text;
}

}  // namespace

TEST_CASE("the clocks are those of somebody who watches the wall every minute: spells, bank holidays, pauses, teams, both clock changes") {
    CHECK(rc::check("clocks are the watcher's", [] {
        const Story story;
        given::WatchedCase watched(story.levels, story.walls);
        RC_ASSERT(told(story.now(story.end)) == told(watched.watch(story.steps, story.end)));
    }));
}

TEST_CASE("it does not matter whether the clocks are read after every step or once at the end") {
    CHECK(rc::check("reading changes nothing", [] {
        const Story story;
        clocks::Course course(story.levels, story.calendars);
        std::vector<Step> so_far;
        for (const auto& step : story.steps) {
            (void)course.at(step.at + 1min);
            course.hear(step);
            so_far.push_back(step);
            RC_ASSERT(told(course.at(step.at)) == told(clocks::clocks_of(story.levels, story.calendars, so_far, step.at)));
        }
        RC_ASSERT(course.at(story.end) == story.now(story.end));
    }));
}

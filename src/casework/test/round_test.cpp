#include "casework/calling_order.h"
#include "casework/round.h"
#include "casework/test/given_maps.h"

#include <doctest/doctest.h>

using casework::Call;
using given::Maps;
using places::Point;

namespace {

casework::Wished today(Maps& maps, access::TeamId team, bool with_later = false) {
    const auto begins = std::chrono::floor<std::chrono::days>(maps.work.office.clock.now());
    return {.team = team, .day_begins = begins, .day_ends = begins + std::chrono::days(1), .with_later = with_later};
}

casework::Round round_of(Maps& maps, const access::Actor& who, const casework::Wished& wished) {
    return maps.work.office.read([&](db::Tx& tx) -> Result<casework::Round> { return casework::round_of(tx, who, wished); }).value();
}

Result<casework::Task> finish_there(Maps& maps, const access::Actor& who, casework::TaskId id, const given::Sent& answers) {
    return maps.work.office.write([&](db::Tx& tx) {
        return casework::finish_from_field(tx, who, id, [&](std::string_view code) -> std::optional<std::string_view> {
            const auto found = answers.find(code);
            return found == answers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
        }, {});
    });
}

Result<casework::Task> try_there(Maps& maps, const access::Actor& who, casework::TaskId id, std::string_view why, std::string_view words = {}) {
    return maps.work.office.write([&](db::Tx& tx) { return casework::note_attempt(tx, who, id, why, words); });
}

}  // namespace

TEST_CASE("what is late is called at first, each part by a short way, and what has no point last") {
    const std::vector<Call> calls{{Point{53.48, -2.27}}, {Point{53.48, -2.28}, true}, {{}}, {Point{53.48, -2.285}, true}, {{}, true}, {Point{53.48, -2.26}}};
    CHECK(casework::calling_order(calls) == std::vector<std::size_t>{1, 3, 4, 0, 5, 2});
    CHECK(casework::calling_order(calls, Point{53.48, -2.29}) == std::vector<std::size_t>{3, 1, 4, 0, 5, 2});
    CHECK(casework::calling_order({}).empty());
}

TEST_CASE("the round holds one's own and what nobody has and is due; what is due later comes when asked for") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto cal = maps.crewman();
        const auto id = maps.report_tipping(given::sofa);  // two working days
        const auto task = maps.open_tasks(id).front();
        auto round = round_of(maps, cal, today(maps, maps.crew));
        CHECK(round.open.empty());
        CHECK(round.later == 1);
        CHECK(round_of(maps, cal, today(maps, maps.crew, true)).open.size() == 1);
        CHECK(maps.work.office.write([&](db::Tx& tx) { return casework::take_task(tx, cal, task.id, task.changes); }).has_value());
        round = round_of(maps, cal, today(maps, maps.crew));
        REQUIRE(round.open.size() == 1);
        CHECK(round.open.front().id == task.id);
        CHECK(round.later == 0);
        CHECK(round_of(maps, maps.member("carys", maps.crew), today(maps, maps.crew, true)).open.empty());  // a colleague has it
        maps.pass(std::chrono::hours(24 * 9));
        maps.report_tipping(given::sofa);
        CHECK(round_of(maps, cal, today(maps, maps.crew)).open.front().is_late(maps.work.office.clock.now()));
    });
}

TEST_CASE("a team out of one's scope has no round, nor has who is no member of staff") {
    given::in_each_town_of_maps([](Maps& maps) {
        maps.report_tipping(given::sofa);
        const access::TeamId teams[] = {maps.crew, maps.streets};
        const auto out_there = [&](const access::Actor& who) {
            return maps.work.office.read([&](db::Tx& tx) -> Result<std::vector<access::TeamId>> { return casework::teams_out_there(tx, who, teams); }).value();
        };
        CHECK(out_there(maps.crewman()) == std::vector{maps.crew});
        CHECK(out_there(maps.enforcer()).empty());
        CHECK(round_of(maps, maps.enforcer(), today(maps, maps.crew, true)).open.empty());
        CHECK(round_of(maps, access::Actor::house("test"), today(maps, maps.crew, true)).open.empty());
        CHECK(round_of(maps, access::Actor::visitor(), today(maps, maps.crew, true)).open.empty());
    });
}

TEST_CASE("from out there a task is finished although it changed meanwhile, unless a colleague has it") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto cal = maps.crewman(), carys = maps.member("carys", maps.crew);
        const auto id = maps.report_tipping(given::sofa);
        const auto task = maps.open_tasks(id).front();
        CHECK(finish_there(maps, cal, task.id, {}).error().kind == Kind::invalid);
        CHECK(maps.work.office.write([&](db::Tx& tx) { return casework::take_task(tx, carys, task.id, task.changes); }).has_value());
        CHECK(finish_there(maps, cal, task.id, {{"result", "cleared"}}).error().key == "casework.colleague_has_it");
        CHECK(maps.work.office.write([&](db::Tx& tx) { return casework::return_task(tx, carys, task.id, task.changes + 1, "Not my street."); }).has_value());
        CHECK(finish_there(maps, maps.enforcer(), task.id, {{"result", "cleared"}}).error().kind == Kind::not_found);
        CHECK(finish_there(maps, cal, task.id, {{"result", "cleared"}}).has_value());
        CHECK(finish_there(maps, cal, task.id, {{"result", "cleared"}}).error().key == "casework.task_over");
        CHECK(maps.the(id).outcome == "cleared");
        const auto round = round_of(maps, cal, today(maps, maps.crew));
        REQUIRE(round.done.size() == 1);
        CHECK(round.done.front().id == task.id);
        maps.pass(std::chrono::hours(24));
        CHECK(round_of(maps, cal, today(maps, maps.crew)).done.empty());
    });
}

TEST_CASE("what could not be done is kept with its reason, and the task is its team's again") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto cal = maps.crewman();
        const auto id = maps.report_tipping(given::sofa);
        const auto task = maps.open_tasks(id).front();
        CHECK(maps.work.office.write([&](db::Tx& tx) { return casework::take_task(tx, cal, task.id, task.changes); }).has_value());
        CHECK(try_there(maps, cal, task.id, "too_tired").error().kind == Kind::invalid);
        CHECK(try_there(maps, maps.enforcer(), task.id, "no_access").error().kind == Kind::not_found);
        CHECK(try_there(maps, cal, task.id, "no_access", "The gate is locked.").has_value());
        CHECK_FALSE(maps.open_tasks(id).front().owner);
        const auto round = round_of(maps, maps.member("carys", maps.crew), today(maps, maps.crew, true));
        REQUIRE(round.attempts.size() == 1);
        CHECK(round.attempts.front().by == cal.staff());
        CHECK(round.attempts.front().why == casework::Hindrance::no_access);
        CHECK(finish_there(maps, cal, task.id, {{"result", "cleared"}}).has_value());
        CHECK(try_there(maps, cal, task.id, "no_access").error().key == "casework.task_over");
    });
}

TEST_CASE("what a form has an answer for is not asked beside it") {
    const auto clearing = forms::read_form(R"([{"code": "result", "type": "choice", "label": "What came of it?", "required": true, "choices": [
        {"code": "cleared", "label": "Cleared"}, {"code": "too_much", "label": "Too much"}, {"code": "not_found", "label": "Nothing there"}]}])");
    REQUIRE(clearing.has_value());
    CHECK(casework::hindrances_beside(&*clearing) == std::vector{casework::Hindrance::no_access});
    CHECK(casework::hindrances_beside(nullptr).size() == 3);
    for (const auto hindrance : casework::all_hindrances) CHECK(casework::hindrance_from(casework::code_of(hindrance)) == hindrance);
    CHECK_FALSE(casework::hindrance_from("").has_value());
}

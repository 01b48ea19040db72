// Running cases go on along a new version of their map.

#include "casework/map_moves.h"

#include "casework/test/given_maps.h"
#include "clocks/clocks.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using given::Maps;

namespace {

namespace fs = std::filesystem;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    REQUIRE(text.find(from) != std::string::npos);
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

/// Looking for evidence has another id, clearing another name, and who clears is asked after a day.
std::string newer(std::string map) {
    for (const auto* where : {"id=", "sourceRef=", "targetRef=", "bpmnElement="}) replace_all(map, std::string(where) + "\"evidence\"", std::string(where) + "\"look\"");
    replace_all(map, "<flowNodeRef>evidence<", "<flowNodeRef>look<");
    replace_all(map, "name=\"Clear it\"", "name=\"Clear and sweep\"");
    replace_all(map, "<flowNodeRef>again</flowNodeRef>", "<flowNodeRef>again</flowNodeRef><flowNodeRef>nudge</flowNodeRef><flowNodeRef>nudged</flowNodeRef>");
    replace_all(map, "<flowNodeRef>clear</flowNodeRef>", "<flowNodeRef>clear</flowNodeRef><flowNodeRef>clear_slow</flowNodeRef>");
    const auto at = map.find("<userTask id=\"return_visit\"");
    REQUIRE(at != std::string::npos);
    map.insert(at, R"(<boundaryEvent id="clear_slow" name="Not cleared in a day" attachedToRef="clear" cancelActivity="false">
      <outgoing>f_clear_slow</outgoing>
      <timerEventDefinition id="clear_slow_timer"><timeDuration xsi:type="tFormalExpression">P1D</timeDuration></timerEventDefinition>
    </boundaryEvent>
    <userTask id="nudge" name="Ask the crew" gh:team="Street cleaning"><incoming>f_clear_slow</incoming><outgoing>f_nudged</outgoing></userTask>
    <endEvent id="nudged" name="Asked"><incoming>f_nudged</incoming></endEvent>
    <sequenceFlow id="f_clear_slow" sourceRef="clear_slow" targetRef="nudge" />
    <sequenceFlow id="f_nudged" sourceRef="nudge" targetRef="nudged" />
    )");
    return map;
}

/// Publishes a service with another map.
void publish(Maps& maps, const std::function<std::string(std::string)>& change, const fs::path& path = "streets/fly-tipping") {
    const auto folder = fs::temp_directory_path() / ("guildhall-maps-" + std::to_string(maps.work.office.random.number_below(1'000'000'000)));
    const auto service = folder / path;
    fs::create_directories(service.parent_path());
    fs::copy("services" / path, service, fs::copy_options::recursive);
    std::stringstream text;
    text << std::ifstream(service / "process.bpmn").rdbuf();
    std::ofstream(service / "process.bpmn", std::ios::trunc) << change(text.str());
    const auto published = maps.work.office.write([&](db::Tx& tx) { return catalogue::publish_folder(tx, folder); });
    fs::remove_all(folder);
    REQUIRE_MESSAGE(published, published.error().log);
    REQUIRE(published->size() == 1);
}

Result<casework::MoveCheck> check(Maps& maps, std::int64_t from, const casework::ElementMap& mapping = {}, const access::Actor& who = given::Office::chief()) {
    return maps.work.office.write([&](db::Tx& tx) { return casework::check_moves(tx, who, "fly-tipping", from, mapping); });
}

Result<casework::MapMoveId> begin(Maps& maps, std::int64_t from, const casework::ElementMap& mapping = {}, const std::string& service = "fly-tipping") {
    return maps.work.office.write([&](db::Tx& tx) { return casework::begin_move(tx, given::Office::chief(), service, from, mapping); });
}

casework::MapMove carried_out(Maps& maps, casework::MapMoveId id, int at_a_time) {
    while (maps.work.office.write([&](db::Tx& tx) { return casework::move_some(tx, id, at_a_time); }).value()) {
    }
    return maps.work.office.read([&](db::Tx& tx) { return casework::find_move(tx, given::Office::chief(), id); }).value();
}

}  // namespace

TEST_CASE("cases are moved to the new version of their map, task and time limit and all; what would be lost is said first") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto at_clearing = maps.report_tipping(given::sofa), at_evidence = maps.report_tipping(given::sofa_and_witness);
        const auto over = maps.report_tipping(given::sofa);
        REQUIRE(maps.finish(maps.crewman(), over, {{"result", "cleared"}}));
        const auto old = maps.run(at_clearing)->map_version;
        publish(maps, newer);
        const auto fresh = maps.report_tipping(given::sofa);
        const auto on = maps.work.office.read([](db::Tx& tx) { return casework::cases_by_version(tx, given::Office::chief()); }).value();
        REQUIRE(on.size() == 2);
        CHECK(on[0].version == old);
        CHECK(on[0].cases == 2);
        CHECK(on[0].is_old());
        CHECK_FALSE(on[1].is_old());

        const auto first = check(maps, old);
        REQUIRE_MESSAGE(first, first.error().key);
        CHECK(first->looked_at == 2);
        CHECK(first->can_go == 1);
        REQUIRE(first->refused.size() == 1);
        CHECK(first->refused.front().case_id == at_evidence);
        CHECK(first->refused.front().reasons.front().element == "Look for evidence");
        CHECK(first->refused.front().reasons.front().reason == "bpmn.move.gone");
        REQUIRE(first->pairs.size() == 2);
        CHECK(first->pairs[0].becomes == "clear");
        CHECK(first->pairs[1].element == "evidence");
        CHECK(first->pairs[1].becomes.empty());
        const casework::ElementMap mapping{{"evidence", "look"}};
        CHECK(check(maps, old, mapping)->can_go == 2);
        CHECK(check(maps, old, {}, maps.streeter()).error().kind == Kind::not_allowed);
        CHECK(check(maps, on[1].version).error().key == "casework.move_newest");

        const auto id = begin(maps, old, mapping);
        REQUIRE_MESSAGE(id, id.error().key);
        CHECK(begin(maps, old).error().key == "casework.move_under_way");
        const auto move = carried_out(maps, *id, 1);
        CHECK(move.moved == 2);
        CHECK(move.refused == 0);
        CHECK(move.ended_at);
        CHECK(maps.run(at_clearing)->map_version == on[1].version);
        CHECK(maps.run(over)->map_version == old);
        CHECK(maps.stands_at(at_evidence) == "look");
        CHECK(maps.open_tasks(at_clearing).front().name == "Clear and sweep");
        CHECK(maps.open_tasks(fresh).front().name == "Clear and sweep");

        auto& office = maps.work.office;
        office.clock.advance(std::chrono::hours(25));
        const auto due = office.read([](db::Tx& tx) -> Result<std::vector<bpmn::WaitId>> { return casework::Carrying::the().engine().due(tx, 10); }).value();
        CHECK(due.size() == 2);  // of the moved one and of the new one
        for (const auto& wait : due) CHECK(office.write([&](db::Tx& tx) { return casework::Carrying::the().engine().fire(tx, wait); }).has_value());
        CHECK(maps.open_tasks(at_clearing).size() == 2);
        CHECK(maps.finish(maps.enforcer(), at_evidence, {{"found", "no"}}).has_value());
        CHECK(maps.stands_at(at_evidence) == "clear");
        CHECK(maps.finish(maps.crewman(), at_evidence, {{"result", "cleared"}}).has_value());
        CHECK(maps.the(at_evidence).outcome == "cleared");
        CHECK(begin(maps, old).error().key == "casework.move_nothing");
    });
}

TEST_CASE("a case that cannot be moved stays where it is, with the reason, and goes on") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto stays = maps.report_tipping(given::sofa_and_witness);
        const auto old = maps.run(stays)->map_version;
        publish(maps, newer);
        const auto move = carried_out(maps, begin(maps, old).value(), 25);
        CHECK(move.moved == 0);
        CHECK(move.refused == 1);
        const auto refused = maps.work.office.read([&](db::Tx& tx) -> Result<std::vector<casework::Refused>> { return casework::refused_by(tx, move.id); }).value();
        REQUIRE(refused.size() == 1);
        CHECK(refused.front().case_id == stays);
        CHECK(refused.front().reasons.front().reason == "bpmn.move.gone");
        CHECK(maps.run(stays)->map_version == old);
        CHECK(maps.finish(maps.enforcer(), stays, {{"found", "yes"}}).has_value());
    });
}

TEST_CASE("a case that rests as a part of another one is moved too, and wakes on the new map") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto stays = maps.report_tipping(given::sofa), goes = maps.report_tipping(given::sofa);
        const auto stella = maps.streeter();
        REQUIRE(maps.work.office.write([&](db::Tx& tx) { return cases::join(tx, stella, stays, maps.the(stays).changes, goes, maps.the(goes).changes); }));
        const auto old = maps.run(goes)->map_version;
        publish(maps, newer);
        CHECK(carried_out(maps, begin(maps, old).value(), 25).moved == 2);
        CHECK(maps.stands_at(goes).empty());
        REQUIRE(maps.work.office.write([&](db::Tx& tx) { return cases::part(tx, stella, stays, maps.the(stays).changes, goes); }));
        CHECK(maps.open_tasks(goes).front().name == "Clear and sweep");
    });
}

TEST_CASE("a moved case stands still where the new map says so, and goes on where it does not") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto health = maps.work.office.team("Environmental health");
        const auto officer = maps.member("nora", health);
        const auto id = maps.report("noise", {{"source", "dog"}, {"times", "night"}, {"details", "It barks."}});
        const auto stands_still = [&] { return maps.work.office.read([&](db::Tx& tx) { return clocks::of(tx, maps.the(id)); }).value().present() != nullptr; };
        REQUIRE(maps.finish(officer, id).has_value());
        CHECK(stands_still());
        const auto move_on = [&](std::string_view from, std::string_view to) {
            const auto version = maps.run(id)->map_version;
            publish(maps, [&](std::string map) { return replace_all(map, from, to), map; }, "environment/noise");
            CHECK(carried_out(maps, begin(maps, version, {}, "noise").value(), 10).moved == 1);
        };
        move_on(" gh:pause=\"evidence\"", "");
        CHECK_FALSE(stands_still());
        move_on("name=\"Gather evidence: diary, visits, recordings\"", "name=\"Gather evidence\"");
        CHECK(stands_still());
    });
}

#include "casework/case_map.h"
#include "casework/test/given_maps.h"
#include "clocks/clocks.h"

#include <boost/json.hpp>

#include <doctest/doctest.h>

#include <barrier>
#include <fstream>
#include <thread>

using given::Maps;

TEST_CASE("a sofa that nobody saw goes to the crew, and is cleared") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report_tipping(given::sofa);
        CHECK(maps.stands_at(id) == "clear");
        CHECK_FALSE(maps.finish(maps.crewman(), id, {}).has_value());  // what came of it must be said
        CHECK(maps.finish(maps.crewman(), id, {{"result", "cleared"}}).has_value());
        CHECK(maps.the(id).state == cases::State::closed);
        CHECK(maps.the(id).outcome == "cleared");
        CHECK(maps.stands_at(id).empty());
        CHECK(maps.run(id)->is_over());
    });
}

TEST_CASE("where somebody was seen an officer looks first, and what follows is looked over by another") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report_tipping(given::sofa_and_witness);
        CHECK(maps.stands_at(id) == "evidence");
        CHECK(maps.the(id).team == maps.streets);  // who answers for it
        CHECK(maps.finish(maps.enforcer(), id, {{"found", "yes"}}).has_value());
        CHECK(maps.stands_at(id) == "clear");
        CHECK(maps.finish(maps.crewman(), id, {{"result", "cleared"}}).has_value());
        CHECK(maps.stands_at(id) == "action");
        CHECK(maps.finish(maps.enforcer(), id, {{"what", "fixed_penalty"}, {"why", "A letter with an address."}}).has_value());
        CHECK(maps.stands_at(id) == "approve");
        CHECK(maps.finish(maps.enforcer(), id, {{"agreed", "yes"}}).error().key == "casework.four_eyes");
        CHECK(maps.finish(maps.enforcer("errol"), id, {{"agreed", "no"}}).has_value());
        CHECK(maps.stands_at(id) == "action");  // once more
        CHECK(maps.finish(maps.enforcer(), id, {{"what", "warning"}, {"why", "It is too little for a penalty."}}).has_value());
        CHECK(maps.finish(maps.enforcer("errol"), id, {{"agreed", "yes"}}).has_value());
        CHECK(maps.the(id).outcome == "enforced");
    });
}

TEST_CASE("what is dangerous goes to the contractor, who is rung when nothing came of it in a day") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report_tipping(given::asbestos);
        CHECK(maps.stands_at(id).empty());
        CHECK(maps.the(id).team == maps.streets);
        auto& office = maps.work.office;
        office.clock.advance(std::chrono::hours(25));
        const auto due = office.read([](db::Tx& tx) -> Result<std::vector<bpmn::WaitId>> { return casework::Carrying::the().engine().due(tx, 10); }).value();
        REQUIRE(due.size() == 1);
        CHECK(office.write([&](db::Tx& tx) { return casework::Carrying::the().engine().fire(tx, due.front()); }).has_value());
        CHECK(maps.stands_at(id) == "ring");
        CHECK(maps.answer(id, "cleared").has_value());  // while somebody was to ring yet
        CHECK(maps.the(id).outcome == "cleared");
        CHECK(maps.stands_at(id).empty());
    });
}

TEST_CASE("where the contractor gives it up, somebody says how it is cleared; what is dangerous is not the crew's by itself") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report_tipping(given::asbestos);
        CHECK(maps.answer(id, "failed").has_value());
        CHECK(maps.stands_at(id) == "again");
        CHECK(maps.finish(maps.streeter(), id, {{"how", "contractor"}}).has_value());
        CHECK(maps.stands_at(id).empty());
        CHECK(maps.answer(id, "cleared").has_value());
        CHECK(maps.the(id).outcome == "cleared");
    });
}

TEST_CASE("whoever cleared it has the return visit") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report_tipping(given::sofa);
        const auto cal = maps.crewman();
        CHECK(maps.finish(cal, id, {{"result", "cleared"}}).has_value());
        const auto reference = maps.work.office.read([&](db::Tx& tx) -> Result<Reference> { return cases::requests_of(tx, id).front().reference; }).value();
        CHECK(maps.work.as_resident([&](db::Tx& tx) { return cases::object(tx, reference, "The mattress is still there."); }).has_value());
        CHECK(maps.stands_at(id) == "return_visit");
        CHECK(maps.open_tasks(id).front().owner == cal.staff());
    });
}

TEST_CASE("a case that rests as a part of another keeps its place, and goes on there when they are parted") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto stays = maps.report_tipping(given::sofa), goes = maps.report_tipping(given::sofa);
        const auto stella = maps.streeter();
        const auto join = [&](db::Tx& tx) { return cases::join(tx, stella, stays, maps.the(stays).changes, goes, maps.the(goes).changes); };
        REQUIRE(maps.work.office.write(join).has_value());
        CHECK(maps.stands_at(goes).empty());
        CHECK(maps.tasks(goes).front().state == casework::TaskState::resting);
        REQUIRE(maps.work.office.write([&](db::Tx& tx) { return cases::part(tx, stella, stays, maps.the(stays).changes, goes); }).has_value());
        CHECK(maps.stands_at(goes) == "clear");
        CHECK(maps.finish(maps.crewman(), goes, {{"result", "cleared"}}).has_value());
        CHECK(maps.the(goes).outcome == "cleared");
        CHECK(maps.stands_at(stays) == "clear");
    });
}

TEST_CASE("what was done while it rested is done when they are parted") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto stays = maps.report_tipping(given::asbestos), goes = maps.report_tipping(given::asbestos);
        const auto stella = maps.streeter();
        REQUIRE(maps.work.office.write([&](db::Tx& tx) { return cases::join(tx, stella, stays, maps.the(stays).changes, goes, maps.the(goes).changes); }).has_value());
        CHECK(maps.answer(goes, "cleared").has_value());
        REQUIRE(maps.work.office.write([&](db::Tx& tx) { return cases::part(tx, stella, stays, maps.the(stays).changes, goes); }).has_value());
        CHECK(maps.the(goes).outcome == "cleared");
    });
}

TEST_CASE("a later promise moves the deadlines that follow it") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report("missed-bin", {{"bin", "general"}});
        const auto olu = maps.work.officer();
        const auto later = maps.the(id).due_at + std::chrono::days(5);
        REQUIRE(maps.work.office.write([&](db::Tx& tx) { return cases::promise_later(tx, olu, id, maps.the(id).changes, later, "The lorry has broken down."); }).has_value());
        CHECK(maps.open_tasks(id).front().due_at == later);
    });
}

TEST_CASE("a task that is done by closing the case is not finished without an outcome") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report("missed-bin", {{"bin", "general"}});
        CHECK(maps.finish(maps.work.officer(), id).error().key == "casework.close_instead");
        CHECK(maps.the(id).state == cases::State::open);
    });
}

TEST_CASE("a resident says that it is not cleared, and the crew that did it comes back") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report_tipping(given::sofa);
        CHECK(maps.finish(maps.crewman(), id, {{"result", "cleared"}}).has_value());
        const auto reference = maps.work.office.read([&](db::Tx& tx) -> Result<Reference> { return cases::requests_of(tx, id).front().reference; }).value();
        CHECK(maps.work.as_resident([&](db::Tx& tx) { return cases::object(tx, reference, "The mattress is still there."); }).has_value());
        CHECK(maps.stands_at(id) == "return_visit");
        CHECK(maps.run(id)->number == 2);
        CHECK(maps.finish(maps.crewman(), id, {{"result", "cleared"}}).has_value());
        CHECK(maps.the(id).state == cases::State::closed);
    });
}

TEST_CASE("a service without a map of its own is received and done; taking the case and taking its task are one") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report("missed-bin", {{"bin", "general"}});
        CHECK(maps.stands_at(id) == "work");
        const auto olu = maps.work.officer();
        const auto taken = maps.work.office.write([&](db::Tx& tx) { return cases::take_case(tx, olu, id, maps.the(id).changes); });
        CHECK_MESSAGE(taken.has_value(), (taken ? "" : taken.error().key + " " + taken.error().log));
        CHECK(maps.open_tasks(id).front().owner == olu.staff());
        CHECK(maps.work.office.write([&](db::Tx& tx) { return casework::return_task(tx, olu, maps.open_tasks(id).front().id, maps.open_tasks(id).front().changes, "The lorry is full."); }).has_value());
        CHECK_FALSE(maps.the(id).owner);
        CHECK(maps.work.close(olu, id, maps.the(id).changes).has_value());
        CHECK(maps.tasks(id).front().state == casework::TaskState::done);
        CHECK(maps.run(id)->ending == "collected");
        CHECK(maps.position(id).record.status == bpmn::Status::completed);
    });
}

TEST_CASE("a case that is closed by hand on its way drops what was to be done") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report_tipping(given::sofa);
        CHECK(maps.work.close(maps.streeter(), id, maps.the(id).changes, "not_found").has_value());
        CHECK(maps.tasks(id).front().state == casework::TaskState::dropped);
        CHECK(maps.position(id).record.status == bpmn::Status::cancelled);
        CHECK(maps.the(id).outcome == "not_found");
    });
}

TEST_CASE("what tables decided is told rule by rule, with what they were asked about") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report_tipping(given::sofa_and_witness);
        const auto why = maps.work.office.read([&](db::Tx& tx) -> Result<std::vector<casework::DecisionShown>> { return casework::decisions_of(tx, id); }).value();
        REQUIRE(why.size() == 1);
        CHECK(why.front().element == "triage");
        REQUIRE(why.front().rules.size() == 3);
        CHECK(why.front().rules.back().chosen);
        CHECK(why.front().rules.back().note == "Somebody saw it: an officer looks before it is cleared");
        CHECK_FALSE(why.front().rules.front().chosen);
        CHECK(why.front().rules.front().conditions.front().value == "furniture");
    });
}

TEST_CASE("the clocks of a case stand still as long as it waits where its map says so, and a colleague's pause is left alone") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto health = maps.work.office.team("Environmental health");
        const forms::Answers barking{{"source", "dog"}, {"times", "night"}, {"details", "It barks from eight to six."}};
        const auto id = maps.report("noise", barking);
        const auto officer = maps.member("nora", health);
        const auto promised = maps.the(id).due_at;
        const auto standing = [&] { return maps.work.office.read([&](db::Tx& tx) { return clocks::of(tx, maps.the(id)); }).value(); };

        CHECK(standing().present() == nullptr);
        REQUIRE(maps.finish(officer, id).has_value());
        CHECK(maps.stands_at(id) == "gather");
        REQUIRE(standing().present() != nullptr);
        CHECK(standing().present()->reason == "evidence");
        maps.pass(std::chrono::hours(24 * 14));
        CHECK(standing().clocks.resolve.state == clocks::State::paused);
        REQUIRE(maps.finish(officer, id).has_value());
        CHECK(maps.stands_at(id) == "decide");
        CHECK(standing().present() == nullptr);
        CHECK(maps.the(id).due_at > promised);

        const auto second = maps.report("noise", barking);
        const auto change = [&](auto verb) { return maps.work.office.write([&](db::Tx& tx) { return verb(tx, maps.the(second).changes); }); };
        REQUIRE(maps.finish(officer, second).has_value());
        REQUIRE(change([&](db::Tx& tx, std::int64_t seen) { return clocks::resume_case(tx, officer, second, seen); }).has_value());
        REQUIRE(change([&](db::Tx& tx, std::int64_t seen) { return clocks::pause_case(tx, officer, second, seen, "resident", "Asked for the diary"); }).has_value());
        REQUIRE(maps.finish(officer, second).has_value());
        const auto still = maps.work.office.read([&](db::Tx& tx) { return clocks::of(tx, maps.the(second)); }).value();
        REQUIRE(still.present() != nullptr);
        CHECK(still.present()->reason == "resident");
    });
}

TEST_CASE("a map that lets a case stand still for a reason its service has not, or where nothing waits, is refused") {
    std::ifstream file("services/environment/noise/process.bpmn");
    const std::string drawn{std::istreambuf_iterator<char>(file), {}};
    catalogue::Definition service;
    service.code = "noise";
    service.levels.pauses = {{.code = "evidence", .label = "Gathering evidence", .said = {}}};
    for (const auto& [from, to] : {std::pair{"", ""}, {"\"evidence\"", "\"holiday\""}, {"<endEvent", "<endEvent gh:pause=\"evidence\""}}) {
        CAPTURE(to);
        service.process = drawn;
        service.process.replace(drawn.find(from), std::string_view(from).size(), to);
        service.process_digest = to;
        const auto map = casework::CaseMap::of(service);
        CHECK(map.has_value() == std::string_view(to).empty());
        if (!map) CHECK(map.error().key == "casework.map");
    }
}

TEST_CASE("what residents wrote does not reach the process") {
    given::in_each_town_of_maps([](Maps& maps) {
        const auto id = maps.report_tipping(given::sofa_and_witness);
        const auto text = boost::json::serialize(maps.position(id).variables);
        CHECK(text.find("white van") == std::string::npos);
        CHECK(text.find("furniture") != std::string::npos);
    });
}

TEST_CASE("the first requests of a service are all taken, however many come at once, and each begins its map") {
    given::in_each_town_of_maps([](Maps& maps) {
        constexpr int residents = 12;
        for (const auto* service : {"fly-tipping", "graffiti", "dead-animal", "dog-fouling", "street-cleaning"}) {
            std::barrier together(residents);
            std::vector<Result<cases::Opened>> answers(residents, refuse(Kind::unavailable, "test.not_asked"));
            {
                std::vector<std::jthread> threads;
                for (auto& answer : answers)
                    threads.emplace_back([&] {
                        base::SystemRandom random;
                        together.arrive_and_wait();
                        answer = maps.work.office.tenant.db->write(
                            maps.work.office.now(),
                            [&](db::Tx& tx) -> Result<cases::Opened> {
                                const auto definition = TRY(catalogue::find_live(tx, service));
                                return cases::open_case(tx, random, {.service = definition, .answers = given::sofa, .person = {}, .searchable = "", .location = {}});
                            },
                            db::Isolation::read_committed);
                    });
            }
            for (const auto& answer : answers) {
                REQUIRE_MESSAGE(answer.has_value(), service);
                CHECK_FALSE(maps.open_tasks(answer->case_id).empty());
            }
        }
    });
}

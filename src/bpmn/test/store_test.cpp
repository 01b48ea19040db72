#include "bpmn/test/house.h"

#include <barrier>
#include <mutex>
#include <set>
#include <thread>

namespace {

using namespace running;
using namespace std::chrono_literals;

const auto two_steps = [](const std::string& more = {}) {
    return process(start() + user("a") + user("b") + path({"start", "a", "b"}) + more);
};

TEST_CASE("a process waits as rows, goes on when it is answered, and every step of it is a fact") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto id = house.start(house.deploy(two_steps()), {{"x", 1}});
        CHECK(house.waits(id) == std::vector<std::string>{"a"});
        REQUIRE(house.complete("a", {{"y", 2}}));
        CHECK(house.waits(id) == std::vector<std::string>{"b"});
        CHECK(house.position(id).variables == json::object{{"x", 1}, {"y", 2}});
        REQUIRE(house.complete("b"));
        CHECK(house.position(id).record.status == Status::completed);
        CHECK(house.above.results.at("p") == json::object{{"x", 1}, {"y", 2}});
        CHECK(house.history(id) == std::vector<std::string>{"Started p", "Completed start", "Started a", "Completed a",
                                                            "Started b", "Completed b", "Completed p"});
    }
}

TEST_CASE("a wait is answered once; the second answer is refused and changes nothing") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto id = house.start(house.deploy(two_steps()));
        const auto wait = house.above.open.at("a");
        REQUIRE(house.complete("a"));
        const auto again = house.write([&](db::Tx& tx) { return house.engine.complete(tx, wait, {}); });
        REQUIRE(!again);
        CHECK(again.error().key == "bpmn.not_waiting");
        CHECK(house.waits(id) == std::vector<std::string>{"b"});
    }
}

TEST_CASE("the same document is the same version; a changed one is a new version, and instances keep to theirs") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto first = house.deploy(two_steps());
        CHECK(house.deploy(two_steps()) == first);
        const auto id = house.start(first);
        const auto second = house.deploy(two_steps(user("c")));
        CHECK(second != first);
        CHECK(house.position(id).record.model == first);
    }
}

TEST_CASE("many who are the first to use a document at once are all taken, and it is deployed once") {
    for (const auto kind : given::engines()) {
        House house(kind);
        constexpr int first_users = 12, documents = 8;
        for (int number = 1; number <= documents; ++number) {
            const auto document = two_steps(user("c" + std::to_string(number)));
            std::barrier together(first_users);
            std::mutex mutex;
            std::multiset<std::int64_t> told;
            {
                std::vector<std::jthread> threads;
                for (int i = 0; i < first_users; ++i)
                    threads.emplace_back([&] {
                        together.arrive_and_wait();
                        const auto id = house.tenant.db->write(
                            given::context(house.now), [&](db::Tx& tx) { return house.engine.deploy(tx, document); }, db::Isolation::read_committed);
                        const std::scoped_lock lock(mutex);
                        if (id) told.insert(id->value);
                    });
            }
            CHECK(told.size() == first_users);
            CHECK(std::set(told.begin(), told.end()).size() == 1);
        }
    }
}

TEST_CASE("a deadline fires once, and not before its time") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto id = house.start(house.deploy(process(start() + user("a") + boundary("late", "a", duration("PT1H")) +
                                                         user("r") + path({"start", "a"}) + path({"late", "r"}))));
        house.now += 59min;
        CHECK(house.fire_due() == 0);
        house.now += 1min;
        CHECK(house.fire_due() == 1);
        CHECK(house.fire_due() == 0);
        CHECK(house.waits(id) == std::vector<std::string>{"r"});
    }
}

TEST_CASE("deadlines of one instance are met in their order, also where a cycle's next time was not there when somebody looked") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto tick = boundary("tick", "a", cycle("R3/PT2S"), false);
        const auto id = house.start(house.deploy(process(start() + user("a") + tick + boundary("late", "a", duration("PT7S")) + end("ticked") +
                                                         end("over") + path({"start", "a"}) + path({"tick", "ticked"}) + path({"late", "over"}))));
        house.now += 1h;
        while (house.fire_due() > 0) {}
        const auto history = house.history(id);
        CHECK(std::ranges::count(history, "Completed tick") == 3);
        CHECK(std::ranges::count(history, "Completed late") == 1);
        CHECK(house.position(id).record.status == Status::completed);
    }
}

TEST_CASE("a message goes to the instance that waits for its key, or begins one; where nobody takes it, that is said") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto begins = file(R"(<message id="hello" name="Hello"/><process id="p" isExecutable="true">)" +
                                 start("s", R"(<messageEventDefinition messageRef="hello"/>)") + user("a") +
                                 path({"s", "a"}) + "</process>");
        house.deploy(begins);
        const auto send = [&](const std::string& name) {
            return house.write([&](db::Tx& tx) { return house.engine.correlate(tx, name, "", {{"from", "x"}}); });
        };
        const auto id = send("Hello");
        REQUIRE(id);
        CHECK(house.position(*id).variables == json::object{{"from", "x"}});
        const auto lost = send("Nobody");
        REQUIRE(!lost);
        CHECK(lost.error().kind == Kind::not_found);
    }
}

TEST_CASE("a signal reaches every instance that waits for it") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto model = house.deploy(process(
            start() +
                R"(<intermediateCatchEvent id="c"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>)" +
                script("a") + path({"start", "c", "a"}),
            R"(<signal id="s" name="S"/>)"));
        house.start(model);
        house.start(model);
        const auto heard = house.write([&](db::Tx& tx) { return house.engine.broadcast(tx, "S"); });
        CHECK(heard == 2);
        CHECK(house.above.scripts.log.size() == 2);
    }
}

TEST_CASE("a process of another model is called as an instance of its own, and ends the call with its end") {
    for (const auto kind : given::engines()) {
        House house(kind);
        auto called = two_steps();
        called.replace(called.find("\"model\""), 7, "\"other\"");
        house.deploy(called);
        const auto id = house.start(house.deploy(process(start() + R"(<callActivity id="c" calledElement="other"/>)" +
                                                         user("z") + path({"start", "c", "z"}))));
        REQUIRE(house.complete("a"));
        REQUIRE(house.complete("b"));
        CHECK(house.waits(id) == std::vector<std::string>{"z"});
        const auto missing = house.start(house.deploy(
            process(start() + R"(<callActivity id="c" calledElement="nothing"/>)" + path({"start", "c"}))));
        CHECK(house.position(missing).standing.back().incident == "bpmn.called_model_missing");
    }
}

TEST_CASE("an incident is found, retried, and gone") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto id =
            house.start(house.deploy(process(start() + script("a", "break") + user("b") + path({"start", "a", "b"}))));
        const auto stuck = [&] {
            return *house.write(
                [&](db::Tx& tx) -> Result<std::vector<InstanceId>> { return house.engine.with_incidents(tx); });
        };
        CHECK(stuck() == std::vector<InstanceId>{id});
        house.above.scripts.broken = false;
        const auto number = house.position(id).standing.back().number;
        REQUIRE(house.write([&](db::Tx& tx) { return house.engine.retry(tx, id, number); }));
        CHECK(stuck().empty());
        CHECK(house.waits(id) == std::vector<std::string>{"b"});
    }
}

TEST_CASE(
    "an instance is moved to a new version where nothing is lost, and the loss is named where something would be") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto id = house.start(house.deploy(two_steps()));
        const auto renamed = house.deploy(process(start() + user("first") + user("b") + path({"start", "first", "b"})));
        const auto losses = house.write([&](db::Tx& tx) { return house.engine.check_move(tx, id, renamed); });
        REQUIRE(losses);
        REQUIRE(losses->size() == 1);
        CHECK(losses->front().element == "a");
        CHECK(!house.write([&](db::Tx& tx) { return house.engine.move(tx, id, renamed); }));
        REQUIRE(house.write([&](db::Tx& tx) { return house.engine.move(tx, id, renamed, {{"a", "first"}}); }));
        CHECK(house.waits(id) == std::vector<std::string>{"first"});
        REQUIRE(house.complete("a"));
        CHECK(house.waits(id) == std::vector<std::string>{"b"});
    }
}

TEST_CASE("after a move, what only the new version has is waited for: a time limit at a task, an event sub-process, and what was there keeps its time") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto old = process(start() + user("a") + user("b") + boundary("slow", "a", duration("PT2H"), false) +
                                 user("s") + path({"start", "a", "b"}) + path({"slow", "s"}));
        const auto with_more = process(
            start() + user("a") + user("b") + boundary("slow", "a", duration("PT2H"), false) + user("s") +
            boundary("late", "a", duration("PT1H")) + user("l") +
            R"(<subProcess id="sub" triggeredByEvent="true">)" + start("sub_start", duration("PT3H"), R"(isInterrupting="false")") +
            user("reminded") + path({"sub_start", "reminded"}) + "</subProcess>" + path({"start", "a", "b"}) +
            path({"slow", "s"}) + path({"late", "l"}));
        const auto id = house.start(house.deploy(old));
        const auto other = house.start(house.deploy(old));
        house.now += 30min;
        const auto model = house.deploy(with_more);
        REQUIRE(house.write([&](db::Tx& tx) { return house.engine.move(tx, id, model); }));
        CHECK(house.waits(id) == std::vector<std::string>{"slow", "a", "sub_start", "late"});
        CHECK(house.waits(other) == std::vector<std::string>{"slow", "a"});
        house.now += 59min;
        CHECK(house.fire_due() == 0);
        house.now += 1min;
        CHECK(house.fire_due() == 1);  // an hour after the move
        CHECK(house.waits(id) == std::vector<std::string>{"sub_start", "l"});
        house.now += 2h;
        CHECK(house.fire_due() == 2);  // three hours after the move; and the other's two hours after its beginning
        CHECK(house.waits(id) == std::vector<std::string>{"l", "reminded"});
        // Moved again, what went off already is not waited for anew.
        auto named = with_more;
        named.replace(named.find("id=\"start\""), 10, "id=\"start\" name=\"Begin\"");
        const auto again = house.deploy(named);
        REQUIRE(house.write([&](db::Tx& tx) { return house.engine.move(tx, id, again); }));
        CHECK(house.waits(id) == std::vector<std::string>{"l", "reminded"});
    }
}

TEST_CASE("an instance is not moved where what it waits for belongs to other work in the new version") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto with_late_at = [](const std::string& task) {
            return process(start() + user("a") + user("b") + boundary("late", task, duration("PT1H")) + user("l") +
                           path({"start", "a", "b"}) + path({"late", "l"}));
        };
        const auto at_a = house.deploy(with_late_at("a"));
        const auto id = house.start(at_a);
        const auto other = house.deploy(with_late_at("b"));
        const auto losses = house.write([&](db::Tx& tx) { return house.engine.check_move(tx, id, other); });
        REQUIRE(losses);
        REQUIRE(losses->size() == 1);
        CHECK(losses->front().reason == "bpmn.move.elsewhere");
        // The other way about nobody waits for it yet, so nothing is lost, and from now on it is waited for.
        const auto late = house.start(other);
        REQUIRE(house.write([&](db::Tx& tx) { return house.engine.move(tx, late, at_a); }));
        CHECK(house.waits(late) == std::vector<std::string>{"a", "late"});
    }
}

TEST_CASE("a cancelled instance waits for nothing and takes no answer") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto id = house.start(house.deploy(two_steps()));
        const auto wait = house.above.open.at("a");
        REQUIRE(house.write([&](db::Tx& tx) { return house.engine.cancel(tx, id); }));
        CHECK(house.waits(id).empty());
        CHECK(house.above.open.empty());
        CHECK(!house.write([&](db::Tx& tx) { return house.engine.complete(tx, wait, {}); }));
    }
}

TEST_CASE("wait ids are read as they are written, and nothing else is") {
    const WaitId id{InstanceId{12}, 5};
    CHECK(parse_wait_id(to_string(id)) == id);
    for (const auto* wrong : {"", "12", "12.", ".5", "12.x", "0.1", "12.5.1"})
        CHECK_MESSAGE(!parse_wait_id(wrong), wrong);
}

}  // namespace

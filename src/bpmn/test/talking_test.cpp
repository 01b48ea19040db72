// Instances that talk to each other and to the clock.

#include "bpmn/test/house.h"
#include "jobs/runner.h"

namespace {

using namespace running;
using namespace std::chrono_literals;

const std::string reply = R"(<message id="reply" name="Reply"/>)";

TEST_CASE("a message along a message flow reaches the process it leads to, and takes with it what it carries") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto thrown =
            R"(<intermediateThrowEvent id="t"><dataInput id="in" name="sum"/><dataInputAssociation><sourceRef>amount</sourceRef><targetRef>in</targetRef></dataInputAssociation>
            <messageEventDefinition messageRef="reply"/></intermediateThrowEvent>)";
        house.start(
            house.deploy(file(
                reply + R"(<process id="p" isExecutable="true"><dataObject id="amount" name="amount"/>)" + start() +
                thrown + user("a") + path({"start", "t", "a"}) + R"(</process><process id="q" isExecutable="true">)" +
                start("s2", R"(<messageEventDefinition messageRef="reply"/>)") + user("b") + path({"s2", "b"}) +
                R"(</process><collaboration id="co"><participant id="x" processRef="p"/><participant id="y" processRef="q"/><messageFlow id="mf" sourceRef="t" targetRef="s2"/></collaboration>)")),
            {{"amount", 5}});
        CHECK(house.above.messages.empty());
        CHECK(house.position(house.above.open.at("b").instance).variables == json::object{{"sum", 5}});
    }
}

TEST_CASE("a message that nobody waits for is handed to the room above") {
    for (const auto kind : given::engines()) {
        House house(kind);
        house.start(
            house.deploy(process(start() + R"(<sendTask id="t" messageRef="reply"/>)" + path({"start", "t"}), reply)));
        CHECK(house.above.messages == std::vector<std::string>{"Reply"});
    }
}

TEST_CASE("of two that wait for the same message, the one with its key gets it") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto correlation =
            R"(<correlationProperty id="number"><correlationPropertyRetrievalExpression messageRef="reply"><messagePath>n</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
            <collaboration id="co"><correlationKey id="key"><correlationPropertyRef>number</correlationPropertyRef></correlationKey></collaboration>)";
        const auto model = house.deploy(process(
            start() + R"(<receiveTask id="r" messageRef="reply"/>)" + user("a") + path({"start", "r", "a"}) +
                R"(<correlationSubscription id="cs" correlationKeyRef="key"><correlationPropertyBinding correlationPropertyRef="number"><dataPath>mine</dataPath></correlationPropertyBinding></correlationSubscription>)",
            reply + correlation));
        const auto first = house.start(model, {{"mine", "1"}});
        const auto second = house.start(model, {{"mine", "2"}});
        const auto to = house.write([&](db::Tx& tx) { return house.engine.correlate(tx, "Reply", "2", {}); });
        CHECK(to == second);
        CHECK(house.waits(first) == std::vector<std::string>{"r"});
        CHECK(!house.write([&](db::Tx& tx) { return house.engine.correlate(tx, "Reply", "3", {}); }));
    }
}

TEST_CASE("a process that begins by the clock begins each time, and the version before it no longer does") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto nightly = [](const std::string& task) {
            return process(start("s", cycle("R/PT1H")) + script(task) + path({"s", task}));
        };
        const auto begin = [&] { return house.write([&](db::Tx& tx) { return house.engine.start_due(tx, 10); }); };
        house.deploy(nightly("old"));
        CHECK(begin() == 0);
        house.now += 1h;
        CHECK(begin() == 1);
        CHECK(begin() == 0);
        house.deploy(nightly("new"));
        house.now += 1h;
        CHECK(begin() == 1);
        CHECK(house.above.scripts.log == std::vector<std::string>{"old", "new"});
    }
}

TEST_CASE("the job of timers fires what is due, each once") {
    for (const auto kind : given::engines()) {
        House house(kind);
        const auto model = house.deploy(process(start() + R"(<intermediateCatchEvent id="t">)" + duration("PT1H") +
                                                "</intermediateCatchEvent>" + script("a") + path({"start", "t", "a"})));
        house.start(model);
        house.start(model);
        jobs::Kinds kinds;
        add_timers(kinds, house.engine);
        base::StoppedClock clock(house.now + 2h);
        base::SeededRandom random{7};
        jobs::Runner runner(*house.tenant.db, kinds, clock, random);
        for (int i = 0; i < 2; ++i) {
            REQUIRE(house.write([&](db::Tx& tx) -> Result<void> {
                jobs::schedule(tx, {.kind = "bpmn.timers"});
                return {};
            }));
            runner.run_due();
        }
        CHECK(house.above.scripts.log == std::vector<std::string>{"a", "a"});
    }
}

TEST_CASE("conditions and times may be written in FEEL") {
    const Feels run(
        process(start() + R"(<exclusiveGateway id="g" default="g-b"/>)" + user("a", "") + user("b") +
                boundary("late", "a",
                         "<timerEventDefinition><timeDuration>if urgent then \"PT1H\" else "
                         "\"P1D\"</timeDuration></timerEventDefinition>") +
                user("c") + path({"start", "g"}) + flow("g", "a", "count(bins) >= 2 and ward = \"Ordsall\"") +
                flow("g", "b") + path({"late", "c"})),
        {{"bins", json::array{1, 2}}, {"ward", "Ordsall"}, {"urgent", true}});
    REQUIRE(run.waits.size() == 2);
    CHECK(run.waits.begin()->second.due == run.now + 1h);
}

}  // namespace

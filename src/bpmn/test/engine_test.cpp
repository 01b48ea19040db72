#include "bpmn/test/running.h"

namespace {

using namespace running;
using namespace std::chrono_literals;

// ---- gateways
// ---------------------------------------------------------------------------------------------------------

TEST_CASE("a process runs from its start to its end and has then completed") {
    Running run(process(start() + script("a") + script("b") + end() + path({"start", "a", "b", "end"})));
    CHECK(run.log() == "a b");
    CHECK(run.ended());
    CHECK(run.instance.active.empty());
}

TEST_CASE("an exclusive gateway takes the first flow that holds, and its default where none does") {
    const auto model =
        process(start() + R"(<exclusiveGateway id="g" default="g-c"/>)" + script("a") + script("b") + script("c") +
                path({"start", "g"}) + flow("g", "a", "x") + flow("g", "b", "y") + flow("g", "c"));
    CHECK(Running(model, {{"x", true}, {"y", true}}).log() == "a");
    CHECK(Running(model, {{"y", true}}).log() == "b");
    CHECK(Running(model).log() == "c");
}

TEST_CASE("where no flow can be chosen the token stands at the gateway with a reason, and goes on once it can") {
    Running run(
        process(start() + R"(<exclusiveGateway id="g"/>)" + script("a") + path({"start", "g"}) + flow("g", "a", "x")));
    CHECK(run.incidents() == "g: bpmn.no_way_out");
    run.tell(Change{{{"x", true}}});
    CHECK(run.log().empty());
    run.tell(Retry{run.active_at("g")});
    CHECK(run.log() == "a");
    CHECK(run.ended());
}

TEST_CASE("an inclusive join waits for the branches that were taken and for no others") {
    const auto model =
        process(start() + R"(<inclusiveGateway id="g"/><inclusiveGateway id="j"/>)" + user("a") + user("b") +
                script("c") + script("d") + path({"start", "g"}) + flow("g", "a", "x") + flow("g", "b", "y") +
                flow("g", "c", "z") + path({"a", "j"}) + path({"b", "j"}) + path({"c", "j", "d"}));
    Running run(model, {{"x", true}, {"y", true}});
    run.answer("a");
    CHECK(run.log().empty());
    run.answer("b");
    CHECK(run.log() == "d");
    Running alone(model, {{"z", true}});
    CHECK(alone.log() == "c d");
}

TEST_CASE("an inclusive join does not wait for a token that can no longer reach it") {
    Running run(process(
        start() + R"(<parallelGateway id="g"/><exclusiveGateway id="x" default="x-out"/><inclusiveGateway id="j"/>)" +
        script("a") + user("u") + user("out") + script("d") + path({"start", "g", "a", "j", "d"}) +
        path({"g", "u", "x", "out"}) + flow("x", "j", "back")));
    CHECK(run.log() == "a");
    run.answer("u");
    CHECK(run.log() == "a d");
    CHECK(run.wait_at("out") != nullptr);
}

TEST_CASE("a complex gateway fires at its condition and takes in the rest without a second token") {
    Running run(process(
        start() +
        R"(<parallelGateway id="g"/><complexGateway id="j"><activationCondition>activationCount=2</activationCondition></complexGateway>)" +
        user("a") + user("b") + user("c") + script("d") + path({"start", "g", "a", "j", "d"}) + path({"g", "b", "j"}) +
        path({"g", "c", "j"})));
    run.answer("b");
    CHECK(run.log().empty());
    run.answer("c");
    CHECK(run.log() == "d");
    CHECK(!run.ended());
    run.answer("a");
    CHECK(run.log() == "d");
    CHECK(run.ended());
}

TEST_CASE(
    "of the events behind an event-based gateway the first to happen wins, and the others are no longer waited for") {
    Running run(process(start() + R"(<eventBasedGateway id="g"/><intermediateCatchEvent id="t">)" + duration("P1D") +
                            R"(</intermediateCatchEvent><receiveTask id="r" messageRef="reply"/>)" + script("late") +
                            script("told") + path({"start", "g", "t", "late"}) + path({"g", "r", "told"}),
                        R"(<message id="reply" name="Reply"/>)"));
    CHECK(run.instance.waits.size() == 2);
    SUBCASE("the message") {
        run.answer("r");
        CHECK(run.log() == "told");
    }
    SUBCASE("the time") {
        run.pass(24h);
        CHECK(run.log() == "late");
    }
    CHECK(run.ended());
    CHECK(run.instance.waits.empty());
}

// ---- events
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("an interrupting timer at the boundary cancels what took too long") {
    Running run(process(start() + user("a") + boundary("late", "a", duration("PT1H")) + script("remind") +
                        script("done") + path({"start", "a", "done"}) + path({"late", "remind"})));
    run.pass(59min);
    CHECK(run.wait_at("a") != nullptr);
    run.pass(1min);
    CHECK(run.log() == "remind");
    CHECK(run.ended());
}

TEST_CASE("a cycle that does not interrupt fires as often as it says, counted from its deadlines") {
    Running run(process(start() + user("a") + boundary("again", "a", cycle("R3/PT10M"), false) + script("remind") +
                        path({"start", "a"}) + path({"again", "remind"})));
    run.pass(10min);
    CHECK(run.log() == "remind");
    run.now += 25min;  // nobody looked for a while
    run.pass(0min);
    CHECK(run.log() == "remind remind remind");
    run.pass(24h);
    CHECK(run.log() == "remind remind remind");
    CHECK(!run.ended());
}

TEST_CASE("an error is caught by the innermost boundary that knows its code, and cancels what it is attached to") {
    const auto errors = R"(<error id="e1" errorCode="E1"/><error id="e2" errorCode="E2"/>)";
    const auto inner = sub("inner", start("s2") + R"(<parallelGateway id="g"/>)" + user("u") + script("t", "throw:E1") +
                                        path({"s2", "g", "u"}) + path({"g", "t"}));
    const auto model = process(
        start() +
            sub("outer", start("s1") + inner + boundary("b2", "inner", R"(<errorEventDefinition errorRef="e2"/>)") +
                             script("two") + path({"s1", "inner"}) + path({"b2", "two"})) +
            boundary("b1", "outer", R"(<errorEventDefinition errorRef="e1"/>)") + script("one") +
            path({"start", "outer"}) + path({"b1", "one"}),
        errors);
    Running run(model);
    CHECK(run.log() == "t one");
    CHECK(run.ended());
    CHECK(run.instance.waits.empty());
}

TEST_CASE(
    "an error of a task that nobody catches is an incident; an error end event that nobody catches fails the "
    "instance") {
    Running task(process(start() + script("a", "throw:E9") + path({"start", "a"})));
    CHECK(task.incidents() == "a: bpmn.error_not_caught");
    Running over(process(start() + R"(<parallelGateway id="g"/>)" + user("u") +
                             end("e", R"(<errorEventDefinition errorRef="e1"/>)") + path({"start", "g", "u"}) +
                             path({"g", "e"}),
                         R"(<error id="e1" errorCode="E1"/>)"));
    CHECK(over.instance.status == Status::failed);
    CHECK(over.instance.outcome == "E1");
    CHECK(over.instance.waits.empty());
}

TEST_CASE("a signal is heard by everybody who waits for it, whatever the order of branches in the file") {
    const auto caught = [](const std::string& id) {
        return R"(<intermediateCatchEvent id=")" + id +
               R"("><signalEventDefinition signalRef="s"/></intermediateCatchEvent>)";
    };
    Running run(process(
        start() +
            R"(<parallelGateway id="g"/><intermediateThrowEvent id="t"><signalEventDefinition signalRef="s"/></intermediateThrowEvent>)" +
            caught("c1") + caught("c2") + script("a") + script("b") + path({"start", "g", "t"}) +
            path({"g", "c1", "a"}) + path({"g", "c2", "b"}),
        R"(<signal id="s" name="S"/>)"));
    CHECK(run.log() == "a b");
    CHECK(run.ended());
    CHECK(run.last.emissions.size() == 1);
}

TEST_CASE("an interrupting event sub-process takes the place of what was under way; one that does not runs beside it") {
    const auto model = [](bool interrupting) {
        return process(start() + user("a") + path({"start", "a"}) +
                           sub("e",
                               start("m", R"(<messageEventDefinition messageRef="stop"/>)",
                                     interrupting ? "" : R"(isInterrupting="false")") +
                                   script("x") + path({"m", "x"}),
                               R"(triggeredByEvent="true")"),
                       R"(<message id="stop" name="Stop"/>)");
    };
    Running stopped(model(true));
    stopped.answer("m");
    CHECK(stopped.log() == "x");
    CHECK(stopped.ended());
    Running beside(model(false));
    beside.answer("m");
    beside.answer("m");
    CHECK(beside.log() == "x x");
    CHECK(!beside.ended());
    beside.answer("a");
    CHECK(beside.ended());
}

TEST_CASE("a condition is heard when a variable makes it true, once until it was false again") {
    Running run(process(
        start() + user("a") +
        boundary("b", "a", "<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>", false) +
        script("n") + path({"start", "a"}) + path({"b", "n"})));
    run.tell(Change{{{"x", true}}});
    run.tell(Change{{{"y", true}}});
    CHECK(run.log() == "n");
    run.tell(Change{{{"x", false}}});
    run.tell(Change{{{"x", true}}});
    CHECK(run.log() == "n n");
}

TEST_CASE("a terminate end stops its own level and nothing above it") {
    Running run(
        process(start() +
                sub("s", start("s1") + R"(<parallelGateway id="g"/>)" + user("u") +
                             end("t", "<terminateEventDefinition/>") + path({"s1", "g", "u"}) + path({"g", "t"})) +
                script("on") + path({"start", "s", "on"})));
    CHECK(run.log() == "on");
    CHECK(run.ended());
}

// ---- activities
// -------------------------------------------------------------------------------------------------------

const auto many = [](const std::string& inner, const std::string& more = {}) {
    return "<multiInstanceLoopCharacteristics " + more + ">" + inner + "</multiInstanceLoopCharacteristics>";
};

TEST_CASE(
    "a task for each of several is done side by side or one after another, and stops early where its condition says "
    "so") {
    const auto model = [](const std::string& more) {
        return process(
            start() +
            user("a", many("<loopCardinality>3</loopCardinality><completionCondition>numberOfCompletedInstances=2</"
                           "completionCondition>",
                           more)) +
            script("b") + path({"start", "a", "b"}));
    };
    Running side(model(""));
    CHECK(side.instance.waits.size() == 3);
    side.answer("a");
    CHECK(side.instance.waits.size() == 2);
    side.answer("a");
    CHECK(side.log() == "b");
    Running after(model(R"(isSequential="true")"));
    CHECK(after.instance.waits.size() == 1);
    after.answer("a");
    after.answer("a");
    CHECK(after.log() == "b");
}

TEST_CASE("each of a collection is an instance with its item, and the results come back in the same order") {
    const auto body =
        R"(<multiInstanceLoopCharacteristics><loopDataInputRef>list</loopDataInputRef><loopDataOutputRef>answers</loopDataOutputRef>
        <inputDataItem id="item" name="item"/><outputDataItem id="answer" name="answer"/></multiInstanceLoopCharacteristics>)";
    Running run(process(R"(<dataObject id="list" name="list"/><dataObject id="answers" name="answers"/>)" + start() +
                        user("a", body) + user("b") + path({"start", "a", "b"})),
                {{"list", json::array{"x", "y"}}});
    const auto second = std::next(run.instance.waits.begin())->first;
    run.tell(Answer{second, {{"answer", 2}}});
    run.answer("a", {{"answer", 1}});
    CHECK(run.instance.variables().at("answers") == json::array{1, 2});
    CHECK(run.wait_at("b") != nullptr);
}

TEST_CASE("a loop goes on while its condition holds, and never beyond its maximum") {
    const auto loop = [](const std::string& more, const std::string& condition) {
        return process(start() +
                       script("a", "add:n",
                              "<standardLoopCharacteristics " + more + "><loopCondition>" + condition +
                                  "</loopCondition></standardLoopCharacteristics>") +
                       path({"start", "a"}));
    };
    CHECK(Running(loop("", "n&lt;3")).scripts.log.size() == 3);
    CHECK(Running(loop(R"(testBefore="true")", "x")).log().empty());
    CHECK(Running(loop(R"(loopMaximum="2")", "n&lt;100")).scripts.log.size() == 2);
}

TEST_CASE("what was done is undone last first when a transaction is cancelled, and only then it is left") {
    const auto handled = [](const std::string& id) {
        return script(id) + boundary("c" + id, id, "<compensateEventDefinition/>") +
               fmt::format(
                   R"(<scriptTask id="un{0}" isForCompensation="true"><script>log</script></scriptTask><association id="as{0}" sourceRef="c{0}" targetRef="un{0}" associationDirection="One"/>)",
                   id);
    };
    Running run(process(start() + R"(<transaction id="t">)" + start("s1") + handled("a") + handled("b") +
                        end("x", "<cancelEventDefinition/>") + path({"s1", "a", "b", "x"}) + "</transaction>" +
                        boundary("gone", "t", "<cancelEventDefinition/>") + script("after") + script("not") +
                        path({"start", "t", "not"}) + path({"gone", "after"})));
    CHECK(run.log() == "a b unb una after");
    CHECK(run.ended());
}

TEST_CASE("a process that is called sees what it was given and nothing else") {
    const auto called = R"(<process id="q" isExecutable="true">)" + start("s2") +
                        R"(<exclusiveGateway id="g" default="g-no"/>)" + script("yes") + script("no") +
                        path({"s2", "g"}) + flow("g", "yes", "x") + flow("g", "no") + "</process>";
    Running run(
        file(R"(<process id="p" isExecutable="true">)" + start() + R"(<callActivity id="c" calledElement="q"/>)" +
             script("on") + path({"start", "c", "on"}) + "</process>" + called),
        {{"x", true}});
    CHECK(run.log() == "no on");
    CHECK(run.ended());
}

TEST_CASE("an ad-hoc sub-process begins its activities and stays open until its condition holds") {
    Running run(process(start() + R"(<adHocSubProcess id="h" ordering="Sequential">)" + user("a") + user("b") +
                        "<completionCondition>enough</completionCondition></adHocSubProcess>" + script("on") +
                        path({"start", "h", "on"})));
    CHECK(run.wait_at("b") == nullptr);
    run.answer("a");
    run.answer("b");
    CHECK(run.log().empty());
    run.tell(Choose{run.active_at("h"), run.plan->find("a")});
    run.answer("a", {{"enough", true}});
    CHECK(run.log() == "on");
}

TEST_CASE("work that leaves the house is answered later, and a second answer is refused") {
    Running run(process(start() + R"(<serviceTask id="a"/>)" + script("b") + path({"start", "a", "b"})));
    const auto wait = run.wait_at("a")->number;
    CHECK(run.tell(Answer{wait, {{"x", 1}}}));
    CHECK(run.ended());
    CHECK(run.last.result.at("x") == 1);
    CHECK(!run.tell(Answer{wait, {}}));
    CHECK(run.refusal->key == "bpmn.not_waiting");
}

TEST_CASE("work that broke stands as an incident until somebody has it tried again") {
    Running run(process(start() + script("a", "break") + script("b") + path({"start", "a", "b"})));
    CHECK(run.incidents() == "a: test.broke");
    run.scripts.broken = false;
    run.tell(Retry{run.active_at("a")});
    CHECK(run.log() == "a a b");
    CHECK(run.ended());
}

// ---- limits
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("a circle without a wait comes to stand instead of running for ever") {
    Running run(process(start() + R"(<exclusiveGateway id="g"/><task id="a"/>)" + path({"start", "g", "a", "g"})));
    CHECK(run.incidents().find("bpmn.too_many_steps") != std::string::npos);
    CHECK(run.instance.status == Status::running);
}

TEST_CASE("tokens that multiply come to stand before they fill the memory") {
    Running run(process(start() + R"(<parallelGateway id="g"/><exclusiveGateway id="x"/>)" + path({"start", "x", "g"}) +
                        flow("g", "x") + R"(<sequenceFlow id="again" sourceRef="g" targetRef="x"/>)"),
                {}, {.moves = 1'000'000, .active = 500});
    CHECK(run.incidents().find("bpmn.too_many_tokens") != std::string::npos);
    CHECK(run.instance.active.size() < 1100);
}

TEST_CASE("a process that calls itself stands at the depth that is allowed") {
    Running run(process(start() + R"(<callActivity id="c" calledElement="p"/>)" + path({"start", "c"})));
    CHECK(run.incidents() == "c: bpmn.too_deep");
    CHECK(run.instance.active.size() < 110);
}

TEST_CASE(
    "variables that grow too large are an incident at the task that set them, and refused where they come from "
    "outside") {
    Running run(process(start() + user("u") + script("a", "fill:5000") + path({"start", "u", "a"})), {},
                {.variables = 4000});
    CHECK(!run.answer("u", {{"x", std::string(5000, 'x')}}));
    CHECK(run.refusal->key == "bpmn.variables_too_large");
    run.answer("u");
    CHECK(run.incidents() == "a: bpmn.variables_too_large");
}

TEST_CASE("too many repetitions, or a number that is none, are incidents") {
    const auto model =
        process(start() + user("a", many("<loopCardinality>n</loopCardinality>")) + path({"start", "a"}));
    CHECK(Running(model, {{"n", 2000}}).incidents() == "a: bpmn.too_many_repetitions");
    CHECK(Running(model, {{"n", -1}}).incidents() == "a: bpmn.no_number_of_repetitions");
    CHECK(Running(model, {{"n", "many"}}).incidents() == "a: bpmn.no_number_of_repetitions");
}

// ---- refused when deployed
// --------------------------------------------------------------------------------------------

TEST_CASE("what cannot be carried out is refused with the element and the reason") {
    const auto problem = [](const std::string& document) {
        const Running run(document);
        return run.refusal && !run.refusal->fields.empty()
                   ? run.refusal->fields.front().field + ": " + run.refusal->fields.front().message
                   : std::string("accepted");
    };
    CHECK(problem(process(start() + R"(<callActivity id="c"/>)" + path({"start", "c"}))) == "c: bpmn.calls_nothing");
    CHECK(problem(process(start() + script("a") + flow("start", "a", "unreadable"))) ==
          "start-a: bpmn.unreadable_expression");
    CHECK(problem(process(start() + user("a") + boundary("b", "a", duration("unreadable")) + path({"start", "a"}))) ==
          "b: bpmn.unreadable_expression");
    CHECK(problem(process(start() + user("a") + flow("start", "nowhere"))) == "start-nowhere: bpmn.flow_leads_nowhere");
    CHECK(problem(file(R"(<process id="p" isExecutable="false"/>)")) == "model: bpmn.nothing_to_carry_out");
    CHECK(problem(process(start() + user("a", "<standardLoopCharacteristics/>") + path({"start", "a"}))) ==
          "a: bpmn.loop_without_end");
}

}  // namespace

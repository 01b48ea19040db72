#include "dmn/dmn.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "dmn/test/models.h"

#include <algorithm>

using namespace dmn;
using dmn::given::document;
using dmn::given::Row;
using dmn::given::table;

namespace {

Model model(const std::string& xml, const std::vector<Model>& imported = {}) {
    auto read = dmn::read(xml, imported);
    REQUIRE_MESSAGE(read, (read ? "" : read.error().log));
    return *read;
}
std::string decided(const std::string& xml, const Context& inputs, std::string_view decision = "d") {
    return to_feel(decide(model(xml), decision, inputs).value().value);
}

const std::vector<Row> overlapping{{"< 10", "1"}, {"< 20", "2"}, {"< 30", "2"}, {"> 100", "7"}};

}  // namespace

TEST_CASE("each hit policy makes of the rules that match what it says") {
    const auto at = [](std::string_view policy, int n, std::string_view output = {}) { return decided(table(policy, overlapping, output), {{"n", n}}); };
    CHECK(at("hitPolicy='UNIQUE'", 25) == "2");
    CHECK(at("hitPolicy='UNIQUE'", 15) == "null");
    CHECK(at("hitPolicy='ANY'", 15) == "2");
    CHECK(at("hitPolicy='ANY'", 5) == "null");
    CHECK(at("hitPolicy='FIRST'", 5) == "1");
    CHECK(at("hitPolicy='PRIORITY'", 5, "<outputValues><text>2, 1, 7</text></outputValues>") == "2");
    CHECK(at("hitPolicy='OUTPUT ORDER'", 5, "<outputValues><text>2, 1, 7</text></outputValues>") == "[2, 2, 1]");
    CHECK(at("hitPolicy='RULE ORDER'", 5) == "[1, 2, 2]");
    CHECK(at("hitPolicy='COLLECT'", 5) == "[1, 2, 2]");
    CHECK(at("hitPolicy='COLLECT' aggregation='SUM'", 5) == "5");
    CHECK(at("hitPolicy='COLLECT' aggregation='MIN'", 5) == "1");
    CHECK(at("hitPolicy='COLLECT' aggregation='MAX'", 5) == "2");
    CHECK(at("hitPolicy='COLLECT' aggregation='COUNT'", 5) == "3");
    CHECK(at("hitPolicy='UNIQUE'", 50) == "null");
    CHECK(at("hitPolicy='UNIQUE'", 50, "<defaultOutputEntry><text>99</text></defaultOutputEntry>") == "99");
}

TEST_CASE("tables agree with looking at one rule after another") {
    CHECK(rc::check("tables", [] {
        const auto limits = *rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(rc::gen::inRange(0, 20), rc::gen::inRange(0, 5)));
        const auto n = *rc::gen::inRange(0, 20);
        std::vector<Row> rows;
        std::vector<int> hits;
        for (const auto& [below, result] : limits) {
            rows.push_back({"< " + std::to_string(below), std::to_string(result)});
            if (n < below) hits.push_back(result);
        }
        const auto at = [&](std::string_view policy) { return decided(table(policy, rows, "<outputValues><text>0,1,2,3,4</text></outputValues>"), {{"n", n}}); };
        const auto one = [](int value) { return std::to_string(value); };
        const auto all_equal = std::ranges::adjacent_find(hits, std::ranges::not_equal_to{}) == hits.end();
        RC_ASSERT(at("hitPolicy='UNIQUE'") == (hits.size() == 1 ? one(hits[0]) : "null"));
        RC_ASSERT(at("hitPolicy='ANY'") == (!hits.empty() && all_equal ? one(hits[0]) : "null"));
        RC_ASSERT(at("hitPolicy='FIRST'") == (hits.empty() ? "null" : one(hits[0])));
        RC_ASSERT(at("hitPolicy='PRIORITY'") == (hits.empty() ? "null" : one(std::ranges::min(hits))));
        RC_ASSERT(at("hitPolicy='COLLECT' aggregation='COUNT'") == one(static_cast<int>(hits.size())));
        Items in_order(hits.begin(), hits.end());
        RC_ASSERT(at("hitPolicy='RULE ORDER'") == to_feel(Value(in_order)));
        std::ranges::sort(hits);
        RC_ASSERT(at("hitPolicy='OUTPUT ORDER'") == to_feel(Value(Items(hits.begin(), hits.end()))));
    }));
}

TEST_CASE("the explanation says which rules were looked at, how far, and which one made the result") {
    Explanation why;
    const auto outcome = decide(model(table("hitPolicy='FIRST'", overlapping)), "d", {{"n", 15}}, {}, &why);
    CHECK(outcome.value().value.number() == Decimal(2));
    REQUIRE(why.size() == 1);
    CHECK(why[0].element == "d");
    CHECK(why[0].policy == "FIRST");
    REQUIRE(why[0].rules.size() == 2);
    CHECK_FALSE(why[0].rules[0].matched);
    CHECK(why[0].rules[0].conditions[0].test == "< 10");
    CHECK(why[0].rules[0].conditions[0].value.number() == Decimal(15));
    CHECK(why[0].rules[1].chosen);
}

namespace {

const char* const routing = R"(
<itemDefinition name="tKind"><typeRef>string</typeRef><allowedValues><text>"bin", "pothole"</text></allowedValues></itemDefinition>
<itemDefinition name="tReport"><itemComponent name="kind of thing"><typeRef>tKind</typeRef></itemComponent>
 <itemComponent name="days"><typeRef>number</typeRef></itemComponent></itemDefinition>
<inputData id="i" name="The Report"><variable name="The Report" typeRef="tReport"/></inputData>
<businessKnowledgeModel id="k" name="fee for"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>
 <literalExpression><text>if n &lt;= 1 then 1 else n * fee for(n - 1)</text></literalExpression></encapsulatedLogic>
 <knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement></businessKnowledgeModel>
<decision id="a" name="Waiting"><variable name="Waiting" typeRef="number"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
 <literalExpression><text>The Report.days + 1</text></literalExpression></decision>
<decision id="b" name="Answer"><variable name="Answer"/><informationRequirement><requiredDecision href="#a"/></informationRequirement>
 <informationRequirement><requiredInput href="#i"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>
 <context><contextEntry><variable name="base fee"/><literalExpression><text>fee for(Waiting)</text></literalExpression></contextEntry>
 <contextEntry><variable name="kind"/><literalExpression><text>The Report.kind of thing</text></literalExpression></contextEntry></context></decision>
<decisionService id="s" name="Fees"><outputDecision href="#b"/><inputData href="#i"/><inputDecision href="#a"/></decisionService>)";

}  // namespace

TEST_CASE("decisions stand on one another, on input and on knowledge") {
    const auto read = model(document(routing));
    CHECK(read.flaws().empty());
    const Context inputs{{"The Report", Context{{"kind of thing", "bin"}, {"days", 4}}}};
    Explanation why;
    CHECK(to_feel(decide(read, "Answer", inputs, {}, &why).value().value) == R"({"base fee": 120, "kind": "bin"})");
    REQUIRE(why.size() >= 2);
    CHECK(why.front().element == "Waiting");
    CHECK(why.back().element == "Answer");
    const Context given{{"Waiting", 3}, {"The Report", Context{{"kind of thing", "bin"}, {"days", 9}}}};
    CHECK(to_feel(serve(read, "Fees", given).value().value) == R"({"base fee": 6, "kind": "bin"})");
    CHECK(decide(read, "Nothing", inputs).error().key == "dmn.no_decision");
}

TEST_CASE("what its type does not allow is no input") {
    const auto read = model(document(routing));
    const Context inputs{{"The Report", Context{{"kind of thing", "cat"}, {"days", 4}}}};
    const auto outcome = decide(read, "Waiting", inputs).value();
    CHECK(outcome.value.is_null());
    CHECK(outcome.faults.front().what == "a context is not of type tReport");
}

TEST_CASE("what a model offers names the inputs that it needs") {
    const auto offers = model(document(routing)).offers();
    const auto answer = std::ranges::find(offers, "Answer", &Offer::name);
    REQUIRE(answer != offers.end());
    CHECK(answer->inputs == std::vector<std::string>{"The Report"});
}

TEST_CASE("a model imports another one, and its names stand behind the import's") {
    const auto inner = model(document(routing));
    const auto outer = model(R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="Outer" namespace="urn:outer">
<import name="fees" namespace="urn:test" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
<decision id="x" name="x"><variable name="x"/><knowledgeRequirement><requiredKnowledge href="urn:test#k"/></knowledgeRequirement>
<literalExpression><text>fees.fee for(4)</text></literalExpression></decision></definitions>)",
                             {inner});
    CHECK(to_feel(decide(outer, "x", {}).value().value) == "24");
}

TEST_CASE("a model whose parts do not fit is refused, with the element and the line") {
    const auto refused = dmn::read(document("\n<decision id='a' name='A'><variable name='A'/><informationRequirement><requiredDecision href='#b'/></informationRequirement>"
                                            "<literalExpression><text>1</text></literalExpression></decision>"
                                            "<decision id='b' name='B'><informationRequirement><requiredDecision href='#a'/></informationRequirement></decision>"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "dmn.unsound_model");
    CHECK(refused.error().fields.at(0).field == "A");
    CHECK(refused.error().log.starts_with("line 2: "));
    const auto nowhere = dmn::read(document("<decision id='a' name='A'><informationRequirement><requiredInput href='#z'/></informationRequirement></decision>"));
    CHECK(nowhere.error().log == "line 1: #z leads nowhere");
}

TEST_CASE("an expression that is no FEEL spoils only its own decision, and stands among the flaws") {
    const auto read = model(document("<decision id='a' name='A'><literalExpression><text>1 +</text></literalExpression></decision>\n"
                                     "<decision id='b' name='B'><literalExpression><text>2</text></literalExpression></decision>"));
    REQUIRE(read.flaws().size() == 1);
    CHECK(read.flaws()[0].element == "A");
    CHECK(read.flaws()[0].line == 1);
    CHECK(decide(read, "a", {}).value().value.is_null());
    CHECK(decide(read, "b", {}).value().value.number() == Decimal(2));
}

TEST_CASE("hostile documents are refused") {
    CHECK(dmn::read("").error().key == "dmn.unreadable_model");
    CHECK(dmn::read("<a/>").error().key == "dmn.unreadable_model");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<list>";
    CHECK_FALSE(dmn::read(document(deep)));
    for (int i = 0; i < 100'000; ++i) deep += "</list>";
    CHECK_FALSE(dmn::read(document("<decision name='d'>" + deep + "</decision>")));
    const auto with_entity = dmn::read("<!DOCTYPE d [<!ENTITY x \"boom\">]><definitions name='n'><decision name='d'><literalExpression><text>\"&x;\"</text>"
                                       "</literalExpression></decision></definitions>");
    REQUIRE(with_entity);
    CHECK(to_feel(decide(*with_entity, "d", {}).value().value) == "\"&x;\"");
}

#include "dmn/edit.h"

#include <doctest/doctest.h>

#include "dmn/dmn.h"
#include "dmn/test/models.h"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace dmn;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view bare = R"(<?xml version="1.0"?>
<!-- kept -->
<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:x="urn:x" name="Test" namespace="urn:test">
<dmn:inputData id="n" name="n"><dmn:variable name="n" typeRef="number"/></dmn:inputData>
<dmn:decision id="d" name="d"><dmn:variable name="d"/><dmn:informationRequirement><dmn:requiredInput href="#n"/></dmn:informationRequirement>
<dmn:decisionTable hitPolicy="FIRST"><dmn:input><dmn:inputExpression><dmn:text>n</dmn:text></dmn:inputExpression><dmn:inputValues><dmn:text>[0..100]</dmn:text></dmn:inputValues></dmn:input>
<dmn:output x:tone="warm"><dmn:defaultOutputEntry><dmn:text>"none"</dmn:text></dmn:defaultOutputEntry></dmn:output>
<dmn:rule x:from="2019"><dmn:inputEntry><dmn:text><![CDATA[< 10]]></dmn:text></dmn:inputEntry><dmn:outputEntry><dmn:text>"few"</dmn:text></dmn:outputEntry></dmn:rule>
<dmn:rule><dmn:inputEntry><dmn:text><![CDATA[< 20]]></dmn:text></dmn:inputEntry><dmn:outputEntry><dmn:text>"some"</dmn:text></dmn:outputEntry></dmn:rule>
</dmn:decisionTable></dmn:decision></dmn:definitions>)";

std::string decided_in(const std::string& xml, const Context& inputs, std::string_view decision = "d") {
    const auto model = dmn::read(xml);
    REQUIRE_MESSAGE(model, (model ? "" : model.error().log));
    REQUIRE_MESSAGE(model->flaws().empty(), xml);
    return to_feel(decide(*model, decision, inputs).value().value);
}

std::string put_back(std::string_view xml, const WrittenTable& table) {
    const auto text = with_table(xml, 0, table);
    REQUIRE(text);
    return *text;
}

WrittenTable only_table(std::string_view xml) {
    const auto tables = tables_in(xml);
    REQUIRE(tables);
    REQUIRE(tables->size() == 1);
    return tables->front();
}

std::string written_out(const WrittenTable& table) {
    std::string all = table.decision + '|' + table.question + '|' + table.policy;
    for (const auto& name : table.looks_at) all += '|' + name;
    for (const auto* columns : {&table.inputs, &table.outputs})
        for (const auto& column : *columns) all += '\n' + column.label + '|' + column.expression + '|' + column.type;
    for (const auto& rule : table.rules) {
        all += '\n' + rule.note;
        for (const auto* cells : {&rule.tests, &rule.results})
            for (const auto& cell : *cells) all += '|' + cell;
    }
    return all;
}

}  // namespace

TEST_CASE("every table of the services is read, and put back says the same") {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator("services")) {
        if (entry.path().extension() != ".dmn") continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        const auto tables = tables_in(text.str());
        REQUIRE(tables);
        for (std::size_t i = 0; i < tables->size(); ++i, ++count) {
            const auto again = with_table(text.str(), i, (*tables)[i]);
            REQUIRE(again);
            const auto reread = tables_in(*again);
            REQUIRE(reread);
            CHECK(written_out((*reread)[i]) == written_out((*tables)[i]));
            const auto before = dmn::read(text.str()), after = dmn::read(*again);
            REQUIRE(before);
            REQUIRE(after);
            CHECK(after->flaws().size() == before->flaws().size());
        }
    }
    CHECK(count > 10);
}

TEST_CASE("what a page does not know of stays: comments, allowed values, defaults, other namespaces") {
    const auto again = put_back(bare, only_table(bare));
    for (const auto* kept : {"kept", "[0..100]", "\"none\"", "x:tone=\"warm\"", "x:from=\"2019\""}) CHECK_MESSAGE(again.find(kept) != again.npos, kept);
    CHECK(decided_in(again, {{"n", 5}}) == "\"few\"");
    CHECK(decided_in(again, {{"n", 15}}) == "\"some\"");
    CHECK(decided_in(again, {{"n", 50}}) == "\"none\"");
}

TEST_CASE("rules are changed, moved, added and taken away") {
    auto table = only_table(bare);
    std::swap(table.rules[0], table.rules[1]);
    CHECK(decided_in(put_back(bare, table), {{"n", 5}}) == "\"some\"");
    table.rules.push_back({.tests = {"> 90"}, .results = {"\"many\""}, .note = "From 90 on"});
    const auto more = put_back(bare, table);
    CHECK(decided_in(more, {{"n", 95}}) == "\"many\"");
    CHECK(only_table(more).rules[2].note == "From 90 on");
    table.rules.erase(table.rules.begin());
    CHECK(decided_in(put_back(bare, table), {{"n", 15}}) == "\"none\"");
    CHECK(put_back(bare, table).find("x:from=\"2019\"") != std::string::npos);
}

TEST_CASE("a column is added with what it looks at, and another taken away with its cells") {
    auto table = only_table(bare);
    table.looks_at.emplace_back("colour");
    table.inputs.insert(table.inputs.begin(), {.id = "", .label = "Colour", .expression = "colour", .type = "string"});
    table.rules[0].tests = {"\"red\"", "< 10"};
    table.rules[1].tests = {"-", "< 10"};
    table.outputs[0].expression = "amount";
    table.outputs.push_back({.expression = "reason"});
    table.rules[0].results = {"1", "\"it is red\""};
    table.rules[1].results = {"2", "\"it is not\""};
    table.policy = "UNIQUE";
    const auto two = put_back(bare, table);
    CHECK(decided_in(two, {{"n", 5}, {"colour", "blue"}}) == "{\"amount\": 2, \"reason\": \"it is not\"}");
    CHECK(decided_in(two, {{"n", 5}, {"colour", "red"}}) == "null");  // both fit
    CHECK(two.find("[0..100]") != two.npos);                       // of the column that stayed

    auto one = only_table(two);
    CHECK(one.looks_at == std::vector<std::string>{"n", "colour"});
    one.looks_at = {"colour"};
    one.inputs.pop_back();
    for (auto& rule : one.rules) rule.tests.pop_back();
    one.policy = "FIRST";
    const auto left = put_back(two, one);
    CHECK(decided_in(left, {{"colour", "red"}}) == "{\"amount\": 1, \"reason\": \"it is red\"}");
    CHECK(left.find("[0..100]") == left.npos);
}

TEST_CASE("a new table can be read and decides nothing yet") {
    const auto xml = new_model("urn:test", "How urgent", "How urgent is it?", "answers");
    const auto table = only_table(xml);
    CHECK(table.decision == "How urgent");
    CHECK(table.question == "How urgent is it?");
    CHECK(table.looks_at == std::vector<std::string>{"answers"});
    CHECK(decided_in(xml, {{"answers", Context{{"size", "van"}}}}, "How urgent") == "null");
}

TEST_CASE("what is no table of the document is refused") {
    CHECK(tables_in("<no").error().key == std::string("dmn.unreadable_model"));
    CHECK(with_table("<no", 0, {}).error().key == std::string("dmn.unreadable_model"));
    CHECK(with_table(bare, 1, {}).error().key == std::string("dmn.no_decision"));
}

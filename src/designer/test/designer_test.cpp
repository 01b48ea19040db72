#include "designer/decision_form.h"
#include "designer/differences.h"
#include "designer/document.h"
#include "designer/step_list.h"

#include "bpmn/check.h"
#include "bpmn/read.h"
#include "casework/case_map.h"
#include "catalogue/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace {

std::string text_of_file(const std::string& path) {
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

catalogue::Files missed_bin() {
    return {{"service.json", text_of_file("services/waste/missed-bin/service.json")},
            {"article.md", text_of_file("services/waste/missed-bin/article.md")},
            {"process.bpmn", text_of_file("services/_maps/work.bpmn")}};
}

/// The service with this map, as it would be carried out.
Result<casework::CaseMapPtr> carried(const std::string& process) {
    auto files = missed_bin();
    files["process.bpmn"] = process;
    const auto definition = catalogue::definition_of(catalogue::as_texts(files));
    return casework::CaseMap::of(*definition);
}

bool holds(const std::vector<std::string>& lines, std::string_view words) {
    return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a document that is read and written says the same") {
    for (const auto* path : {"services/waste/missed-bin/service.json", "services/roads/street-light/service.json", "services/environment/pest-control/service.json"}) {
        const auto text = text_of_file(path);
        const auto document = designer::Document::read(text).value();
        CHECK(boost::json::parse(document.text()) == boost::json::parse(text));
        CHECK(designer::Document::read(document.text()).value().text() == document.text());
    }
    for (const auto* wrong : {"", "[]", "{", "{\"a\": 1} x", "null"}) CHECK_FALSE(designer::Document::read(wrong));
}

TEST_CASE("one part changes, and nothing else") {
    auto document = designer::Document::read(text_of_file("services/waste/missed-bin/service.json")).value();
    const auto questions = document.seal("questions/bin"), promise = document.seal("promise,levels");
    document.set_number("promise.working_days", "5");
    document.set_number("levels.acknowledge.working_hours", "8");
    CHECK(document.value("promise.working_days") == "5");
    CHECK(document.value("levels.acknowledge.working_hours") == "8");
    CHECK(document.seal("questions/bin") == questions);
    CHECK(document.seal("promise,levels") != promise);
    document.set_number("levels.acknowledge.working_hours", "");
    CHECK(document.root().at("levels").as_object().contains("acknowledge") == false);
    document.set_text("script.greeting", "");
    document.set_text("script.promise", "");
    document.set_text("script.closing", "");
    CHECK_FALSE(document.root().contains("script"));
    document.set_lines("keywords", "one\n\n two \n");
    CHECK(document.value("keywords") == "one\ntwo\n");
    CHECK(designer::code_from("Is it on a post, or a wall?") == "is_it_on_a_post_or_a_wall");
}

TEST_CASE("a step is put into a map and taken out again, and the map can be carried out and drawn each time") {
    const auto before = text_of_file("services/_maps/work.bpmn");
    const auto with = designer::with_step(before, "received", {.name = "Approve the visit", .team = "Waste and recycling", .skill = {}, .form = {}, .not_by = {}, .plain = "Somebody looks whether we come"}).value();
    const auto map = carried(with);
    REQUIRE_MESSAGE(map, map.error().log);
    CHECK((*map)->duty("approve_the_visit").team == "Waste and recycling");
    CHECK((*map)->plain("approve_the_visit") == "Somebody looks whether we come");
    const auto model = bpmn::read(with).value();
    CHECK(model.find("received")->outgoing().front()->target("targetRef")->id() == "approve_the_visit");
    CHECK(model.find("approve_the_visit")->outgoing().front()->target("targetRef")->id() == "work");
    CHECK(model.find("approve_the_visit")->lane() == model.find("work")->lane());
    CHECK(model.all(bpmn::Type::bpmn_shape).size() == bpmn::read(before).value().all(bpmn::Type::bpmn_shape).size() + 1);
    CHECK(model.all(bpmn::Type::bpmn_edge).size() == bpmn::read(before).value().all(bpmn::Type::bpmn_edge).size() + 1);
    const auto second = designer::with_step(with, "work", {.name = "Approve the visit", .team = {}, .skill = {}, .form = {}, .not_by = "work", .plain = {}}).value();
    CHECK(carried(second));
    const auto without = designer::without_step(with, "approve_the_visit").value();
    REQUIRE(carried(without));
    CHECK(bpmn::read(without).value().find("received")->outgoing().front()->target("targetRef")->id() == "work");
    CHECK(designer::with_step(before, "done", {.name = "Late"}).error().fields.at(0).field == "after");
    CHECK(designer::with_step(before, "nowhere", {.name = "Late"}).error().kind == Kind::invalid);
    CHECK(designer::without_step(before, "received").error().kind == Kind::invalid);
    CHECK_FALSE(designer::with_step("<no/>", "received", {.name = "Late"}));
}

TEST_CASE("a step goes into every map of the house behind each of its steps that has one way on") {
    int tried = 0;
    for (const auto* path : {"services/_maps/work.bpmn", "services/streets/fly-tipping/process.bpmn", "services/environment/noise/process.bpmn"}) {
        const auto process = text_of_file(path);
        for (const auto& step : designer::steps_of(process)) {
            if (!step.can_follow) continue;
            ++tried;
            const auto with = designer::with_step(process, step.id, {.name = "Approve", .team = {}, .skill = {}, .form = {}, .not_by = {}, .plain = {}});
            REQUIRE_MESSAGE(with, path, " ", step.id);
            CHECK_MESSAGE(bpmn::check(bpmn::read(*with).value()).size() <= bpmn::check(bpmn::read(process).value()).size(), path, " ", step.id);
        }
    }
    CHECK(tried > 8);
}

TEST_CASE("differences are told in words") {
    const auto before = missed_bin();
    auto after = before;
    auto document = designer::Document::read(before.at("service.json")).value();
    document.set_number("promise.working_days", "5");
    document.set_number("levels.resolve.working_days", "5");
    document.set_text("name", "Report a bin");
    auto& bin = document.list("questions")[0].as_object();
    bin["choices"].as_array().push_back({{"code", "black"}, {"label", "Black sacks"}});
    bin["required"] = false;
    document.list("questions").push_back({{"code", "tag"}, {"type", "yes_no"}, {"label", "Was there a tag?"}});
    after["service.json"] = document.text();
    after["article.md"] += "More.\n";
    after["process.bpmn"] = designer::with_step(before.at("process.bpmn"), "received", {.name = "Approve it"}).value();
    const auto lines = designer::differences(before, after);
    for (const auto& each : lines) MESSAGE(each);
    CHECK(holds(lines, "Name: Report a missed bin collection → Report a bin"));
    CHECK(holds(lines, "Working days: 2 → 5"));
    CHECK(holds(lines, "Question ‘bin’: the answer ‘Black sacks’ was added"));
    CHECK(holds(lines, "Question ‘bin’: Must be answered: yes → no"));
    CHECK(holds(lines, "Question ‘tag’ was added: Was there a tag?"));
    CHECK(holds(lines, "The article was changed"));
    CHECK(holds(lines, "Step added: Approve it"));
    CHECK(designer::differences(before, before).empty());
    auto broken = before;
    broken["service.json"] = "{";
    CHECK(holds(designer::differences(before, broken), "as a whole"));
}

TEST_CASE("a table's form that does not come whole is not taken for a smaller table, and a comment's line stays a line") {
    dmn::WrittenTable table{.decision = "d", .inputs = {{.id = "i", .expression = "answers.size"}}, .outputs = {{.id = "o"}}, .rules = {{.id = "r1", .tests = {"-"}, .results = {"1"}}, {.id = "r2", .tests = {"-"}, .results = {"2"}}}};
    web::Request request;
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{{"policy", "FIRST"}, {"in-1-id", "i"}, {"in-1-from", "answers.size"}, {"out-1-id", "o"}, {"out-1-from", ""}, {"in-shown", "1"}, {"out-shown", "1"}, {"rule-shown", "2"},
                                                                                     {"r1-id", "r1"}, {"r1-i1", "-"}, {"r1-o1", "100 // base\r\n+ 20"}, {"r1-note", std::string(3000, 'x')}})
        request.form.add(name, value);
    std::vector<Problem> problems;
    const auto typed = designer::table_typed(request, table, problems);
    CHECK(typed.rules[0].results[0] == "100 // base\n+ 20");
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].field == "r1-note");
    CHECK(typed.rules[0].note.size() == 3000);  // it is said, and stays
    CHECK(problems[1].field.empty());
    problems.clear();
    for (const auto* field : {"r2-id", "r2-i1", "r2-o1", "r2-note"}) request.form.add(field, "");
    CHECK(designer::table_typed(request, table, problems).rules.size() == 2);
    CHECK(problems.size() == 1);  // the note
}

TEST_CASE("a table grows on its page as far as its form can be read") {
    dmn::WrittenTable table{.inputs = {{}}, .outputs = {{}}, .rules = {}};
    std::vector<Problem> problems;
    while (problems.empty()) designer::act_on_table(table, "rule", problems);
    CHECK(designer::fits_on_page(table));
    CHECK(table.rules.size() > 200);
    const auto rules = table.rules.size();
    designer::act_on_table(table, "in", problems);
    CHECK(table.inputs.size() == 1);
    designer::act_on_table(table, "drop:1", problems);
    CHECK(table.rules.size() == rules - 1);
    designer::act_on_table(table, "drop-in:1", problems);
    CHECK(table.inputs.size() == 1);  // the last one stays
}

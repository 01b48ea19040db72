#include "bpmn/check.h"
#include "base/words.h"
#include "bpmn/test/given.h"

#include <algorithm>
#include <set>

using bpmn::Severity;

namespace {

/// The rules a model breaks, those of advice left out.
std::set<std::string> broken(const std::string& inside) {
    std::set<std::string> rules;
    for (const auto& each : bpmn::check(given::model(inside)))
        if (each.severity != Severity::advice) rules.insert(each.rule);
    return rules;
}

using Rules = std::set<std::string>;

const std::string a_start = R"(<startEvent id="s"><outgoing>f1</outgoing></startEvent>)",
                  an_end = R"(<endEvent id="e"><incoming>f2</incoming></endEvent>)",
                  two_flows = given::flow("f1", "s", "a", "/>") + given::flow("f2", "a", "e", "/>");

/// Start, something called `a`, end.
std::string around(const std::string& tag, const std::string& attributes = "", const std::string& inside = "",
                   const std::string& process = "") {
    return "<process id=\"p\"" + process + ">" + a_start + "<" + tag + " id=\"a\"" + attributes +
           "><incoming>f1</incoming><outgoing>f2</outgoing>" + inside + "</" + tag + ">" + an_end + two_flows + "</process>";
}

}  // namespace

TEST_CASE("a sound process breaks no rule") { CHECK(broken(given::simple_process(" isExecutable=\"true\"")).empty()); }

TEST_CASE("every rule has a name of its own, a severity and words that name the element") {
    std::set<std::string> names;
    for (const auto& rule : bpmn::all_rules()) {
        CHECK(names.insert(rule.name).second);
        CHECK_MESSAGE(base::has_words("bpmn.check." + rule.name), rule.name);
        CHECK_MESSAGE(say("bpmn.check." + rule.name).find("{element}") != std::string::npos, rule.name);
    }
    CHECK(names.size() > 100);
}

TEST_CASE("a finding says where, what and what to do") {
    const auto findings = bpmn::check(given::model("\n" + around("task", " startQuantity=\"0\"", "")));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "quantity");
    CHECK(findings[0].element == "a");
    CHECK(findings[0].line == 2);
    CHECK(bpmn::explain(findings[0]) == "task (a): “startQuantity” must be 1 or more.");
    CHECK(bpmn::has_fault(findings));
}

TEST_CASE("what the schema asks is asked") {
    CHECK(broken("<process id=\"p\" isExecutable=\"perhaps\"/>") == Rules{"bad_value"});
    CHECK(broken("<process id=\"p\" isExecuteable=\"true\"/>") == Rules{"unknown_attribute"});
    CHECK(broken("<interface id=\"i\" name=\"n\"/>") == Rules{"missing_child"});
    CHECK(broken("<resource id=\"r\"/>") == Rules{"missing_attribute"});
    CHECK(broken("<process id=\"p\"><lane id=\"l\"/></process>") == Rules{"element_out_of_place"});
    CHECK(broken("<process id=\"p\">stray</process>") == Rules{"stray_text"});
    CHECK(broken("<process id=\"p\"/><message id=\"p\"/>") == Rules{"repeated_id"});
    CHECK(broken("<message id=\"2m\"/>") == Rules{"bad_id"});
    CHECK(broken("<process id=\"p\"><textAnnotation "
                 "id=\"t\"><text>x</text><documentation>d</documentation></textAnnotation></process>") ==
          Rules{"wrong_order"});
}

TEST_CASE("a reference must name something that is there and may be named there") {
    CHECK(broken("<process id=\"p\"><dataObjectReference id=\"d\" dataObjectRef=\"gone\"/></process>") ==
          Rules{"reference_missing"});
    CHECK(
        broken("<message id=\"m\"/><process id=\"p\"><dataObjectReference id=\"d\" dataObjectRef=\"m\"/></process>") ==
        Rules{"reference_type"});
    CHECK(broken("<process id=\"p\"><callActivity id=\"c\" calledElement=\"x:elsewhere\"/></process>").empty());
}

TEST_CASE("sequence flows keep to their process and level") {
    CHECK(broken(R"(<process id="p"><task id="a"><outgoing>f</outgoing></task>)" + given::flow("f", "a", "b", "/>") +
                 R"(<subProcess id="sub"><task id="b"><incoming>f</incoming></task></subProcess></process>)") ==
          Rules{"flow_leaves_level"});
    CHECK(broken(R"(<process id="p"><task id="a"><outgoing>f</outgoing></task>)" + given::flow("f", "a", "b", "/>") +
                 R"(</process><process id="q"><task id="b"><incoming>f</incoming></task></process>)") ==
          Rules{"flow_leaves_pool"});
}

TEST_CASE("a level with a beginning has an end, and nothing hangs loose") {
    CHECK(broken("<process id=\"p\">" + a_start + given::flow("f1", "s", "a", "/>") +
                 "<task id=\"a\"><incoming>f1</incoming></task></process>") == Rules{"start_without_end"});
    CHECK(broken("<process id=\"p\">" + a_start +
                 "<task id=\"a\"><incoming>f1</incoming><outgoing>f2</outgoing></task><task id=\"loose\"/>" + an_end +
                 two_flows + "</process>") == Rules{"unreached", "dead_end"});
}

TEST_CASE("events are of kinds that may stand there") {
    CHECK(broken(around("intermediateCatchEvent")) == Rules{"catch_kind"});
    CHECK(broken(around("intermediateCatchEvent", "", "<errorEventDefinition id=\"d\"/>")) == Rules{"catch_kind"});
    CHECK(broken(around("intermediateThrowEvent", "", "<terminateEventDefinition id=\"d\"/>")) == Rules{"throw_kind"});
    CHECK(broken(around("task") + "<signal id=\"unused\"/>").empty());
}

TEST_CASE("a timer keeps to ISO 8601, unless it is worked out later") {
    const auto timed = [](const std::string& kind, const std::string& text) {
        return broken(around("intermediateCatchEvent", "",
                             "<timerEventDefinition id=\"d\"><" + kind + " xsi:type=\"tFormalExpression\">" + text +
                                 "</" + kind + "></timerEventDefinition>"));
    };
    for (const auto* good : {"PT30M", "P5D", "P1Y2M3DT4H5M6.5S", "-P1D", "${deadline}", "P2W"})
        CHECK_MESSAGE(timed("timeDuration", good).empty(), good);
    for (const auto* bad : {"30 minutes", "PT", "P1H", "PT5", "P1DT", "1D"})
        CHECK_MESSAGE(timed("timeDuration", bad) == Rules{"timer_duration"}, bad);
    for (const auto* good : {"2026-11-27T09:00:00Z", "2026-11-27", "2026-11-27T09:00:00+01:00"})
        CHECK_MESSAGE(timed("timeDate", good).empty(), good);
    for (const auto* bad : {"tomorrow", "2026-13-01", "27.11.2026", "2026-11-27T25:00:00Z"})
        CHECK_MESSAGE(timed("timeDate", bad) == Rules{"timer_date"}, bad);
    for (const auto* good : {"R3/PT10M", "R/2026-11-27T09:00:00Z/P1D"})
        CHECK_MESSAGE(timed("timeCycle", good).empty(), good);
    for (const auto* bad : {"3 times", "R3", "PT10M"})
        CHECK_MESSAGE(timed("timeCycle", bad) == Rules{"timer_cycle"}, bad);
}

TEST_CASE("a gateway joins or parts") { CHECK(broken(around("parallelGateway")) == Rules{"gateway_idle"}); }

TEST_CASE("what only an executable process must say is asked of no other") {
    const std::string script = "<script>log</script>";
    CHECK(broken(around("scriptTask", "", script)).empty());
    CHECK(broken(around("scriptTask", "", script, " isExecutable=\"true\"")) == Rules{"script_without_format"});
    CHECK_FALSE(bpmn::has_fault(bpmn::check(given::model(around("scriptTask", "", script, " isExecutable=\"true\"")))));
}

TEST_CASE("a model with very many faults is told the first thousand") {
    std::string many;
    for (std::size_t i = 0; i < 2 * bpmn::most_findings; ++i) many += "<message/><process isExecutable=\"no\"/>";
    CHECK(bpmn::check(given::model(many)).size() == bpmn::most_findings);
}

#include "bpmn/read.h"
#include "bpmn/diagram.h"
#include "bpmn/test/given.h"

using bpmn::Type;

namespace {

std::string refusal_of(const std::string& document, std::string* line = nullptr) {
    const auto model = bpmn::read(document);
    if (model) return "read";
    if (line != nullptr)
        for (const auto& field : model.error().fields)
            if (field.field == "line") *line = field.message;
    return model.error().key;
}

}  // namespace

TEST_CASE("every element gets the type it has in its place") {
    const auto model = given::model(given::simple_process());
    const auto* start = model.find("s");
    REQUIRE(start != nullptr);
    CHECK(start->type() == Type::start_event);
    CHECK(start->is(Type::flow_node));
    REQUIRE(start->outgoing().size() == 1);
    CHECK(start->outgoing()[0]->target("targetRef") == model.find("check"));
    CHECK(start->child("outgoing")->target() == model.find("f1"));
    CHECK(start->flag("isInterrupting"));  // what the standard presumes
}

TEST_CASE("an expression is formal when it says so") {
    const auto model = given::model(
        "<process id=\"p\">" + given::flow("f", "a", "b") +
        R"(><conditionExpression xsi:type="tFormalExpression" language="urn:feel"> x &gt; 1 </conditionExpression></sequenceFlow>)" +
        given::flow("g", "a", "b") +
        "><conditionExpression>if they agree</conditionExpression></sequenceFlow></process>");
    const auto formal = bpmn::condition(*model.find("f")), words = bpmn::condition(*model.find("g"));
    REQUIRE((formal && words));
    CHECK(formal->formal);
    CHECK(formal->text == "x > 1");
    CHECK(formal->language == "urn:feel");
    CHECK_FALSE(words->formal);
    CHECK(words->language == "http://www.w3.org/1999/XPath");
}

TEST_CASE("what other namespaces bring is kept as data") {
    const auto model = given::model(given::simple_process(
        "", R"(<extensionElements><x:skill level="2">bins<x:b/> and more</x:skill></extensionElements>)"));
    const auto extensions = model.find("check")->extensions();
    REQUIRE(extensions.size() == 1);
    CHECK(extensions[0]->type() == Type::foreign);
    CHECK(extensions[0]->space() == "urn:x");
    CHECK(extensions[0]->text() == "bins and more");
    CHECK(extensions[0]->attribute("level") == "2");
}

TEST_CASE("a name with the prefix of the target namespace is found here, with another's it is not") {
    const auto model = given::model(
        R"(<message id="m"/><process id="p"><sendTask id="a" messageRef="t:m"/><sendTask id="b" messageRef="x:m"/></process>)");
    CHECK(bpmn::message(*model.find("a")) == model.find("m"));
    CHECK(bpmn::message(*model.find("b")) == nullptr);
    CHECK(model.find("b")->written("messageRef") == "x:m");
}

TEST_CASE("an event's definitions are those inside it and those it names") {
    const auto model = given::model(
        R"(<timerEventDefinition id="daily"><timeCycle xsi:type="tFormalExpression">R/P1D</timeCycle></timerEventDefinition>
        <process id="p"><startEvent id="s"><messageEventDefinition id="m"/><eventDefinitionRef>daily</eventDefinitionRef></startEvent></process>)");
    const auto definitions = bpmn::event_definitions(*model.find("s"));
    REQUIRE(definitions.size() == 2);
    CHECK(definitions[0]->id() == "m");
    const auto timer = bpmn::timer(*definitions[1]);
    REQUIRE(timer.has_value());
    CHECK(timer->kind == bpmn::Timer::Kind::cycle);
    CHECK(timer->expression.text == "R/P1D");
}

TEST_CASE("boundary events, lanes and default flows are found from the node") {
    const auto model = given::model(
        R"(<process id="p"><laneSet><lane id="l" name="Streets"><flowNodeRef>a</flowNodeRef></lane></laneSet>
        <task id="a" default="f"/><boundaryEvent id="late" attachedToRef="a" cancelActivity="false"/>)" +
        given::flow("f", "a", "b", "/>") + "<task id=\"b\"/></process>");
    const auto* task = model.find("a");
    REQUIRE(task->boundary_events().size() == 1);
    CHECK_FALSE(bpmn::interrupts(*task->boundary_events()[0]));
    CHECK(bpmn::attached_to(*task->boundary_events()[0]) == task);
    CHECK(task->lane() == model.find("l"));
    CHECK(bpmn::default_flow(*task) == model.find("f"));
}

TEST_CASE("Latin 1 and Windows 1252 are read as what they mean") {
    const std::string body = given::document(
        "<process id=\"p\" name=\"Stra\xDF"
        "e\"/>");
    for (const auto* encoding : {"ISO-8859-1", "windows-1252"}) {
        const auto model = bpmn::read("<?xml version=\"1.0\" encoding=\"" + std::string(encoding) + "\"?>\n" + body);
        REQUIRE(model.has_value());
        CHECK(model->find("p")->name() == "Straße");
    }
    CHECK(refusal_of(body) == "bpmn.read.bytes");
    CHECK(refusal_of("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + given::document("")) == "bpmn.read.encoding");
}

TEST_CASE("a document that could do harm is refused, with the line") {
    std::string line;
    CHECK(refusal_of("<?xml version=\"1.0\"?>\n<!DOCTYPE d [<!ENTITY a \"b\">]>\n" + given::document(""), &line) ==
          "bpmn.read.doctype");
    CHECK(line == "2");
    CHECK(refusal_of(given::document("\n\n<process id=\"p\" name=\"&bomb;\"/>"), &line) == "bpmn.read.entity");
    CHECK(line == "3");
    CHECK(refusal_of(given::document("<![CDATA[&bomb;]]><!-- &bomb; -->")) == "read");
    CHECK(refusal_of(given::document("<process id=\"p\" name=\"&#0;\"/>")) == "bpmn.read.entity");
    CHECK(refusal_of(given::document("<process id=\"p\" id=\"q\"/>")) == "bpmn.read.twice");
    CHECK(refusal_of(given::document("<nobody:process/>")) == "bpmn.read.prefix");
    CHECK(refusal_of(given::document("<process>"), &line) == "bpmn.read.xml");
    CHECK(refusal_of("<html/>") == "bpmn.read.root");
    CHECK(refusal_of("") == "bpmn.read.xml");
    CHECK(refusal_of(given::document("") + given::document("")) == "bpmn.read.xml");
}

TEST_CASE("size, depth and number have limits") {
    const auto nested = [](int levels) {
        std::string open, close;
        for (int i = 0; i < levels; ++i) {
            open += "<subProcess id=\"s" + std::to_string(i) + "\">";
            close += "</subProcess>";
        }
        return given::document("<process id=\"p\">" + open + close + "</process>");
    };
    CHECK(refusal_of(nested(bpmn::most_levels - 2)) == "read");
    CHECK(refusal_of(nested(bpmn::most_levels - 1)) == "bpmn.read.deep");
    std::string many;
    for (std::size_t i = 0; i < bpmn::most_elements; ++i) many += "<task/>";
    CHECK(refusal_of(given::document(many)) == "bpmn.read.many");
    CHECK(refusal_of(std::string(bpmn::most_bytes + 1, ' ')) == "bpmn.read.long");
}

TEST_CASE("a coordinate that is no number counts as absent") {
    const auto model = given::model(
        R"(<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
           <bpmndi:BPMNPlane><bpmndi:BPMNShape id="a"><dc:Bounds x="1" y="2" width="NaN" height="4"/></bpmndi:BPMNShape>
           <bpmndi:BPMNShape id="b"><dc:Bounds x="1" y="2" width="3.5" height="4"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>)");
    CHECK_FALSE(bpmn::bounds(*model.find("a")).has_value());
    CHECK(bpmn::bounds(*model.find("b"))->width == 3.5);
}

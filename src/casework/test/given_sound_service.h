#pragma once
// For tests: the texts of a small service in which nothing is wrong, and what stands around it. A test breaks one thing.

#include "bookings/publishing_check.h"
#include "casework/publishing_check.h"
#include "catalogue/publishing_check.h"

#include <doctest/doctest.h>

#include <string>

namespace given {

inline const std::string sound_document = R"json({"code": "dumped", "lgsl": 587, "lgil": 17, "name": "Report something dumped", "name.cy": "Rhoi gwybod am sbwriel", "keywords": ["sofa in the street", "dumped"],
 "team": "Street cleaning", "promise": {"working_days": 5, "text": "Within 5 working days.", "text.cy": "O fewn 5 diwrnod gwaith."},
 "levels": {"escalate": [{"after": {"working_days": 1}, "to": "Highways"}], "resolve": {"working_days": 5}},
 "script": {"greeting": "I will ask what it is.", "closing": "We will clear it."}, "location": {"label": "Where is it?", "label.cy": "Ble mae?"},
 "questions": [
  {"code": "what", "type": "choice", "label": "What is it?", "label.cy": "Beth yw e?", "required": true, "choices": [{"code": "sofa", "label": "A sofa", "label.cy": "Soffa"}, {"code": "bags", "label": "Bags", "label.cy": "Bagiau"},
   {"code": "fire", "label": "It burns", "label.cy": "Mae'n llosgi", "stop": "Ring 999.", "stop.cy": "Ffoniwch 999."}]},
  {"code": "count", "type": "number", "label": "How many?", "required": true, "label.cy": "Faint?", "least": 1, "most": 20},
  {"code": "soft", "type": "yes_no", "label": "Is it wet?", "label.cy": "Ydy e'n wlyb?", "when": "what = \"sofa\" and count > 1"}],
 "forms": {"visit": [{"code": "result", "type": "choice", "label": "What came of it?", "required": true, "choices": [{"code": "cleared", "label": "Cleared"}, {"code": "gone", "label": "Gone"}]}]},
 "outcomes": [{"code": "cleared", "label": "We have cleared it", "label.cy": "Rydym wedi ei glirio"}, {"code": "gone", "label": "It was gone", "label.cy": "Roedd wedi mynd"}],
 "notify": {"acknowledged": "acknowledgement", "closed": "done"}, "languages": ["cy"],
 "booking": {"calendar": "visits", "label": "When?", "label.cy": "Pryd?"},
 "retention": {"years": 2, "basis": "Local Government Act 1974, section 26B"}, "lawful_basis": {"kind": "public_task", "law": "Environmental Protection Act 1990, section 59"},
 "examples": [
  {"says": "two sofas", "location": "Mill Lane", "answers": {"what": "sofa", "count": "2", "soft": "no"}},
  {"says": "bags", "location": "Mill Lane", "answers": {"what": "bags", "count": "2"}},
  {"says": "nothing", "location": "Mill Lane", "answers": {"count": "2"}, "refused": ["what"]}]})json";

inline const std::string sound_map = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:gh="urn:guildhall:bpmn" id="d" targetNamespace="urn:t" expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/">
  <process id="p" isExecutable="true">
    <startEvent id="start"><outgoing>f1</outgoing></startEvent>
    <businessRuleTask id="triage" name="Decide who goes" gh:decision="who" gh:into="who"><incoming>f1</incoming><outgoing>f2</outgoing></businessRuleTask>
    <exclusiveGateway id="which" name="Who goes?"><incoming>f2</incoming><outgoing>f3</outgoing><outgoing>f4</outgoing></exclusiveGateway>
    <userTask id="visit" name="Visit" gh:form="visit" gh:team="Street cleaning" gh:skill="lifting"><incoming>f3</incoming><incoming>f9</incoming><outgoing>f5</outgoing></userTask>
    <intermediateCatchEvent id="wait" name="Wait a day"><incoming>f4</incoming><outgoing>f9</outgoing><timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>
    <exclusiveGateway id="came" name="What came of it?"><incoming>f5</incoming><outgoing>f6</outgoing><outgoing>f7</outgoing></exclusiveGateway>
    <sendTask id="write" name="Write" gh:letter="done"><incoming>f6</incoming><outgoing>f8</outgoing></sendTask>
    <endEvent id="end" gh:outcome="cleared"><incoming>f8</incoming></endEvent>
    <endEvent id="end_gone" gh:outcome="gone"><incoming>f7</incoming></endEvent>
    <sequenceFlow id="f1" sourceRef="start" targetRef="triage"/>
    <sequenceFlow id="f2" sourceRef="triage" targetRef="which"/>
    <sequenceFlow id="f3" sourceRef="which" targetRef="visit"><conditionExpression xsi:type="tFormalExpression">who = "crew"</conditionExpression></sequenceFlow>
    <sequenceFlow id="f4" sourceRef="which" targetRef="wait"><conditionExpression xsi:type="tFormalExpression">who = "later"</conditionExpression></sequenceFlow>
    <sequenceFlow id="f5" sourceRef="visit" targetRef="came"/>
    <sequenceFlow id="f6" sourceRef="came" targetRef="write"><conditionExpression xsi:type="tFormalExpression">visit.result = "cleared"</conditionExpression></sequenceFlow>
    <sequenceFlow id="f7" sourceRef="came" targetRef="end_gone"><conditionExpression xsi:type="tFormalExpression">visit.result = "gone"</conditionExpression></sequenceFlow>
    <sequenceFlow id="f8" sourceRef="write" targetRef="end"/>
    <sequenceFlow id="f9" sourceRef="wait" targetRef="visit"/>
  </process>
</definitions>)xml";

inline const std::string sound_table = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="dd" name="who" namespace="urn:t">
  <inputData id="i" name="answers"><variable name="answers" typeRef="Any"/></inputData>
  <decision id="who_id" name="who"><variable name="who" typeRef="string"/><informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
    <decisionTable id="table" hitPolicy="UNIQUE">
      <input id="c1"><inputExpression typeRef="string"><text>answers.what</text></inputExpression></input>
      <input id="c2"><inputExpression typeRef="number"><text>answers.count</text></inputExpression></input>
      <output id="o" name="who" typeRef="string"/>
      <rule id="r1"><inputEntry><text>"sofa"</text></inputEntry><inputEntry><text>&lt; 5</text></inputEntry><outputEntry><text>"crew"</text></outputEntry></rule>
      <rule id="r2"><inputEntry><text>"sofa"</text></inputEntry><inputEntry><text>[5..20]</text></inputEntry><outputEntry><text>"later"</text></outputEntry></rule>
      <rule id="r3"><inputEntry><text>not("sofa")</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"crew"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>)xml";

/// A service, and what stands around it.
struct Sound {
    catalogue::Texts texts{.document = sound_document, .article = "We clear what was dumped.", .process = sound_map, .decisions = {{"who", sound_table}}};
    catalogue::Surroundings around;

    Sound() {
        for (const auto* letter : {"acknowledgement", "done"})
            for (const auto language : {base::Language::english, base::Language::welsh}) around.letters.push_back({.name = letter, .language = language, .subject = "{service}", .body = "{reference}: {promised}\n"});
        around.skills = {{.code = "lifting", .name = "Lifting", .about = ""}};
        around.holders = {{"lifting", 2}};
        around.teams = {{"Street cleaning", "Highways"}};
        around.calendars = {{"visits", 7}};
        around.articles = {{.slug = "dumped-things", .services = {"dumped"}, .questions = {"dumped.what"}, .review_on = Day(std::chrono::year(2027) / 1 / 1)}};
        around.services = {{.code = "dumped", .name = "Report something dumped", .file = "", .keywords = {"sofa in the street", "dumped"}},
                           {.code = "bins", .name = "Report a missed bin", .file = "", .keywords = {"bin not emptied", "dumped"}}};
        around.listed = {524, 587};
        around.today = Day(std::chrono::year(2026) / 11 / 28);
    }
    /// Puts one text in the place of another that stands there.
    static void change(std::string& text, std::string_view from, std::string_view to) {
        const auto at = text.find(from);
        REQUIRE_MESSAGE(at != std::string::npos, from);
        text.replace(at, from.size(), to);
    }
    Sound& document(std::string_view from, std::string_view to) { return change(texts.document, from, to), *this; }
    Sound& map(std::string_view from, std::string_view to) { return change(texts.process, from, to), *this; }
    Sound& table(std::string_view from, std::string_view to) { return change(texts.decisions[0].xml, from, to), *this; }

    catalogue::Faults faults() const { return catalogue::faults_of(texts, around, {std::make_shared<casework::MapCheck>(), std::make_shared<bookings::CalendarCheck>()}); }
    /// All of them, a line each: for comparing and for reading.
    std::string lines() const {
        std::string all;
        for (const auto& fault : faults()) all += catalogue::line_of(fault) + "\n";
        return all;
    }
    /// Whether the one fault is there, in that file and at that element, in these words; and no other.
    bool only(std::string_view file, std::string_view element, std::string_view words) const {
        const auto found = faults();
        INFO(lines());
        CHECK(found.size() == 1);
        return found.size() == 1 && found[0].file == file && found[0].element == element && found[0].text.find(words) != std::string::npos;
    }
};

}  // namespace given

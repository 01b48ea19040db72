// The publishing check with all that rooms up to here know: a sound service, and one thing of it broken in each test.

#include "casework/test/given_sound_service.h"

using given::Sound;

TEST_CASE("a service in which nothing is wrong has no faults") { CHECK(Sound().lines().empty()); }

// ---- the map

TEST_CASE("a dead end in the map is a fault") {
    Sound sound;
    sound.map("<outgoing>f8</outgoing>", "").map(R"(<incoming>f8</incoming>)", "").map(R"(<sequenceFlow id="f8" sourceRef="write" targetRef="end"/>)", "");
    INFO(sound.lines());
    CHECK(sound.lines().find("process.bpmn: write: Nothing leads on from") != std::string::npos);
}

TEST_CASE("a task to which no way leads is a fault") {
    CHECK(Sound().map("<endEvent id=\"end\"", R"(<userTask id="lost" name="Lost"><incoming>x2</incoming><outgoing>x1</outgoing></userTask>
        <userTask id="lost_too" name="Lost too"><incoming>x1</incoming><outgoing>x2</outgoing></userTask>
        <sequenceFlow id="x1" sourceRef="lost" targetRef="lost_too"/><sequenceFlow id="x2" sourceRef="lost_too" targetRef="lost"/><endEvent id="end")").lines() ==
          "process.bpmn: lost: 'Lost': no way leads here from the start: draw one, or take it out\n"
          "process.bpmn: lost_too: 'Lost too': no way leads here from the start: draw one, or take it out\n");
}

TEST_CASE("a circle that nothing leaves is a fault") {
    Sound sound;
    sound.map(R"(sourceRef="write" targetRef="end")", R"(sourceRef="write" targetRef="write2")")
        .map("<incoming>f8</incoming>", "<incoming>y2</incoming>")
        .map("<endEvent id=\"end\"", R"(<userTask id="write2" name="Write again"><incoming>f8</incoming><incoming>y1</incoming><outgoing>y3</outgoing></userTask><userTask id="write3"><incoming>y3</incoming><outgoing>y1</outgoing></userTask>
            <sequenceFlow id="y3" sourceRef="write2" targetRef="write3"/><sequenceFlow id="y1" sourceRef="write3" targetRef="write2"/><sequenceFlow id="y2" sourceRef="end_gone_not" targetRef="end"/><userTask id="end_gone_not"><outgoing>y2</outgoing></userTask><endEvent id="end")");
    INFO(sound.lines());
    const auto all = sound.lines();
    const bool loops = all.find("write2: 'Write again': from here a case never comes to an end") != std::string::npos;
    const bool unreached = all.find("Nothing leads to") != std::string::npos;  // the standard speaks first
    CHECK((loops || unreached));
}

TEST_CASE("a gateway that leaves a case standing is a fault") {
    CHECK(Sound().map(R"(visit.result = "gone")", R"(visit.result = "gone" and answers.count > 3)").only("process.bpmn", "came", "there are answers that lead along none of its ways"));
}

TEST_CASE("a way that no answer leads along is a fault") {
    CHECK(Sound().map(R"(visit.result = "gone")", R"(visit.result = "vanished")").lines() ==
          "process.bpmn: came: 'What came of it?': there are answers that lead along none of its ways, and a case would stand still: mark one way as the default\n"
          "process.bpmn: f7: no answers lead along this way from 'What came of it?': its condition is never true, or another way before it is always taken; change the condition, or take the way out\n");
}

TEST_CASE("a condition may name what it gives itself: an entry of a context, or what goes round in a loop") {
    CHECK(Sound().map(R"(visit.result = "cleared")", R"({came: visit.result, good: came = "cleared"}.good)").lines().empty());
    CHECK(Sound().map(R"(visit.result = "cleared")", R"(some each in [visit.result] satisfies each = "cleared")").lines().empty());
    CHECK(Sound().map(R"(visit.result = "cleared")", R"({good: came = "cleared", came: visit.result}.good)").lines().find("'came', but nothing on the map gives") != std::string::npos);
}

TEST_CASE("a table that is worked out in a context may name the entries before") {
    const auto from = given::sound_table.find("<decisionTable"), to = given::sound_table.find("</decisionTable>") + 16;
    Sound sound;
    sound.texts.decisions[0].xml.replace(from, to - from, R"(<context id="c"><contextEntry id="e1"><variable name="few" typeRef="boolean"/><literalExpression id="l1"><text>answers.count &lt; 5</text></literalExpression></contextEntry>
        <contextEntry id="e2"><literalExpression id="l2"><text>if few then "crew" else "later"</text></literalExpression></contextEntry></context>)");
    CHECK(sound.lines().find("asks for") == std::string::npos);
    Sound::change(sound.texts.decisions[0].xml, "if few", "if fewer");
    CHECK(sound.lines().find("the table asks for 'fewer', but nothing on the map gives") != std::string::npos);
}

TEST_CASE("a condition that asks for what nobody gives is a fault") {
    CHECK(Sound().map(R"(visit.result = "gone")", R"(visit.outcome = "gone")").only("process.bpmn", "f7", "the form 'visit' asks no question 'outcome'"));
    CHECK(Sound().map(R"(visit.result = "gone")", R"(inspection.result = "gone")").only("process.bpmn", "f7", "nothing on the map gives 'inspection'"));
    CHECK(Sound().map(R"(visit.result = "gone")", R"(answers.size = "gone")").only("process.bpmn", "f7", "the service asks no question 'size'"));
}

TEST_CASE("a promise that is shorter than the map's own waiting is a fault") {
    Sound sound;
    sound.map(R"(sourceRef="which" targetRef="visit")", R"(sourceRef="which" targetRef="wait")").map("<incoming>f3</incoming><incoming>f9</incoming>", "<incoming>f9</incoming>").map("<incoming>f4</incoming>", "<incoming>f4</incoming><incoming>f3</incoming>");
    CHECK(sound.lines().empty());
    CHECK(sound.map("P1D", "P10D").only("process.bpmn", "wait", "a case waits 10 days on its shortest way, and 5 working days are promised"));
}

TEST_CASE("an outcome that no way ends on, and a map that ends on none, are faults") {
    CHECK(Sound().map("gh:outcome=\"gone\"", "gh:outcome=\"cleared\"").only("service.json", "outcomes.gone", "no way of the map ends on it"));
    CHECK(Sound().map("gh:outcome=\"gone\"", "gh:outcome=\"cleared\"").document(R"("label": "It was gone")", R"("label": "It was gone", "by_hand": true)").lines().empty());
    CHECK(Sound().map(" gh:outcome=\"gone\"", "").map(" gh:outcome=\"cleared\"", "").only("process.bpmn", "p", "a case that comes to the end has no outcome"));
    CHECK(Sound().map("gh:outcome=\"gone\"", "gh:outcome=\"lost\"").only("process.bpmn", "end_gone", "the service has no outcome 'lost'"));
}

// ---- tasks

TEST_CASE("a task with an unknown team, skill or form is a fault, and so is a skill that nobody holds") {
    CHECK(Sound().map("gh:team=\"Street cleaning\"", "gh:team=\"Steet cleaning\"").only("process.bpmn", "visit", "there is no team 'Steet cleaning'"));
    CHECK(Sound().map("gh:skill=\"lifting\"", "gh:skill=\"lifing\"").only("process.bpmn", "visit", "the skill 'lifing' is not in _skills.json"));
    CHECK(Sound().map("gh:form=\"visit\"", "gh:form=\"visits\"").only("process.bpmn", "visit", "the service has no form 'visits'"));
    Sound unheld;
    unheld.around.holders->clear();
    CHECK(unheld.only("process.bpmn", "visit", "nobody holds the skill 'lifting'"));
}

TEST_CASE("a form that no task has is a fault") {
    CHECK(Sound().document(R"("forms": {)", R"("forms": {"spare": [{"code": "q", "type": "text", "label": "Q?"}], )").only("service.json", "forms.spare", "no task of the map has this form"));
}

TEST_CASE("a letter that the map sends must be there") { CHECK(Sound().map("gh:letter=\"done\"", "gh:letter=\"bye\"").only("process.bpmn", "write", "there is no letter 'bye'")); }

// ---- tables

TEST_CASE("a gap in a table is a fault, told by the answers that fall into it") {
    CHECK(Sound().table("[5..20]", "[6..20]").only("who.dmn", "who", R"(no rule answers where answers.what = "sofa" and answers.count = 5)"));
    CHECK(Sound().table("not(\"sofa\")", "\"chair\"").lines().find(R"(who.dmn: who: no rule answers where answers.what = "bags")") != std::string::npos);
}

TEST_CASE("an overlap in a table whose rules must not overlap is a fault") {
    CHECK(Sound().table("&lt; 5", "&lt;= 5").only("who.dmn", "who", R"(rules 1 and 2 both answer where answers.what = "sofa" and answers.count = 5)"));
    CHECK(Sound().table("&lt; 5", "&lt;= 5").table("UNIQUE", "FIRST").lines().empty());
    CHECK(Sound().table("&lt; 5", "&lt;= 5").table("UNIQUE", "PRIORITY").only("who.dmn", "who", "rules 1 and 2 both answer"));
}

TEST_CASE("a table that asks for what nobody is asked, that nobody asks, or whose answer nobody uses, is a fault") {
    CHECK(Sound().table("answers.count", "answers.weight").only("who.dmn", "who", "the service asks no question 'weight'"));
    Sound unasked;
    unasked.texts.decisions.push_back({"spare", given::sound_table});
    given::Sound::change(unasked.texts.decisions[1].xml, "name=\"who\" namespace", "name=\"spare\" namespace");
    CHECK(unasked.only("spare.dmn", "spare", "no task of the map asks this table"));
    CHECK(Sound().map("gh:into=\"who\"", "").lines().find("process.bpmn: triage: 'Decide who goes': what is decided is kept nowhere") != std::string::npos);
    CHECK(Sound().map(R"(who = "crew")", "answers.count &lt; 5").map(R"(who = "later")", "answers.count >= 5").only("who.dmn", "who", "nothing asks for what is decided here"));
    CHECK(Sound().map("gh:decision=\"who\"", "gh:decision=\"whom\"").only("process.bpmn", "triage", "there is no decision 'whom'"));
}

// ---- what we bring

TEST_CASE("the services we bring have no faults") {
    const catalogue::Checks checks{std::make_shared<casework::MapCheck>(), std::make_shared<bookings::CalendarCheck>()};
    const auto around = catalogue::surroundings_of(std::filesystem::path("services"), checks);
    REQUIRE_MESSAGE(around, around.error().log);
    int sound = 0;
    for (const auto& service : around->services) {
        const auto definition = catalogue::read_definition(std::filesystem::path(service.file).parent_path());
        REQUIRE_MESSAGE(definition, definition.error().log);
        const auto faults = catalogue::faults_of(*definition, *around, checks);
        for (const auto& fault : faults) CHECK_MESSAGE(false, service.code << "/" << catalogue::line_of(fault));
        sound += faults.empty();
    }
    CHECK(sound == static_cast<int>(around->services.size()));
}

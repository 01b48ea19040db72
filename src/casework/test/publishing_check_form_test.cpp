// The publishing check, what a service asks, says and is.

#include "casework/test/given_sound_service.h"

using given::Sound;

// ---- questions

TEST_CASE("a question that nobody can be asked is a fault") {
    CHECK(Sound().document(R"(what = \"sofa\" and count > 1)", R"(what = \"sofa\" and what = \"bags\")").lines().starts_with("service.json: soft: when: no answers make it true"));
    CHECK(Sound().document(R"(what = \"sofa\" and count > 1)", R"(count > 20)").lines().starts_with("service.json: soft: when: no answers make it true"));
    CHECK(Sound().document(R"(what = \"sofa\" and count > 1)", R"(what = \"fire\")").lines().starts_with("service.json: soft: when: no answers make it true"));
    CHECK(Sound().document(R"(what = \"sofa\" and count > 1)", R"(what = \"sofer\")").lines().starts_with("service.json: soft: when: 'sofer' is no answer to a question that it hangs on"));
}

TEST_CASE("a condition on a question that comes later is a fault") {
    CHECK(Sound().document(R"("label": "How many?", "required": true)", R"("label": "How many?", "required": true, "when": "soft = \"yes\"")").only("service.json", "count", "no question before it is called 'soft'"));
}

TEST_CASE("a form that nobody can get to the end of is a fault") {
    CHECK(Sound().document(R"("label": "A sofa")", R"("label": "A sofa", "stop": "Ring us.")").document(R"("label": "Bags")", R"("label": "Bags", "stop": "Ring us.")").lines().find("service.json: what: every answer ends the form") !=
          std::string::npos);
}

TEST_CASE("a code that stands twice or that the form has itself is a fault") {
    CHECK(Sound().document(R"("code": "count")", R"("code": "what")").only("service.json", "what", "stands twice"));
    CHECK(Sound().document(R"({"code": "count")", R"({"code": "email", "type": "text", "label": "E?", "label.cy": "E?"}, {"code": "count")").only("service.json", "email", "this code is taken by the form itself"));
}

TEST_CASE("too many answers that are required are a fault") {
    std::string more;
    for (int i = 0; i < 3; ++i) more += R"({"code": "q)" + std::string(1, static_cast<char>('a' + i)) + R"(", "type": "yes_no", "label": "Q?", "required": true}, )";
    CHECK(Sound().document(R"({"code": "count")", more + R"({"code": "count")").lines().find("service.json: questions: 6 answers are required, with the place; 5 are the most") != std::string::npos);
    const std::string given = R"({"code": "proof", "type": "files", "label": "Proof?", "required": true, "missing": "Choose it"}, {"code": "sign", "type": "signature", "label": "True?", "required": true, "missing": "Sign"}, )";
    CHECK(Sound().document(R"({"code": "count")", given + R"({"code": "count")").lines().find("are the most") == std::string::npos);
}

TEST_CASE("examples that do not say how it passes, how it is refused and where it branches are a fault") {
    CHECK(Sound().document(R"("answers": {"what": "sofa", "count": "2", "soft": "no"})", R"("answers": {"what": "sofa", "count": "1"})").only("service.json", "examples", "soft: no example in which it is asked"));
    CHECK(Sound().document(R"("refused": ["what"])", R"("refused": ["count"])").lines().find("service.json: examples 'nothing'") != std::string::npos);
    Sound untried;
    untried.texts.document.replace(untried.texts.document.find("\"examples\""), std::string::npos, "\"examples\": []}");
    CHECK(untried.lines().find("service.json: examples: none that must pass") != std::string::npos);
    CHECK(untried.lines().find("service.json: examples: none that must be refused") != std::string::npos);
}

// ---- what people read and hear

TEST_CASE("a letter that is missing, that nobody can fill in, or that is not there in Welsh, is a fault") {
    CHECK(Sound().document(R"("closed": "done")", R"("closed": "goodbye")").only("service.json", "notify.closed", "there is no letter 'goodbye'"));
    Sound unfilled;
    unfilled.around.letters[2].body += "Ring {officer}.\n";
    CHECK(unfilled.only("_letters/done.en.md", "{officer}", "nobody fills this in when the letter is sent"));
    Sound english;
    english.around.letters.pop_back();
    const auto lines = english.lines();
    CHECK(lines.find("service.json: notify.closed: the service is offered in Welsh, and the letter 'done' is not: write done.cy.md") != std::string::npos);
    CHECK(lines.find("process.bpmn: write: the service is offered in Welsh") != std::string::npos);
}

TEST_CASE("a text that is not in Welsh is a fault where the service says it is offered in Welsh, and worth knowing where it does not") {
    CHECK(Sound().document(R"(, "label.cy": "Bagiau")", "").only("service.json", "questions.what.choices.bags.label", "the service is offered in Welsh, and this text is not: write it in Welsh beside the English, as 'label.cy'"));
    CHECK(Sound().document(R"(, "text.cy": "O fewn 5 diwrnod gwaith.")", "").only("service.json", "promise.text", "as 'text.cy'"));
    const auto advice = [](const Sound& sound) {
        std::string all;
        for (const auto& each : catalogue::advice_on(catalogue::definition_of(sound.texts).value())) all += catalogue::line_of(each) + "\n";
        return all;
    };
    CHECK(advice(Sound()).empty());
    Sound partly;
    partly.document(R"("languages": ["cy"],)", "").document(R"(, "label.cy": "Bagiau")", "");
    CHECK(partly.lines().empty());
    CHECK(advice(partly) == "service.json: questions.what.choices.bags.label: people who chose Welsh read this in English: write it in Welsh beside the English, as 'label.cy'\n");
    Sound english = partly;
    for (auto at = english.texts.document.find(".cy\""); at != std::string::npos; at = english.texts.document.find(".cy\"")) english.texts.document.replace(at, 4, ".en\"");
    CHECK(english.lines().empty());
    CHECK(advice(english).starts_with("service.json: languages: it is in English only"));
    CHECK(catalogue::advice_on(catalogue::definition_of(english.texts).value()).size() == 1);
    english.document(R"("notify": {)", R"("languages": ["cy"], "notify": {)");
    CHECK(english.lines().find("service.json: name: the service is offered in Welsh, and this text is not") != std::string::npos);
}

TEST_CASE("an article that is empty is a fault, and one about it that should have been looked over") {
    Sound empty;
    empty.texts.article = " \n";
    CHECK(empty.only("article.md", "article", "there is nothing for residents to read"));
    Sound old;
    old.around.today = Day(std::chrono::year(2027) / 1 / 1);
    CHECK(old.only("knowledge/dumped-things.md", "review", "was to be looked over by 2027-01-01"));
    Sound astray;
    astray.around.articles[0].questions = {"dumped.size"};
    CHECK(astray.only("knowledge/dumped-things.md", "dumped.size", "the service has no such question"));
}

TEST_CASE("a script without its sentences is a fault: every service is asked for on the phone") {
    CHECK(Sound().document(R"("greeting": "I will ask what it is.", )", "").only("service.json", "script.greeting", "nothing to begin with"));
    CHECK(Sound().document(R"(, "closing": "We will clear it.")", "").only("service.json", "script.closing", "nothing to end with"));
}

// ---- what it is

TEST_CASE("a number that is not on the national list, or no interaction, is a fault") {
    CHECK(Sound().document("\"lgsl\": 587", "\"lgsl\": 99999").only("service.json", "lgsl", "99999 is not on the national list of services"));
    CHECK(Sound().document(", \"lgil\": 17", "").only("service.json", "lgil", "the interaction is not said"));
}

TEST_CASE("a code that another service has, and words that another one has all of, are faults") {
    Sound twice;
    twice.around.services.push_back({.code = "dumped", .name = "Another", .file = "", .keywords = {"other"}});
    CHECK(twice.only("service.json", "code", "2 services have the code 'dumped'"));
    Sound hidden;
    hidden.around.services[1].keywords = {"Dumped", "sofa in the street", "bin"};
    CHECK(hidden.only("service.json", "keywords", "'Report a missed bin' (bins) has all of these words too"));
}

TEST_CASE("a team that is not there is a fault, also one that hears of what is late") {
    CHECK(Sound().document("\"team\": \"Street cleaning\"", "\"team\": \"Sweepers\"").only("service.json", "team", "there is no team 'Sweepers'"));
    CHECK(Sound().document("\"to\": \"Highways\"", "\"to\": \"Roads\"").only("service.json", "levels.escalate.to", "there is no team 'Roads'"));
}

TEST_CASE("how long it is kept and why it may be held must be said") {
    CHECK(Sound().document(R"("retention": {"years": 2, "basis": "Local Government Act 1974, section 26B"}, )", "").only("service.json", "retention", "it is not said how long"));
    CHECK(Sound().document(R"("lawful_basis": {"kind": "public_task", "law": "Environmental Protection Act 1990, section 59"},)", "").only("service.json", "lawful_basis", "it is not said why"));
    CHECK(Sound().document("\"kind\": \"public_task\"", "\"kind\": \"because\"").only("service.json", "lawful_basis.kind", "is one of consent, contract"));
}

TEST_CASE("a calendar that is not there, or that books beyond what is promised, is a fault") {
    CHECK(Sound().document("\"calendar\": \"visits\"", "\"calendar\": \"vists\"").only("service.json", "booking.calendar", "there is no calendar 'vists'"));
    Sound far;
    far.around.calendars[0].horizon_days = 30;
    CHECK(far.only("service.json", "booking.calendar", "visits are booked 30 days ahead"));
}

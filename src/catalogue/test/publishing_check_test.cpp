// The publishing check: each test takes a sound service and breaks one thing.

#include "catalogue/publishing_check.h"

#include <doctest/doctest.h>

namespace {

const std::string sound = R"({"code": "litter", "lgsl": 580, "lgil": 17, "name": "Report litter", "team": "Street cleaning",
    "promise": {"working_days": 2, "text": "Within 2 working days."}, "location": {"label": "Where is it?"},
    "questions": [{"code": "what", "type": "choice", "label": "What is it?", "required": true,
                   "choices": [{"code": "paper", "label": "Paper"}, {"code": "glass", "label": "Glass"}]}],
    "outcomes": [{"code": "done", "label": "It is done"}], "notify": {"closed": "done"},
    "examples": [{"says": "paper", "location": "Mill Lane", "answers": {"what": "paper"}},
                 {"says": "nothing", "location": "Mill Lane", "answers": {}, "refused": ["what"]}]})";

catalogue::Surroundings usual() { return {.letters = {{.name = "done", .subject = "Done", .body = "It is done."}}}; }

catalogue::Faults faults_with(const std::string& from, const std::string& to) {
    auto document = sound;
    if (!from.empty()) {
        REQUIRE(document.find(from) != std::string::npos);
        document.replace(document.find(from), from.size(), to);
    }
    return catalogue::faults_of(catalogue::Texts{.document = document, .article = "What to know about litter."}, usual(), {});
}

}  // namespace

TEST_CASE("a sound service has no faults") { CHECK(faults_with("", "").empty()); }

TEST_CASE("texts that make no service are one fault, with the element") {
    CHECK(faults_with("\"team\": \"Street cleaning\"", "\"team\": \"\"") == catalogue::Faults{{"service.json", "team", "nobody would do the work"}});
}

TEST_CASE("a letter that is not there is a fault") {
    const auto faults = faults_with("\"closed\": \"done\"", "\"closed\": \"goodbye\"");
    REQUIRE(faults.size() == 1);
    CHECK(line_of(faults[0]) == "service.json: notify.closed: there is no letter 'goodbye': write goodbye.en.md, or name one that is there");
}

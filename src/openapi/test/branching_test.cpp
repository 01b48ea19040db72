#include "openapi/test/given_answers.h"

using namespace given;

namespace {

/// Asks in several ways, and by branches.
void publish_skip(Api& api) {
    api.publish_asking("skip", R"json([
          {"code": "ground", "type": "choices", "label": "On what?", "required": true, "choices": [{"code": "road", "label": "Road"}, {"code": "bay", "label": "Bay"}]},
          {"code": "bays", "type": "number", "label": "How many bays?", "required": true, "missing": "Enter how many bays", "when": "list contains(ground, \"bay\")", "least": 1, "most": 4},
          {"code": "period", "type": "date_range", "label": "When?", "required": true, "most": 28},
          {"code": "worth", "type": "money", "label": "What does it cost?"},
          {"code": "details", "type": "long_text", "label": "More?", "when": "worth > 100000"}])json");
}

std::string outcome(Api& api, const std::string& answers, const std::string& more = "") { return outcome_of(api, "skip", answers, more); }

}  // namespace

TEST_CASE("a service tells the kind, the bounds and the condition of each question") {
    in_each_api([](Api& api) {
        publish_skip(api);
        const auto questions = api.get("/api/v1/services/skip").body.at("questions");
        CHECK(questions.at(0).at("type").as_string() == "choices");
        CHECK(questions.at(1).at("when").as_string() == "list contains(ground, \"bay\")");
        CHECK(questions.at(1).at("most").as_int64() == 4);
        CHECK(questions.at(1).at("decimals").as_int64() == 0);
        CHECK(questions.at(2).at("most").as_int64() == 28);
        CHECK(questions.at(0).as_object().if_contains("when") == nullptr);
    });
}

TEST_CASE("answers go out as they come in, and what is not asked is dropped") {
    in_each_api([](Api& api) {
        publish_skip(api);
        CHECK(outcome(api, R"({"ground": "bay,road", "period": "2026-12-01/2026-12-14"})") == "answers.bays: Enter how many bays");
        const std::string whole = R"({"ground":"road,bay","bays":"2","period":"2026-12-01/2026-12-14","worth":"1250"})";
        CHECK(outcome(api, whole) == whole);
        CHECK(outcome(api, R"({"ground":"road","bays":"2","period":"2026-12-01/2026-12-14"})") == R"({"ground":"road","period":"2026-12-01/2026-12-14"})");
        CHECK(outcome(api, R"({"ground":"road","period":"2026-12-01/2026-12-14","worth":"12.50"})").starts_with("answers.worth: "));
        CHECK(outcome(api, R"({"ground":"road","period":"2026-12-01/2026-12-14"})", R"(, "description": "For the kitchen")").starts_with("description: "));
    });
}

#include "openapi/test/given_answers.h"

using namespace given;

namespace {

/// Asks the kinds of question that are more than one text.
void publish_moving(Api& api) {
    api.publish_asking("moving", R"json([
          {"code": "account", "type": "reference", "label": "Reference", "shapes": ["A-9999"]},
          {"code": "people", "type": "group", "label": "Who?", "one": "Person", "most": 3, "questions": [
            {"code": "name", "type": "text", "label": "Name", "required": true}, {"code": "pays", "type": "money", "label": "Pays"}]},
          {"code": "count", "type": "calculated", "label": "How many", "as": "number", "value": "count(people)"},
          {"code": "who", "type": "eligibility", "rules": [{"when": "count > 2", "reason": "Too many.", "appeal": "Ring us."}]},
          {"code": "from", "type": "address", "label": "From where?"},
          {"code": "signed", "type": "signature", "label": "Sign"},
          {"code": "proof", "type": "files", "label": "Proof"}])json");
}

std::string moved(Api& api, const std::string& answers) { return outcome_of(api, "moving", answers); }

}  // namespace

TEST_CASE("a group is an array going in and coming out, and what is calculated of it stands beside it") {
    in_each_api([](Api& api) {
        publish_moving(api);
        const std::string rows = R"({"account":"B-1234","people":[{"name":"Ann","pays":"1250"},{"name":"Tom"}],"count":"2"})";
        CHECK(moved(api, R"({"account": "b1234", "people": [{"name": "Ann", "pays": "1250"}, {"name": "Tom"}], "count": "9"})") == rows);
        CHECK(moved(api, R"({"people": [{"pays": "1250"}]})") == "answers.people: Person 1: Enter an answer: Name");
        CHECK(moved(api, R"({"people": [{"name": 1}]})").starts_with("answers.people: "));
        CHECK(moved(api, R"({"people": ["Ann"]})").starts_with("answers.people: "));
        CHECK(moved(api, R"({"people": [{"name": "A"}, {"name": "B"}, {"name": "C"}]})") == "answers.people: Too many. Ring us.");
    });
}

TEST_CASE("an address says whether it is known, a name is signed now, and files come another way") {
    in_each_api([](Api& api) {
        publish_moving(api);
        CHECK(moved(api, R"({"from": "8 Orchard Close, Oxbridge"})") == R"({"count":"0","from":"8 Orchard Close, Oxbridge"})");
        CHECK(moved(api, R"({"signed": "Ann Lee [signed 1999-01-01T00:00:00Z]"})").starts_with(R"({"count":"0","signed":"Ann Lee [signed 20)"));
        CHECK(moved(api, R"({"proof": "later"})") == R"({"count":"0","proof":"later"})");
        CHECK(moved(api, R"({"proof": "bill.pdf"})").starts_with("answers.proof: Files can only be sent"));
        CHECK(moved(api, R"({"account": "1234"})").starts_with("answers.account: Enter a reference in the right form, like A-1234"));
    });
}

TEST_CASE("a service tells of its groups, shapes and calculations") {
    in_each_api([](Api& api) {
        publish_moving(api);
        const auto questions = api.get("/api/v1/services/moving").body.at("questions");
        CHECK(json::serialize(questions.at(0).at("shapes")) == R"(["A-9999"])");
        CHECK(questions.at(1).at("questions").at(1).at("type").as_string() == "money");
        CHECK(questions.at(2).at("value").as_string() == "count(people)");
        CHECK_FALSE(questions.at(2).at("answered").as_bool());
        CHECK(questions.at(3).at("type").as_string() == "eligibility");
    });
}

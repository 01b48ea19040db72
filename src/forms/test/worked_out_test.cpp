#include "forms/test/given_forms.h"
#include "forms/worked_out.h"

namespace given = forms::given;

namespace {

constexpr const char* fee = R"form([
    {"code": "items", "type": "number", "label": "How many items?", "required": true, "most": 20},
    {"code": "age", "type": "number", "label": "How old are you?"},
    {"code": "fee", "type": "calculated", "label": "What it costs", "as": "money", "value": "1200 + max(0, items - 3) * 400", "explains": "£12 for up to 3 items and £4 for each more: you have {items}."},
    {"code": "dear", "type": "calculated", "label": "Dear", "as": "yes_no", "value": "fee > 2000"},
    {"code": "who", "type": "eligibility", "label": "", "rules": [
        {"when": "age < 18", "reason": "You must be 18 or over.", "appeal": "Ask somebody older to apply for you."},
        {"when": "fee > 5000", "reason": "That is too much at once.", "appeal": "Ring us on 01234."}]},
    {"code": "why", "type": "text", "label": "Why?", "when": "dear = \"yes\""}])form";

}  // namespace

TEST_CASE("what is calculated is kept with the answers, whatever is sent for it, and says how it comes about") {
    const auto form = given::form(fee);
    const given::Told told{{"items", "5"}, {"fee", "1"}, {"dear", "yes"}};
    CHECK(*forms::check(form, given::sent(told)) == forms::Answers{{"items", "5"}, {"fee", "2000"}, {"dear", "no"}});
    const auto worked = forms::worked_out(form, given::sent(told));
    REQUIRE(worked.size() == 2);
    CHECK(worked[0].value == "£20");
    CHECK(worked[0].explained == "£12 for up to 3 items and £4 for each more: you have 5.");
    CHECK(forms::explained(form, *worked[0].question, {{"items", "5"}, {"fee", "2000"}}) == worked[0].explained);
    CHECK(given::asked_of(form, told) == "items age");
    CHECK(given::asked_of(form, {{"items", "6"}}) == "items age why");
    CHECK(forms::worked_out(form, given::sent({})).empty());
}

TEST_CASE("who is not eligible is told why and what they can do, under the answer that decided") {
    const auto form = given::form(fee);
    const given::Told young{{"items", "1"}, {"age", "17"}}, greedy{{"items", "20"}, {"age", "40"}};
    const auto refused = forms::check(form, given::sent(young));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.front().field == "age");
    CHECK(refused.error().fields.front().message == "You must be 18 or over. Ask somebody older to apply for you.");
    CHECK(forms::ineligible(form, given::sent(greedy))->decided_by->code == "items");
    CHECK_FALSE(forms::ineligible(form, given::sent({{"items", "1"}})));
    CHECK_FALSE(forms::ineligible(form, given::sent({{"items", "1"}, {"age", "seventeen"}})));
}

TEST_CASE("a calculation or a rule that cannot be meant is refused with why") {
    const auto calculated = [](const std::string& more) { return given::refused(R"([{"code": "n", "type": "number", "label": "N"}, {"code": "q", "type": "calculated", "label": "Q", )" + more + "}]"); };
    CHECK(calculated(R"("as": "number", "value": "n * 2")").empty());
    CHECK(calculated(R"("as": "number", "value": "\"two\"")").starts_with("q: value: does not come to a number"));
    CHECK(calculated(R"("as": "money", "value": "other + 1")") == "q: value: no question before it is called 'other'");
    CHECK(calculated(R"("as": "group", "value": "n")") == "q: 'as' is number, money, date, text or yes_no");
    CHECK(calculated(R"f("as": "date", "value": "today()")f").starts_with("q: value: "));
    CHECK(calculated(R"("as": "number", "required": true, "value": "n")").starts_with("q: what is calculated"));
    const auto ruled = [](const std::string& rule) { return given::refused(R"([{"code": "n", "type": "number", "label": "N"}, {"code": "q", "type": "eligibility", "rules": [)" + rule + "]}]"); };
    CHECK(ruled(R"({"when": "n < 1", "reason": "No.", "appeal": "Write to us."})").empty());
    CHECK(ruled(R"({"when": "n < 1", "reason": "No."})").starts_with("q: a rule has a 'reason'"));
    CHECK(ruled(R"({"when": "true", "reason": "No.", "appeal": "Write."})") == "q: rules: a rule looks at an answer");
    CHECK(ruled(R"({"when": "n", "reason": "No.", "appeal": "Write."})").starts_with("q: rules: comes to neither"));
}

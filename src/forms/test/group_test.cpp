#include "forms/group.h"
#include "forms/test/given_forms.h"

#include "forms/view.h"

namespace given = forms::given;

namespace {

constexpr const char* household = R"form([
    {"code": "people", "type": "group", "label": "Who else lives there?", "one": "Person", "most": 3, "questions": [
        {"code": "name", "type": "text", "label": "Full name", "required": true}, {"code": "born", "type": "date", "label": "Date of birth"},
        {"code": "pays", "type": "money", "label": "Pays"}, {"code": "likes", "type": "choices", "label": "Likes", "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]}]},
    {"code": "why", "type": "text", "label": "Why so many?", "required": true, "when": "count(people) > 1 and people[1].pays >= 100"}])form";

}  // namespace

TEST_CASE("the rows of a group come as fields of their own or as JSON, and are kept as the same") {
    const auto form = given::form(household);
    const std::string kept = R"([{"name":"Ann Lee","born":"2001-02-03","pays":"1250","likes":"a,b"}])";
    CHECK(given::kept(form, {{"people-2-name", "Ann  Lee"}, {"people-2-born-day", "3"}, {"people-2-born-month", "2"}, {"people-2-born-year", "2001"}, {"people-2-pays", "12.50"}, {"people-2-likes", "b,a"}}) == kept);
    CHECK(given::kept(form, {{"people", R"([{"name":"Ann Lee","born":"2001-02-03","pays":"12.50","likes":"a, b"}])"}}) == kept);
    CHECK(given::kept(form, {{"people", forms::as_sent(form.questions.front(), kept)}}) == kept);
    CHECK(forms::shown(form.questions.front(), kept) == "Ann Lee, Saturday 3 February 2001, £12.50, A; B");
    CHECK(forms::shown(form.questions.front(), R"([{"name":"A"},{"name":"B"}])") == "1. A\n2. B");
}

TEST_CASE("what is wrong with a row is said with its number, and nothing but rows is taken") {
    const auto form = given::form(household);
    CHECK(given::kept(form, {{"people-1-name", "Ann"}, {"people-2-born", "2001-02-30"}}) == "!Person 2: Enter an answer: Full name");
    CHECK(given::kept(form, {{"people", R"([{"name":"A"},{"name":"B"},{"name":"C"},{"name":"D"}])"}}) == "!You can add 3 at most");
    for (const auto* wrong : {"Ann", "{}", "[1]", R"([{"name":1}])", R"([[{"name":"A"}]])", "[{\"name\":\"A\"", R"([{"name":{"a":"b"}}])"})
        CHECK_MESSAGE(given::kept(form, {{"people", wrong}}) == "!These entries cannot be read. Enter them again", wrong);
    CHECK(given::kept(form, {{"people", std::string(100'000, '[')}}).starts_with("!"));
    CHECK(given::kept(form, {{"people", "[]"}}).empty());
    CHECK(given::kept(form, {{"people", "[{}]"}}) == "!Person 1: Enter an answer: Full name");
}

TEST_CASE("a condition counts the rows of a group and looks into them") {
    const auto form = given::form(household);
    CHECK(given::asked_of(form, {{"people", R"([{"name":"A","pays":"1"},{"name":"B"}])"}}) == "people why");
    CHECK(given::asked_of(form, {{"people", R"([{"name":"A","pays":"0.99"},{"name":"B"}])"}}) == "people");
    CHECK(given::asked_of(form, {}) == "people");
    const auto filtered = given::form(std::string(household).substr(0, std::string(household).rfind(",\n")) +
                                      R"form(, {"code": "minors", "type": "calculated", "label": "Minors", "as": "number", "value": "count(people[born > date(\"2008-11-22\")])"}])form");
    CHECK(forms::check(filtered, given::sent({{"people", R"([{"name":"A","born":"2010-01-01"},{"name":"B","born":"1980-01-01"}])"}}))->back() == forms::Answer{"minors", "1"});
}

TEST_CASE("a group that cannot be asked is refused with why") {
    const auto group = [](const std::string& questions, const std::string& more = R"("one": "Person", )") {
        return given::refused(R"([{"code": "q", "type": "group", "label": "Who?", )" + more + R"("questions": )" + questions + "}]");
    };
    CHECK(group(R"([{"code": "a", "type": "text", "label": "A"}])").empty());
    CHECK(group("[]").starts_with("q: 'questions' lists"));
    CHECK(group(R"([{"code": "a", "type": "text", "label": "A"}])", "").starts_with("q: 'one' says"));
    CHECK(group(R"([{"code": "a", "type": "group", "label": "A", "one": "B", "questions": [{"code": "c", "type": "text", "label": "C"}]}])") == "q: a: a question of type group cannot stand in a group");
    CHECK(group(R"([{"code": "a", "type": "choice", "label": "A", "choices": [{"code": "b", "label": "B", "stop": "Ring us"}]}])").ends_with("cannot stop the form"));
    CHECK(group(R"([{"code": "a", "type": "text", "label": "A"}])", R"("one": "Person", "least": 5, "most": 2, )") == "q: 'least' is more than 'most'");
}

TEST_CASE("a page shows the rows that were typed and room for more, each with a name of its own") {
    const auto form = given::form(household);
    web::Fields fields;
    fields.add("people", R"([{"name":"Ann Lee","born":"2001-02-03"}])");
    const auto typed = forms::typed_by(fields, form);
    html::Html out;
    forms::put_question(out, form.questions.front(), typed, {});
    const auto page = out.str();
    CHECK(page.find("Person 1") != page.npos);
    CHECK(page.find("Person 3") != page.npos);
    CHECK(page.find("name=\"people-1-name\" type=\"text\" value=\"Ann Lee\"") != page.npos);
    CHECK(page.find("name=\"people-1-born-year\"") != page.npos);
    CHECK(page.find("value=\"2001\"") != page.npos);
}

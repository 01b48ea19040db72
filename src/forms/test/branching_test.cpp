#include "forms/test/given_forms.h"

#include <fmt/format.h>

namespace given = forms::given;

namespace {

/// A form that branches twice: what is big is measured, and what is very wide needs a lorry of some size.
const forms::Form& of_waste() {
    static const auto form = given::form(R"([
        {"code": "size", "type": "choice", "label": "Size", "required": true, "choices": [{"code": "small", "label": "Small"}, {"code": "big", "label": "Big"}]},
        {"code": "width", "type": "number", "label": "Width", "required": true, "decimals": 1, "when": "size = \"big\""},
        {"code": "lorry", "type": "text", "label": "Lorry", "required": true, "when": "width > 2"},
        {"code": "details", "type": "text", "label": "Details"}])");
    return form;
}

/// What a condition over one answered question of that kind comes to.
bool holds(const std::string& question, const std::string& when, const given::Told& told) {
    auto escaped = when;
    for (std::size_t at = 0; (at = escaped.find('"', at)) != std::string::npos; at += 2) escaped.insert(at, 1, '\\');
    const auto form = given::form("[" + question + R"(, {"code": "more", "type": "text", "label": "More", "when": ")" + escaped + "\"}]");
    return given::asked_of(form, told).ends_with("more");
}

/// Why a last question with this condition is refused.
std::string why_refused(const std::string& when) {
    return given::refused(R"([{"code": "size", "type": "choice", "label": "Size", "choices": [{"code": "a", "label": "A"}]}, {"code": "count", "type": "number", "label": "Count"},
        {"code": "asked", "type": "text", "label": "Asked", "when": ")" + when + R"("}, {"code": "later", "type": "text", "label": "Later"}])");
}

}  // namespace

TEST_CASE("a question with a condition is asked of who answers so, and of nobody else") {
    CHECK(given::asked_of(of_waste(), {}) == "size details");
    CHECK(given::asked_of(of_waste(), {{"size", "small"}}) == "size details");
    CHECK(given::asked_of(of_waste(), {{"size", "big"}}) == "size width details");
    CHECK(given::asked_of(of_waste(), {{"size", "big"}, {"width", "2"}}) == "size width details");
    CHECK(given::asked_of(of_waste(), {{"size", "big"}, {"width", "2.1"}}) == "size width lorry details");
    CHECK(given::asked_of(of_waste(), {{"size", "big"}, {"width", "wide"}}) == "size width details");
}

TEST_CASE("a form knows which of its answers decide what else is asked") {
    std::string deciding;
    for (const auto& question : of_waste().questions)
        if (of_waste().hangs_on(question)) deciding += question.code + ' ';
    CHECK(deciding == "size width ");
}

TEST_CASE("what is not asked is not required, and what is sent for it is dropped") {
    const given::Told told{{"size", "small"}, {"width", "3"}, {"lorry", "a tipper"}, {"details", "yes"}};
    const auto checked = forms::check(of_waste(), given::sent(told));
    REQUIRE(checked);
    CHECK(*checked == forms::Answers{{"size", "small"}, {"details", "yes"}});
    const given::Told nonsense{{"size", "small"}, {"width", "\xff<script>"}};
    CHECK(forms::check(of_waste(), given::sent(nonsense)));
}

TEST_CASE("what is asked by a branch is required, and hangs on nothing that was dropped") {
    const given::Told missing{{"size", "big"}}, dropped{{"size", "small"}, {"width", "3"}};
    const auto checked = forms::check(of_waste(), given::sent(missing));
    REQUIRE_FALSE(checked);
    CHECK(checked.error().fields.size() == 1);
    CHECK(checked.error().fields.front().field == "width");
    CHECK(given::asked_of(of_waste(), dropped) == "size details");  // though 3 > 2, nobody was asked for it
}

TEST_CASE("conditions see each answer as what it is") {
    const std::string yes_no = R"({"code": "q", "type": "yes_no", "label": "Q"})", number = R"({"code": "q", "type": "number", "label": "Q", "decimals": 2})",
                      money = R"({"code": "q", "type": "money", "label": "Q"})", date = R"({"code": "q", "type": "date", "label": "Q"})",
                      range = R"({"code": "q", "type": "date_range", "label": "Q"})", time = R"({"code": "q", "type": "time", "label": "Q"})",
                      several = R"({"code": "q", "type": "choices", "label": "Q", "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]})";
    CHECK(holds(yes_no, R"(q = "yes")", {{"q", "yes"}}));
    CHECK_FALSE(holds(yes_no, R"(q = "yes")", {{"q", "no"}}));
    CHECK(holds(number, "q > 9", {{"q", "10"}}));
    CHECK(holds(number, "q = 0.3", {{"q", "0.30"}}));
    CHECK(holds(money, "q >= 5000", {{"q", "£50"}}));
    CHECK_FALSE(holds(money, "q >= 5000", {{"q", "49.99"}}));
    CHECK(holds(date, "q < date(\"2026-04-01\")", {{"q-day", "31"}, {"q-month", "3"}, {"q-year", "2026"}}));
    CHECK(holds(date, "q.month in [6..8]", {{"q", "2026-07-01"}}));
    CHECK(holds(range, "date(\"2026-12-25\") in q", {{"q", "2026-12-20/2026-12-25"}}));
    CHECK(holds(range, "q.end - q.start >= duration(\"P7D\")", {{"q", "2026-12-20/2026-12-27"}}));
    CHECK(holds(time, "q >= time(\"18:00:00\")", {{"q", "6pm"}}));
    CHECK(holds(several, R"(list contains(q, "b"))", {{"q", "a,b"}}));
    CHECK(holds(several, "count(q) > 1", {{"q", "a,b"}}));
    CHECK(holds(several, "count(q) = 0", {}));
    CHECK(holds(number, "q = null", {}));
    CHECK_FALSE(holds(number, "q > 9", {}));
}

TEST_CASE("a question may have the name of a built-in function") {
    CHECK(holds(R"({"code": "number", "type": "number", "label": "Number"})", "number > 3", {{"number", "4"}}));
    CHECK(holds(R"({"code": "date", "type": "text", "label": "Date"})", "date != null", {{"date", "Monday"}}));
}

TEST_CASE("a condition that is not in order is refused with question and element") {
    CHECK(why_refused("size = \\\"a\\\"").empty());
    CHECK(why_refused("size =") .starts_with("asked: when: line 1, column"));
    CHECK(why_refused("weight > 3") == "asked: when: no question before it is called 'weight'");
    CHECK(why_refused("later = \\\"x\\\"") == "asked: when: no question before it is called 'later'");
    CHECK(why_refused("asked = \\\"x\\\"") == "asked: when: no question before it is called 'asked'");
    CHECK(why_refused("count + 1").starts_with("asked: when: comes to neither true nor false"));
    CHECK(why_refused("count > \\\"a\\\"").starts_with("asked: when: comes to neither true nor false"));
    CHECK(why_refused("today() > date(\\\"2026-01-01\\\")") == "asked: when: a condition does not know what day or time it is");
    CHECK(given::refused(R"([{"code": "a", "type": "text", "label": "A", "when": 5}])") == "a: 'when' is a text");
    CHECK(given::refused(R"([{"code": "a", "type": "text", "label": "A", "when": "true and"}])").starts_with("a: when: "));
}

TEST_CASE("a condition that would work without end asks nothing, and is over at once") {
    CHECK(why_refused("count(for a in 1..1000, b in 1..1000 return a * b) > 0").starts_with("asked: when: comes to neither true nor false"));
    CHECK_FALSE(holds(R"({"code": "q", "type": "number", "label": "Q"})", "if q = 1 then true else count(for a in 1..1000, b in 1..1000 return a * b) > 0", {{"q", "2"}}));
}

TEST_CASE("a long row of branches is gone through once") {
    std::string json = R"([{"code": "q0", "type": "number", "label": "Q"})";
    for (int i = 1; i < 200; ++i) json += fmt::format(R"(, {{"code": "q{}", "type": "number", "label": "Q", "when": "q{} > 0"}})", i, i - 1);
    const auto form = given::form(json + "]");
    given::Told told;
    for (int i = 0; i < 200; ++i) told[fmt::format("q{}", i)] = i == 150 ? "0" : "1";
    const auto checked = forms::check(form, given::sent(told));
    REQUIRE(checked);
    CHECK(checked->size() == 151);
}

#include "forms/forms.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "forms/view.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace {

using Typed = std::map<std::string, std::string>;

forms::Form form_of(std::string_view json) {
    auto form = forms::read_form(json);
    REQUIRE(form);
    return std::move(*form);
}

const forms::Form& every_type() {
    static const auto form = form_of(R"([
        {"code": "bin", "type": "choice", "label": "Which bin?", "required": true, "missing": "Select which bin",
         "choices": [{"code": "general", "label": "General waste"}, {"code": "paper", "label": "Paper"}]},
        {"code": "street", "type": "text", "label": "Street", "required": true, "most": 20},
        {"code": "details", "type": "long_text", "label": "Details", "most": 100},
        {"code": "email", "type": "email", "label": "Email"},
        {"code": "phone", "type": "phone", "label": "Phone"},
        {"code": "day", "type": "date", "label": "Day"}])");
    return form;
}

Result<forms::Answers> check(const Typed& typed, const forms::Form& form = every_type()) {
    return forms::check(form, [&](std::string_view code) -> std::optional<std::string_view> {
        const auto found = typed.find(std::string(code));
        return found == typed.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    });
}

Typed right() { return {{"bin", "general"}, {"street", "Mill Lane"}}; }

/// What became of one field, the rest being right: its tidy value, or "!" and what was said.
std::string outcome(const std::string& field, const std::string& typed) {
    auto all = right();
    all[field] = typed;
    const auto checked = check(all);
    if (!checked) {
        REQUIRE(checked.error().fields.size() == 1);
        CHECK(checked.error().fields[0].field == field);
        return "!" + checked.error().fields[0].message;
    }
    const auto found = std::ranges::find(*checked, field, &forms::Answer::question);
    return found == checked->end() ? "" : found->value;
}

const std::vector<std::string> hostile{
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{7*7}} ${7*7} <%= 7*7 %>", "%n%s%x",
    "' OR 1=1 --", "../../etc/passwd", "=cmd|' /C calc'!A0", std::string("a\0b", 3), "\xff\xfe\x80", "\xed\xa0\x80",
    "\xe2\x80\xaegnp.exe", "Ann\r\nBcc: all@example.com", "\xe2\x80\xa8line", std::string(100'000, 'a'),
    std::string(100'000, '\xcc'), std::string(1'000'000, ' '),
};

}  // namespace

TEST_CASE("what was asked for must be answered, and all problems are told at once, each under its question") {
    const auto checked = check({{"email", "nobody"}, {"phone", "12"}, {"day", "2026-02-30"}});
    REQUIRE_FALSE(checked);
    CHECK(checked.error().kind == Kind::invalid);
    std::vector<std::string> fields;
    for (const auto& problem : checked.error().fields) fields.push_back(problem.field);
    CHECK(fields == std::vector<std::string>{"bin", "street", "email", "phone", "day"});
    CHECK(checked.error().fields[0].message == "Select which bin");
    CHECK(checked.error().fields[1].message == "Enter an answer: Street");
}

TEST_CASE("answers are tidied, kept in the order of the questions, and empty ones left out") {
    const auto checked = check({{"street", "  Mill \t Lane \r\n"}, {"bin", "paper"}, {"details", ""}, {"email", " Rosa@Example.COM "}});
    REQUIRE(checked);
    CHECK(*checked == forms::Answers{{"bin", "paper"}, {"street", "Mill Lane"}, {"email", "Rosa@example.com"}});
}

TEST_CASE("fields that the form does not know are ignored") {
    auto typed = right();
    for (const auto* extra : {"role", "owner", "status", "created_at", "id", "case_id", "person"}) typed[extra] = "1";
    const auto checked = check(typed);
    REQUIRE(checked);
    CHECK(checked->size() == 2);
}

TEST_CASE("a choice is one of those offered, by its code and not by its label") {
    CHECK(outcome("bin", "paper") == "paper");
    for (const auto* wrong : {"Paper", "PAPER", "glass", "general,paper", "gen\xe2\x80\x8b" "eral"}) CHECK(outcome("bin", wrong) == "!Select which bin");
    CHECK(forms::shown(every_type().questions[0], "paper") == "Paper");
    CHECK(forms::shown(every_type().questions[0], "gone") == "gone");
}

TEST_CASE("a text has as many characters as it may, whatever they are made of") {
    std::string twenty, twenty_one;
    for (int i = 0; i < 20; ++i) twenty += "ŵ";
    twenty_one = twenty + "ŵ";
    CHECK(outcome("street", twenty) == twenty);
    CHECK(outcome("street", twenty_one) == "!Street must be 20 characters or fewer");
}

TEST_CASE("an e-mail address is one that mail can be sent to") {
    CHECK(outcome("email", "o'brien+bins@example.co.uk") == "o'brien+bins@example.co.uk");
    for (const auto* wrong : {"rosa", "@example.com", "rosa@", "rosa@example", "rosa@@example.com", "rosa@exa mple.com", "rosa@example..com",
                              "rosa@example.com, other@example.com", "rosa@example.com\r\nBcc: x@example.com", "<rosa@example.com>", "rosa@-example.com"})
        CHECK_MESSAGE(outcome("email", wrong).starts_with("!Enter an email address"), wrong);
}

TEST_CASE("a telephone number is kept in one form, however it was typed") {
    for (const auto* typed : {"0161 496 0000", "(0161) 4960000", "+44 161 496 0000", "+44 (0)161 496 0000", "0044 161-496-0000"})
        CHECK_MESSAGE(outcome("phone", typed) == "+441614960000", typed);
    CHECK(outcome("phone", "+353 1 234 5678") == "+35312345678");
    for (const auto* wrong : {"12345", "0161", "+", "++44161496000", "phone", "0161 496 0000 ext 5", "999", "00000000000", "+440000000000", "1614960000",
                              "０１６１"})
        CHECK_MESSAGE(outcome("phone", wrong).starts_with("!Enter a phone number"), wrong);
}

TEST_CASE("a date is a day that exists") {
    CHECK(outcome("day", "2028-02-29") == "2028-02-29");
    for (const auto* wrong : {"2026-02-29", "2026-13-01", "2026-00-10", "22/11/2026", "tomorrow", "2026-1-1", "99999-01-01"})
        CHECK_MESSAGE(outcome("day", wrong) == "!Enter a real date", wrong);
}

TEST_CASE("hostile words are refused or kept as words, and are always sound UTF-8 without controls") {
    for (const auto& words : hostile)
        for (const auto* field : {"bin", "street", "details", "email", "phone", "day"}) {
            const auto kept = outcome(field, words);
            CHECK(base::is_utf8(kept));
            CHECK(std::ranges::none_of(kept, [](char c) { return c == '\0' || c == '\r' || (static_cast<unsigned char>(c) < 32 && c != '\n'); }));
        }
    CHECK(outcome("details", "<b>bold</b>") == "<b>bold</b>");
}

TEST_CASE("near misses of 100 kB cost no more than looking at them once") {
    // What is quadratic or worse would take minutes over a megabyte, and be noticed by the whole suite's limit.
    const auto wide = form_of(R"([{"code": "text", "type": "long_text", "label": "Text", "most": 20000}])");
    for (const auto size : {100'000, 1'000'000}) {
        const auto count = static_cast<std::size_t>(size);
        for (const auto& near_miss : {std::string(count, 'a') + "@", "a@" + std::string(count, 'a') + ".", "a@" + std::string(count, '.'),
                                      std::string(count, '0'), "+" + std::string(count, '4'), std::string(count, '-'), "2026-" + std::string(count, '1')})
            for (const auto* field : {"email", "phone", "day", "street"}) CHECK(outcome(field, near_miss).starts_with("!"));
        CHECK_FALSE(check({{"text", std::string(count, '\n') + "x"}}, wide));
    }
}

TEST_CASE("answers survive being kept as JSON") {
    for (const auto& words : hostile) {
        const forms::Answers answers{{"details", base::tidy_text(words)}, {"bin", "general"}};
        auto back = forms::answers_from_json(forms::to_json(answers));
        CHECK(back == answers);
    }
    for (const auto* broken : {"", "[", "{", "[]", "null", "{\"a\":1}", "{\"a\":"}) CHECK(forms::answers_from_json(broken).empty());
}

TEST_CASE("a definition of questions that is not in order is refused with its element") {
    struct Wrong {
        const char* json;
        const char* element;
    };
    for (const auto& [json, element] : {Wrong{"{}", "questions"}, Wrong{"[1]", "questions"}, Wrong{"[", "questions"}, Wrong{R"([{"code": "A b"}])", "questions"},
                                        Wrong{R"([{"code": "a", "type": "text"}])", "a"}, Wrong{R"([{"code": "a", "label": "A", "type": "riddle"}])", "a"},
                                        Wrong{R"([{"code": "a", "label": "A", "type": "choice"}])", "a"},
                                        Wrong{R"([{"code": "a", "label": "A", "type": "choice", "choices": []}])", "a"},
                                        Wrong{R"([{"code": "a", "label": "A", "type": "text", "most": 0}])", "a"},
                                        Wrong{R"([{"code": "a", "label": "A", "type": "text"}, {"code": "a", "label": "B", "type": "text"}])", "a"}}) {
        INFO(json);
        const auto form = forms::read_form(json);
        REQUIRE_FALSE(form);
        CHECK(form.error().log.starts_with(element));
    }
    CHECK_FALSE(forms::read_form(std::string(100'000, '[')));
}

TEST_CASE("a question on a page shows what was typed as text, and what was wrong with it") {
    for (const auto& words : hostile) {
        const auto typed = base::to_utf8(words);
        const std::vector<Problem> problems{{"street", "Enter <a> street"}};
        html::Html out;
        forms::put_questions(out, every_type(), [&](std::string_view) { return typed; }, problems);
        CHECK(out.str().find("<script") == std::string::npos);
        CHECK(out.str().find("<img") == std::string::npos);
        CHECK(out.str().find("Enter &lt;a&gt; street") != std::string::npos);
        if (words.size() >= 100'000) break;  // one long one is enough
    }
}

TEST_CASE("an answer that ends the form is refused on every channel, with what to do instead") {
    const auto form = form_of(R"([{"code": "wires", "type": "yes_no", "label": "Can wires be seen?", "ask": "Do you see any wires?",
        "help": "Ask **first**.", "required": true,
        "choices": [{"code": "yes", "label": "Yes", "stop": "Keep away and ring us."}, {"code": "no", "label": "No"}]}])");
    const auto stopped = check({{"wires", "yes"}}, form);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().fields.front().message == "Keep away and ring us.");
    CHECK(check({{"wires", "no"}}, form));
    CHECK(form.questions.front().spoken() == "Do you see any wires?");
    CHECK(form.questions.front().help == "Ask **first**.");
}

TEST_CASE("a question of yes or no needs no choices of its own, and is asked aloud by its label") {
    const auto form = form_of(R"([{"code": "seen", "type": "yes_no", "label": "Did you see it?", "required": true}])");
    CHECK(check({{"seen", "yes"}}, form));
    CHECK(check({{"seen", "no"}}, form));
    CHECK_FALSE(check({{"seen", "perhaps"}}, form));
    CHECK(form.questions.front().spoken() == "Did you see it?");
}

TEST_CASE("wording for the agent that is no text is refused by the question's code") {
    for (const auto* name : {"ask", "help", "hint", "missing"}) {
        const auto read = forms::read_form(R"([{"code": "seen", "type": "text", "label": "Seen?", ")" + std::string(name) + R"(": 7}])");
        REQUIRE_FALSE(read);
        CHECK(read.error().log == "seen: '" + std::string(name) + "' is a text");
    }
}

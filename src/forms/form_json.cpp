// Forms and answers as JSON.

#include "forms/forms.h"

#include "base/flat_json.h"
#include "base/text.h"
#include "base/words.h"
#include "forms/branching.h"
#include "forms/form_reading.h"
#include "forms/tidy.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace forms {
namespace {

namespace json = boost::json;

Result<std::vector<Choice>> read_choices(const json::object& object, const std::string& code) {
    std::vector<Choice> choices;
    const auto* list = object.if_contains("choices");
    if (list == nullptr || !list->is_array()) return wrong(code, "a choice needs choices");
    for (const auto& item : list->as_array()) {
        if (!item.is_object()) return wrong(code, "a choice is an object");
        TRY(require_texts(item.as_object(), code, {"code", "label", "stop"}));
        Choice choice{text_of(item.as_object(), "code"), text_of(item.as_object(), "label"), text_of(item.as_object(), "stop")};
        if (!is_code(choice.code) || choice.label.empty()) return wrong(code, "a choice needs code and label");
        if (const auto* alone = item.as_object().if_contains("alone")) choice.alone = alone->is_bool() && alone->as_bool();
        choices.push_back(std::move(choice));
    }
    if (choices.empty()) return wrong(code, "a choice needs choices");
    return choices;
}

/// What `most` and `least` mean hangs on the type: characters, a number's bounds, pence, days.
Result<void> read_bounds(const json::object& object, Question& question) {
    constexpr std::int64_t widest = 1'000'000'000'000, longest_text = 20'000, longest_range = 3660, most_decimals = 6, most_files = 10, most_megabytes = 50;
    const auto& code = question.code;
    if (question.type == Type::number || question.type == Type::money) {
        question.from = TRY(read_whole(object, code, "least", question.type == Type::money ? 0 : -widest, widest));
        question.up_to = TRY(read_whole(object, code, "most", question.type == Type::money ? 0 : -widest, widest));
        if (question.from && question.up_to && *question.from > *question.up_to) return wrong(code, "'least' is more than 'most'");
        const auto decimals = TRY(read_whole(object, code, "decimals", 0, question.type == Type::number ? most_decimals : 0));
        question.decimals = decimals.value_or(0);
        return {};
    }
    if (question.type == Type::group || question.type == Type::calculated) return {};  // form_kinds.cpp
    for (const auto* name : {"least", "decimals"})
        if (object.contains(name)) return wrong(code, fmt::format("'{}' is for numbers", name));
    if (question.type == Type::date_range) {
        question.up_to = TRY(read_whole(object, code, "most", 1, longest_range));
        return {};
    }
    if (question.type == Type::files) {
        question.up_to = TRY(read_whole(object, code, "most", 1, most_files));
        const auto megabytes = TRY(read_whole(object, code, "megabytes", 1, most_megabytes));
        question.megabytes = megabytes.value_or(question.megabytes);
        return {};
    }
    const auto most = TRY(read_whole(object, code, "most", 1, longest_text));
    if (question.type == Type::long_text) question.most = 2000;
    if (question.type == Type::address) question.most = 300;
    if (most) question.most = static_cast<std::size_t>(*most);
    return {};
}

/// The type; one of yes or no is a choice whose answers are known.
Result<void> read_type(const json::object& object, Question& question) {
    const auto name = text_of(object, "type");
    if (name == "yes_no") question.choices = {{"yes", say("forms.yes", {}, question.language)}, {"no", say("forms.no", {}, question.language)}};
    const auto type = name == "yes_no" ? Type::choice : find_type(name);
    if (!type) return wrong(question.code, fmt::format("unknown type '{}'", name));
    question.type = *type;
    const bool chosen = question.type == Type::choice || question.type == Type::choices;
    if (!chosen || (!question.choices.empty() && !object.contains("choices"))) return {};
    question.choices = TRY(read_choices(object, question.code));
    if (question.type == Type::choice && std::ranges::any_of(question.choices, &Choice::alone)) return wrong(question.code, "'alone' is for choices of several");
    return {};
}

Result<Question> read_question(const json::object& object, std::span<const Question> earlier, base::Language language) {
    Question question{.code = text_of(object, "code"),
                      .label = text_of(object, "label"),
                      .hint = text_of(object, "hint"),
                      .ask = text_of(object, "ask"),
                      .help = text_of(object, "help"),
                      .missing = text_of(object, "missing"),
                      .language = language};
    if (!is_code(question.code)) return wrong("questions", "a question needs a code of a-z, 0-9 and _");
    if (question.label.empty() && text_of(object, "type") != code_of(Type::eligibility)) return wrong(question.code, "needs a label");
    TRY(require_texts(object, question.code, {"hint", "ask", "help", "missing", "when"}));
    TRY(read_type(object, question));
    if (const auto* required = object.if_contains("required")) question.required = required->is_bool() && required->as_bool();
    TRY(read_bounds(object, question));
    TRY(read_kind(object, question, earlier));
    question.when = text_of(object, "when");
    if (question.when.empty()) return question;
    auto condition = Condition::read(question.when, earlier);
    if (!condition) return wrong(question.code, "when: " + condition.error().log);
    question.condition = std::move(*condition);
    return question;
}

}  // namespace

Result<Form> read_form(std::string_view questions_json, base::Language language) {
    boost::system::error_code error;
    const auto parsed = json::parse({questions_json.data(), questions_json.size()}, error);
    if (error || !parsed.is_array()) return wrong("questions", "must be a list");
    Form form;
    for (const auto& item : parsed.as_array()) {
        if (!item.is_object()) return wrong("questions", "a question is an object");
        auto question = TRY(read_question(item.as_object(), form.questions, language));
        if (form.find(question.code) != nullptr) return wrong(question.code, "stands twice");
        form.questions.push_back(std::move(question));
    }
    return form;
}

std::string to_json(const Answers& answers) {
    std::string out = "{";
    for (const auto& answer : answers) {
        if (out.size() > 1) out += ',';
        out += base::json_string(answer.question) + ':' + base::json_string(answer.value);
    }
    return out + '}';
}

Answers answers_from_json(std::string_view text) {
    Answers answers;
    const bool is_plain = base::read_flat_json(text, [&](std::string_view question, std::string_view value, bool is_text) {
        if (is_text) answers.push_back({std::string(question), std::string(value)});
    });
    if (is_plain) return answers;
    answers.clear();
    boost::system::error_code error;
    const auto parsed = json::parse({text.data(), text.size()}, error);
    if (error || !parsed.is_object()) return answers;
    for (const auto& [question, value] : parsed.as_object())
        if (value.is_string()) answers.push_back({std::string(question), std::string(value.as_string())});
    return answers;
}

}  // namespace forms

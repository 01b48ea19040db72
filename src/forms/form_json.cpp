// Forms and answers as JSON.

#include "base/flat_json.h"
#include "base/text.h"
#include "base/words.h"
#include "forms/forms.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>

namespace forms {
namespace {

namespace json = boost::json;

constexpr std::array<std::pair<std::string_view, Type>, 6> types{{{"text", Type::text},
                                                                  {"long_text", Type::long_text},
                                                                  {"choice", Type::choice},
                                                                  {"email", Type::email},
                                                                  {"phone", Type::phone},
                                                                  {"date", Type::date}}};

std::unexpected<Refusal> wrong(std::string_view element, std::string_view why) {
    return refuse(Kind::invalid, "forms.definition", fmt::format("{}: {}", element, why));
}

std::string text_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

/// A text of another kind would silently read as none.
Result<void> require_texts(const json::object& object, const std::string& element, std::initializer_list<std::string_view> names) {
    for (const auto name : names)
        if (const auto* value = object.if_contains(name); value != nullptr && !value->is_string())
            return wrong(element, fmt::format("'{}' is a text", name));
    return {};
}

bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= 40 &&
           code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

Result<std::vector<Choice>> read_choices(const json::object& object, const std::string& code) {
    std::vector<Choice> choices;
    const auto* list = object.if_contains("choices");
    if (list == nullptr || !list->is_array()) return wrong(code, "a choice needs choices");
    for (const auto& item : list->as_array()) {
        if (!item.is_object()) return wrong(code, "a choice is an object");
        TRY(require_texts(item.as_object(), code, {"code", "label", "stop"}));
        Choice choice{text_of(item.as_object(), "code"), text_of(item.as_object(), "label"), text_of(item.as_object(), "stop")};
        if (!is_code(choice.code) || choice.label.empty()) return wrong(code, "a choice needs code and label");
        choices.push_back(std::move(choice));
    }
    if (choices.empty()) return wrong(code, "a choice needs choices");
    return choices;
}

Result<Question> read_question(const json::object& object) {
    Question question{.code = text_of(object, "code"),
                      .label = text_of(object, "label"),
                      .hint = text_of(object, "hint"),
                      .ask = text_of(object, "ask"),
                      .help = text_of(object, "help"),
                      .missing = text_of(object, "missing")};
    if (!is_code(question.code)) return wrong("questions", "a question needs a code of a-z, 0-9 and _");
    if (question.label.empty()) return wrong(question.code, "needs a label");
    TRY(require_texts(object, question.code, {"hint", "ask", "help", "missing"}));
    auto type = text_of(object, "type");
    if (type == "yes_no") {  // a choice whose answers are known
        question.choices = {{"yes", say("forms.yes")}, {"no", say("forms.no")}};
        type = "choice";
    }
    const auto known = std::ranges::find(types, type, &std::pair<std::string_view, Type>::first);
    if (known == types.end()) return wrong(question.code, fmt::format("unknown type '{}'", type));
    question.type = known->second;
    if (const auto* required = object.if_contains("required")) question.required = required->is_bool() && required->as_bool();
    if (const auto* most = object.if_contains("most")) {
        if (!most->is_int64() || most->as_int64() < 1 || most->as_int64() > 20'000)
            return wrong(question.code, "'most' is a number from 1 to 20000");
        question.most = static_cast<std::size_t>(most->as_int64());
    } else if (question.type == Type::long_text) {
        question.most = 2000;
    }
    if (question.type == Type::choice && (question.choices.empty() || object.contains("choices"))) {
        auto choices = TRY(read_choices(object, question.code));
        question.choices = std::move(choices);
    }
    return question;
}

}  // namespace

Result<Form> read_form(std::string_view questions_json) {
    boost::system::error_code error;
    const auto parsed = json::parse({questions_json.data(), questions_json.size()}, error);
    if (error || !parsed.is_array()) return wrong("questions", "must be a list");
    Form form;
    for (const auto& item : parsed.as_array()) {
        if (!item.is_object()) return wrong("questions", "a question is an object");
        auto question = TRY(read_question(item.as_object()));
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

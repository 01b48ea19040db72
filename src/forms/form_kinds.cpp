#include "forms/branching.h"
#include "forms/form_reading.h"
#include "forms/group.h"
#include "forms/tidy.h"

#include <fmt/format.h>

#include <algorithm>

namespace forms {
namespace {

namespace json = boost::json;

constexpr std::int64_t most_of_a_group = 30;

const json::array* list_of(const json::object& object, std::string_view name) {
    const auto* list = object.if_contains(name);
    return list != nullptr && list->is_array() && !list->as_array().empty() ? &list->as_array() : nullptr;
}

/// A council says for itself how its references are spelled; council tax has 8 to 10 digits where it says nothing.
Result<void> read_shapes(const json::object& object, Question& question) {
    constexpr std::size_t most_shapes = 10;
    const auto* list = list_of(object, "shapes");
    if (list == nullptr && !object.contains("shapes") && question.type == Type::council_tax_reference) {
        question.shapes = {"99999999", "999999999", "9999999999"};
        return {};
    }
    if (list == nullptr || list->size() > most_shapes) return wrong(question.code, "'shapes' lists how it is spelled, such as \"99/99999/AAA\"");
    for (const auto& shape : *list) {
        if (!shape.is_string() || !is_shape(shape.as_string())) return wrong(question.code, "a shape is up to 40 of letters, digits, *, blank and - / . (A a letter, 9 a digit, * either, \\ before what stands for itself)");
        question.shapes.emplace_back(shape.as_string());
    }
    return {};
}

/// Kinds that are a page of their own, or need one, do not stand in a row.
bool may_stand_in_a_row(const Question& question) {
    return is_answered(question.type) && !has_files(question.type) && question.type != Type::group && question.type != Type::address && question.type != Type::signature && question.type != Type::long_text;
}

Result<void> read_group(const json::object& object, Question& question) {
    constexpr std::size_t most_questions = 10;
    TRY(require_texts(object, question.code, {"one"}));
    question.one = text_of(object, "one");
    if (question.one.empty()) return wrong(question.code, "'one' says what one of them is called, such as \"Person\"");
    const auto* list = list_of(object, "questions");
    if (list == nullptr || list->size() > most_questions) return wrong(question.code, fmt::format("'questions' lists 1 to {} that are asked of each", most_questions));
    auto row = read_form(json::serialize(*list), question.language);
    if (!row) return wrong(question.code, row.error().log);
    for (const auto& each : row->questions) {
        if (!may_stand_in_a_row(each)) return wrong(question.code, fmt::format("{}: a question of type {} cannot stand in a group", each.code, code_of(each.type)));
        if (std::ranges::any_of(each.choices, [](const Choice& choice) { return !choice.stop.empty(); })) return wrong(question.code, each.code + ": an answer in a group cannot stop the form");
    }
    question.row = std::make_shared<const Form>(*std::move(row));
    question.from = TRY(read_whole(object, question.code, "least", 1, most_of_a_group));
    question.up_to = TRY(read_whole(object, question.code, "most", 1, most_of_a_group));
    if (fewest_rows(question) > most_rows(question)) return wrong(question.code, "'least' is more than 'most'");
    return {};
}

Result<void> read_calculated(const json::object& object, Question& question, std::span<const Question> earlier) {
    TRY(require_texts(object, question.code, {"value", "explains", "as"}));
    const auto as = text_of(object, "as");
    const auto type = as == "yes_no" ? Type::choice : find_type(as).value_or(Type::calculated);
    const bool sound = as == "yes_no" || type == Type::number || type == Type::money || type == Type::date || type == Type::text;
    if (!sound) return wrong(question.code, "'as' is number, money, date, text or yes_no");
    if (question.required) return wrong(question.code, "what is calculated is not required of anybody");
    question.as = type;
    if (type == Type::choice) question.choices = {{"yes", say("forms.yes", {}, question.language)}, {"no", say("forms.no", {}, question.language)}};
    const auto decimals = TRY(read_whole(object, question.code, "decimals", 0, type == Type::number ? 6 : 0));
    question.decimals = decimals.value_or(0);
    question.value = text_of(object, "value");
    question.explains = text_of(object, "explains");
    if (question.value.empty()) return wrong(question.code, "'value' is the FEEL that it is calculated by");
    auto reckoning = Condition::read_reckoning(question.value, question, earlier);
    if (!reckoning) return wrong(question.code, "value: " + reckoning.error().log);
    question.reckoning = *std::move(reckoning);
    return {};
}

Result<void> read_rules(const json::object& object, Question& question, std::span<const Question> earlier) {
    const auto* list = list_of(object, "rules");
    if (list == nullptr) return wrong(question.code, "'rules' lists who is not eligible, and why");
    for (const auto& item : *list) {
        if (!item.is_object()) return wrong(question.code, "a rule is an object");
        TRY(require_texts(item.as_object(), question.code, {"when", "reason", "appeal"}));
        Rule rule{text_of(item.as_object(), "when"), text_of(item.as_object(), "reason"), text_of(item.as_object(), "appeal"), nullptr};
        if (rule.reason.empty() || rule.appeal.empty()) return wrong(question.code, "a rule has a 'reason', and an 'appeal': what to do if one disagrees");
        auto condition = Condition::read(rule.when, earlier);
        if (!condition) return wrong(question.code, "rules: " + condition.error().log);
        if ((*condition)->needs().empty()) return wrong(question.code, "rules: a rule looks at an answer");
        rule.condition = *std::move(condition);
        question.rules.push_back(std::move(rule));
    }
    return {};
}

}  // namespace

std::unexpected<Refusal> wrong(std::string_view element, std::string_view why) {
    return refuse(Kind::invalid, "forms.definition", fmt::format("{}: {}", element, why));
}

std::string text_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

Result<void> require_texts(const json::object& object, const std::string& element, std::initializer_list<std::string_view> names) {
    for (const auto name : names)
        if (const auto* value = object.if_contains(name); value != nullptr && !value->is_string())
            return wrong(element, fmt::format("'{}' is a text", name));
    return {};
}

bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= 40 && code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

Result<std::optional<std::int64_t>> read_whole(const json::object& object, const std::string& code, std::string_view name, std::int64_t least, std::int64_t most) {
    const auto* value = object.if_contains(name);
    if (value == nullptr) return std::nullopt;
    if (!value->is_int64() || value->as_int64() < least || value->as_int64() > most)
        return wrong(code, fmt::format("'{}' is a number from {} to {}", name, least, most));
    return value->as_int64();
}

Result<void> read_kind(const json::object& object, Question& question, std::span<const Question> earlier) {
    switch (question.type) {
        case Type::reference:
        case Type::council_tax_reference: return read_shapes(object, question);
        case Type::group: return read_group(object, question);
        case Type::calculated: return read_calculated(object, question, earlier);
        case Type::eligibility: return read_rules(object, question, earlier);
        default: return {};
    }
}

}  // namespace forms

#include "designer/question_kind.h"

#include "base/text.h"
#include "html/govuk.h"
#include "html/problems.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace designer {
namespace {

namespace govuk = html::govuk;
namespace json = boost::json;

constexpr std::array kinds{"text", "long_text", "choice", "choices", "yes_no", "number", "money", "date", "date_range", "time", "email", "phone", "postcode", "vehicle",
                           "reference", "council_tax_reference", "national_insurance_number", "address", "files", "signature", "group", "calculated", "eligibility"};
constexpr std::array kinds_in_a_row{"text", "choice", "choices", "yes_no", "number", "money", "date", "date_range", "time", "email", "phone", "postcode", "vehicle",
                                    "reference", "council_tax_reference", "national_insurance_number"};
constexpr std::array results{"number", "money", "date", "text", "yes_no"};

constexpr Column choice_columns[] = {{"label", "designer.choice_label"}, {"code", "designer.code_short", false}, {"stop", "designer.choice_stop"}};
constexpr Column rule_columns[] = {{"reason", "designer.rule_reason"}, {"when", "designer.rule_when"}, {"appeal", "designer.rule_appeal"}};

/// How a member is typed.
enum class KindSort { number, line, words, lines, result, choices, rules };

struct KindMember {
    const char* name;
    KindSort sort;
};

std::vector<KindMember> members_of_kind(std::string_view kind) {
    using enum KindSort;
    const auto is = [&](auto... names) { return ((kind == names) || ...); };
    if (is("choice", "choices")) return {{"choices", choices}};
    if (is("text", "long_text", "address")) return {{"most", number}};
    if (is("number")) return {{"least", number}, {"most", number}, {"decimals", number}};
    if (is("money")) return {{"least", number}, {"most", number}};
    if (is("date_range")) return {{"most", number}};
    if (is("reference", "council_tax_reference")) return {{"shapes", lines}};
    if (is("files")) return {{"most", number}, {"megabytes", number}};
    if (is("group")) return {{"one", line}, {"least", number}, {"most", number}};
    if (is("calculated")) return {{"as", result}, {"decimals", number}, {"value", words}, {"explains", words}};
    if (is("eligibility")) return {{"rules", rules}};
    return {};
}

/// What belongs to one kind or another, and is dropped where the kind has no use for it.
constexpr std::array members_of_kinds{"choices", "most", "least", "decimals", "megabytes", "shapes", "one", "questions", "as", "value", "explains", "rules"};

const json::array& list_of_question(const json::object& question, std::string_view name) {
    static const json::array none;
    const auto* list = question.if_contains(name);
    return list != nullptr && list->is_array() ? list->as_array() : none;
}

std::string shown_member(const json::object& question, std::string_view name) {
    const auto* value = question.if_contains(name);
    if (value == nullptr) return {};
    if (value->is_string()) return std::string(value->as_string());
    if (!value->is_array()) return json::serialize(*value);
    std::string lines;
    for (const auto& item : value->as_array())
        if (item.is_string()) lines += std::string(item.as_string()) + '\n';
    return lines;
}

/// "designer.q_most_hint.files" where the kind has its own, or else "designer.q_most_hint".
govuk::Hint hint_of(const web::Context& context, const json::object& question, std::string_view member) {
    const auto general = "designer.q_" + std::string(member) + "_hint", own = general + "." + text_in(question, "type");
    for (const auto& key : {own, general})
        if (base::has_words(key)) return {.text = context.say(key)};
    return {};
}

void put_result(html::Html& out, const web::Context& context, const json::object& question, std::span<const Problem> problems) {
    govuk::Select select{.id = "q-as", .name = "q-as", .items = {}, .value = text_in(question, "as"), .label = {.text = context.say("designer.q_as")}, .error_message = html::problem_at(problems, "q-as", context.language)};
    for (const auto* each : results) select.items.push_back({.value = each, .text = context.say(std::string("designer.type.") + each)});
    govuk::select(out, select);
}

/// A group asks at least one thing of each: a new one begins with it.
void put_first_of_group(html::Html& out, const web::Context& context, const json::object& question, std::span<const Problem> problems) {
    const auto& asked = list_of_question(question, "questions");
    govuk::input(out, {.id = "q-first", .name = "q-first", .value = asked.empty() ? std::string() : text_in(asked[0], "label"), .label = {.text = context.say("designer.q_first")},
                       .hint = {.text = context.say("designer.q_first_hint")}, .error_message = html::problem_at(problems, "q-first", context.language)});
}

json::value number_typed(const std::string& digits) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() ? json::value(number) : json::value(digits);
}

json::array lines_typed(std::string_view text) {
    json::array items;
    for (const auto each : base::split(text, '\n'))
        if (const auto tidy = base::tidy_line(each); !tidy.empty()) items.emplace_back(tidy);
    return items;
}

json::value member_typed(const json::object& question, const KindMember& member, const web::Request& request) {
    const auto field = std::string("q-") + member.name;
    const auto text = request.form.text(field).substr(0, 4000);
    switch (member.sort) {
        case KindSort::choices: return rows_typed(request, "choice", choice_columns, list_of_question(question, member.name));
        case KindSort::rules: return rows_typed(request, "rule", rule_columns, list_of_question(question, member.name));
        case KindSort::lines: return lines_typed(text);
        case KindSort::number: return number_typed(base::tidy_line(text));
        case KindSort::words: return json::value(base::tidy_text(text));
        default: return json::value(base::tidy_line(text));
    }
}

bool says_nothing(const json::value& value) { return (value.is_string() && value.as_string().empty()) || (value.is_array() && value.as_array().empty()); }

}  // namespace

std::span<const char* const> kinds_of_question(bool in_a_row) { return in_a_row ? std::span<const char* const>(kinds_in_a_row) : std::span<const char* const>(kinds); }

const json::array& questions_in_group(const json::object& group) { return list_of_question(group, "questions"); }

void put_member_line(html::Html& out, const web::Context& context, const json::object& question, const char* member, std::span<const Problem> problems, const char* classes) {
    const auto field = std::string("q-") + member;
    govuk::input(out, {.id = field, .name = field, .value = shown_member(question, member), .label = {.text = context.say("designer.q_" + std::string(member))}, .hint = hint_of(context, question, member),
                       .error_message = html::problem_at(problems, field, context.language), .classes = classes});
}

void put_member_text(html::Html& out, const web::Context& context, const json::object& question, const char* member, std::span<const Problem> problems, int rows) {
    const auto field = std::string("q-") + member;
    govuk::textarea(out, {.id = field, .name = field, .rows = rows, .value = shown_member(question, member), .label = {.text = context.say("designer.q_" + std::string(member))}, .hint = hint_of(context, question, member),
                          .error_message = html::problem_at(problems, field, context.language)});
}

void put_kind(html::Html& out, const web::Context& context, const json::object& question, bool is_new, std::span<const Problem> problems) {
    const auto kind = text_in(question, "type");
    out << "<div id=\"kind\">"_html;
    for (const auto& member : members_of_kind(kind)) {
        switch (member.sort) {
            case KindSort::choices: put_rows(out, context, "choice", "designer.choice_number", choice_columns, list_of_question(question, member.name), nullptr, problems); break;
            case KindSort::rules: put_rows(out, context, "rule", "designer.rule_number", rule_columns, list_of_question(question, member.name), nullptr, problems); break;
            case KindSort::lines:
            case KindSort::words: put_member_text(out, context, question, member.name, problems); break;
            case KindSort::result: put_result(out, context, question, problems); break;
            case KindSort::number: put_member_line(out, context, question, member.name, problems, "govuk-input--width-5"); break;
            case KindSort::line: put_member_line(out, context, question, member.name, problems, "govuk-input--width-20"); break;
        }
    }
    if (kind == "group" && is_new) put_first_of_group(out, context, question, problems);
    out << "</div>"_html;
}

Result<void> require_whole_kind(const web::Request& request) {
    TRY(require_whole_rows(request, "choice", choice_columns));
    return require_whole_rows(request, "rule", rule_columns);
}

void take_kind(json::object& question, const web::Request& request) {
    const auto kind = text_in(question, "type");
    const auto members = members_of_kind(kind);
    for (const auto& member : members) {
        auto value = member_typed(question, member, request);
        if (says_nothing(value))
            question.erase(member.name);
        else
            question[member.name] = std::move(value);
    }
    for (const auto* name : members_of_kinds) {
        const bool is_kept = std::ranges::any_of(members, [&](const KindMember& member) { return std::string_view(member.name) == name; });
        if (!is_kept && !(kind == "group" && std::string_view(name) == "questions")) question.erase(name);
    }
    const auto first = base::tidy_line(request.form.text("q-first").substr(0, 4000));
    if (kind == "group" && list_of_question(question, "questions").empty() && !first.empty())
        question["questions"] = json::array{json::object{{"code", code_from(first)}, {"type", "text"}, {"label", first}, {"required", true}}};
}

std::string field_complained_of(std::string_view complaint) {
    const auto speaks_of = [&](const std::string& name) { return complaint.find('\'' + name + '\'') != complaint.npos || complaint.find(": " + name + ": ") != complaint.npos; };
    for (const auto* name : {"when", "most", "least", "decimals", "megabytes", "shapes", "one", "as", "value", "explains"})
        if (speaks_of(name)) return std::string("q-") + name;
    if (speaks_of("questions")) return "q-first";
    if (speaks_of("rules") || complaint.find(": a rule ") != complaint.npos) return "rule-reason-1";
    if (complaint.find("choice") != complaint.npos) return "choice-label-1";
    if (complaint.find("a shape is ") != complaint.npos) return "q-shapes";
    if (complaint.find("unknown type") != complaint.npos) return "q-type";
    return complaint.find("label") != complaint.npos ? "q-label" : "";
}

}  // namespace designer

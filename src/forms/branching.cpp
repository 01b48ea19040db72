#include "forms/branching.h"

#include "base/text.h"
#include "forms/group.h"
#include "forms/settle.h"
#include "forms/tidy.h"

#include <fmt/format.h>

#include <algorithm>

namespace forms {
namespace {

constexpr dmn::Limits condition_limits{.steps = 20'000, .depth = 100, .bytes = 1024 * 1024};  // for one question; what is cut short does not hold

std::unexpected<Refusal> no_condition(std::string why) { return refuse(Kind::invalid, "forms.definition", std::move(why)); }

dmn::Value feel_number(std::string_view text) {
    const auto number = dmn::Decimal::parse(text);
    return number ? dmn::Value(*number) : dmn::Value();
}

dmn::Value feel_date(std::string_view text) {
    const auto date = dmn::parse_date(text);
    return date ? dmn::Value(*date) : dmn::Value();
}

dmn::Value feel_range(std::string_view text) {
    const auto parting = std::min(text.find('/'), text.size());
    return dmn::Range{.low = feel_date(text.substr(0, parting)), .high = feel_date(text.substr(std::min(parting + 1, text.size())))};
}

dmn::Value feel_time(std::string_view text) {
    const auto time = dmn::parse_time(std::string(text) + ":00");
    return time ? dmn::Value(*time) : dmn::Value();
}

dmn::Value list_of(std::string_view codes) {
    dmn::Items items;
    for (const auto code : codes_in(codes)) items.emplace_back(code);
    return items;
}

/// An answer that the question takes, to try a condition on.
std::string sample_of(const Question& question, Type type);
std::string sample_of(const Question& question) { return sample_of(question, question.type == Type::calculated ? question.as : question.type); }

std::string sample_of(const Question& question, Type type) {
    switch (type) {
        case Type::choice:
        case Type::choices: return question.choices.empty() ? std::string() : question.choices.front().code;
        case Type::number:
        case Type::money: return std::to_string(question.from.value_or(1));
        case Type::date: return "2026-03-14";
        case Type::date_range: return "2026-03-14/2026-03-15";
        case Type::time: return "09:30";
        case Type::group: {
            Answers row;
            for (const auto& each : question.row->questions) row.push_back({each.code, sample_of(each)});
            return to_json(Rows{row});
        }
        default: return "text";
    }
}

dmn::Value names_of(std::string_view lines) {
    dmn::Items items;
    if (!lines.empty())
        for (const auto line : base::split(lines, '\n')) items.emplace_back(line);
    return items;
}

dmn::Value rows_as_feel(const Question& group, std::string_view kept) {
    dmn::Items items;
    for (const auto& row : rows_of(kept)) {
        dmn::Context one;
        for (const auto& question : group.row->questions) {
            const auto found = std::ranges::find(row, question.code, &Answer::question);
            one.put(question.code, as_feel(question, found == row.end() ? std::string_view() : std::string_view(found->value)));
        }
        items.emplace_back(std::move(one));
    }
    return items;
}

/// As the type keeps it; empty where the value is none of its kind.
std::string kept_of(const Question& calculated, const dmn::Value& value) {
    using Kind = dmn::Value::Kind;
    switch (calculated.as) {
        case Type::number:
        case Type::money: {
            const auto number = value.kind() == Kind::number ? value.number().rounded(calculated.as == Type::money ? 0 : calculated.decimals, dmn::Rounding::half_up) : std::nullopt;
            if (!number) return {};
            if (calculated.as == Type::number) return number->text();
            const auto pence = number->whole();
            return pence && *pence >= 0 ? std::to_string(*pence) : std::string();
        }
        case Type::date: return value.kind() == Kind::date ? dmn::to_text(value.date()) : std::string();
        case Type::choice: return value.kind() == Kind::boolean ? (value.boolean() ? "yes" : "no") : std::string();
        default: return value.kind() == Kind::text ? base::tidy_line(value.text()) : std::string();
    }
}

bool asks_the_clock(const dmn::Expression& expression) {
    const auto text = dmn::to_text(expression);
    return text.find("today()") != text.npos || text.find("now()") != text.npos;
}

}  // namespace

dmn::Value as_feel(const Question& question, std::string_view kept) {
    if (question.type == Type::choices) return list_of(kept);
    if (question.type == Type::files) return names_of(kept);
    if (question.type == Type::group) return rows_as_feel(question, kept);
    if (kept.empty()) return {};
    switch (question.type == Type::calculated ? question.as : question.type) {
        case Type::address: {
            const auto address = address_in(kept);
            return dmn::Context{{"text", address.text}, {"uprn", address.uprn.empty() ? dmn::Value() : dmn::Value(address.uprn)}};
        }
        case Type::signature: return name_signed(kept);
        case Type::number:
        case Type::money: return feel_number(kept);
        case Type::date: return feel_date(kept);
        case Type::date_range: return feel_range(kept);
        case Type::time: return feel_time(kept);
        default: return kept;
    }
}

Result<Condition> Condition::parsed(std::string_view feel, std::span<const Question> earlier) {
    std::set<std::string, std::less<>> known;
    for (const auto& question : earlier) known.insert(question.code);
    auto expression = dmn::parse(feel);
    if (!expression) return no_condition(expression.error().log);
    if (asks_the_clock(*expression)) return no_condition("a condition does not know what day or time it is");
    std::vector<std::size_t> needs;
    for (const auto& name : dmn::inputs_of(*expression, known)) {
        const auto found = std::ranges::find(earlier, name, &Question::code);
        const bool is_member = found == earlier.end() && std::ranges::any_of(earlier, [&](const Question& each) { return each.row && each.row->find(name) != nullptr; });
        if (is_member) continue;  // within a filter on the rows of a group
        if (found == earlier.end() || found->type == Type::eligibility) return no_condition(fmt::format("no question before it is called '{}'", name));
        needs.push_back(static_cast<std::size_t>(found - earlier.begin()));
    }
    return Condition(std::move(*expression), std::move(needs));
}

dmn::Outcome Condition::tried(std::span<const Question> earlier) const {
    std::vector<std::string> samples;
    for (const auto& question : earlier) samples.push_back(sample_of(question));
    return outcome(earlier, samples);
}

Result<std::shared_ptr<const Condition>> Condition::read(std::string_view feel, std::span<const Question> earlier) {
    const auto condition = TRY(parsed(feel, earlier));
    const auto came = condition.tried(earlier);
    if (came.value.kind() != dmn::Value::Kind::boolean)
        return no_condition("comes to neither true nor false" + (came.faults.empty() ? std::string() : ": " + came.faults.front().what));
    return std::make_shared<const Condition>(condition);
}

Result<std::shared_ptr<const Condition>> Condition::read_reckoning(std::string_view feel, const Question& calculated, std::span<const Question> earlier) {
    const auto condition = TRY(parsed(feel, earlier));
    const auto came = condition.tried(earlier);
    if (kept_of(calculated, came.value).empty())
        return no_condition(fmt::format("does not come to a {}", code_of(calculated.as)) + (came.faults.empty() ? std::string() : ": " + came.faults.front().what));
    return std::make_shared<const Condition>(condition);
}

std::string Condition::reckoned(const Question& calculated, std::span<const Question> questions, std::span<const std::string> kept) const {
    return kept_of(calculated, outcome(questions, kept).value);
}

dmn::Outcome Condition::outcome(std::span<const Question> questions, std::span<const std::string> kept) const {
    dmn::Context inputs;
    for (const auto place : needs_) inputs.put(questions[place].code, as_feel(questions[place], kept[place]));
    return dmn::evaluate(expression_, inputs, {.limits = condition_limits});
}

bool Condition::holds(std::span<const Question> questions, std::span<const std::string> kept) const {
    return outcome(questions, kept).value.is_true();
}

}  // namespace forms

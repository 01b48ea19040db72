#include "forms/branching.h"

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
std::string sample_of(const Question& question) {
    switch (question.type) {
        case Type::choice:
        case Type::choices: return question.choices.empty() ? std::string() : question.choices.front().code;
        case Type::number:
        case Type::money: return std::to_string(question.from.value_or(1));
        case Type::date: return "2026-03-14";
        case Type::date_range: return "2026-03-14/2026-03-15";
        case Type::time: return "09:30";
        default: return "text";
    }
}

bool asks_the_clock(const dmn::Expression& expression) {
    const auto text = dmn::to_text(expression);
    return text.find("today()") != text.npos || text.find("now()") != text.npos;
}

}  // namespace

dmn::Value as_feel(const Question& question, std::string_view kept) {
    if (question.type == Type::choices) return list_of(kept);
    if (kept.empty()) return {};
    switch (question.type) {
        case Type::number:
        case Type::money: return feel_number(kept);
        case Type::date: return feel_date(kept);
        case Type::date_range: return feel_range(kept);
        case Type::time: return feel_time(kept);
        default: return kept;
    }
}

Result<std::shared_ptr<const Condition>> Condition::read(std::string_view feel, std::span<const Question> earlier) {
    std::set<std::string, std::less<>> known;
    for (const auto& question : earlier) known.insert(question.code);
    auto parsed = dmn::parse(feel);
    if (!parsed) return no_condition(parsed.error().log);
    if (asks_the_clock(*parsed)) return no_condition("a condition does not know what day or time it is");
    std::vector<std::size_t> needs;
    for (const auto& name : dmn::inputs_of(*parsed, known)) {
        const auto found = std::ranges::find(earlier, name, &Question::code);
        if (found == earlier.end()) return no_condition(fmt::format("no question before it is called '{}'", name));
        needs.push_back(static_cast<std::size_t>(found - earlier.begin()));
    }
    const Condition condition(std::move(*parsed), std::move(needs));
    std::vector<std::string> samples;
    for (const auto& question : earlier) samples.push_back(sample_of(question));
    const auto tried = condition.outcome(earlier, samples);
    if (tried.value.kind() != dmn::Value::Kind::boolean)
        return no_condition("comes to neither true nor false" + (tried.faults.empty() ? std::string() : ": " + tried.faults.front().what));
    return std::make_shared<const Condition>(condition);
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

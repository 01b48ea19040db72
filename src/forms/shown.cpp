// Answers as people read them.

#include "forms/forms.h"

#include "base/text.h"
#include "base/time.h"
#include "forms/tidy.h"
#include "places/times.h"

#include <algorithm>
#include <charconv>

namespace forms {
namespace {

std::optional<std::int64_t> whole_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string label_of(const Question& question, std::string_view code) {
    const auto found = std::ranges::find(question.choices, code, &Choice::code);
    return found == question.choices.end() ? std::string(code) : found->label;
}

std::string labels_of(const Question& question, std::string_view codes) {
    std::string labels;
    for (const auto code : codes_in(codes)) labels += (labels.empty() ? "" : "; ") + label_of(question, code);
    return labels;
}

std::string day_in_words(std::string_view value, base::Language language) {
    const auto day = base::parse_iso_day(value);
    return day ? places::shown_day(*day, language) : std::string(value);
}

std::string range_in_words(std::string_view value, base::Language language) {
    const auto parting = value.find('/');
    if (parting == value.npos) return std::string(value);
    const auto from = day_in_words(value.substr(0, parting), language), to = day_in_words(value.substr(parting + 1), language);
    return from == to ? from : say("forms.range", {{"from", from}, {"to", to}}, language);
}

std::string time_in_words(std::string_view value, base::Language language) {
    const auto hour = value.size() == 5 ? whole_in(value.substr(0, 2)) : std::nullopt, minute = value.size() == 5 ? whole_in(value.substr(3)) : std::nullopt;
    return hour && minute ? places::shown_clock(std::chrono::hours(*hour) + std::chrono::minutes(*minute), language) : std::string(value);
}

/// "AB12 CDE" where it looks like what is given out since 2001: two letters, two digits, three letters.
std::string spaced_plate(std::string_view value) {
    std::string shape;
    for (const char c : value) shape += c >= '0' && c <= '9' ? '9' : 'A';
    return shape == "AA99AAA" ? std::string(value.substr(0, 4)) + ' ' + std::string(value.substr(4)) : std::string(value);
}

}  // namespace

std::string shown(const Question& question, std::string_view value, base::Language language) {
    switch (question.type) {
        case Type::choice: return label_of(question, value);
        case Type::choices: return labels_of(question, value);
        case Type::money: {
            const auto pence = whole_in(value);
            return pence ? shown_money(*pence) : std::string(value);
        }
        case Type::date: return day_in_words(value, language);
        case Type::date_range: return range_in_words(value, language);
        case Type::time: return time_in_words(value, language);
        case Type::vehicle: return spaced_plate(value);
        default: return std::string(value);
    }
}

std::string shown_as_sent(const Question& question, const Sent& sent, base::Language language) {
    if (const auto value = tidied(question, sent)) return shown(question, *value, language);
    std::string typed;
    for (const auto& field : fields_of(question)) {
        const auto part = sent(field).value_or("");
        if (!part.empty()) (typed += typed.empty() ? "" : " ") += part;
    }
    return question.choices.empty() ? typed : shown(question, typed, language);
}

std::string searched(const Question& question, std::string_view value) {
    auto words = shown(question, value);
    const auto gap = words.find(' ');
    if ((question.type != Type::vehicle && question.type != Type::postcode) || gap == words.npos) return words;
    return words + ' ' + words.substr(0, gap) + words.substr(gap + 1);
}

std::string as_sent(const Question& question, std::string_view value) {
    return std::string(value) + (question.type == Type::money && !value.empty() ? "p" : "");
}

}  // namespace forms

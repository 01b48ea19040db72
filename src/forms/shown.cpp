// Answers as people read them.

#include "forms/forms.h"

#include "base/text.h"
#include "base/time.h"
#include "forms/group.h"
#include "forms/settle.h"
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

/// "Ann Lee, signed 22 November 2026"; before it is settled the name alone.
std::string signature_in_words(std::string_view value, base::Language language) {
    auto name = name_signed(value);
    const auto rest = value.substr(std::min(name.size(), value.size()));
    const auto day = rest.find("[signed ") == rest.npos ? std::string_view() : rest.substr(rest.find("[signed ") + 8, 10);
    return day.empty() ? name : say("forms.signed", {{"name", name}, {"day", day_in_words(day, language)}}, language);
}

/// "AB12 CDE" where it looks like what is given out since 2001: two letters, two digits, three letters.
std::string spaced_plate(std::string_view value) {
    std::string shape;
    for (const char c : value) shape += c >= '0' && c <= '9' ? '9' : 'A';
    return shape == "AA99AAA" ? std::string(value.substr(0, 4)) + ' ' + std::string(value.substr(4)) : std::string(value);
}

bool is_reference(Type type) { return type == Type::reference || type == Type::council_tax_reference || type == Type::national_insurance_number; }

/// As a page carries them: a tab behind each name.
std::string names_as_sent(std::string_view names) {
    std::string lines;
    if (!names.empty())
        for (const auto name : base::split(names, '\n')) (lines += lines.empty() ? "" : "\n") += std::string(name) + '\t';
    return lines;
}

std::string spaced_and_not(std::string words) {
    auto plain = words;
    std::erase_if(plain, [](char c) { return c == ' ' || c == '-' || c == '/' || c == '.'; });
    return plain == words ? words : words + ' ' + plain;
}

}  // namespace

std::string shown(const Question& question, std::string_view value, base::Language language) {
    switch (question.type == Type::calculated ? question.as : question.type) {
        case Type::group: return rows_shown(question, value, language);
        case Type::address: return address_in(value).text;
        case Type::files: return value == files_later ? say("forms.files_to_come", {}, language) : std::string(value);
        case Type::signature: return signature_in_words(value, language);
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
    if (question.type == Type::files) return {};
    if (question.type == Type::address || question.type == Type::signature) return base::tidy_line(sent(question.code).value_or("").substr(0, 2000));
    if (question.type == Type::group) return rows_shown(question, sent(question.code).value_or(""), language);
    for (const auto& field : fields_of(question)) {
        const auto part = sent(field).value_or("");
        if (!part.empty()) (typed += typed.empty() ? "" : " ") += part;
    }
    return question.choices.empty() ? typed : shown(question, typed, language);
}

std::string searched(const Question& question, std::string_view value) {
    auto words = shown(question, value);
    if (is_reference(question.type)) return spaced_and_not(std::move(words));
    const auto gap = words.find(' ');
    if ((question.type != Type::vehicle && question.type != Type::postcode) || gap == words.npos) return words;
    return words + ' ' + words.substr(0, gap) + words.substr(gap + 1);
}

std::string as_sent(const Question& question, std::string_view value) {
    if (question.type == Type::group) {
        const auto rows = rows_of(value);
        return rows.empty() ? std::string(value) : rows_as_sent(question, rows);  // what is no rows is for `check` to refuse
    }
    if (question.type == Type::files && value != files_later) return names_as_sent(value);
    return std::string(value) + (question.type == Type::money && !value.empty() ? "p" : "");
}

}  // namespace forms

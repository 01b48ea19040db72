// What was sent for a question, tidied and checked by its type.

#include "forms/tidy.h"

#include "base/text.h"
#include "people/contact_details.h"
#include "places/gazetteer.h"

#include <algorithm>

namespace forms {
namespace {

std::unexpected<std::string> too_long(const Question& question) {
    return std::unexpected(said(question, "forms.too_long", {{"label", question.label}, {"most", std::to_string(question.most)}}));
}

Tidied tidy_words(const Question& question, std::string_view sent) {
    if (sent.size() > 4 * question.most + 1000) return too_long(question);  // bounds the work before anything else is looked at
    auto value = question.type == Type::long_text ? base::tidy_text(sent) : base::tidy_line(sent);
    if (base::count_characters(value) > question.most) return too_long(question);
    return value;
}

std::string not_offered(const Question& question) {
    return question.missing.empty() ? said(question, "forms.choose", {{"label", question.label}}) : question.missing;
}

Tidied tidy_choice(const Question& question, const std::string& value) {
    if (std::ranges::find(question.choices, value, &Choice::code) == question.choices.end()) return std::unexpected(not_offered(question));
    if (auto stop = question.stop_for(value); !stop.empty()) return std::unexpected(std::move(stop));
    return value;
}

/// Each once, in the order of the form, however often and in which order they came.
Tidied tidy_choices(const Question& question, std::string_view sent) {
    constexpr std::size_t longest_code = 40;
    if (sent.size() > (longest_code + 10) * (question.choices.size() + 10)) return std::unexpected(not_offered(question));
    const auto line = base::tidy_line(sent);
    const auto chosen = codes_in(line);
    const auto has = [&](const Choice& choice) { return std::ranges::find(chosen, choice.code) != chosen.end(); };
    for (const auto code : chosen)
        if (std::ranges::find(question.choices, code, &Choice::code) == question.choices.end()) return std::unexpected(not_offered(question));
    std::string kept;
    const auto alone = std::ranges::find_if(question.choices, [&](const Choice& choice) { return choice.alone && has(choice); });
    for (const auto& choice : question.choices) {
        if (!has(choice)) continue;
        if (alone != question.choices.end() && &choice != &*alone) return std::unexpected(said(question, "forms.alone", {{"alone", alone->label}}));
        kept += (kept.empty() ? "" : ",") + choice.code;
    }
    if (auto stop = question.stop_for(kept); !stop.empty()) return std::unexpected(std::move(stop));
    return kept;
}

/// Letters and digits, 2 to 8 of them. Which of these the DVLA and its like abroad ever gave out is not for us to say.
Tidied tidy_vehicle(const Question& question, std::string_view typed) {
    std::string kept;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        const bool small = c >= 'a' && c <= 'z';
        const bool sound = small || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!sound || kept.size() == 8) return std::unexpected(said(question, "forms.vehicle"));
        kept += small ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return kept.size() < 2 ? Tidied(std::unexpected(said(question, "forms.vehicle"))) : kept;
}

template <class T>
Tidied or_say(const Question& question, std::optional<T> value, const char* words) {
    return value ? Tidied(std::move(*value)) : std::unexpected(said(question, words));
}

Tidied tidy_line_of(const Question& question, const std::string& value) {
    switch (question.type) {
        case Type::choice: return tidy_choice(question, value);
        case Type::number: return tidy_number(question, value);
        case Type::money: return tidy_money(question, value);
        case Type::time: return tidy_time(question, value);
        case Type::email: return or_say(question, people::tidy_email(value), "forms.email");
        case Type::phone: return or_say(question, people::tidy_phone(value), "forms.phone");
        case Type::vehicle: return tidy_vehicle(question, value);
        case Type::reference:
        case Type::council_tax_reference: return tidy_reference(question, value);
        case Type::national_insurance_number: return tidy_insurance_number(question, value);
        case Type::signature: return tidy_signature(question, value);
        case Type::postcode: {
            auto postcode = places::tidy_postcode(value);
            return postcode.empty() ? std::unexpected(said(question, "forms.postcode")) : Tidied(std::move(postcode));
        }
        default: return value;
    }
}

}  // namespace

Tidied tidied(const Question& question, const Sent& sent) {
    if (question.type == Type::date) return tidy_date(question, sent);
    if (question.type == Type::date_range) return tidy_range(question, sent);
    if (question.type == Type::group) return tidy_group(question, sent);
    if (question.type == Type::address) return tidy_address(question, sent);
    if (!is_answered(question.type)) return std::string();
    const auto typed = sent(question.code).value_or("");
    if (question.type == Type::choices) return tidy_choices(question, typed);
    if (question.type == Type::files) return tidy_files(question, typed);
    auto value = tidy_words(question, typed);
    return !value || value->empty() ? value : tidy_line_of(question, *value);
}

std::vector<std::string_view> codes_in(std::string_view value) {
    std::vector<std::string_view> codes;
    for (const auto part : base::split(value, ','))
        if (const auto code = base::trim(part); !code.empty()) codes.push_back(code);
    return codes;
}

}  // namespace forms

#include "guildhall/demo_answers.h"

#include "base/text.h"
#include "forms/group.h"
#include "guildhall/demo_wording.h"

#include <algorithm>

namespace guildhall {
namespace {

std::string draw_choice(Draw& draw, const forms::Question& question) {
    std::vector<std::string_view> open;
    for (const auto& choice : question.choices)
        if (choice.stop.empty()) open.push_back(choice.code);
    if (open.empty()) return {};
    return std::string(open[std::min(draw.below(open.size()), draw.below(open.size()))]);  // the first ones oftener
}

/// Within its bounds, and small where there are none; money in whole pounds.
std::string draw_number(Draw& draw, const forms::Question& question) {
    const std::int64_t unit = question.type == forms::Type::money ? 100 : 1;
    const auto least = (question.from.value_or(unit) + unit - 1) / unit, most = question.up_to.value_or(20 * unit) / unit;
    return std::to_string(least + static_cast<std::int64_t>(draw.below(static_cast<std::size_t>(std::clamp<std::int64_t>(most - least + 1, 1, 20)))));
}

std::string draw_text(Draw& draw, const forms::Question& question, const Phrases& phrases) {
    std::vector<std::string_view> fit;
    for (const auto& phrase : phrases)
        if (base::count_characters(phrase) <= question.most && !(question.required && phrase.empty())) fit.push_back(phrase);
    if (!fit.empty()) return std::string(draw.one_of(fit));
    return question.required ? std::string(base::first_characters("As I said", question.most)) : std::string();
}

std::string draw_answer(Draw& draw, const forms::Question& question, const ServiceWords& words, Day today);

std::string draw_rows(Draw& draw, const forms::Question& group, const ServiceWords& words, Day today) {
    forms::Rows rows;
    for (std::size_t count = std::min(forms::most_rows(group), forms::fewest_rows(group) + draw.below(2)); count > 0; --count) {
        rows.emplace_back();
        for (const auto& each : group.row->questions)
            if (auto answer = draw_answer(draw, each, words, today); !answer.empty()) rows.back().push_back({each.code, std::move(answer)});
    }
    return forms::to_json(rows);
}

std::string draw_answer(Draw& draw, const forms::Question& question, const ServiceWords& words, Day today) {
    switch (question.type) {
        case forms::Type::choice: return draw_choice(draw, question);
        case forms::Type::long_text: return draw_text(draw, question, words.remarks);
        case forms::Type::text:
        case forms::Type::vehicle: {
            const auto own = words.texts.find(question.code);
            return draw_text(draw, question, own == words.texts.end() ? Phrases{} : own->second);
        }
        case forms::Type::choices: return draw_choice(draw, question);
        case forms::Type::number:
        case forms::Type::money: return draw_number(draw, question);
        case forms::Type::date: return base::to_iso(today);
        case forms::Type::date_range: return base::to_iso(today) + '/' + base::to_iso(today + std::chrono::days(std::min<std::int64_t>(draw.below(7), question.up_to.value_or(7) - 1)));
        case forms::Type::time: return "10:00";
        case forms::Type::postcode: return question.required ? "GH1 2AB" : "";
        case forms::Type::email: return question.required ? "somebody@example.org" : "";
        case forms::Type::phone: return question.required ? "07700 900001" : "";
        case forms::Type::reference:
        case forms::Type::council_tax_reference: return forms::an_answer_to(question);
        case forms::Type::national_insurance_number: return "AB 12 34 56 C";
        case forms::Type::address: return "8 Orchard Close, Oxbridge, OX9 9ZZ";
        case forms::Type::signature: return "Alex Example";
        case forms::Type::files: return question.required ? "proof.pdf" : "";
        case forms::Type::group: return draw_rows(draw, question, words, today);
        case forms::Type::calculated:
        case forms::Type::eligibility: return {};
    }
    return {};
}

using Answers = std::map<std::string, std::string, std::less<>>;

Answers draw_by_question(Draw& draw, const forms::Form& form, const ServiceWords& words, Day today) {
    Answers answers;
    for (const auto& question : form.questions)
        if (auto answer = draw_answer(draw, question, words, today); !answer.empty()) answers.emplace(question.code, std::move(answer));
    return answers;
}

/// What somebody sends in an example that must pass; nothing where there is none.
Answers draw_example(Draw& draw, const catalogue::Definition& service) {
    std::vector<const catalogue::Example*> passing;
    for (const auto& example : service.examples)
        if (example.must_pass()) passing.push_back(&example);
    Answers answers;
    if (!passing.empty())
        for (const auto& answer : draw.one_of(passing)->answers) answers.emplace(answer.question, answer.value);
    return answers;
}

}  // namespace

Answers draw_answers(Draw& draw, const catalogue::Definition& service, const ServiceWords& words, Day today) {
    auto answers = words.remarks.empty() ? draw_example(draw, service) : Answers{};
    return answers.empty() ? draw_by_question(draw, service.form, words, today) : answers;
}

Answers draw_answers(Draw& draw, const forms::Form& form, const ServiceWords& words, Day today, const Trouble& kind, std::string_view number) {
    auto answers = draw_by_question(draw, form, words, today);
    for (const auto& [question, answer] : kind.answers) answers[question] = answer;
    for (const auto& question : form.questions)
        if (question.type == forms::Type::long_text && (question.required || draw.chance(80))) answers[question.code] = as_typed(draw, draw.one_of(kind.says));
    if (form.find("number") == nullptr || number.empty()) return answers;
    answers.erase("number");
    if (draw.chance(45)) answers["number"] = number;
    return answers;
}

}  // namespace guildhall

// The publishing check, the questions.

#include "catalogue/check_parts.h"

#include <algorithm>

namespace catalogue {
namespace {

/// How many answers an example must give.
std::ptrdiff_t required_in(const Definition& service, const Example& example) {
    const auto asked = forms::asked(service.form, [&](std::string_view code) -> std::optional<std::string_view> {
        const auto found = std::ranges::find(example.answers, code, &forms::Answer::question);
        return found == example.answers.end() ? std::nullopt : std::optional<std::string_view>(found->value);
    });
    return std::ranges::count(asked, true, &forms::Question::required);
}

/// So much may be asked of somebody who only wants a thing put right, whichever branches they go down; the place counts as one.
void count_questions(const Definition& service, Faults& faults) {
    constexpr auto most = 5;
    auto required = std::ranges::count_if(service.form.questions, [](const auto& question) { return question.required && !question.condition; });
    for (const auto& example : service.examples) required = std::max(required, required_in(service, example));
    required += service.has_place() ? 1 : 0;
    if (required > most) say_fault(faults, "questions", fmt::format("{} answers are required, with the place; {} are the most", required, most));
}

/// The page that asks has fields of its own; a question by such a name would never be heard.
void look_for_taken_codes(const Definition& service, Faults& faults) {
    constexpr std::string_view taken[] = {"visit", "location", "uprn", "name", "email", "phone", "operation", "csrf", "again", "at", "from", "go", "then", "row", "choosing", "contact", "code", "action", "method", "elements", "submit", "reset", "before", "after", "remove"};
    for (const auto& question : service.form.questions)
        if (std::ranges::find(taken, question.code) != std::end(taken)) say_fault(faults, question.code, "this code is taken by the form itself: give the question another");
}

}  // namespace

void look_at_form(const Definition& service, Faults& faults) {
    count_questions(service, faults);
    look_for_taken_codes(service, faults);
}

}  // namespace catalogue

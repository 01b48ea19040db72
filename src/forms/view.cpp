#include "forms/view.h"

#include "base/words.h"
#include "html/govuk.h"
#include "html/problems.h"

namespace forms {
namespace {

namespace govuk = html::govuk;

std::string label_of(const Question& question) {
    return question.required ? question.label : say("forms.optional", {{"label", question.label}});
}

govuk::Label label(const Question& question, Standing standing) {
    const bool alone = standing == Standing::alone;
    return {.text = label_of(question), .is_page_heading = alone, .classes = alone ? "govuk-label--l" : "govuk-label--m"};
}

void put_choice(html::Html& out, const Question& question, const Typed& typed, std::span<const Problem> problems,
                Standing standing) {
    const bool alone = standing == Standing::alone;
    std::vector<govuk::RadioItem> items;
    for (const auto& choice : question.choices) items.push_back({.value = choice.code, .text = choice.label});
    govuk::radios(out, {.fieldset = {.legend = {.text = label_of(question),
                                      .classes = alone ? "govuk-fieldset__legend--l" : "govuk-fieldset__legend--m",
                                      .is_page_heading = alone}},
                        .hint = {.text = question.hint},
                        .error_message = html::problem_at(problems, question.code),
                        .name = question.code,
                        .items = std::move(items),
                        .value = typed(question.code)});
}

void put_long_text(html::Html& out, const Question& question, const Typed& typed, std::span<const Problem> problems,
                   Standing standing) {
    govuk::character_count(out, {.id = question.code,
                                 .name = question.code,
                                 .value = typed(question.code),
                                 .maxlength = static_cast<int>(question.most),
                                 .threshold = 75,
                                 .label = label(question, standing),
                                 .hint = {.text = question.hint},
                                 .error_message = html::problem_at(problems, question.code)});
}

}  // namespace

void put_question(html::Html& out, const Question& question, const Typed& typed, std::span<const Problem> problems,
                  Standing standing) {
    if (question.type == Type::choice) return put_choice(out, question, typed, problems, standing);
    if (question.type == Type::long_text) return put_long_text(out, question, typed, problems, standing);
    const bool email = question.type == Type::email, phone = question.type == Type::phone;
    govuk::input(out, {.id = question.code,
                       .name = question.code,
                       .type = email ? "email" : phone ? "tel" : "text",
                       .value = typed(question.code),
                       .label = label(question, standing),
                       .hint = {.text = question.hint},
                       .error_message = html::problem_at(problems, question.code),
                       .autocomplete = email ? "email" : phone ? "tel" : "",
                       .spellcheck = email ? std::optional(false) : std::nullopt});
}

void put_questions(html::Html& out, const Form& form, const Typed& typed, std::span<const Problem> problems) {
    for (const auto& question : form.questions) put_question(out, question, typed, problems);
}

}  // namespace forms

#include "forms/forms.h"

#include "base/text.h"
#include "base/time.h"
#include "base/words.h"
#include "people/contact_details.h"

#include <algorithm>

namespace forms {
namespace {

std::string missing_words(const Question& question) {
    if (!question.missing.empty()) return question.missing;
    return say(question.type == Type::choice ? "forms.choose" : "forms.enter", {{"label", question.label}});
}

/// The tidy value, or what is wrong with it, in words.
std::expected<std::string, std::string> tidy(const Question& question, std::string_view sent) {
    if (sent.size() > 4 * question.most + 1000)  // bounds the work before anything else is looked at
        return std::unexpected(say("forms.too_long", {{"label", question.label}, {"most", std::to_string(question.most)}}));
    auto value = question.type == Type::long_text ? base::tidy_text(sent) : base::tidy_line(sent);
    if (value.empty()) return value;
    if (base::count_characters(value) > question.most)
        return std::unexpected(say("forms.too_long", {{"label", question.label}, {"most", std::to_string(question.most)}}));
    switch (question.type) {
        case Type::text:
        case Type::long_text: return value;
        case Type::choice:
            if (std::ranges::find(question.choices, value, &Choice::code) == question.choices.end())
                return std::unexpected(missing_words(question));
            if (auto stop = question.stop_for(value); !stop.empty()) return std::unexpected(std::move(stop));
            return value;
        case Type::email:
            if (auto email = people::tidy_email(value)) return std::move(*email);
            return std::unexpected(say("forms.email"));
        case Type::phone:
            if (auto phone = people::tidy_phone(value)) return std::move(*phone);
            return std::unexpected(say("forms.phone"));
        case Type::date:
            if (base::parse_iso_day(value)) return value;
            return std::unexpected(say("forms.date"));
    }
    return value;
}

}  // namespace

std::string Question::stop_for(std::string_view answer) const {
    const auto found = std::ranges::find(choices, answer, &Choice::code);
    return found == choices.end() ? std::string() : found->stop;
}

const Question* Form::find(std::string_view code) const {
    const auto found = std::ranges::find(questions, code, &Question::code);
    return found == questions.end() ? nullptr : &*found;
}

Result<Answers> check(const Form& form, const Sent& sent) {
    Answers answers;
    std::vector<Problem> problems;
    for (const auto& question : form.questions) {
        auto value = tidy(question, sent(question.code).value_or(""));
        if (!value)
            problems.push_back({question.code, value.error()});
        else if (!value->empty())
            answers.push_back({question.code, std::move(*value)});
        else if (question.required)
            problems.push_back({question.code, missing_words(question)});
    }
    if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    return answers;
}

std::string shown(const Question& question, std::string_view value) {
    const auto found = std::ranges::find(question.choices, value, &Choice::code);
    return found == question.choices.end() ? std::string(value) : found->label;
}

}  // namespace forms

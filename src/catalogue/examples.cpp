// The examples of a service, tried on its own questions.

#include "catalogue/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace catalogue {
namespace {

forms::Sent sent_in(const Example& example) {
    return [&example](std::string_view code) -> std::optional<std::string_view> {
        const auto found = std::ranges::find(example.answers, code, &forms::Answer::question);
        return found == example.answers.end() ? std::nullopt : std::optional<std::string_view>(found->value);
    };
}

bool is_asked(const Definition& service, const Example& example, std::string_view code) {
    return std::ranges::any_of(forms::asked(service.form, sent_in(example)), [&](const auto* question) { return question->code == code; });
}

/// What is wrong, by element: a question's code or "location".
std::map<std::string, std::string> problems_with(const Definition& service, const Example& example) {
    std::map<std::string, std::string> problems;
    const auto checked = forms::check(service.form, sent_in(example));
    if (!checked)
        for (const auto& problem : checked.error().fields) problems.emplace(problem.field, problem.message);
    if (service.has_place() && example.location.empty()) problems.emplace("location", "no place is given");
    return problems;
}

std::string answer_to(const Example& example, std::string_view question) {
    const auto found = std::ranges::find(example.answers, question, &forms::Answer::question);
    return found == example.answers.end() ? std::string() : found->value;
}

/// One example; `report` takes what is wrong with it.
template <class Report>
void try_example(const Definition& service, const Example& example, const Report& report) {
    const auto is_element = [&](std::string_view name) { return (name == "location" && service.has_place()) || service.form.find(name) != nullptr; };
    for (const auto& answer : example.answers)
        if (service.form.find(answer.question) == nullptr)
            report(fmt::format("answers.{}: there is no such question", answer.question));
        else if (!is_asked(service, example, answer.question))
            report(fmt::format("answers.{}: it is not asked of who answers so", answer.question));
    if (!service.has_place() && !example.location.empty()) report("location: the service asks for no place");
    auto problems = problems_with(service, example);
    for (const auto& element : example.refused) {
        if (!is_element(element))
            report(fmt::format("refused: there is no question '{}'", element));
        else if (problems.erase(element) == 0)
            report(fmt::format("refused: {} passes", element));
    }
    if (!example.stopped.empty()) {
        const auto* question = service.form.find(example.stopped);
        if (question == nullptr)
            report(fmt::format("stopped: there is no question '{}'", example.stopped));
        else if (question->stop_for(answer_to(example, example.stopped)).empty())
            report(fmt::format("stopped: the answer to {} does not end the form", example.stopped));
        problems.erase(example.stopped);
    }
    for (const auto& [element, message] : problems) report(fmt::format("{} is refused: {}", element, message));
}

/// A branch that no example goes down may lead nowhere, and one that all go down is none.
template <class Report>
void try_branches(const Definition& service, const Report& report) {
    for (const auto& question : service.form.questions) {
        if (!question.condition) continue;
        const auto asks = [&](const Example& example) { return is_asked(service, example, question.code); };
        if (std::ranges::none_of(service.examples, asks)) report(fmt::format("{}: no example in which it is asked", question.code));
        if (std::ranges::all_of(service.examples, asks)) report(fmt::format("{}: no example in which it is not asked", question.code));
    }
}

}  // namespace

std::vector<std::string> faults_of_examples(const Definition& service) {
    std::vector<std::string> faults;
    if (std::ranges::none_of(service.examples, &Example::must_pass)) faults.emplace_back("examples: none that must pass");
    if (std::ranges::all_of(service.examples, &Example::must_pass)) faults.emplace_back("examples: none that must be refused");
    try_branches(service, [&](const std::string& what) { faults.push_back("examples: " + what); });
    for (const auto& example : service.examples)
        try_example(service, example, [&](const std::string& what) { faults.push_back(fmt::format("examples '{}': {}", example.says, what)); });
    return faults;
}

}  // namespace catalogue

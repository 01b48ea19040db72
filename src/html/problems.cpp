#include "html/problems.h"

#include <algorithm>

namespace html {
namespace {

std::string sentence(const Problem& problem, base::Language language) {
    return base::has_words(problem.message) ? say(problem.message, {}, language) : problem.message;
}

}  // namespace

Html problem_summary(std::span<const Problem> problems, base::Language language) {
    if (problems.empty()) return {};
    govuk::ErrorSummary summary{.title_text = say("html.problem_title", {}, language)};
    for (const auto& problem : problems)
        summary.error_list.push_back(
            {.href = problem.field.empty() ? std::string() : "#" + problem.field, .text = sentence(problem, language)});
    return govuk::error_summary(summary);
}

govuk::ErrorMessage problem_at(std::span<const Problem> problems, std::string_view field, base::Language language) {
    const auto found = std::ranges::find(problems, field, &Problem::field);
    if (found == problems.end()) return {};
    return {.text = sentence(*found, language), .visually_hidden_text = say("html.error", {}, language)};
}

}  // namespace html

#pragma once
// Inside designer only: a case of a draft, played with a stopped clock. Everything is done as it will be later, by the same verbs, in one transaction
// that is thrown away: nothing of it is kept, no letter is sent, nobody is told. What was done so far travels in the page, and is done again at each step.

#include "casework/case_map.h"
#include "catalogue/drafts.h"
#include "web/web.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace designer {

/// What was typed, by field.
using Typing = std::map<std::string, std::string, std::less<>>;

struct TrialStep {
    std::string element;  // of the map, or empty: the case is closed by hand
    Typing answers;
    std::string outcome;  // where it closes the case
};

struct Trial {
    Typing asked;  // the questions' fields, "location", "uprn", "name", "email", "phone"; and "trial-day", "trial-time": when it is asked, else now
    std::vector<TrialStep> steps;
};
std::string text_of(const Trial&);
/// An empty one where that is none.
Trial trial_from(std::string_view text);

/// A task that waits, or was done.
struct TrialTask {
    std::string element, name, team, skill, form;
    std::string due;  // as people read it
    bool closes = false;
};
struct TrialLetter {
    std::string name, subject, body;
};

/// How it stands after all steps.
struct TrialStand {
    catalogue::DefinitionPtr service;
    std::vector<Problem> problems;  // with what was asked, or with the last step
    bool is_asked = false;          // the request was taken
    std::string refused;            // a refusal without fields, as a key
    std::string promised;           // "Friday 4 December 2026"
    std::vector<TrialTask> waiting, done;
    bool has_map = false, is_closed = false;
    std::string outcome;            // label
    std::vector<TrialLetter> letters;
};
Result<TrialStand> play(const web::Context&, std::string_view code, const catalogue::Files& files, const Trial&);

}  // namespace designer

#pragma once
// Inside forms only: the way through a form of who answers so.

#include "forms/forms.h"
#include "forms/worked_out.h"

#include <optional>
#include <string>
#include <vector>

namespace forms {

/// What is asked, and what came of each question.
struct Way {
    std::vector<const Question*> asked = {};  // and answered by people
    std::vector<std::string> kept = {};       // of every question of the form; empty: not asked, not answered, or wrong
    std::vector<Problem> problems = {};
    std::optional<Ineligible> ineligible = {};  // the first rule that holds
};
Way way_through(const Form& form, const Sent& sent);

}  // namespace forms

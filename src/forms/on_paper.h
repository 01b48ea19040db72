#pragma once
// Questions as they stand on paper, where nobody hides one from who need not answer it.

#include "forms/forms.h"

#include <string>
#include <vector>

namespace forms {

struct OnPaper {
    const Question* question = nullptr;
    int number = 0;
    std::string only_if = {};       // in plain words, who answers it; empty: everybody
    std::vector<int> goes_to = {};  // for each of a choice's choices: the number of the question that comes next; 0: the one below; past the last: none
};
/// All questions of a form, numbered from `first`. From what its conditions ask for follows where each tick leads ("go to question 7") and what stands
/// above a question that not everybody answers. `form` must outlive it.
std::vector<OnPaper> on_paper(const Form& form, int first = 1, base::Language language = base::Language::english);

}  // namespace forms

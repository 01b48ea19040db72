#pragma once
// What comes of answers by itself: values that are calculated of them, and who is not eligible.

#include "forms/forms.h"

#include <optional>
#include <string>
#include <vector>

namespace forms {

/// A value that nobody typed and nobody can change, as a person reads it, and how it comes about; that may be empty.
struct Worked {
    const Question* question = nullptr;
    std::string value, explained;
};
/// In the order of the form; what cannot be calculated yet is left out.
std::vector<Worked> worked_out(const Form& form, const Sent& sent, base::Language = base::Language::english);
/// How an answer that was kept came about, among the others that were kept with it.
std::string explained(const Form& form, const Question& question, const Answers& kept, base::Language = base::Language::english);

/// An answer among those kept with it, as a person reads it: behind what is calculated stands on a line of its own how it came about.
std::string shown_among(const Form& form, const Answer& answer, const Answers& kept, base::Language = base::Language::english);
/// The same for colleagues: behind an address stands its property number.
std::string shown_to_staff(const Form& form, const Answer& answer, const Answers& kept);

/// Why the form ends here, and what one can do about it. `check` says both, under the question that decided.
struct Ineligible {
    const Question* decided_by = nullptr;
    std::string reason, appeal;
};
/// Nothing where no rule holds for what is answered so far.
std::optional<Ineligible> ineligible(const Form& form, const Sent& sent);

}  // namespace forms

#pragma once
// Inside catalogue only: the parts of the publishing check, a file each.

#include "catalogue/publishing_check.h"

#include <fmt/format.h>

namespace catalogue {

inline void say_fault(Faults& faults, std::string_view element, std::string text) {
    faults.push_back({std::string(document_file), std::string(element), std::move(text)});
}

/// Questions: what nobody is asked, what nobody can get past, and how many there are.
void look_at_form(const Definition& service, Faults& faults);
/// The letters it sends.
void look_at_letters(const Definition& service, const Surroundings& around, Faults& faults);
/// What life events tell it.
void look_at_events(const Definition& service, const Surroundings& around, Faults& faults);
/// A service that says it is offered in Welsh: what is not.
void look_at_welsh(const Definition& service, Faults& faults);
/// Its name and number among others, its team, what may be kept, what people read and hear.
void look_at_standing(const Definition& service, const Surroundings& around, Faults& faults);

}  // namespace catalogue

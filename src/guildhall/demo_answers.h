#pragma once
// What a resident answers to a service's own questions.

#include "guildhall/demo_town.h"

#include "catalogue/catalogue.h"

#include <map>
#include <string>

namespace guildhall {

/// An answer by question, such as the form takes: no choice that would end it, nothing required left out. A service of which the words say no remarks
/// is answered as in one of its own examples.
std::map<std::string, std::string, std::less<>> draw_answers(Draw& draw, const catalogue::Definition& service, const ServiceWords& words, Day today);
/// The same about a thing in a street: what is true of that kind of trouble, in words of one's own, perhaps with the number that stands on it.
std::map<std::string, std::string, std::less<>> draw_answers(Draw& draw, const forms::Form& form, const ServiceWords& words, Day today, const Trouble& kind,
                                                             std::string_view number);

}  // namespace guildhall

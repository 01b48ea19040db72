#pragma once
// What a process, and the tables it asks, may know of a case. Choices (several as a list), numbers, money in pence, days and times; of a range of
// days `from` and `to`. Of free text, and of what names somebody or something, only whether there is any, since the
// state of a process is no place for what people wrote.

#include "bpmn/bpmn.h"
#include "cases/case.h"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace casework {

boost::json::object variables_of(const forms::Form& form, const forms::Answers& answers);
/// Under `answers`, `service`, `channel`, `ward`.
boost::json::object variables_of(const cases::Case& the_case, const cases::Request& request, const catalogue::Definition& service);

/// What a map has a letter or an errand say: the texts of those variables ("discount.reason discount.appeal"), each a paragraph; what is no text is left out.
std::string words_from(std::string_view variables, const bpmn::Names& names);

}  // namespace casework

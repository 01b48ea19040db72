#pragma once
// A model as a BPMN 2.0 document in UTF-8.
//
// It says what the model holds and nothing else: the same elements, attributes, prefixes, text and order that were
// read. Comments, processing instructions, the white space between elements and how a character was escaped are no part
// of a model. What was read and written reads as the same model again. A model made in code must hold text that XML has
// room for; control characters are written as U+FFFD.

#include "bpmn/model.h"

#include <string>

namespace bpmn {

std::string write(const Model&);

}  // namespace bpmn

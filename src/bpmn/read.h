#pragma once
// A BPMN 2.0 document, from outside and therefore hostile, made into a model.
//
// Refused, each with a message key and the line (`Refusal::fields`: field "line" and, where one is known, "element"):
// what is longer than most_bytes, deeper than most_levels, has more than most_elements elements or passes another limit
// below; an encoding other than UTF-8 and ISO-8859-1; a document type declaration; entities other than XML's own five;
// what is no well-formed XML; an attribute given twice; a prefix nobody declared; and a root that is not BPMN's
// `definitions`. Everything else is read, faults included: those are for check.h.

#include "base/result.h"
#include "bpmn/model.h"

namespace bpmn {

inline constexpr std::size_t most_bytes = 16 * 1024 * 1024, most_elements = 200'000;
inline constexpr int most_levels = 100;
/// Of one element; the characters of one attribute and of one run of text; elements around another that declare
/// namespaces.
inline constexpr std::size_t most_attributes = 100, most_characters = 100'000, most_text = 1'000'000;
inline constexpr int most_declaring = 20;

Result<Model> read(std::string_view document);

}  // namespace bpmn

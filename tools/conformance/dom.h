#pragma once
// The tree that a well-formed piece of HTML stands for, written out in one way, so that two pieces can be compared as
// a browser sees them.
//
// What is the same: the order of attributes, an empty attribute and one without value, runs of white space in text
// and in class, white space at the edges of an element and beside a block, character references and the characters
// themselves. What is not: any attribute, its value, text, order, and white space between inline elements.
// (A label counts as a block: the stylesheet makes it one.)
// A tag left open, closed twice, or an unknown character reference throws: nothing is guessed.

#include <string>
#include <string_view>

namespace conformance {

std::string normal_form(std::string_view html);

}  // namespace conformance

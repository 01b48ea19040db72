#pragma once
// Inside bpmn only: how wide words are, about, and how they break into lines.

#include <string>
#include <string_view>
#include <vector>

namespace bpmn {

/// About as wide as a sans-serif of that size sets it.
double width_of(std::string_view text, double size);
/// In lines no wider than `width`; a word that is wider is broken. What is left after `most` lines ends in an ellipsis.
std::vector<std::string> wrap(std::string_view text, double width, double size, std::size_t most);

}  // namespace bpmn

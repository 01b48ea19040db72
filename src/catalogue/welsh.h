#pragma once
// Two languages in one definition: behind `"label": "Which bin?"` may stand `"label.cy": "Pa fin?"`, for every text that people read.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

/// The document with every "x.cy" in the place of its "x"; nothing where it has none, or is no JSON.
std::optional<std::string> in_welsh(std::string_view document);

/// Each text for residents that has no Welsh, by its path: "questions.size.label", "questions.size.choices.van.label", "promise.text".
std::vector<std::string> missing_in_welsh(std::string_view document);

}  // namespace catalogue

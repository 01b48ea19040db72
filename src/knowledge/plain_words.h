#pragma once
// Inside knowledge only: what may be kept of words that somebody typed, who is not to be known by them. Pure.

#include <string>
#include <string_view>

namespace knowledge {

/// A line without what may name a person or a request: words with an @ or a digit (addresses, numbers, postcodes,
/// references) and references of letters alone are left out. At most 200 characters.
std::string without_details(std::string_view typed);

/// The same as it is counted: in small letters, without marks, at most 80 characters. Empty: nothing is left.
std::string words_to_count(std::string_view typed);

}  // namespace knowledge

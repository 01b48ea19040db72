#pragma once
// Inside website only: services by letter and by words.

#include "catalogue/catalogue.h"

#include <map>
#include <string_view>
#include <vector>

namespace website {

/// By the first letter of the name, in the order of the alphabet; what begins with none stands under '#'.
std::map<char, std::vector<catalogue::DefinitionPtr>> by_letter(const std::vector<catalogue::DefinitionPtr>& services);

/// Those that every word fits, in their name, keywords or summary, best first.
std::vector<catalogue::DefinitionPtr> matching(const std::vector<catalogue::DefinitionPtr>& services, std::string_view words);

}  // namespace website

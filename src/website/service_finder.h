#pragma once
// Inside website only: services in an order for people to look through.

#include "catalogue/catalogue.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace website {

/// By the first letter of what a service is about, its name without the words that so many begin with ("report a …",
/// given as `skipped`): "Report a missed bin collection" stands under M. What begins with no letter stands under '#'.
std::map<char, std::vector<catalogue::DefinitionPtr>> by_letter(const std::vector<catalogue::DefinitionPtr>& services,
                                                                std::string_view skipped);

}  // namespace website

#pragma once
// Inside designer only: what differs between two versions of a service, in words that a colleague reads aloud.

#include "catalogue/drafts.h"

#include <string>
#include <vector>

namespace designer {

/// A line each: "Question 'bin': the choice 'brown' was added"; empty where nothing differs. Texts that cannot be read differ as a whole.
std::vector<std::string> differences(const catalogue::Files& before, const catalogue::Files& after);

}  // namespace designer

#pragma once
// Inside catalogue only.

#include "catalogue/element.h"
#include "catalogue/levels.h"

namespace catalogue {

/// The member "levels" of a definition that promises so many working days; where it is absent, the promise alone. Refuses what it
/// does not know, and a `resolve` that is not the promise.
Result<Levels> read_levels(const Element& root, std::int64_t promised_working_days);

}  // namespace catalogue

#pragma once
// Inside clocks only.

#include "clocks/clocks.h"

namespace clocks {

/// Goes on where the case stood still for the resident, who has now said something; content elsewhere.
Result<void> resident_answered(db::Tx& tx, cases::CaseId id);

}  // namespace clocks

#pragma once
// Inside cases only: rows of lists.

#include "cases/worklist.h"

namespace cases {

/// The given cases with their first requests, in the order of the ids, for ids the scope allows.
std::vector<Line> lines_of(db::Tx& tx, const access::Scope& scope, std::span<const CaseId> ids);

}  // namespace cases

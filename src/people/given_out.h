#pragma once
// Everybody as a list that leaves the house: docs/exports.md says what stands in the columns.

#include "exports/giving.h"

namespace people {

/// The claims that hold now, one row for each person, in the order of their ids. Who may have it is the caller's to say.
exports::List list_to_give_out(exports::Format format);

}  // namespace people

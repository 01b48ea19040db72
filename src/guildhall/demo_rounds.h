#pragma once
// The invented borough's collection rounds.

#include "borough/borough.h"
#include "db/db.h"

namespace guildhall {

/// Five kinds of bin and a round of each for every working day: general waste one week, recycling and paper the other, food every
/// week, garden waste every fortnight. Each street has its day and, where there are
/// several, its crew. Bank holidays put the rest of their week off by a day, but for Good Friday.
/// Loaded again it changes nothing.
Result<void> load_demo_rounds(db::Tx& tx, const borough::Borough& borough);

}  // namespace guildhall

#pragma once
// For a past that is told and not lived: the invented borough, imports.

#include "base/result.h"
#include "db/tx.h"
#include "journal/event.h"

namespace notifications {

/// What was queued about a subject and not tried yet is on record as sent at this moment, or as refused for good; nothing
/// of it leaves the house.
Result<void> settle_untried(db::Tx&, const journal::Subject&, bool refused);

}  // namespace notifications

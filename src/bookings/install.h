#pragma once
// How bookings is wired into one tenant.

#include "db/tx.h"
#include "jobs/kinds.h"

namespace bookings {

/// Knows how to let holds lapse and how to remind.
void install(jobs::Kinds&);
/// Looks every minute for holds that are over. At every start.
void set_timers(db::Tx&);

}  // namespace bookings

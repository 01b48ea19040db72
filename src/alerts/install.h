#pragma once
// How alerts is wired into one tenant.

#include "db/tx.h"
#include "jobs/kinds.h"
#include "journal/subscribers.h"

namespace alerts {

/// Hears of new problems; knows how to remind and to tell.
void install(journal::Subscribers&, jobs::Kinds&);
/// Looks every ten minutes whether somebody is to be reminded. At every start.
void set_timers(db::Tx&);

}  // namespace alerts

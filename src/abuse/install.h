#pragma once
// How abuse is wired into one tenant.

#include "jobs/kinds.h"

namespace abuse {

void install(jobs::Kinds&);
/// Forgets hourly what has had its time.
void set_timers(db::Tx&);

}  // namespace abuse

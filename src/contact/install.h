#pragma once
// How main puts this room into the building, for each tenant.

#include "jobs/kinds.h"

namespace contact {

/// The kind of job that takes away forms whose time is over.
void install(jobs::Kinds& kinds);
/// Its timer: every hour. At every start of a tenant.
void set_timers(db::Tx& tx);

}  // namespace contact

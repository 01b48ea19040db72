#pragma once
// How cases is wired into one tenant.

#include "catalogue/ranking.h"
#include "db/tx.h"
#include "jobs/kinds.h"
#include "journal/subscribers.h"

namespace cases {

/// Hears what became of letters, knows how to ask whether something is fixed, and ranks the services by their use.
void install(journal::Subscribers&, jobs::Kinds&, const catalogue::RankingRules& = {});
/// Sets the timer of the ranking; at every start of a tenant. What was never ranked is ranked at once.
void set_timers(db::Tx& tx);

}  // namespace cases

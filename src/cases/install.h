#pragma once
// How cases is wired into one tenant.

#include "catalogue/ranking.h"
#include "db/tx.h"
#include "jobs/kinds.h"
#include "journal/subscribers.h"

namespace cases {

inline constexpr std::string_view late_checks_kind = "cases.tell_of_late_checks";

/// Hears what became of letters, knows how to ask whether something is fixed and whom to tell of late checks, and ranks the services by
/// their use.
void install(journal::Subscribers&, jobs::Kinds&, const catalogue::RankingRules& = {});
/// Looks hourly for checks that became late, and every three hours how services are used: what was never ranked is ranked at once.
void set_timers(db::Tx& tx);

}  // namespace cases

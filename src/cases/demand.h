#pragma once
// How often each service is asked for: what the boxes on the home page are given by (catalogue/ranking.h).

#include "base/time.h"
#include "catalogue/ranking.h"
#include "db/tx.h"
#include "jobs/kinds.h"

#include <string_view>
#include <vector>

namespace cases {

/// The requests of each day (UTC) from `from` until before `before`, but for those that were withdrawn. Reads every request of those
/// days: for a job, never for a page.
std::vector<catalogue::Use> demand_by_day(db::Tx& tx, Day from, Day before);

/// The job that counts and ranks the services, and how often it is due.
inline constexpr std::string_view rank_services_kind = "cases.rank_services";
inline constexpr auto rank_services_period = std::chrono::hours(3);
/// Counts in a read of its own, so that nobody waits for it.
Result<void> rank_services(const jobs::Running& job, const catalogue::RankingRules& rules);

}  // namespace cases

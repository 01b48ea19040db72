#include "cases/demand.h"

#include "cases/queries.h"
#include "catalogue/shortcuts.h"

#include <algorithm>
#include <iterator>

namespace cases {

std::vector<catalogue::Use> demand_by_day(db::Tx& tx, Day from, Day before) {
    std::vector<catalogue::Use> demand;
    for (const auto row : tx.query(sql::demand_by_day, Instant(from), Instant(before)))
        demand.push_back({row.get<std::string>(0), Day(std::chrono::days(row.get<std::int64_t>(1))), row.get<std::int64_t>(2)});
    return demand;
}

Result<void> rank_services(const jobs::Running& job, const catalogue::RankingRules& rules) {
    const auto today = base::day_of(job.context().now);
    const auto uses = TRY(job.database().read(job.context(), [&](db::Tx& tx) -> Result<std::vector<catalogue::Use>> {
        const auto season = catalogue::season_at(today);
        auto demand = demand_by_day(tx, today - std::chrono::days(rules.reach_days()), today + std::chrono::days(1));
        std::ranges::move(demand_by_day(tx, season.from, season.before), std::back_inserter(demand));
        return demand;
    }));
    return job.finish([&](db::Tx& tx) { return catalogue::rank_services(tx, uses, rules); });
}

}  // namespace cases

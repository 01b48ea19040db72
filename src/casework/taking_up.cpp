#include "casework/taking_up.h"

#include "casework/carrying.h"
#include "casework/variables.h"
#include "cases/cases.h"

#include <algorithm>

namespace casework {
namespace {

constexpr int at_a_time = 200;

/// Whether whatever the map ends on is an outcome of the version that was asked under: else it stays as it is, worked on by hand.
bool ends_as_it_may(const catalogue::Definition& live, const catalogue::Definition& asked) {
    return std::ranges::all_of(live.outcomes, [&](const catalogue::Outcome& outcome) { return !asked.outcome_label(outcome.code).empty(); });
}

/// A case keeps the version of its service that it was asked under; where that had no map, it goes along the map of the live one.
Result<void> begin_late(db::Tx& tx, cases::CaseId id) {
    const auto c = TRY(cases::case_on_course(tx, id));
    if (c.state == cases::State::closed || task_store::newest_run(tx, id) || cases::passed_of(tx, id)) return {};
    const auto requests = cases::requests_of(tx, id);
    if (requests.empty()) return {};
    const auto asked = TRY(catalogue::find_version(tx, c.service, c.service_version));
    const auto live = asked->process.empty() ? TRY(catalogue::find_live(tx, c.service)) : asked;
    if (!ends_as_it_may(*live, *asked)) return {};
    auto variables = variables_of(c, requests.front(), *asked);
    variables["taken_up"] = true;
    return begin(tx, c, *live, std::move(variables));
}

}  // namespace

Result<void> take_up(const jobs::Running& job) {
    for (cases::CaseId after{};;) {
        const auto ids = TRY(job.database().read(job.context(), [&](db::Tx& tx) -> Result<std::vector<cases::CaseId>> { return cases::open_after(tx, after, at_a_time); }));
        if (ids.empty()) return {};
        for (const auto id : ids) {
            if (job.is_stopping()) return refuse(Kind::unavailable, "casework.stopping");
            TRY(job.database().write(job.context(), [&](db::Tx& tx) { return begin_late(tx, id); }));
        }
        after = ids.back();
    }
}

}  // namespace casework

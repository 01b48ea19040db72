#include "casework/taking_up.h"

#include "base/log.h"
#include "casework/carrying.h"
#include "casework/queries.h"
#include "casework/variables.h"
#include "cases/cases.h"
#include "catalogue/stages.h"

#include <algorithm>

namespace casework {
namespace {

constexpr int at_a_time = 200;

/// Open cases that are on no map, or on one that does not say of which service it is, after `after`.
std::vector<cases::CaseId> without_map(db::Tx& tx, cases::CaseId& after) {
    std::vector<cases::CaseId> found;
    while (found.empty()) {
        const auto open = cases::open_after(tx, after, at_a_time);
        if (open.empty()) break;
        after = open.back();
        for (const auto id : open)
            if (const auto run = task_store::newest_run(tx, id); !run || run->service.empty()) found.push_back(id);
    }
    return found;
}

/// Whether whatever the map ends on is an outcome of the version that was asked under: else it stays as it is, worked on by hand.
bool ends_as_it_may(const catalogue::Definition& live, const catalogue::Definition& asked) {
    return std::ranges::all_of(live.outcomes, [&](const catalogue::Outcome& outcome) { return !asked.outcome_label(outcome.code).empty(); });
}

/// A case keeps the version of its service that it was asked under; where that had no map, it goes along the map of the live one.
Result<void> begin_late(db::Tx& tx, cases::CaseId id) {
    const auto c = TRY(cases::case_on_course(tx, id));
    const auto run = task_store::newest_run(tx, id);
    if (run) tx.run(sql::name_service, c.service, run->id);  // of a program that did not write it down
    if (c.state == cases::State::closed || run || cases::passed_of(tx, id)) return {};
    const auto request = cases::first_live_request(tx, id);
    if (!request) return {};
    const auto asked = TRY(catalogue::find_version(tx, c.service, c.service_version));
    auto live = asked;
    if (live->process.empty()) live = TRY(catalogue::find_newest(tx, c.service));
    if (live->process.empty() || !ends_as_it_may(*live, *asked)) return {};
    const auto map = TRY(CaseMap::of(*live));
    if (c.owner && !map->teams().empty()) return {};  // somebody is at it already, by other steps
    auto variables = variables_of(c, *request, *asked);
    variables["taken_up"] = true;
    return begin(tx, c, *live, std::move(variables), false);
}

}  // namespace

Result<void> take_up(const jobs::Running& job) {
    for (cases::CaseId after{};;) {
        const auto ids = TRY(job.database().read(job.context(), [&](db::Tx& tx) -> Result<std::vector<cases::CaseId>> { return without_map(tx, after); }));
        if (ids.empty()) return {};
        for (const auto id : ids) {
            if (job.is_stopping()) return refuse(Kind::unavailable, "casework.stopping");
            const auto begun = job.database().write(job.context(), [&](db::Tx& tx) { return begin_late(tx, id); });
            if (!begun && begun.error().kind == Kind::unavailable) return begun;
            if (!begun) base::log::warning("a case stays without a map", {{"case", id.value}, {"why", std::string_view(begun.error().log)}});
        }
    }
}

}  // namespace casework

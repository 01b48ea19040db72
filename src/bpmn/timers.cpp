#include "bpmn/bpmn.h"
#include "jobs/kinds.h"

namespace bpmn {
namespace {

constexpr int at_a_time = 500;

/// Each in a transaction of its own, so that one that fails holds up no other; a deadline that somebody else met
/// meanwhile is none.
Result<void> fire_all(const jobs::Running& job, Engine& engine) {
    const auto due = TRY(job.database().read(
        job.context(), [&](db::Tx& tx) -> Result<std::vector<WaitId>> { return engine.due(tx, at_a_time); }));
    Result<void> outcome;
    for (const auto& wait : due) {
        if (job.is_stopping()) return refuse(Kind::unavailable, "bpmn.stopping");
        const auto fired = job.database().write(job.context(), [&](db::Tx& tx) { return engine.fire(tx, wait); });
        if (!fired && fired.error().kind != Kind::conflict) outcome = fired;
    }
    TRY(job.database().write(job.context(), [&](db::Tx& tx) { return engine.start_due(tx, at_a_time); }));
    return outcome;
}

}  // namespace

void add_timers(jobs::Kinds& kinds, Engine& engine) {
    kinds.add("bpmn.timers", [&engine](const jobs::Running& job) { return fire_all(job, engine); }, {.lane = "bpmn"});
}

}  // namespace bpmn

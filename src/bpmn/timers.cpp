#include "bpmn/bpmn.h"
#include "jobs/kinds.h"

namespace bpmn {
namespace {

constexpr int at_a_time = 500, most_rounds = 200;

struct Round {
    int fired = 0;
    Result<void> outcome;
};

/// Each in a transaction of its own, so that one that fails holds up no other; a deadline that somebody else met
/// meanwhile is none.
Result<Round> fire_due(const jobs::Running& job, Engine& engine) {
    const auto due = TRY(job.database().read(
        job.context(), [&](db::Tx& tx) -> Result<std::vector<WaitId>> { return engine.due(tx, at_a_time); }));
    Round round;
    for (const auto& wait : due) {
        if (job.is_stopping()) return refuse(Kind::unavailable, "bpmn.stopping");
        const auto fired = job.database().write(job.context(), [&](db::Tx& tx) { return engine.fire(tx, wait); });
        round.fired += fired.has_value();
        if (!fired && fired.error().kind != Kind::conflict) round.outcome = fired;
    }
    return round;
}

/// Until none is left: what fires may open a deadline that has come already. A model that does nothing else has the next
/// look for the rest.
Result<void> fire_all(const jobs::Running& job, Engine& engine) {
    Round round{.fired = 1, .outcome = {}};
    for (int i = 0; i < most_rounds && round.fired > 0; ++i) {
        auto next = TRY(fire_due(job, engine));
        round = std::move(next);
    }
    TRY(job.database().write(job.context(), [&](db::Tx& tx) { return engine.start_due(tx, at_a_time); }));
    return round.outcome;
}

}  // namespace

void add_timers(jobs::Kinds& kinds, Engine& engine) {
    kinds.add("bpmn.timers", [&engine](const jobs::Running& job) { return fire_all(job, engine); }, {.lane = "bpmn"});
}

}  // namespace bpmn

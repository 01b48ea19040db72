#include "casework/install.h"

#include "casework/away.h"
#include "casework/carrying.h"
#include "casework/errands.h"
#include "casework/map_moves.h"
#include "casework/reminders.h"
#include "casework/taking_up.h"
#include "cases/course.h"
#include "connectors/events.h"
#include "jobs/jobs.h"

namespace casework {
namespace {

/// The map goes on with what came of an errand; one that nobody waits for any more is passed over.
Result<void> answered(db::Tx& tx, connectors::ErrandId errand, std::string_view outcome, std::string_view reference) {
    const auto awaited = awaited_by(tx, errand);
    if (!awaited) return {};
    settle(tx, errand);
    return carry_on(tx, awaited->run, awaited->wait, {{"outcome", outcome}, {"reference", reference}});
}

}  // namespace

void carry_cases() { cases::plug_in(Carrying::the()); }

void install(journal::Subscribers& subscribers, jobs::Kinds& kinds) {
    bpmn::add_timers(kinds, Carrying::the().engine());
    subscribers.on<connectors::ErrandAnswered>("casework.errand_answered",
                                               [](db::Tx& tx, const connectors::ErrandAnswered& event, const journal::Fact&) -> Result<void> {
                                                   return answered(tx, event.errand, event.outcome, event.reference);
                                               });
    subscribers.on<connectors::ErrandFailed>("casework.errand_failed", [](db::Tx& tx, const connectors::ErrandFailed& event, const journal::Fact&) -> Result<void> {
        return answered(tx, event.errand, "failed", event.reason);
    });
    kinds.add(std::string(taking_up_kind), take_up);
    kinds.add(std::string(away_over_kind), note_end);
    kinds.add(std::string(moving_kind), carry_on_moving);
    kinds.add(std::string(reminder_kind), remind);
}

void set_timers(db::Tx& tx) {
    jobs::every(tx, timers_kind, std::chrono::seconds(5), timers_kind);
    jobs::schedule(tx, {.kind = std::string(taking_up_kind), .key = "once"});
}

}  // namespace casework

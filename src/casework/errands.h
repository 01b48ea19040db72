#pragma once
// Inside casework only: steps of a map that a back office carries out.

#include "casework/case_map.h"
#include "casework/task_store.h"
#include "connectors/connectors.h"
#include "db/tx.h"

namespace casework {

/// Hands the step of an element over; the process waits for it under `wait`. `words`: what the map says to the back office beside its name.
Result<connectors::ErrandId> hand_over(db::Tx& tx, const CaseMap& map, const catalogue::Definition& service, const Run& run, std::string_view element, std::int64_t wait,
                                       std::string_view words);

/// What the process waits for under an errand; nothing where it waits no more.
struct Awaited {
    RunId run;
    std::int64_t wait = 0;
};
std::optional<Awaited> awaited_by(db::Tx& tx, connectors::ErrandId errand);
/// Of a run, those that are not settled.
std::vector<connectors::ErrandId> errands_of(db::Tx& tx, RunId run);
void settle(db::Tx& tx, connectors::ErrandId errand);

}  // namespace casework

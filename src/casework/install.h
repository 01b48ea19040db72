#pragma once
// How casework is wired into one tenant.

#include "db/tx.h"
#include "jobs/kinds.h"
#include "journal/subscribers.h"

namespace casework {

inline constexpr std::string_view timers_kind = "bpmn.timers", taking_up_kind = "casework.take_up";

/// From now on in this program, cases go along the maps of their services.
void carry_cases();
/// Looks for deadlines on maps, and hears what back offices answer.
void install(journal::Subscribers&, jobs::Kinds&);
/// Every five seconds for deadlines; once for open cases from before their service had a map.
void set_timers(db::Tx& tx);

}  // namespace casework

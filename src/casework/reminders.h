#pragma once
// Inside casework only: what residents are reminded of when their case is long over, the renewal of a permit, say. A map says it at an end event:
// reminder (the letter), remindOn (the variable with the day, "issue.ends"), remindDaysBefore (0 to 366).
//
// Promises
//  1. The deadline is a row (a job) of the transaction that ended the case; nothing is kept in memory.
//  2. One reminder waits for a case: a case that was reopened and ends anew has a new day, and none where it ends otherwise.
//  3. It is written once, at ten by the council's clock, to whoever the case still has; and only while the case stands closed with that outcome.

#include "casework/case_map.h"
#include "cases/case.h"
#include "db/tx.h"
#include "jobs/kinds.h"

#include <boost/json/object.hpp>

namespace casework {

inline constexpr std::string_view reminder_kind = "casework.remind";

/// What the end of a map with that outcome asks for; takes off what was set before. A day that is missing or past sets none.
void set_reminder(db::Tx& tx, const CaseMap& map, cases::CaseId id, std::string_view outcome, const boost::json::object& variables);
Result<void> remind(const jobs::Running& job);

}  // namespace casework

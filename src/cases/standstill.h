#pragma once
// For the room that keeps a case's clocks: a case stands still, goes on, and its promise moves by it. What stood still and why
// is that room's to announce.

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

/// Counts as a change of an open case by who saw so many `changes`, as every verb does; wants cases.work.
Result<Case> change_standing(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes);

/// The promise of an open case moves because it stood still, for `reason`, a code of its service's pauses; the residents who left an address
/// are written why. Content where it is promised so already, or nothing is.
Result<Case> move_promise(db::Tx& tx, CaseId id, Instant due, std::string_view reason);

/// The reason of a promise that was put off only as long as the case stands still: no resident is told, and none sees it.
inline constexpr std::string_view still_standing = "still_standing";
Result<Case> put_off_promise(db::Tx& tx, CaseId id, Instant due);

}  // namespace cases

#pragma once
// One piece of work that several people asked for: somebody asks too, two cases become one, and are parted again.
//
// Promises
//  1. Every request has its own reference, letters and contact check, and nobody sees another's words or name.
//  2. What was joined can be parted, and is then as it was: its own requests, owner and promise. What residents did
//     meanwhile (added, withdrew) stays done; a case is never left without anybody who asks for it.
//  3. Of two cases the one that was promised earlier goes on, so nobody waits longer than they were told.
//  4. The case that was joined is closed as a duplicate, without requests and out of lists and search, until it is parted.

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

struct Opened;
struct Submission;

/// Somebody asks for the work of a case that is there: a request of their own on it, with that case's promise. The answers may be
/// few; `Submission::words` are kept as said by them. Refused as a conflict, "cases.closed_meanwhile", where the case is open no more.
Result<Opened> ask_too(db::Tx& tx, Random& random, CaseId id, const Submission& submission);

/// Which of the two goes on when they are joined: the one promised earlier; of equals the one opened first.
const Case& survivor_among(const Case& one, const Case& other);

/// All requests of `other` go over to `survivor`; `other` ends as a duplicate. Wants cases.work for both. Refuses as a conflict what
/// is not open, another service's case that was not split off the survivor (splitting.h), one promised earlier than the survivor, and one with an open task.
Result<Case> join(db::Tx& tx, const access::Actor& who, CaseId survivor, std::int64_t seen_changes, CaseId other,
                  std::int64_t others_seen_changes);
/// The inverse: `other` is open again with the requests it had, those of cases joined to it too. Wants cases.work for both. Refuses
/// as a conflict what is not joined there, and a parting after which one of the two had nobody who asks for it.
Result<Case> part(db::Tx& tx, const access::Actor& who, CaseId survivor, std::int64_t seen_changes, CaseId other);

/// A case that was joined to another, and when.
struct Joined {
    CaseId id, survivor;
    Instant at;
};
/// Those joined to this one itself, in the order in which they were.
std::vector<Joined> joined_to(db::Tx& tx, CaseId survivor);
/// The case and all that were joined to it, or to one of those.
std::vector<CaseId> with_all_joined(db::Tx& tx, CaseId survivor);
/// Where this one was joined to; nothing if it stands for itself.
std::optional<Joined> joined_from(db::Tx& tx, CaseId id);
/// The case that a request is on now; 0: there is no such request.
CaseId case_id_of(db::Tx& tx, RequestId request);
/// The case that goes on for this one: itself, or what it was joined to in the end.
CaseId goes_on_as(db::Tx& tx, CaseId id);

}  // namespace cases

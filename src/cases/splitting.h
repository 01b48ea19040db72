#pragma once
// One case that is really two pieces of work: requests are taken out of it, or a second one is made of a request that holds two matters.
// What is split is put together again by joining (joining.h), and parted anew by parting.
//
// Promises
//  1. Every request keeps its reference, letters, files, contact check and promise, and is in exactly one case. Its resident sees what
//     happened on the old case up to the split, and from then on what happens on the new one.
//  2. The history of the new case begins with that of the old one, notes too; what concerns other people's requests stays there alone.
//  3. The old case goes on where it was. The new one begins the map of its service.
//  4. Neither is left without somebody who asks for it.

#include "cases/case.h"
#include "db/tx.h"

#include <span>

namespace cases {

struct Opened;
struct Submission;

/// Takes requests out of an open case into one of their own: with its team, owner, promise and version of the service, and with its open tasks
/// that are about those requests. Where they are just what came by joining another case, that one is parted again instead. Wants
/// cases.work, and words why, which stand in both histories (field "text"). Refuses nothing chosen (field "requests"), and as a conflict a closed case and a
/// split after which one of the two had nobody who asks for it. The case they are on now comes back.
Result<Case> split(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes, std::span<const RequestId> requests, std::string_view why);

/// A second request for what `first`, a live request of this open case, asks for as well; it opens a case of its own, also of another service and team, with that
/// service's promise. The submission brings person and place of the first. Wants cases.work for the old case, and words why (field "text").
Result<Opened> split_matter(db::Tx& tx, Random& random, const access::Actor& who, CaseId id, std::int64_t seen_changes, RequestId first,
                            const Submission& second, std::string_view why);

/// A case that was split off another one.
struct SplitOff {
    CaseId id, origin;
    RequestId request;  // that held two matters; 0: requests were taken out
    Instant at;
};
std::optional<SplitOff> split_off_from(db::Tx& tx, CaseId id);
/// Those split off this one, in the order in which they were; also those that were joined to it again.
std::vector<SplitOff> split_off_of(db::Tx& tx, CaseId origin);
/// Whether `part` was split off `whole`, or off a case that is joined to it now: then they may go together, whatever their services.
bool is_part_of(db::Tx& tx, CaseId part, CaseId whole);

}  // namespace cases

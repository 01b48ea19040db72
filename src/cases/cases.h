#pragma once
// The door of cases: requests, and the work they cause.
//
// Promises
//  1. A request is never without a case, a case never without a request, unless it was joined to another (joining.h); both
//     are made in one transaction.
//  2. A reference is random and unique; it is the only name of a request that a resident sees.
//  3. Every change is a fact about the case, in the same transaction. One of its state, owner or promise, and words to the
//     resident, raise `changes` by one; who makes one says which `changes` they saw, and is refused as a conflict when
//     somebody was quicker. What they wrote is not kept then: the page shows it to them again. Notes and tasks stand
//     beside each other, so they raise nothing.
//  4. A case that was acknowledged is found by search at once.
//  5. An open case has a request that was not withdrawn.

#include "cases/case.h"
#include "cases/check_queue.h"
#include "cases/course.h"
#include "cases/demand.h"
#include "cases/flagging.h"
#include "cases/history.h"
#include "cases/joining.h"
#include "cases/near.h"
#include "cases/ownership.h"
#include "cases/passing.h"
#include "cases/past.h"
#include "cases/publishing.h"
#include "cases/request_list.h"
#include "cases/resident.h"
#include "cases/splitting.h"
#include "cases/standstill.h"
#include "cases/tasks.h"
#include "cases/visits.h"
#include "cases/worklist.h"
#include "db/db.h"

namespace cases {

/// What somebody asks for, checked already against the service's form.
struct Submission {
    catalogue::DefinitionPtr service;
    forms::Answers answers;
    people::PersonId person;
    std::string searchable;  // name and place in words, for the search index
    places::LocationId location;
    std::string channel = {};  // on which the resident asked; empty: that of the transaction
    std::string area = {};     // code of the ward it lies in, where known
    base::Language language = base::Language::english;
    std::optional<places::Point> point = {};  // of the location: where it is compared with others
    std::optional<places::Body> pass_to = {};  // who looks after the place, and is written to at once; nothing: the council
    std::string words = {};        // of who asks for what was reported already (ask_too); otherwise they stand among the answers
};

struct Opened {
    RequestId request;
    Reference reference;
    CaseId case_id;
    Instant due_at;
};

/// Keeps the request, opens its case with the service's team and promise, indexes it for search, and announces
/// CaseOpened. What is passed on at once is promised by no day.
Result<Opened> open_case(db::Tx& tx, Random& random, const Submission& submission);

/// Who closes must hold cases.close for the case's team. `seen_changes` is what they had on screen. The residents are
/// told, and asked later whether it is put right, where the service says so.
Result<Case> close_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes,
                        std::string_view outcome, std::string_view note);
/// The same at the end of its course, by whoever did its last step (0: nobody of the staff): no permission is asked for. Refuses an outcome that the service has not.
Result<Case> finish_case(db::Tx& tx, CaseId id, std::string_view outcome, access::StaffId by);
/// With one of `reopening_reasons`. The promise runs anew from now.
Result<Case> reopen_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes,
                         std::string_view reason, std::string_view note);

/// Words for colleagues; up to 5,000 characters.
Result<void> add_note(db::Tx& tx, const access::Actor& who, CaseId id, std::string_view text);

/// Writes to the residents by e-mail and keeps the words in the history as said to them. Refused as a conflict,
/// "cases.no_address", where nobody left an address: somebody must ring. Wants messages.send.
Result<Case> tell_resident(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes,
                           std::string_view text);
/// Promises another day, with words why, and writes that to the residents who left an address. Refuses a moment that is
/// past or more than a year away (field "due"). Wants cases.work.
Result<Case> promise_later(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes, Instant due,
                           std::string_view text);

/// Not found also where the actor may not know of it.
Result<Case> find_case(db::Tx& tx, const access::Actor& who, CaseId id);
std::vector<Request> requests_of(db::Tx& tx, CaseId id);
/// By public reference, for the resident; the contact check is the caller's.
Result<Request> find_request(db::Tx& tx, const Reference& reference);
/// The case behind a resident's own request: state, outcome and dates.
Result<Case> case_of(db::Tx& tx, const Request& request);

struct Note {
    Instant at;
    std::string actor;
    std::string text;
};
/// What colleagues wrote for each other.
std::vector<Note> notes_of(db::Tx& tx, CaseId id);

}  // namespace cases

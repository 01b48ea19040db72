#pragma once
// Requests and cases. A request is what one person asked; a case is the work it causes. One case may serve many
// requests; outcome and closed are two things.
//
// Promises
//  1. A request is never without a case, a case never without a request; both are made in one transaction.
//  2. A reference is random and unique; it is the only name of a request that a resident sees.
//  3. Every change is a fact about the case, in the same transaction, and raises `changes` by one; who changes a case
//     says which `changes` they saw, and is refused as a conflict when somebody was quicker.
//  4. A case that was acknowledged is found by search at once.

#include "access/access.h"
#include "base/result.h"
#include "catalogue/catalogue.h"
#include "db/db.h"
#include "forms/forms.h"
#include "people/people.h"
#include "places/places.h"

#include <optional>
#include <string>
#include <vector>

namespace cases {

struct CaseTag;
using CaseId = Id<CaseTag>;
struct RequestTag;
using RequestId = Id<RequestTag>;

enum class State { open, closed };

struct Case {
    CaseId id;
    std::string service;
    std::int64_t service_version = 0;
    access::TeamId team;
    State state = State::open;
    Instant opened_at;
    std::optional<Instant> closed_at;
    std::string outcome;  // a code of the service's outcomes; empty while open
    std::int64_t changes = 0;

    /// Closes with an outcome. Refuses a closed case.
    Result<void> close(std::string outcome_code, Instant now);
    /// Within 28 days of closing, with nothing lost. Refuses an open case and a late wish.
    Result<void> reopen(Instant now);
};

struct Request {
    RequestId id;
    Reference reference;
    CaseId case_id;
    std::string service;
    std::int64_t service_version = 0;
    people::PersonId person;      // 0: anonymous
    places::LocationId location;  // 0: no place
    std::string channel;
    forms::Answers answers;
    Instant received_at;
};

/// What somebody asks for, checked already against the service's form.
struct Submission {
    catalogue::DefinitionPtr service;
    forms::Answers answers;
    people::PersonId person;
    std::string searchable;  // name and place in words, for the search index
    places::LocationId location;
    std::string channel = {};  // on which the resident asked; empty: that of the transaction
};

struct Opened {
    RequestId request;
    Reference reference;
    CaseId case_id;
};

/// Keeps the request, opens its case with the service's team, indexes it for search, and announces CaseOpened.
Result<Opened> open_case(db::Tx& tx, Random& random, const Submission& submission);

/// Who closes must hold cases.close for the case's team. `seen_changes` is what they had on screen.
Result<Case> close_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes,
                        std::string_view outcome, std::string_view note);
Result<Case> reopen_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes,
                         std::string_view note);
/// Words for colleagues; up to 5,000 characters.
Result<void> add_note(db::Tx& tx, const access::Actor& who, CaseId id, std::string_view text);

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
std::vector<Note> notes_of(db::Tx& tx, CaseId id);

/// One row of a list: a case with its first request.
struct Line {
    Case the_case;
    Request request;
};
struct Wanted {
    std::optional<State> state = State::open;
    CaseId before = {};  // cursor: cases older than this one (by opening); 0: from the newest
    Instant before_at = {};
    int limit = 50;
};
/// The cases this actor may see, newest first.
std::vector<Line> list(db::Tx& tx, const access::Actor& who, const Wanted& wanted);
/// The cases this actor may see that match the words, best first. Refuses a query that is too long.
Result<std::vector<Line>> search(db::Tx& tx, const access::Actor& who, std::string_view words, int limit);
/// Notes in the journal that this actor searched: how many words and hits, never which.
void note_search(db::Tx& tx, std::string_view words, std::size_t hits);
std::int64_t count_open(db::Tx& tx, const access::Actor& who);

}  // namespace cases

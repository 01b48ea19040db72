#pragma once
// What another body looks after is passed on to it, and can still be followed here.
//
// Promises
//  1. The body is written by e-mail what was reported, where, and our reference; never who reported it or how they are reached.
//  2. The case stays open and with its team, so that the answer has where to come; the council promises no day for others' work.
//  3. A letter that does not arrive becomes a task on the case.

#include "cases/case.h"
#include "db/tx.h"
#include "places/responsible.h"

namespace cases {

/// To whom a case was passed on.
struct Passed {
    std::string body, phone, web;
    std::int64_t message = 0;  // the letter
    Instant at;
};
std::optional<Passed> passed_of(db::Tx& tx, CaseId id);

/// Who looks after the place of the case's first request, if it is not the council.
std::optional<places::Body> body_for(db::Tx& tx, const Case& the_case);
std::optional<places::Body> body_for(db::Tx& tx, const catalogue::Definition& service, const places::Location& place);

/// Passes a case that was opened for the council on to who looks after its place; the residents are told. Wants cases.work. Refuses as
/// a conflict what is closed or was passed on already, and what has no other body, or none with an e-mail address.
Result<Case> pass_on(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes);

/// Inside cases: a case that was opened in this very transaction.
void pass_on_at_once(db::Tx& tx, const Case& the_case, const Request& request, const catalogue::Definition& service, const places::Body& body);

}  // namespace cases

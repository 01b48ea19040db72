#pragma once
// Requests that another system took, told here once they are over there: with the moments at which things happened, as far as
// they are known, and nothing made up. Nobody is written to, and nobody is asked later whether it is put right.

#include "cases/case.h"
#include "db/tx.h"

#include <map>

namespace cases {

/// What the file said, checked already.
struct PastRequest {
    std::string source;     // of which system: "la311"; 1 to 40 characters
    std::string reference;  // its name there; 1 to 80 characters
    catalogue::DefinitionPtr service;
    access::TeamId team;    // that of the service
    people::PersonId person;
    places::LocationId location;
    std::string channel, area;
    std::string searchable;          // name and place in words
    Instant received_at;
    std::optional<Instant> closed_at;  // none: it is open. May lie before it was received, if the other system said so
    std::string outcome;               // of a closed one: a code of the service
    std::string words;                 // the resident's own
    std::vector<std::string> notes;    // for colleagues
    std::string oddities;              // codes parted by blanks: what was odd about the record, up to 200 characters
};

struct TakenOver {
    RequestId request;
    Reference reference;
    CaseId case_id;
};

/// Keeps request and case, indexes them for search (by their old name too), and announces CaseOpened and CaseClosed at
/// their own moments, and CaseTakenOver at the present one. An open case has no promise: we made none. Whoever takes the same over
/// twice is refused by the database; ask `taken_over` first.
TakenOver take_over(db::Tx& tx, Random& random, const PastRequest& past);
/// Which of these references of that system are here already, and how their cases stand.
std::map<std::string, State> taken_over(db::Tx& tx, std::string_view source, std::span<const std::string> references);

/// The other system says of one that is open here that it was closed there since.
enum class ClosedSince {
    closed,     // so it is here now, at the moment when it was there; nobody is written to
    worked_on,  // somebody here has worked on it: it is left as it is
};
Result<ClosedSince> close_since(db::Tx& tx, std::string_view source, std::string_view reference, Instant closed_at, std::string_view outcome, bool rehearsal);

/// The record of another system that a case was taken over from.
struct Origin {
    std::string source, reference, oddities;
};
std::optional<Origin> origin_of(db::Tx& tx, CaseId id);

}  // namespace cases

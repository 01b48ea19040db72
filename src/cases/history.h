#pragma once
// What happened on a case, as data: one reading of facts and words for every page and program.

#include "cases/case.h"
#include "db/tx.h"
#include "journal/journal.h"

#include <span>

namespace cases {

enum class What {
    opened,
    taken,
    released,
    handed_over,
    noted,
    told,            // a reply to the resident
    promised_later,
    closed,
    reopened,
    word,            // the resident's
    photo,
    withdrawn,
    objected,        // the resident says that it is not put right
    confirmed,       // the resident says that it is
    task_made,
    task_done,
    taken_over,      // from another system
    asked_too,       // somebody else's request on a case that was there
    joined,          // to another case
    parted,          // from it again
    others_joined,   // the requests of another case came to this one
    others_parted,
    passed_on,       // to another body
    published,        // a public copy was let through
    withheld,         // kept from the public, or taken out again
    words_taken_out,  // of the public copy, by the resident
    flagged,          // called abusive
    flag_lifted,
    split,            // a part of it became a case of its own
    split_off,        // it was a part of another case
    taken_out,        // a request came from that one
    visit_booked,
    visit_moved,
    visit_cancelled,
};
/// "handed_over"; words for staff stand under cases.did_<code>, for the resident under cases.seen_<code>.
std::string_view code_of(What);

struct Entry {
    What what;
    Instant at;
    std::string actor;   // as the journal names it: "staff:7", "person:8", "public", "system:mail"
    std::string name;    // of the member of staff or the program; empty: the resident, or not for this reader to know
    bool by_resident = false;
    bool resident_sees = false;  // it may be shown to the resident whose request it is
    RequestId request = {};      // whose, where it concerns one request; 0: the case as a whole
    std::string words = {};      // as they were typed
    std::string code = {};       // outcome of a closing, reason of a reopening, kind of a task, whom it was passed on to, source and reference of what was taken over
    access::TeamId team = {};    // handed over: to which
    access::StaffId owner = {};  // taken, handed over: by or to whom; 0: nobody
    std::string owner_name = {};
    std::optional<Instant> due = {};  // opened, reopened, promised_later
    std::optional<Instant> visit = {};  // when it begins, or would have begun
    CaseId other = {};           // joined, parted, split: the other case
    CaseId home = {};            // taken out: the case that the request belonged to
    NoteId note = {};            // the words' own, where colleagues can refer to them
    std::int64_t file = 0;       // photo: its number among the files of the request
};

/// Oldest first. Everything that happened on the case and on those joined to it, for those who may read the case, and on the case that it was
/// split off, up to then; and what its residents said and were told while it was joined to another. What was said on a case stays in its history.
std::vector<Entry> history_of(db::Tx& tx, CaseId id);
/// The same for whoever has read the facts of the case (`journal::facts_of`) and its requests already.
std::vector<Entry> history_of(db::Tx& tx, CaseId id, std::span<const journal::Fact> facts, std::span<const Request> requests);
/// What the resident of this request sees: no notes, no names, no words of other residents. What happened on the case that the
/// request was on at the time: its own, one that it was joined to, and after they were parted its own again; before a split the one it was split off.
std::vector<Entry> history_for(db::Tx& tx, const Request& request);

}  // namespace cases

#pragma once
// The door of clocks: how long a case has, and has had. The counting is in clock.h; here is what staff do, and what pages show.
//
// Promises
//  1. What `of` says is a function of the definition's version, the calendars and the facts of the case, and of nothing else: the rows of
//     this room only say when to look next.
//  2. A warning, a miss and each rung of a ladder are announced once for each deadline, however often a node is killed; who must know is
//     written to in the same transaction.
//  3. A pause moves the promise of the case when it ends, by the working time it took (clock.h), and the residents are told why. The
//     first promise stays on record and is shown beside the present one.

#include "cases/cases.h"
#include "clocks/clock.h"

#include <map>
#include <span>

namespace clocks {

struct PauseTag;
using PauseId = Id<PauseTag>;

/// One time a case stood still.
struct Standstill {
    PauseId id;
    std::string reason, label;  // of the service; the code itself where the service names it no more
    std::string said;           // as the resident is told
    std::string words;          // among colleagues; may be empty
    Instant since;
    std::optional<Instant> until;  // nothing: it still stands
    std::string by;                // as the journal names them
};

/// How a case stands against its clocks.
struct Standing {
    Clocks clocks;
    catalogue::DefinitionPtr service;
    std::vector<Standstill> standstills;  // oldest first
    const Standstill* present() const { return standstills.empty() || standstills.back().until ? nullptr : &standstills.back(); }
    /// It waits for the resident's own answer.
    bool waits_for_resident() const { return present() != nullptr && present()->reason == catalogue::waiting_for_resident; }
};
/// Of a case that its reader may see.
Result<Standing> of(db::Tx& tx, const cases::Case& the_case);
/// The same for whoever has read the version of its service and its facts (`journal::facts_of`) already.
Standing of(db::Tx& tx, const cases::Case& the_case, catalogue::DefinitionPtr service, std::span<const journal::Fact> facts);

/// Of these cases, those that stand still now, and why: a code of their services' pauses.
std::map<cases::CaseId, std::string> standing_still(db::Tx& tx, std::span<const cases::CaseId> ids);

/// The clocks of an open case stand still, for a reason of its service (field "reason"); words for colleagues up to 5,000 characters. Wants
/// cases.work. A conflict where it stands still already.
Result<cases::Case> pause_case(db::Tx& tx, const access::Actor& who, cases::CaseId id, std::int64_t seen_changes, std::string_view reason,
                               std::string_view words);
/// They go on, and the promise moves by what stood still. A conflict where nothing does.
Result<cases::Case> resume_case(db::Tx& tx, const access::Actor& who, cases::CaseId id, std::int64_t seen_changes);

/// The same by the map along which a case is carried, as long as it waits at a place that says so. A pause of a colleague's stays theirs: the map
/// begins none beside it and ends none but its own. Content with a closed case.
Result<void> pause_on_map(db::Tx& tx, cases::CaseId id, std::string_view reason);
Result<void> resume_on_map(db::Tx& tx, cases::CaseId id);

}  // namespace clocks

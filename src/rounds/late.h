#pragma once
// Rounds that are late: said by staff, and told to residents and agents before they ask.
//
// Promises
//  1. A late round stands until somebody clears it, or until the day on which it should come at last is over by the council's clock.
//  2. Saying it again for the same round and day puts the new words in the place of the old ones.
//  3. What is said is public: it names streets, never an address or a person.

#include "access/access.h"
#include "rounds/rounds.h"

namespace rounds {

struct LateNotice {
    std::string round;
    Day day;                           // on which it should have come
    std::vector<std::string> streets;  // USRNs still to be done; none: all of the round's
    std::string reason;                // as residents read it, 1 to 200 characters: "The lorry broke down"
    std::optional<Instant> comes_by = {};  // nothing: nobody knows yet
};

struct LateRound {
    LateId id;
    LateNotice notice;
    Bin bin;
    Instant marked;
    bool is_late_in(std::string_view usrn) const;
};

/// Needs Permission::tell_late_round. Refuses, by field: a round that there is not; a day more than a week ago or in the future; a
/// street the round does not come to; no reason; a time that is past or more than two weeks ahead. Announces RoundRunsLate.
Result<LateId> mark_late(db::Tx& tx, const access::Actor& who, LateNotice notice);
/// Needs the same. Refuses one that does not stand any more. Announces LateRoundCleared.
Result<void> clear_late(db::Tx& tx, const access::Actor& who, LateId late);

/// All that stand at this moment, the newest first.
std::vector<LateRound> standing_late(db::Tx& tx);
/// Those of them that keep an address of this street waiting, which these rounds come to.
std::vector<LateRound> late_here(const std::vector<LateRound>& standing, const Timetable& timetable, std::string_view usrn);

}  // namespace rounds

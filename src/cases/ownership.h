#pragma once
// Whose case it is: a team's, and in it perhaps somebody's.

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

/// To oneself, also from a colleague who has it; content where it is one's own already. Only members of staff own
/// cases. Wants cases.work.
Result<Case> take_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes);
/// Back to the team. One's own wants cases.work, a colleague's cases.assign; content where nobody has it.
Result<Case> release_case(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes);
/// Oneself, nobody (0), or a colleague, who must be able to work on the case; for the last it wants cases.assign.
Result<Case> set_owner(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes, access::StaffId owner);

/// To whom a case is handed: a team, or a person, or a person in a team.
struct To {
    access::TeamId team = {};    // 0: the case stays with its team
    access::StaffId owner = {};  // 0: nobody in particular
};
struct HandedOver {
    Case the_case;
    bool still_seen;  // false: it went out of the sight of who handed it over
};
/// The note is for whoever gets it, and required. Wants cases.assign. Refuses a team that is not there (field "team"),
/// somebody who could not work on it there (field "owner"), and a handing-over to where it is already.
Result<HandedOver> hand_over(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes, const To& to,
                             std::string_view note);

/// A step of its own team's went from somebody to somebody (0: nobody). Who gets it has the case too where nobody has it, or where they had it from
/// whom the step came; who gave it back to nobody has the case no more. Content with everything else, and with a closed case. No permission is asked
/// for, and `Course::moved` is not told.
Result<void> own_with_task(db::Tx& tx, CaseId id, access::StaffId from, access::StaffId to);

/// The active colleagues who could be given a case of this team, by name: for a page's choice.
std::vector<access::Staff> possible_owners(db::Tx& tx, const Case& the_case);

/// Who lead the team, for letters to them; where it has nobody, who lead the team above it.
std::vector<access::Staff> leaders_of(db::Tx& tx, access::TeamId team);

}  // namespace cases

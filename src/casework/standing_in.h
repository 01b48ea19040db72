#pragma once
// Inside casework only: to whom a task goes where somebody is away, and who counts as the first pair of eyes.

#include "access/scope.h"
#include "casework/away.h"
#include "casework/case_map.h"

namespace casework {

/// That member of staff did the task `other` of the case (the last time, on whichever run), or it was done instead of them, or they stand in now for who did it.
bool are_first_eyes(db::Tx& tx, cases::CaseId id, std::string_view other, access::StaffId staff);
/// The task must be done by others than who did another one (four eyes), and this member of staff is one of those.
bool is_kept_from(db::Tx& tx, const CaseMap& map, const Task& task, access::StaffId staff);

/// Somebody of the staff may work on it, and holds the skill that it wants.
bool is_able(db::Tx& tx, access::StaffId staff, const Task& task);
/// A condition on casework_task t: it wants no skill, or one that this member of staff holds now.
access::Condition wants_no_other_skill(db::Tx& tx, access::StaffId staff);
/// They may work on what that is, whatever it wants.
bool may_work_on(db::Tx& tx, access::StaffId staff, const access::Owned& owned);

/// Who gets a task that would go to somebody.
struct Receiver {
    access::StaffId owner = {};       // 0: the team
    std::optional<Away> instead = {};  // of whom, where they are away
};
Receiver receiver_of(db::Tx& tx, const CaseMap& map, const Task& task, access::StaffId wanted);
/// Keeps it instead of whom the task, which is kept already, came; or that it is its owner's own.
void keep_instead(db::Tx& tx, TaskId task, const Receiver& to);

}  // namespace casework

#pragma once
// What somebody who was there could not do, and why: a locked gate, nothing to be found. The task stays to be done.

#include "casework/task.h"
#include "db/tx.h"

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace casework {

struct AttemptTag;
using AttemptId = Id<AttemptTag>;

/// Why it could not be done.
enum class Hindrance { no_access, nothing_there, other_crew };
inline constexpr std::array all_hindrances{Hindrance::no_access, Hindrance::nothing_there, Hindrance::other_crew};
std::string_view code_of(Hindrance);
std::optional<Hindrance> hindrance_from(std::string_view code);
/// Those that the form itself has no answer for. A choice of a form says it by its code: "no_access"; "nothing_there" or "not_found";
/// "other_crew" or "too_much".
std::vector<Hindrance> hindrances_beside(const forms::Form* form);

struct Attempt {
    AttemptId id;
    TaskId task;
    cases::CaseId case_id;
    access::StaffId by;
    Instant at;
    Hindrance why = Hindrance::no_access;
};

/// Of these tasks, oldest first.
std::vector<Attempt> attempts_at(db::Tx& tx, std::span<const TaskId> tasks);

/// That somebody was there in vain: keeps the reason with their words (up to 4,000 characters) as a note of the case, and gives the task back to its team.
/// Wants cases.work. Refuses what is over, what a colleague has (conflict, "casework.colleague_has_it"), and a reason that is none (field "why").
Result<Task> note_attempt(db::Tx& tx, const access::Actor& who, TaskId id, std::string_view why, std::string_view words);

}  // namespace casework

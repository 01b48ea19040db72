#pragma once
// What somebody is to do on a case, where its map stands. Records and rules: no database, no clock.

#include "access/access.h"
#include "base/result.h"
#include "cases/case.h"

#include <optional>
#include <string>
#include <string_view>

namespace casework {

struct RunTag;
using RunId = Id<RunTag>;  // one way of a case along its map
struct TaskTag;
using TaskId = Id<TaskTag>;
struct MapMoveTag;
using MapMoveId = Id<MapMoveTag>;  // the cases of a service go on along a new version of its map

enum class TaskState {
    open,
    resting,  // the case is a part of another one for now
    done,
    dropped,  // the case went on without it
};
std::string_view code_of(TaskState);
TaskState task_state_from(std::string_view code);

struct Task {
    TaskId id;
    cases::CaseId case_id;
    RunId run;
    std::int64_t wait = 0;  // the number under which the process waits for it
    std::string element;    // of the map
    std::string name;
    access::TeamId team;
    std::string service, area;  // of the case: what a scope asks
    std::string skill;          // empty: none is asked for
    std::string form;           // empty: nothing but words
    bool in_the_field = false;  // done out there, with a phone
    access::StaffId owner = {}; // 0: nobody
    TaskState state = TaskState::open;
    Instant opened_at, due_at;
    std::optional<Instant> done_at = {};
    access::StaffId done_by = {};
    forms::Answers answers = {};
    cases::NoteId note = {};  // words of whoever did it, in the history of the case; 0: none
    std::int64_t changes = 0;

    access::Owned owned() const { return {team, service, area}; }
    bool is_late(Instant now) const { return state == TaskState::open && due_at < now; }

    /// To a member of staff, or to nobody. Refuses what is not open.
    Result<void> give_to(access::StaffId new_owner);
    /// To another team, and there to somebody or nobody. Refuses what is not open.
    Result<void> pass_to(access::TeamId new_team, access::StaffId new_owner);
    /// To be done by another moment. Refuses what is not open.
    Result<void> move_to(Instant new_due);
    /// Refuses what is not open.
    Result<void> finish(access::StaffId by, forms::Answers given, cases::NoteId said, Instant now);
    void drop(Instant now);
};

}  // namespace casework

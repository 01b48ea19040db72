#pragma once
// Inside casework only: rows in and out.

#include "bpmn/bpmn.h"
#include "casework/task.h"
#include "db/tx.h"

#include <vector>

namespace casework {

enum class RunState { running, resting, ended };

/// One way of a case along its map: the first when it is opened, another each time it is reopened.
struct Run {
    RunId id;
    cases::CaseId case_id;
    std::int64_t number = 1;
    bpmn::InstanceId instance = {};  // of the process
    std::int64_t map_version = 0;    // of the service, whose map it goes along
    RunState state = RunState::running;
    Instant began_at;
    std::optional<Instant> ended_at = {};
    std::string service = {};  // code
    std::string ending = {};  // the outcome it came to; "dropped": the case was ended without it
    bool is_over() const { return state == RunState::ended; }
};

namespace task_store {

void add(db::Tx& tx, const Run& run);
void save(db::Tx& tx, const Run& run);
std::optional<Run> newest_run(db::Tx& tx, cases::CaseId id);
std::optional<Run> find_run(db::Tx& tx, RunId id);
std::vector<Run> runs_of(db::Tx& tx, cases::CaseId id);

void add(db::Tx& tx, const Task& task);
/// Refuses as a conflict when `task.changes` is not what stands there; raises it.
Result<void> save(db::Tx& tx, Task& task);
std::optional<Task> find(db::Tx& tx, TaskId id);
std::optional<Task> at(db::Tx& tx, RunId run, std::int64_t wait);
std::vector<Task> of_case(db::Tx& tx, cases::CaseId id);
/// Of a run, those that are to be done.
std::vector<Task> open_of(db::Tx& tx, RunId run);

/// The columns of a Task, of casework_task t.
inline constexpr std::string_view task_columns =
    "t.id, t.case_id, t.run, t.wait, t.element, t.name, t.team, t.service, t.area, t.skill, t.form, t.in_the_field, t.owner, t.state,"
    " t.opened_at, t.due_at, t.done_at, t.done_by, t.answers, t.note, t.changes";
Task task_from(const db::Row& row);

}  // namespace task_store
}  // namespace casework

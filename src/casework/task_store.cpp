#include "casework/task_store.h"

#include "casework/queries.h"

namespace casework::task_store {
namespace {

std::string_view code_of(RunState state) {
    switch (state) {
        case RunState::running: return "running";
        case RunState::resting: return "resting";
        case RunState::ended: return "ended";
    }
    return "ended";
}

RunState run_state_from(std::string_view code) {
    if (code == "running") return RunState::running;
    return code == "resting" ? RunState::resting : RunState::ended;
}

Run run_from(const db::Row& row) {
    return {.id = row.get<RunId>(0),
            .case_id = row.get<cases::CaseId>(1),
            .number = row.get<std::int64_t>(2),
            .instance = row.get<bpmn::InstanceId>(3),
            .map_version = row.get<std::int64_t>(4),
            .state = run_state_from(row.get<std::string_view>(5)),
            .began_at = row.get<Instant>(6),
            .ended_at = row.get<std::optional<Instant>>(7),
            .service = row.get<std::string>(9),
            .ending = row.get<std::string>(8)};
}

template <class... Args>
std::optional<Run> one_run(db::Tx& tx, const db::Sql& sql, const Args&... args) {
    for (const auto row : tx.query(sql, args...)) return run_from(row);
    return std::nullopt;
}

template <class... Args>
std::optional<Task> one_task(db::Tx& tx, const db::Sql& sql, const Args&... args) {
    for (const auto row : tx.query(sql, args...)) return task_from(row);
    return std::nullopt;
}

template <class... Args>
std::vector<Task> all_tasks(db::Tx& tx, const db::Sql& sql, const Args&... args) {
    std::vector<Task> all;
    for (const auto row : tx.query(sql, args...)) all.push_back(task_from(row));
    return all;
}

}  // namespace

void add(db::Tx& tx, const Run& run) { tx.run(sql::add_run, run.id, run.case_id, run.number, run.instance, run.map_version, run.began_at, run.service); }
void save(db::Tx& tx, const Run& run) { tx.run(sql::set_run, code_of(run.state), run.ended_at, run.ending, run.id); }

std::optional<Run> newest_run(db::Tx& tx, cases::CaseId id) { return one_run(tx, sql::newest_run, id); }
std::optional<Run> find_run(db::Tx& tx, RunId id) { return one_run(tx, sql::run_by_id, id); }

std::vector<Run> runs_of(db::Tx& tx, cases::CaseId id) {
    std::vector<Run> all;
    for (const auto row : tx.query(sql::runs_of, id)) all.push_back(run_from(row));
    return all;
}

void add(db::Tx& tx, const Task& t) {
    tx.run(sql::add_task, t.id, t.case_id, t.run, t.wait, t.element, t.name, t.team, t.service, t.area, t.skill, t.form, t.in_the_field ? 1 : 0, t.owner,
           t.opened_at, t.due_at);
}

Result<void> save(db::Tx& tx, Task& t) {
    const auto changed = tx.change(sql::save_task, t.team, t.owner, casework::code_of(t.state), t.due_at, t.done_at, t.done_by, forms::to_json(t.answers),
                                   t.note, t.id, t.changes);
    if (changed == 0) return refuse(Kind::conflict, "casework.changed_meanwhile");
    ++t.changes;
    return {};
}

std::optional<Task> find(db::Tx& tx, TaskId id) { return one_task(tx, sql::find_task, id); }
std::optional<Task> at(db::Tx& tx, RunId run, std::int64_t wait) { return one_task(tx, sql::task_at, run, wait); }

std::vector<Task> of_case(db::Tx& tx, cases::CaseId id) { return all_tasks(tx, sql::tasks_of_case, id); }
std::vector<Task> open_of(db::Tx& tx, RunId run) { return all_tasks(tx, sql::open_of_run, run); }

Task task_from(const db::Row& row) {
    return {.id = row.get<TaskId>(0),
            .case_id = row.get<cases::CaseId>(1),
            .run = row.get<RunId>(2),
            .wait = row.get<std::int64_t>(3),
            .element = row.get<std::string>(4),
            .name = row.get<std::string>(5),
            .team = row.get<access::TeamId>(6),
            .service = row.get<std::string>(7),
            .area = row.get<std::string>(8),
            .skill = row.get<std::string>(9),
            .form = row.get<std::string>(10),
            .in_the_field = row.get<std::int64_t>(11) == 1,
            .owner = row.get<access::StaffId>(12),
            .state = task_state_from(row.get<std::string_view>(13)),
            .opened_at = row.get<Instant>(14),
            .due_at = row.get<Instant>(15),
            .done_at = row.get<std::optional<Instant>>(16),
            .done_by = row.get<access::StaffId>(17),
            .answers = forms::answers_from_json(row.get<std::string_view>(18)),
            .note = row.get<cases::NoteId>(19),
            .changes = row.get<std::int64_t>(20)};
}

}  // namespace casework::task_store

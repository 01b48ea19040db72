// Tasks beside a case. Each verb: check, change, announce.

#include "cases/tasks.h"

#include "cases/case_store.h"
#include "cases/checks.h"
#include "cases/events.h"
#include "cases/joining.h"
#include "cases/queries.h"
#include "cases/undelivered.h"
#include "journal/journal.h"

namespace cases {
namespace {

Task task_from(const db::Row& row) {
    return {.id = row.get<TaskId>(0),
            .case_id = row.get<CaseId>(1),
            .kind = row.get<std::string>(2),
            .team = row.get<access::TeamId>(3),
            .message = row.get<std::int64_t>(4),
            .created = row.get<Instant>(5),
            .done_at = row.get<std::optional<Instant>>(6),
            .done_by = row.get<std::string>(7)};
}

template <class... Args>
std::vector<Task> all(db::Tx& tx, const db::Sql& sql, const Args&... args) {
    std::vector<Task> tasks;
    for (const auto row : tx.query(sql, args...)) tasks.push_back(task_from(row));
    return tasks;
}

/// False if somebody was quicker.
bool end_task(db::Tx& tx, const Task& task, NoteId note) {
    if (tx.change(sql::end_task, tx.now(), tx.actor(), task.id) == 0) return false;
    tx.run(sql::count_tasks_on, -1, task.case_id);
    journal::announce(tx, TaskDone{task.case_id, task.id, task.kind, note, task.team});
    return true;
}

}  // namespace

std::vector<Task> tasks_of(db::Tx& tx, CaseId id) { return all(tx, sql::tasks_of, id); }

Result<void> finish_task(db::Tx& tx, const access::Actor& who, TaskId id, std::string_view note) {
    const auto found = all(tx, sql::find_task, id);
    if (found.empty()) return refuse(Kind::not_found, "cases.no_such_task");
    const auto& task = found.front();
    TRY(find_for(tx, who, access::Permission::work_case, task.case_id));
    const auto words = TRY(check_words(note, "cases.task_note_empty"));
    if (task.done_at) return refuse(Kind::conflict, "cases.task_done_already");
    const auto kept = case_store::add_words(tx, task.case_id, Said::note, words);
    if (!end_task(tx, task, kept)) return refuse(Kind::conflict, "cases.task_done_already");
    return {};
}

void letter_failed(db::Tx& tx, const journal::Subject& about, std::int64_t message, journal::Position position) {
    const bool was_passed_on = about.kind == "case";  // a letter to another body
    if ((about.kind != "request" && !was_passed_on) || tx.find<TaskId>(sql::task_heard, position)) return;
    if (!all(tx, sql::open_tasks_about, message).empty()) return;
    const auto kind = was_passed_on ? not_passed_on : undelivered;
    const auto c = case_store::find(tx, was_passed_on ? goes_on_as(tx, CaseId{about.id}) : case_id_of(tx, {about.id}));
    if (!c) return;
    const auto task = tx.new_id<TaskId>();
    tx.run(sql::add_task, task, c->id, kind, c->team, message, position, tx.now());
    tx.run(sql::count_tasks_on, 1, c->id);
    journal::announce(tx, TaskMade{c->id, task, std::string(kind), message, c->team});
}

void letter_sent(db::Tx& tx, std::int64_t message) {
    for (const auto& task : all(tx, sql::open_tasks_about, message)) end_task(tx, task, {});
}

}  // namespace cases

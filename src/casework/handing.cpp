#include "casework/handing.h"

#include "cases/cases.h"
#include "casework/events.h"
#include "casework/queries.h"
#include "casework/task_store.h"
#include "journal/journal.h"

#include <algorithm>

namespace casework {
namespace {

/// The fields that any of these facts may have.
struct TaskTold {
    TaskId task;
    access::TeamId team;
    access::StaffId from, owner, instead_of;
    cases::NoteId note;
    std::optional<Instant> due;
    void fields(journal::FieldReader& f) {
        f("task", task);
        f("team", team);
        f("from", from);
        f("owner", owner);
        f("instead_of", instead_of);
        f("note", note);
        f("due", due);
    }
};

}  // namespace

std::optional<Handing> handing_of(db::Tx& tx, const Task& task) {
    cases::NoteId given, returned;
    std::optional<Handing> found;
    for (const auto row : tx.query(sql::find_handing, task.id)) {
        given = row.get<cases::NoteId>(2);
        returned = row.get<cases::NoteId>(5);
        found = Handing{.given_by = row.get<access::StaffId>(0),
                        .given_at = row.get<Instant>(1),
                        .note = {},
                        .returned_by = row.get<access::StaffId>(3),
                        .returned_at = row.get<Instant>(4),
                        .why = {}};
    }
    if (!found) return std::nullopt;
    found->note = cases::words_kept(tx, task.case_id, given);
    found->why = cases::words_kept(tx, task.case_id, returned);
    return found;
}

std::vector<Task> came_back_to(db::Tx& tx, const access::Actor& who) {
    if (!who.staff()) return {};
    const auto scope = access::scope_of(who, access::Permission::read_case);
    std::vector<TaskId> ids;
    for (const auto row : tx.query(sql::came_back_to, who.staff())) ids.push_back(row.get<TaskId>(0));
    std::vector<Task> all;
    for (const auto id : ids)
        if (auto task = task_store::find(tx, id); task && scope.allows(task->owned())) all.push_back(*std::move(task));
    return all;
}

std::vector<TaskEvent> task_events_of(std::span<const journal::Fact> facts, std::span<const Task> tasks) {
    const auto name_of = [&](TaskId id) {
        const auto found = std::ranges::find(tasks, id, &Task::id);
        return found == tasks.end() ? std::string() : found->name;
    };
    std::vector<TaskEvent> all;
    for (const auto& fact : facts) {
        const bool is_move = fact.kind == TaskMoved::kind;
        if (!is_move && fact.kind != TaskGiven::kind) continue;
        TaskTold told;
        journal::FieldReader reader(fact.data);
        told.fields(reader);
        const bool goes_back = told.from && !told.owner && !told.instead_of && fact.actor == "staff:" + to_string(told.from);
        using What = TaskEvent::What;
        all.push_back({.what = is_move ? What::moved : goes_back ? What::given_back : What::given,
                       .at = fact.at,
                       .actor = fact.actor,
                       .task = name_of(told.task),
                       .team = told.team,
                       .owner = told.owner,
                       .instead_of = told.instead_of,
                       .note = told.note,
                       .due = is_move ? told.due : std::nullopt});
    }
    return all;
}

}  // namespace casework

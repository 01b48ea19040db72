// The verbs: check, change, announce.

#include "casework/tasks.h"

#include "cases/cases.h"
#include "casework/carrying.h"
#include "casework/case_map.h"
#include "casework/events.h"
#include "casework/task_store.h"
#include "journal/journal.h"

namespace casework {
namespace {

using access::Permission;

/// The task, if this actor may do that with it; where they may not even see it, it is not there.
Result<Task> find_for(db::Tx& tx, const access::Actor& who, Permission permission, TaskId id) {
    auto found = task_store::find(tx, id);
    if (!found || !access::scope_of(who, Permission::read_case).allows(found->owned())) return refuse(Kind::not_found, "casework.no_such_task");
    TRY(access::require(who, permission, found->owned()));
    return *std::move(found);
}

Result<Task> find_seen(db::Tx& tx, const access::Actor& who, Permission permission, TaskId id, std::int64_t seen_changes) {
    auto task = TRY(find_for(tx, who, permission, id));
    if (task.changes != seen_changes) return refuse(Kind::conflict, "casework.changed_meanwhile");
    return task;
}

Result<void> require_able(db::Tx& tx, access::StaffId owner, const access::Owned& owned) {
    const auto actor = access::load_staff_actor(tx, owner);
    if (!actor || !access::scope_of(*actor, Permission::work_case).allows(owned)) return refuse_fields("forms.problems", {{"owner", say("cases.cannot_own")}});
    return {};
}

Result<void> keep_given(db::Tx& tx, Task& task, access::TeamId from_team, access::StaffId from) {
    TRY(task_store::save(tx, task));
    journal::announce(tx, TaskGiven{task.case_id, task.id, from_team, task.team, from, task.owner});
    return follow(tx, task.run);
}

Result<void> take(db::Tx& tx, const access::Actor& who, Task& task) {
    if (!who.staff()) return refuse(Kind::not_allowed, "cases.only_staff_own");
    if (task.owner == who.staff()) return {};
    const auto from = task.owner;
    TRY(task.give_to(who.staff()));
    return keep_given(tx, task, task.team, from);
}

/// Whoever did the other task of a pair must leave this one to somebody else.
Result<void> require_other_eyes(db::Tx& tx, const access::Actor& who, const Task& task, const CaseMap& map) {
    const auto other = map.duty(task.element).not_by;
    if (other.empty()) return {};
    const auto first = task_store::who_did(tx, task.run, other);
    if (first && first == who.staff()) return refuse(Kind::not_allowed, "casework.four_eyes");
    return {};
}

}  // namespace

Result<Task> find_task(db::Tx& tx, const access::Actor& who, TaskId id) { return find_for(tx, who, Permission::read_case, id); }
std::vector<Task> tasks_of(db::Tx& tx, cases::CaseId id) { return task_store::of_case(tx, id); }

Result<Task> take_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes) {
    auto task = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    TRY(take(tx, who, task));
    return task;
}

Result<Task> return_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes) {
    auto task = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    if (!task.owner) return task;
    if (task.owner != who.staff()) TRY(access::require(who, Permission::assign_case, task.owned()));
    const auto from = task.owner;
    TRY(task.give_to({}));
    TRY(keep_given(tx, task, task.team, from));
    return task;
}

Result<Task> give_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, access::TeamId wanted, access::StaffId owner,
                       std::string_view note) {
    auto task = TRY(find_seen(tx, who, Permission::assign_case, id, seen_changes));
    const auto team = wanted ? wanted : task.team;
    if (team != task.team && !access::find_team(tx, team)) return refuse_fields("forms.problems", {{"team", say("cases.no_such_team")}});
    if (team == task.team && owner == task.owner) return refuse_fields("forms.problems", {{"team", say("cases.handed_over_nowhere")}});
    if (owner) TRY(require_able(tx, owner, {team, task.service, task.area}));
    TRY(cases::keep_note(tx, task.case_id, note, "cases.hand_over_note_empty"));
    const auto from_team = task.team;
    const auto from = task.owner;
    TRY(task.pass_to(team, owner));
    TRY(keep_given(tx, task, from_team, from));
    return task;
}

Result<Task> finish_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, const forms::Sent& sent, std::string_view words) {
    auto task = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    const auto service = TRY(service_behind(tx, task));
    const auto map = TRY(CaseMap::of(*service));
    TRY(require_other_eyes(tx, who, task, *map));
    if (map->duty(task.element).closes) return refuse(Kind::conflict, "casework.close_instead");
    const auto* form = service->task_form(task.form);
    forms::Answers answers;
    if (form != nullptr) answers = TRY(forms::check(*form, sent));
    const auto said = TRY(cases::keep_note(tx, task.case_id, words));
    if (!task.owner) task.owner = who.staff();
    TRY(task.finish(who.staff(), std::move(answers), said, tx.now()));
    TRY(task_store::save(tx, task));
    journal::announce(tx, TaskFinished{task.case_id, task.id, task.element, task.team, who.staff(), task.due_at});
    TRY(carry_on(tx, task, *service));
    return task;
}

std::int64_t take_tasks(db::Tx& tx, const access::Actor& who, std::span<const TaskId> ids) {
    std::int64_t taken = 0;
    for (const auto id : ids) {
        auto task = find_for(tx, who, Permission::work_case, id);
        if (!task || task->owner || task->state != TaskState::open) continue;
        taken += take(tx, who, *task).has_value();
    }
    return taken;
}

std::vector<access::Staff> possible_owners(db::Tx& tx, const Task& task) { return access::staff_in_team(tx, task.team); }

}  // namespace casework

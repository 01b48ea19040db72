// The verbs: check, change, announce.

#include "forms/settle.h"
#include "casework/tasks.h"

#include "cases/cases.h"
#include "casework/carrying.h"
#include "casework/case_map.h"
#include "casework/events.h"
#include "casework/queries.h"
#include "casework/standing_in.h"
#include "casework/task_store.h"
#include "journal/journal.h"

#include <algorithm>

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

/// Who has a task of the case's own team has the case too, if nobody else has it.
Result<void> share_with_case(db::Tx& tx, const Task& task, access::StaffId from) {
    const auto c = TRY(cases::case_on_course(tx, task.case_id));
    if (task.team != c.team) return {};
    const auto open = task_store::open_of(tx, task.run);
    const bool keeps_another = std::ranges::any_of(open, [&](const Task& other) { return other.id != task.id && other.team == c.team && other.owner == from; });
    return cases::own_with_task(tx, c.id, keeps_another ? access::StaffId{} : from, task.owner);
}

/// From where and whom a task goes. For whom it is done instead is written where it is given to somebody, not where it is taken or given back.
struct Origin {
    access::TeamId team;
    access::StaffId owner;
};

Result<void> keep_given(db::Tx& tx, Task& task, const Origin& from, const Receiver& to, cases::NoteId note) {
    TRY(task_store::save(tx, task));
    journal::announce(tx, TaskGiven{task.case_id, task.id, from.team, task.team, from.owner, task.owner, to.instead ? to.instead->staff : access::StaffId{}, note});
    return share_with_case(tx, task, from.owner);
}

/// What a task wants of whoever does it.
Result<void> require_skill(db::Tx& tx, const access::Actor& who, const Task& task) {
    return access::holds_skill(tx, who.staff(), task.skill) ? Result<void>{} : refuse(Kind::not_allowed, "casework.skill_wanted");
}

Result<void> take(db::Tx& tx, const access::Actor& who, Task& task) {
    if (!who.staff()) return refuse(Kind::not_allowed, "cases.only_staff_own");
    if (task.owner == who.staff()) return {};
    TRY(require_skill(tx, who, task));
    const Origin from{task.team, task.owner};
    TRY(task.give_to(who.staff()));
    return keep_given(tx, task, from, {}, {});
}

/// Whoever did the other task of a pair, or did it for somebody or instead of them, must leave this one to somebody else.
Result<void> require_other_eyes(db::Tx& tx, const access::Actor& who, const Task& task, const CaseMap& map) {
    if (is_kept_from(tx, map, task, who.staff())) return refuse(Kind::not_allowed, "casework.four_eyes");
    if (is_kept_from(tx, map, task, instead_of(tx, task.id))) return refuse(Kind::not_allowed, "casework.four_eyes_instead");
    return {};
}

/// Somebody who has an account, may work on it there, and is not the one whose work it looks over.
Result<void> require_fit(db::Tx& tx, const Task& task, const CaseMap& map, access::StaffId owner, access::TeamId team) {
    if (!owner) return {};
    if (!may_work_on(tx, owner, {team, task.service, task.area})) return refuse_fields("forms.problems", {{"owner", say("cases.cannot_own")}});
    if (!access::holds_skill(tx, owner, task.skill)) return refuse_fields("forms.problems", {{"owner", say("casework.skill_wanted_of_them", {{"skill", access::skill_name(tx, task.skill)}})}});
    if (is_kept_from(tx, map, task, owner)) return refuse_fields("forms.problems", {{"owner", say("casework.four_eyes_them")}});
    return {};
}

}  // namespace

Result<Task> find_task(db::Tx& tx, const access::Actor& who, TaskId id) { return find_for(tx, who, Permission::read_case, id); }
std::vector<Task> tasks_of(db::Tx& tx, cases::CaseId id) { return task_store::of_case(tx, id); }

bool is_for_others_to_close(db::Tx& tx, const access::Actor& who, cases::CaseId id) {
    for (const auto& task : task_store::of_case(tx, id)) {
        if (task.state != TaskState::open) continue;
        const auto service = service_behind(tx, task);
        const auto map = service ? CaseMap::of(**service) : std::unexpected(service.error());
        if (map && is_kept_from(tx, **map, task, who.staff())) return true;
    }
    return false;
}

bool is_for_others_to_close(db::Tx& tx, const access::Actor& who, std::span<const Task> tasks, const CaseMap& map) {
    return std::ranges::any_of(tasks, [&](const Task& task) { return task.state == TaskState::open && is_kept_from(tx, map, task, who.staff()); });
}

Result<Task> take_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes) {
    auto task = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    TRY(take(tx, who, task));
    return task;
}

Result<Task> return_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, std::string_view why) {
    auto task = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    if (!task.owner) return refuse(Kind::conflict, "casework.nobody_has_it");
    if (task.owner != who.staff()) TRY(access::require(who, Permission::assign_case, task.owned()));
    const Origin from{task.team, task.owner};
    TRY(task.give_to({}));
    const auto note = TRY(cases::keep_note(tx, task.case_id, why, "casework.return_why"));
    TRY(keep_given(tx, task, from, {}, note));
    tx.run(sql::put_returned, task.id, who.staff(), tx.now(), note);
    return task;
}

Result<Task> give_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, access::TeamId wanted, access::StaffId owner,
                       std::string_view note) {
    auto task = TRY(find_seen(tx, who, Permission::assign_case, id, seen_changes));
    const auto team = wanted ? wanted : task.team;
    if (team != task.team && !access::find_team(tx, team)) return refuse_fields("forms.problems", {{"team", say("cases.no_such_team")}});
    if (team == task.team && owner == task.owner) return refuse_fields("forms.problems", {{"team", say("cases.handed_over_nowhere")}});
    const auto service = TRY(service_behind(tx, task));
    const auto map = TRY(CaseMap::of(*service));
    TRY(require_fit(tx, task, *map, owner, team));
    const auto kept = TRY(cases::keep_note(tx, task.case_id, note, "cases.hand_over_note_empty"));
    const Origin from{task.team, task.owner};
    TRY(task.pass_to(team, owner));
    const auto to = receiver_of(tx, *map, task, owner);
    task.owner = to.owner;
    TRY(keep_given(tx, task, from, to, kept));
    keep_instead(tx, task.id, to);
    tx.run(sql::put_given, task.id, who.staff(), tx.now(), kept);
    return task;
}

Result<Task> move_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, Instant due, std::string_view why) {
    constexpr auto farthest = std::chrono::days(366);
    auto task = TRY(find_seen(tx, who, Permission::assign_case, id, seen_changes));
    if (due <= tx.now() || due > tx.now() + farthest) return refuse_fields("forms.problems", {{"due", say("casework.day_out_of_reach")}});
    const auto before = task.due_at;
    TRY(task.move_to(due));
    const auto note = TRY(cases::keep_note(tx, task.case_id, why, "casework.move_why"));
    TRY(task_store::save(tx, task));
    journal::announce(tx, TaskMoved{task.case_id, task.id, task.team, before, due, note});
    return task;
}

Result<Task> finish_task(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, const forms::Sent& sent, std::string_view words) {
    auto task = TRY(find_seen(tx, who, Permission::work_case, id, seen_changes));
    const auto service = TRY(service_behind(tx, task));
    const auto map = TRY(CaseMap::of(*service));
    TRY(require_other_eyes(tx, who, task, *map));
    TRY(require_skill(tx, who, task));
    if (map->duty(task.element).closes) return refuse(Kind::conflict, "casework.close_instead");
    const auto* form = service->task_form(task.form);
    forms::Answers answers;
    if (form != nullptr) {
        const auto checked = TRY(forms::check(*form, sent));
        answers = TRY(forms::settle(tx, *form, checked));
    }
    const auto said = TRY(cases::keep_note(tx, task.case_id, words));
    if (!task.owner) task.owner = who.staff();
    TRY(task.finish(who.staff(), std::move(answers), said, tx.now()));
    TRY(task_store::save(tx, task));
    journal::announce(tx, TaskFinished{task.case_id, task.id, task.element, task.team, who.staff(), task.due_at});
    TRY(carry_on(tx, task, *service));
    return task;
}

bool is_for_somebody_else(const Refusal& refusal) { return refusal.key.starts_with("casework.four_eyes") || refusal.key.starts_with("casework.skill_wanted"); }

std::int64_t take_tasks(db::Tx& tx, const access::Actor& who, std::span<const TaskId> ids) {
    std::int64_t taken = 0;
    for (const auto id : ids) {
        auto task = find_for(tx, who, Permission::work_case, id);
        if (!task || task->owner || task->state != TaskState::open) continue;
        taken += take(tx, who, *task).has_value();
    }
    return taken;
}

std::vector<access::Staff> possible_owners(db::Tx& tx, const Task& task) {
    auto all = access::staff_in_team(tx, task.team);
    if (!task.skill.empty()) {
        const auto holders = access::holders_in_team(tx, task.team, task.skill);
        std::erase_if(all, [&](const access::Staff& each) { return std::ranges::find(holders, each.id) == holders.end(); });
    }
    const auto service = service_behind(tx, task);
    if (!service) return all;
    if (const auto map = CaseMap::of(**service)) std::erase_if(all, [&](const access::Staff& each) { return is_kept_from(tx, **map, task, each.id); });
    return all;
}

}  // namespace casework

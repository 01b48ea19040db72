#include "casework/bulk.h"

#include <algorithm>
#include <array>

namespace casework {
namespace {

using access::Permission;

constexpr std::array<std::pair<Doing, std::string_view>, 4> doings{
    {{Doing::taking, "taking"}, {Doing::handing_over, "handing-over"}, {Doing::giving_back, "giving-back"}, {Doing::moving, "moving"}}};

Result<void> could_take(const access::Actor& who, const Task& task) {
    if (!who.staff()) return refuse(Kind::not_allowed, "cases.only_staff_own");
    if (task.owner == who.staff()) return refuse(Kind::conflict, "casework.yours_already");
    return task.owner ? refuse(Kind::conflict, "casework.somebody_has_it") : Result<void>{};
}

Result<void> could_give_back(const access::Actor& who, const Task& task) {
    if (!task.owner) return refuse(Kind::conflict, "casework.nobody_has_it");
    return task.owner == who.staff() ? Result<void>{} : access::require(who, Permission::assign_case, task.owned());
}

}  // namespace

std::string_view code_of(Doing what) { return std::ranges::find(doings, what, &std::pair<Doing, std::string_view>::first)->second; }

std::optional<Doing> doing_from(std::string_view code) {
    const auto found = std::ranges::find(doings, code, &std::pair<Doing, std::string_view>::second);
    return found == doings.end() ? std::nullopt : std::optional(found->first);
}

Result<void> could_do(const access::Actor& who, const Task& task, Doing what) {
    if (task.state != TaskState::open) return refuse(Kind::conflict, task.state == TaskState::resting ? "casework.task_rests" : "casework.task_over");
    const bool gives_out = what == Doing::handing_over || what == Doing::moving;
    TRY(access::require(who, gives_out ? Permission::assign_case : Permission::work_case, task.owned()));
    if (what == Doing::taking) return could_take(who, task);
    return what == Doing::giving_back ? could_give_back(who, task) : Result<void>{};
}

Result<void> could_do(db::Tx& tx, const access::Actor& who, const Task& task, Doing what) {
    TRY(could_do(who, task, what));
    if (what == Doing::taking && !access::holds_skill(tx, who.staff(), task.skill)) return refuse(Kind::not_allowed, "casework.skill_wanted");
    return {};
}

Result<Task> do_with(db::Tx& tx, const access::Actor& who, TaskId id, std::int64_t seen_changes, const Bulk& bulk) {
    const auto task = TRY(find_task(tx, who, id));
    TRY(could_do(tx, who, task, bulk.what));
    switch (bulk.what) {
        case Doing::taking: return take_task(tx, who, id, seen_changes);
        case Doing::handing_over: return give_task(tx, who, id, seen_changes, bulk.team, bulk.owner, bulk.words);
        case Doing::giving_back: return return_task(tx, who, id, seen_changes, bulk.words);
        case Doing::moving: return move_task(tx, who, id, seen_changes, bulk.due, bulk.words);
    }
    return refuse(Kind::invalid, "casework.no_such_task");
}

}  // namespace casework

#include "casework/standing_in.h"

#include "casework/queries.h"

namespace casework {

bool are_first_eyes(db::Tx& tx, cases::CaseId id, std::string_view other, access::StaffId staff) {
    if (!staff) return false;
    TaskId task;
    access::StaffId did;
    for (const auto row : tx.query(sql::last_done, id, other)) {
        task = row.get<TaskId>(0);
        did = row.get<access::StaffId>(1);
    }
    if (!task) return false;
    if (did == staff || instead_of(tx, task) == staff) return true;
    const auto away = away_now(tx, did);
    return away && away->stand_in == staff;
}

bool is_kept_from(db::Tx& tx, const CaseMap& map, const Task& task, access::StaffId staff) {
    const auto other = map.duty(task.element).not_by;
    return !other.empty() && are_first_eyes(tx, task.case_id, other, staff);
}

bool is_able(db::Tx& tx, access::StaffId staff, const Task& task) { return may_work_on(tx, staff, task.owned()) && access::holds_skill(tx, staff, task.skill); }

bool may_work_on(db::Tx& tx, access::StaffId staff, const access::Owned& owned) {
    if (!staff) return false;
    const auto actor = access::load_staff_actor(tx, staff);
    return actor && access::scope_of(*actor, access::Permission::work_case).allows(owned);
}

access::Condition wants_no_other_skill(db::Tx& tx, access::StaffId staff) {
    auto held = std::make_shared<std::vector<std::string>>(access::skills_held_now(tx, staff));
    if (held->empty()) return {"t.skill = ''", {}};
    auto condition = access::one_of("t.skill", std::span<const std::string>(*held));
    condition.text = "(t.skill = '' OR " + condition.text + ")";
    condition.keeps = std::move(held);
    return condition;
}

Receiver receiver_of(db::Tx& tx, const CaseMap& map, const Task& task, access::StaffId wanted) {
    auto away = away_now(tx, wanted);
    if (!away) return {.owner = wanted};
    const auto other = away->stand_in;
    const bool takes = is_able(tx, other, task) && !away_now(tx, other) && !is_kept_from(tx, map, task, other);
    return {.owner = takes ? other : access::StaffId{}, .instead = std::move(away)};
}

void keep_instead(db::Tx& tx, TaskId task, const Receiver& to) {
    if (to.instead)
        tx.run(sql::put_instead, task, to.instead->id, to.instead->staff, tx.now());
    else
        tx.run(sql::forget_instead, task);
}

}  // namespace casework

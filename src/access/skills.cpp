#include "access/skills.h"

#include "access/events.h"
#include "access/queries.h"
#include "access/teams.h"
#include "journal/journal.h"

#include <algorithm>

namespace room::access {
namespace {

bool is_theirs_to_say(db::Tx& tx, const Actor& who, StaffId staff) {
    const auto scope = scope_of(who, Permission::grant_skill);
    return scope.is_everything() || std::ranges::any_of(teams_joined(tx, staff), [&](const Team& team) { return scope.allows({team.id}); });
}

Result<void> require_theirs(db::Tx& tx, const Actor& who, StaffId staff) {
    TRY(require(who, Permission::grant_skill));
    if (find_staff(tx, staff) && is_theirs_to_say(tx, who, staff)) return {};
    return refuse_fields("access.check_answers", {{"staff", "access.skill_of_whom"}});
}

}  // namespace

bool is_skill_code(std::string_view code) {
    constexpr std::size_t longest = 60;
    return !code.empty() && code.size() <= longest &&
           std::ranges::all_of(code, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

void keep_skills(db::Tx& tx, std::span<const Skill> skills) {
    for (const auto& skill : skills) tx.run(sql::put_skill, skill.code, skill.name, skill.about);
}

void know_skill(db::Tx& tx, std::string_view code) { tx.run(sql::know_skill, code, code); }

std::vector<Skill> all_skills(db::Tx& tx) {
    std::vector<Skill> all;
    for (const auto row : tx.query(sql::all_skills)) all.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)});
    return all;
}

std::string skill_name(db::Tx& tx, std::string_view code) { return tx.find<std::string>(sql::skill_name, code).value_or(std::string(code)); }

bool holds_skill(db::Tx& tx, StaffId staff, std::string_view skill) {
    return skill.empty() || (staff && tx.find<StaffId>(sql::holds_skill, staff, skill, tx.now()));
}

std::vector<std::string> skills_held_now(db::Tx& tx, StaffId staff) {
    std::vector<std::string> held;
    for (const auto row : tx.query(sql::skills_held_now, staff, tx.now())) held.push_back(row.get<std::string>(0));
    return held;
}

std::vector<StaffId> holders_in_team(db::Tx& tx, TeamId team, std::string_view skill) {
    std::vector<StaffId> holders;
    for (const auto row : tx.query(sql::holders_in_team, team, skill, tx.now())) holders.push_back(row.get<StaffId>(0));
    return holders;
}

std::vector<HeldSkill> all_held_skills(db::Tx& tx) {
    std::vector<HeldSkill> all;
    for (const auto row : tx.query(sql::all_held_skills))
        all.push_back({.staff = row.get<StaffId>(0),
                       .skill = row.get<std::string>(1),
                       .given_at = row.get<Instant>(2),
                       .given_by = row.get<StaffId>(3),
                       .until = row.get<std::optional<Instant>>(4)});
    return all;
}

Result<void> grant_skill(db::Tx& tx, const Actor& who, StaffId staff, std::string_view skill, std::optional<Instant> until) {
    TRY(require_theirs(tx, who, staff));
    const auto whose = TRY(find_staff(tx, staff));
    if (!whose.active) return refuse_fields("access.check_answers", {{"staff", "access.skill_of_whom"}});
    if (!tx.find<std::string>(sql::skill_name, skill)) return refuse_fields("access.check_answers", {{"skill", "access.no_such_skill"}});
    if (until && *until <= tx.now()) return refuse_fields("access.check_answers", {{"until", "access.skill_over_already"}});
    tx.run(sql::put_held_skill, staff, skill, tx.now(), who.staff(), until);
    journal::announce(tx, SkillGranted{staff, std::string(skill), until});
    return {};
}

Result<void> withdraw_skill(db::Tx& tx, const Actor& who, StaffId staff, std::string_view skill) {
    TRY(require_theirs(tx, who, staff));
    if (tx.change(sql::drop_held_skill, staff, skill) > 0) journal::announce(tx, SkillWithdrawn{staff, std::string(skill)});
    return {};
}

std::vector<Staff> whose_skills_may_say(db::Tx& tx, const Actor& who) {
    const auto scope = scope_of(who, Permission::grant_skill);
    if (!scope.is_everything()) return staff_within(tx, scope);
    auto all = all_staff(tx);
    std::erase_if(all, [](const Staff& each) { return !each.active; });
    return all;
}

}  // namespace room::access

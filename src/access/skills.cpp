#include "access/skills.h"

#include "access/events.h"
#include "access/queries.h"
#include "access/teams.h"
#include "journal/journal.h"

#include <algorithm>
#include <array>

namespace room::access {
namespace {

struct ValidityName {
    Validity validity;
    std::string_view code;
    int months;  // 0: for good
};
constexpr std::array<ValidityName, 5> validity_names{{{Validity::for_good, "for-good", 0},
                                                      {Validity::half_a_year, "half-a-year", 6},
                                                      {Validity::a_year, "a-year", 12},
                                                      {Validity::two_years, "two-years", 24},
                                                      {Validity::three_years, "three-years", 36}}};

const ValidityName& name_of(Validity validity) { return *std::ranges::find(validity_names, validity, &ValidityName::validity); }

/// So many months on, at the same time of the day; the last day of a month where that one is shorter.
std::optional<Instant> end_of(Validity validity, Instant from) {
    const auto months = name_of(validity).months;
    if (months == 0) return std::nullopt;
    const auto day = base::day_of(from);
    auto date = std::chrono::year_month_day(day) + std::chrono::months(months);
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return Instant(std::chrono::sys_days(date)) + (from - Instant(day));
}

bool is_theirs_to_say(db::Tx& tx, const Actor& who, StaffId staff) {
    const auto scope = scope_of(who, Permission::grant_skill);
    return scope.is_everything() || std::ranges::any_of(teams_joined(tx, staff), [&](const Team& team) { return scope.allows({team.id}); });
}

Result<void> require_theirs(db::Tx& tx, const Actor& who, StaffId staff) {
    TRY(require(who, Permission::grant_skill));
    const auto found = find_staff(tx, staff);
    if (found && found->active && is_theirs_to_say(tx, who, staff)) return {};
    return refuse_fields("access.check_answers", {{"staff", "access.skill_of_whom"}});
}

}  // namespace

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

bool is_held_in_team(db::Tx& tx, TeamId team, std::string_view skill) { return tx.find<StaffId>(sql::held_in_team, team, skill, tx.now()).has_value(); }

std::vector<HeldSkill> skills_of(db::Tx& tx, StaffId staff) {
    std::vector<HeldSkill> all;
    for (const auto row : tx.query(sql::skills_of, staff))
        all.push_back({.staff = row.get<StaffId>(0),
                       .skill = row.get<std::string>(1),
                       .given_at = row.get<Instant>(2),
                       .given_by = row.get<StaffId>(3),
                       .until = row.get<std::optional<Instant>>(4)});
    return all;
}

std::optional<Validity> validity_from(std::string_view code) {
    const auto found = std::ranges::find(validity_names, code, &ValidityName::code);
    return found == validity_names.end() ? std::nullopt : std::optional(found->validity);
}

std::string_view code_of(Validity validity) { return name_of(validity).code; }

std::span<const Validity> all_validities() {
    static constexpr std::array all{Validity::for_good, Validity::half_a_year, Validity::a_year, Validity::two_years, Validity::three_years};
    return all;
}

Result<void> grant_skill(db::Tx& tx, const Actor& who, StaffId staff, std::string_view skill, Validity validity) {
    TRY(require_theirs(tx, who, staff));
    if (!tx.find<std::string>(sql::skill_name, skill)) return refuse_fields("access.check_answers", {{"skill", "access.no_such_skill"}});
    const auto until = end_of(validity, tx.now());
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
    std::vector<Staff> all;
    const auto scope = scope_of(who, Permission::grant_skill);
    if (scope.is_everything()) {
        all = all_staff(tx);
        std::erase_if(all, [](const Staff& each) { return !each.active; });
        return all;
    }
    for (const auto& team : all_teams(tx))
        if (scope.allows({team.id}))
            for (auto& member : staff_in_team(tx, team.id)) all.push_back(std::move(member));
    std::ranges::sort(all, [](const Staff& a, const Staff& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    const auto [first, last] = std::ranges::unique(all, {}, &Staff::id);
    all.erase(first, last);
    return all;
}

}  // namespace room::access

#pragma once
// Skills: what somebody must be able to do before they are offered some tasks. Maps of services name them by their codes; leaders say who holds
// them, for good or until a day.
//
// Promises
//  1. What ran out is not held, by the clock of the transaction; nothing has to happen for that.
//  2. Who may say it of somebody: grant_skill over a team of theirs.

#include "access/actor.h"
#include "access/staff.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace room::access {

struct Skill {
    std::string code;   // "enforcement-evidence": a-z, 0-9 and -, at most 60
    std::string name;   // "Collecting evidence"
    std::string about;  // what it takes; may be empty
};

/// Puts what is new into the list, and gives what is known its name and what it takes.
void keep_skills(db::Tx&, std::span<const Skill>);
/// Into the list under its code alone, if it is not there.
void know_skill(db::Tx&, std::string_view code);
/// By name.
std::vector<Skill> all_skills(db::Tx&);
/// The name of a skill; its code where the list does not have it.
std::string skill_name(db::Tx&, std::string_view code);

struct HeldSkill {
    StaffId staff;
    std::string skill;
    Instant given_at;
    StaffId given_by = {};              // 0: the house
    std::optional<Instant> until = {};  // none: for good
    bool holds_at(Instant now) const { return !until || now < *until; }
};

/// Everybody holds the empty one.
bool holds_skill(db::Tx&, StaffId, std::string_view skill);
/// The codes of what somebody holds now.
std::vector<std::string> skills_held_now(db::Tx&, StaffId);
/// Somebody of the team's active members holds it now.
bool is_held_in_team(db::Tx&, TeamId, std::string_view skill);
/// Also what ran out; by skill.
std::vector<HeldSkill> skills_of(db::Tx&, StaffId);

/// How long one holds, from now.
enum class Validity { for_good, half_a_year, a_year, two_years, three_years };
std::optional<Validity> validity_from(std::string_view code);
std::string_view code_of(Validity);
std::span<const Validity> all_validities();

/// Gives it, or gives it anew. Refuses (field "skill") what the list does not have, and ("staff") who is not of the actor's teams or has no
/// open account.
Result<void> grant_skill(db::Tx&, const Actor& who, StaffId, std::string_view skill, Validity);
/// Content if it is not held.
Result<void> withdraw_skill(db::Tx&, const Actor& who, StaffId, std::string_view skill);
/// The active members of the teams over which the actor holds grant_skill, by name, each once.
std::vector<Staff> whose_skills_may_say(db::Tx&, const Actor& who);

}  // namespace room::access

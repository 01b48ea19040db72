#pragma once
// Teams: a tree. Whoever belongs to a team sees what it owns and what the teams below it own.

#include "access/actor.h"
#include "access/ids.h"
#include "base/result.h"
#include "db/tx.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace room::access {

/// How a council is built; only shown: what a team sees goes by the tree.
inline constexpr std::string_view team_kinds[] = {"directorate", "service", "team"};

struct Team {
    TeamId id;
    TeamId parent;  // none: at the top
    std::string name;
    std::string kind = "team";
};

/// Wants manage_staff. Refuses an empty name, a name that is taken (conflict), an unknown parent and kind.
Result<TeamId> add_team(db::Tx&, const Actor& who, std::string_view name, TeamId parent = {}, std::string_view kind = "team");
/// Another name, kind or parent. Refuses as add_team does, and (field "parent") what would put a team below itself. Those
/// above the new place come to see what the team owns: who moves it must hold, over all of it, whatever any grant gives.
Result<void> change_team(db::Tx&, const Actor& who, const Team& wanted);
/// Both are content if it is so already.
Result<void> join_team(db::Tx&, const Actor& who, StaffId, TeamId);
Result<void> leave_team(db::Tx&, const Actor& who, StaffId, TeamId);

Result<Team> find_team(db::Tx&, TeamId);
std::optional<Team> find_team_by_name(db::Tx&, std::string_view name);
/// By name.
std::vector<Team> all_teams(db::Tx&);
/// Those somebody is a member of, by name.
std::vector<Team> teams_joined(db::Tx&, StaffId);

/// A team where it stands in the tree: its members, and how far below the top.
struct Branch {
    Team team;
    int depth = 0;
    std::int64_t members = 0;
};
/// Parents before children, brothers by name.
std::vector<Branch> team_tree(db::Tx&);

}  // namespace room::access

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

struct Team {
    TeamId id;
    TeamId parent;  // none: at the top
    std::string name;
};

/// Wants manage_staff. Refuses an empty name, a name that is taken (conflict) and an unknown parent.
Result<TeamId> add_team(db::Tx&, const Actor& who, std::string_view name, TeamId parent = {});
/// Both are content if it is so already.
Result<void> join_team(db::Tx&, const Actor& who, StaffId, TeamId);
Result<void> leave_team(db::Tx&, const Actor& who, StaffId, TeamId);

Result<Team> find_team(db::Tx&, TeamId);
std::optional<Team> find_team_by_name(db::Tx&, std::string_view name);
/// By name.
std::vector<Team> all_teams(db::Tx&);

}  // namespace room::access

#include "access/teams.h"

#include "access/events.h"
#include "access/queries.h"
#include "access/rights.h"
#include "access/staff.h"
#include "base/text.h"
#include "journal/journal.h"

#include <algorithm>
#include <iterator>

namespace room::access {
namespace {

constexpr std::size_t longest_team_name = 100;

Team team_of(const db::Row& row) {
    auto [id, parent, name, kind] = row.as<TeamId, std::optional<TeamId>, std::string, std::string>();
    return {id, parent.value_or(TeamId{}), std::move(name), std::move(kind)};
}

std::optional<TeamId> if_any(TeamId id) { return id ? std::optional(id) : std::nullopt; }

Result<void> check_kind(std::string_view kind) {
    if (std::ranges::find(team_kinds, kind) == std::end(team_kinds)) return refuse_fields("access.check_answers", {{"kind", "access.unknown_kind"}});
    return {};
}

std::vector<TeamId> below(db::Tx& tx, TeamId team) {
    std::vector<TeamId> teams;
    for (const auto row : tx.query(sql::teams_below, team)) teams.push_back(row.get<TeamId>(0));
    return teams;
}

/// Whoever stands above the team's new place sees what it owns from then on.
Result<void> require_all_of(db::Tx& tx, const Actor& who, const std::vector<TeamId>& teams) {
    const auto moved = Scope::of_teams(teams);
    for (const auto row : tx.query(sql::granted_permissions)) {
        const auto permission = find_permission(row.get<std::string_view>(0));
        if (permission && !is_of_the_house(*permission) && !scope_of(who, *permission).covers(moved))
            return refuse(Kind::not_allowed, "access.more_than_you_hold");
    }
    return {};
}

void place(std::vector<Branch>& tree, std::multimap<TeamId, Branch>& waiting, TeamId parent, int depth) {
    const auto [first, last] = waiting.equal_range(parent);
    for (auto at = first; at != last; ++at) {
        auto branch = at->second;
        branch.depth = depth;
        const auto id = branch.team.id;
        tree.push_back(std::move(branch));
        place(tree, waiting, id, depth + 1);
    }
}

Result<void> check_name(db::Tx& tx, const std::string& name, TeamId own = {}) {
    if (name.empty()) return refuse_fields("access.check_answers", {{"name", "access.team_name_missing"}});
    if (base::count_characters(name) > longest_team_name)
        return refuse_fields("access.check_answers", {{"name", "access.name_too_long"}});
    if (const auto other = find_team_by_name(tx, name); other && other->id != own)
        return std::unexpected(Refusal{Kind::conflict, "access.check_answers", {{"name", "access.team_name_taken"}}});
    return {};
}

}  // namespace

Result<TeamId> add_team(db::Tx& tx, const Actor& who, std::string_view name, TeamId parent, std::string_view kind) {
    TRY(require(who, Permission::manage_staff));
    const auto tidy = base::tidy_line(name);
    TRY(check_name(tx, tidy));
    TRY(check_kind(kind));
    if (parent) TRY(find_team(tx, parent));
    const auto id = tx.new_id<TeamId>();
    tx.run(sql::add_team, id, if_any(parent), tidy, kind);
    rights_changed(tx);
    journal::announce(tx, TeamAdded{id, parent});
    return id;
}

Result<void> change_team(db::Tx& tx, const Actor& who, const Team& wanted) {
    TRY(require(who, Permission::manage_staff));
    const auto before = TRY(find_team(tx, wanted.id));
    const auto name = base::tidy_line(wanted.name);
    TRY(check_name(tx, name, wanted.id));
    TRY(check_kind(wanted.kind));
    if (wanted.parent != before.parent) {
        if (wanted.parent) TRY(find_team(tx, wanted.parent));
        const auto moved = below(tx, wanted.id);
        if (std::ranges::find(moved, wanted.parent) != moved.end())
            return refuse_fields("access.check_answers", {{"parent", "access.team_below_itself"}});
        TRY(require_all_of(tx, who, moved));
        rights_changed(tx);
    } else if (name == before.name && wanted.kind == before.kind) {
        return {};
    }
    tx.run(sql::change_team, if_any(wanted.parent), name, wanted.kind, wanted.id);
    journal::announce(tx, TeamChanged{wanted.id, wanted.parent, wanted.kind});
    return {};
}

Result<void> join_team(db::Tx& tx, const Actor& who, StaffId staff, TeamId team) {
    TRY(require(who, Permission::manage_staff));
    TRY(find_team(tx, team));
    const auto before = TRY(rights_of_staff(tx, staff));
    if (tx.change(sql::add_membership, staff, team) == 0) return {};
    const auto after = TRY(rights_of_staff(tx, staff));
    TRY(require_no_more_than(who, before, after));
    rights_changed(tx);
    journal::announce(tx, TeamJoined{staff, team});
    return {};
}

Result<void> leave_team(db::Tx& tx, const Actor& who, StaffId staff, TeamId team) {
    TRY(require(who, Permission::manage_staff));
    if (tx.change(sql::remove_membership, staff, team) == 0) return {};
    rights_changed(tx);
    journal::announce(tx, TeamLeft{staff, team});
    return {};
}

Result<Team> find_team(db::Tx& tx, TeamId id) {
    for (const auto row : tx.query(sql::find_team, id)) return team_of(row);
    return refuse(Kind::not_found, "access.no_such_team");
}

std::optional<Team> find_team_by_name(db::Tx& tx, std::string_view name) {
    for (const auto row : tx.query(sql::find_team_by_name, name)) return team_of(row);
    return std::nullopt;
}

std::vector<Team> teams_joined(db::Tx& tx, StaffId staff) {
    std::vector<Team> teams;
    for (const auto row : tx.query(sql::teams_joined, staff)) teams.push_back(team_of(row));
    return teams;
}

std::vector<Branch> team_tree(db::Tx& tx) {
    std::map<TeamId, std::int64_t> members;
    for (const auto row : tx.query(sql::count_members)) members[row.get<TeamId>(0)] = row.get<std::int64_t>(1);
    std::multimap<TeamId, Branch> waiting;
    for (auto& team : all_teams(tx)) {
        const auto parent = team.parent, id = team.id;
        waiting.emplace(parent, Branch{std::move(team), 0, members[id]});
    }
    std::vector<Branch> tree;
    place(tree, waiting, {}, 0);
    return tree;
}

std::vector<Team> all_teams(db::Tx& tx) {
    std::vector<Team> teams;
    for (const auto row : tx.query(sql::all_teams)) teams.push_back(team_of(row));
    return teams;
}

}  // namespace room::access

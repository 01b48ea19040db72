#include "access/teams.h"

#include "access/events.h"
#include "access/queries.h"
#include "access/rights.h"
#include "access/staff.h"
#include "base/text.h"
#include "journal/journal.h"

namespace room::access {
namespace {

constexpr std::size_t longest_name = 100;

Team team_of(const db::Row& row) {
    auto [id, parent, name] = row.as<TeamId, std::optional<TeamId>, std::string>();
    return {id, parent.value_or(TeamId{}), std::move(name)};
}

Result<void> check_name(db::Tx& tx, const std::string& name) {
    if (name.empty()) return refuse_fields("access.check_answers", {{"name", "access.team_name_missing"}});
    if (base::count_characters(name) > longest_name)
        return refuse_fields("access.check_answers", {{"name", "access.name_too_long"}});
    if (find_team_by_name(tx, name))
        return std::unexpected(Refusal{Kind::conflict, "access.check_answers", {{"name", "access.team_name_taken"}}});
    return {};
}

}  // namespace

Result<TeamId> add_team(db::Tx& tx, const Actor& who, std::string_view name, TeamId parent) {
    TRY(require(who, Permission::manage_staff));
    const auto tidy = base::tidy_line(name);
    TRY(check_name(tx, tidy));
    if (parent) TRY(find_team(tx, parent));
    const auto id = tx.new_id<TeamId>();
    tx.run(sql::add_team, id, parent ? std::optional(parent) : std::nullopt, tidy);
    rights_changed(tx);
    journal::announce(tx, TeamAdded{id, parent});
    return id;
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

std::vector<Team> all_teams(db::Tx& tx) {
    std::vector<Team> teams;
    for (const auto row : tx.query(sql::all_teams)) teams.push_back(team_of(row));
    return teams;
}

}  // namespace room::access

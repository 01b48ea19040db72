#include "access/rights.h"

#include "access/grants.h"
#include "access/queries.h"
#include "base/text.h"

#include <algorithm>

namespace room::access {
namespace {

void add_permission(Actor& actor, std::string_view code, const Scope& scope) {
    const auto known = find_permission(code);
    if (!known) return;  // a newer program's permission
    if (is_of_the_house(*known) && !scope.is_everything()) return;
    actor.give(*known, scope);
}

void add_role_name(Actor& actor, const std::string& role) {
    if (std::ranges::find(actor.roles, role) == actor.roles.end()) actor.roles.push_back(role);
}

std::vector<TeamId> teams_below(db::Tx& tx, TeamId team) {
    std::vector<TeamId> teams;
    for (const auto row : tx.query(sql::teams_below, team)) teams.push_back(row.get<TeamId>(0));
    return teams;
}

std::optional<std::vector<std::string>> limited_to(const std::vector<std::string>& codes) {
    return codes.empty() ? std::nullopt : std::optional(codes);
}

/// How far a grant goes for somebody who belongs to these teams (and those below them).
Scope scope_of_grant(db::Tx& tx, const std::vector<TeamId>& own_teams, Reach reach, const Limits& limits) {
    if (reach == Reach::none) return Scope::none();
    Scope::Part part{.services = limited_to(limits.services), .areas = limited_to(limits.areas)};
    if (limits.team)
        part.teams = teams_below(tx, limits.team);
    else if (reach == Reach::own_teams)
        part.teams = own_teams;
    return Scope::of(std::move(part));
}

Reach reach_in(const db::Row& row, int column) { return find_reach(row.get<std::string_view>(column)).value_or(Reach::none); }

}  // namespace

std::int64_t edition(db::Tx& tx) { return tx.find<std::int64_t>(sql::edition).value_or(0); }
void rights_changed(db::Tx& tx) { tx.run(sql::next_edition); }

bool add_role(db::Tx& tx, Actor& actor, std::string_view role) {
    bool found = false;
    for (const auto row : tx.query(sql::permissions_of_role, role)) {
        add_role_name(actor, row.get<std::string>(0));
        add_permission(actor, row.get<std::string_view>(2), scope_of_grant(tx, {}, reach_in(row, 1), {}));
        found = true;
    }
    return found;
}

void add_granted_roles(db::Tx& tx, Actor& actor, StaffId staff) {
    struct Line {
        Grant grant;
        Reach reach;
        std::string permission;
    };
    std::vector<Line> lines;
    for (const auto row : tx.query(sql::permissions_of_staff, staff, staff))
        lines.push_back({grant_of(row), reach_in(row, 4), row.is_null(5) ? std::string() : row.get<std::string>(5)});
    const Line* before = nullptr;
    Scope scope;
    for (const auto& line : lines) {
        if (before == nullptr || before->grant != line.grant) scope = scope_of_grant(tx, actor.teams, line.reach, line.grant.limits);
        before = &line;
        add_role_name(actor, line.grant.role);
        add_permission(actor, line.permission, scope);
    }
}

Result<void> require_no_more_than(const Actor& who, const Actor& before, const Actor& after) {
    for (const auto& name : all_permissions()) {
        const auto asked = scope_of(after, name.permission);
        if (scope_of(before, name.permission).covers(asked) || scope_of(who, name.permission).covers(asked)) continue;
        return refuse(Kind::not_allowed, "access.more_than_you_hold", std::string(name.code));
    }
    return {};
}

Result<void> require_role(db::Tx& tx, std::string_view role) {
    if (tx.find<std::string>(sql::find_role, role)) return {};
    return refuse_fields("access.check_answers", {{"role", "access.unknown_role"}});
}

bool same_rights(const Actor& one, const Actor& other) { return may_as_much_as(one, other) && may_as_much_as(other, one); }

}  // namespace room::access

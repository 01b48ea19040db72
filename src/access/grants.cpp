#include "access/grants.h"

#include "access/events.h"
#include "access/queries.h"
#include "access/rights.h"
#include "access/staff.h"
#include "access/teams.h"
#include "base/text.h"
#include "journal/journal.h"

#include <fmt/ranges.h>

namespace room::access {
namespace {

std::string joined(const std::vector<std::string>& codes) { return fmt::format("{}", fmt::join(codes, ",")); }

std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> codes;
    if (text.empty()) return codes;
    for (const auto code : base::split(text, ',')) codes.emplace_back(code);
    return codes;
}

std::int64_t add(db::Tx& tx, StaffId id, const Grant& grant) {
    const auto& limits = grant.limits;
    if (limits.none()) return tx.change(sql::add_grant, id, grant.role);
    return tx.change(sql::add_limited_grant, id, grant.role, limits.team, joined(limits.services), joined(limits.areas));
}

std::int64_t remove(db::Tx& tx, StaffId id, const Grant& grant) {
    const auto& limits = grant.limits;
    if (limits.none()) return tx.change(sql::remove_grant, id, grant.role);
    return tx.change(sql::remove_limited_grant, id, grant.role, limits.team, joined(limits.services), joined(limits.areas));
}

}  // namespace

Result<void> grant_role(db::Tx& tx, const Actor& who, StaffId id, std::string_view role, const Limits& wanted) {
    TRY(require(who, Permission::manage_staff));
    TRY(require_role(tx, role));
    const auto limits = TRY(tidy(wanted));
    if (limits.team) TRY(find_team(tx, limits.team));
    const auto before = TRY(rights_of_staff(tx, id));
    if (add(tx, id, {std::string(role), limits}) == 0) return {};
    const auto after = TRY(rights_of_staff(tx, id));
    TRY(require_no_more_than(who, before, after));
    rights_changed(tx);
    journal::announce(tx, RoleGranted{id, std::string(role), limits.team, joined(limits.services), joined(limits.areas)});
    return {};
}

Result<void> withdraw_role(db::Tx& tx, const Actor& who, StaffId id, std::string_view role, const Limits& held) {
    TRY(require(who, Permission::manage_staff));
    const auto limits = TRY(tidy(held));
    const auto before = count_managers(tx);
    if (remove(tx, id, {std::string(role), limits}) == 0) return {};
    TRY(keep_a_manager(tx, before));
    rights_changed(tx);
    journal::announce(tx, RoleWithdrawn{id, std::string(role), limits.team, joined(limits.services), joined(limits.areas)});
    return {};
}

std::vector<Grant> grants_of(db::Tx& tx, StaffId id) {
    std::vector<Grant> grants;
    for (const auto row : tx.query(sql::grants_of_staff, id, id)) grants.push_back(grant_of(row));
    return grants;
}

Grant grant_of(const db::Row& row) {
    return {.role = row.get<std::string>(0),
            .limits = {.team = row.get<TeamId>(1),
                       .services = parted(row.get<std::string_view>(2)),
                       .areas = parted(row.get<std::string_view>(3))}};
}

std::int64_t count_managers(db::Tx& tx) {
    return tx.find<std::int64_t>(sql::active_holders, code_of(Permission::manage_staff)).value_or(0);
}

Result<void> keep_a_manager(db::Tx& tx, std::int64_t before) {
    if (before == 0 || count_managers(tx) > 0) return {};
    return refuse(Kind::conflict, "access.last_manager");
}

}  // namespace room::access

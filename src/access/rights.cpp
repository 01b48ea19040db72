#include "access/rights.h"

#include "access/queries.h"

#include <algorithm>

namespace room::access {
namespace {

void add_reach(Actor& actor, std::string_view permission, Reach reach) {
    const auto known = find_permission(permission);
    if (!known) return;  // a newer program's permission
    auto& held = actor.reach[static_cast<std::size_t>(*known)];
    held = std::max(held, reach);
}

void add_row(Actor& actor, const db::Row& row) {
    const auto [role, reach, permission] = row.as<std::string, std::string_view, std::string_view>();
    if (std::ranges::find(actor.roles, role) == actor.roles.end()) actor.roles.push_back(role);
    add_reach(actor, permission, find_reach(reach).value_or(Reach::none));
}

}  // namespace

std::int64_t edition(db::Tx& tx) { return tx.find<std::int64_t>(sql::edition).value_or(0); }
void rights_changed(db::Tx& tx) { tx.run(sql::next_edition); }

bool add_role(db::Tx& tx, Actor& actor, std::string_view role) {
    bool found = false;
    for (const auto row : tx.query(sql::permissions_of_role, role)) {
        add_row(actor, row);
        found = true;
    }
    return found;
}

void add_granted_roles(db::Tx& tx, Actor& actor, StaffId staff) {
    for (const auto row : tx.query(sql::permissions_of_staff, staff)) add_row(actor, row);
}

Result<void> require_no_more_than(db::Tx& tx, const Actor& who, std::string_view role) {
    Actor asked;
    if (!add_role(tx, asked, role)) return refuse_fields("access.check_answers", {{"role", "access.unknown_role"}});
    for (std::size_t i = 0; i < permission_count; ++i)
        if (asked.reach[i] > who.reach[i]) return refuse(Kind::not_allowed, "access.more_than_you_hold");
    return {};
}

}  // namespace room::access

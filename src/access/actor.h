#pragma once
// Who asks: a member of staff, a program with a token, a resident, a visitor, or the house itself.

#include "access/permission.h"
#include "access/scope.h"
#include "base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace room::access {

/// A value: what somebody was allowed to do when their request came in. Actors of staff and tokens are loaded by
/// `load_staff_actor` and by the Gate; the others are made here.
struct Actor {
    enum class Sort { visitor, resident, staff, token, system };

    Sort sort = Sort::visitor;
    std::int64_t id = 0;             // of the staff member, token or resident
    std::string name;                // as shown to colleagues; empty for visitors
    std::vector<std::string> roles;  // codes: "agent"
    std::vector<TeamId> own_teams;   // member of
    std::vector<TeamId> teams;       // those and all below, sorted
    std::array<Reach, permission_count> reach = {};  // over all roles, the farthest
    std::int64_t edition = 0;  // of the rights it was computed from; 0: made here

    static Actor visitor();
    static Actor resident(std::int64_t person);
    /// The house itself ("mail", "import"): may do everything, and the journal says which part of it did.
    static Actor house(std::string part);

    /// What the journal and db::Context carry: "staff:1042", "token:77", "person:88", "system:mail", "public".
    std::string journal_name() const;
    /// Nobody unless the actor is a member of staff.
    StaffId staff() const { return sort == Sort::staff ? StaffId{id} : StaffId{}; }
    TokenId token() const { return sort == Sort::token ? TokenId{id} : TokenId{}; }
    bool is_known() const { return sort != Sort::visitor; }

    Reach reach_of(Permission permission) const { return reach[static_cast<std::size_t>(permission)]; }
    bool may(Permission permission) const { return reach_of(permission) != Reach::none; }
};

/// What this actor may do that with.
Scope scope_of(const Actor&, Permission);

/// Holds if the actor may do that at all; refuses with not_allowed otherwise, or asks to sign in where that may help.
Result<void> require(const Actor&, Permission);
/// Holds if the actor may do that with what this team owns.
Result<void> require(const Actor&, Permission, TeamId team);

}  // namespace room::access

#pragma once
// Who asks: a member of staff, a program with a token, a resident, a visitor, or the house itself.

#include "access/permission.h"
#include "access/scope.h"
#include "base/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace room::access {

/// What somebody may do each thing with.
using Rights = std::array<Scope, permission_count>;

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
    std::shared_ptr<const Rights> rights = {};  // over all grants; none: nothing
    bool second_factor = false;                 // asked for a code at sign-in
    bool temporary_password = false;            // must choose another before anything else
    std::int64_t edition = 0;                   // of the rights it was computed from; 0: made here

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

    /// That, with something at least.
    bool may(Permission permission) const { return rights && !(*rights)[static_cast<std::size_t>(permission)].is_none(); }
    /// Lets the actor do that with the scope's records too.
    void give(Permission, const Scope&);
};

/// What this actor may do that with.
Scope scope_of(const Actor&, Permission);
/// True if `who` may do all that `other` may, with all that `other` may do it with.
bool may_as_much_as(const Actor& who, const Actor& other);

/// Holds if the actor may do that at all; refuses with not_allowed otherwise, or asks to sign in where that may help.
Result<void> require(const Actor&, Permission);
/// Holds if the actor may do that with a record that is owned so.
Result<void> require(const Actor&, Permission, const Owned&);

}  // namespace room::access

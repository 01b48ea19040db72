#pragma once
// Inside access: how roles, grants and teams become an actor's reach.

#include "access/actor.h"
#include "db/tx.h"

#include <string_view>

namespace room::access {

/// Grows with every change of rights in this tenant.
std::int64_t edition(db::Tx&);
/// To be called by every change that can widen or narrow what somebody may do.
void rights_changed(db::Tx&);

/// Adds the role to what the actor may do; false if there is no such role.
bool add_role(db::Tx&, Actor&, std::string_view role);
/// Adds every role the staff member was granted.
void add_granted_roles(db::Tx&, Actor&, StaffId);

/// Refuses unless `who` reaches at least as far as the role; invalid for a role that does not exist.
Result<void> require_no_more_than(db::Tx&, const Actor& who, std::string_view role);

/// `confirm` for a token's actor.
Result<void> confirm_token(db::Tx&, const Actor&);

}  // namespace room::access

#pragma once
// Inside access: how roles, grants and teams become what an actor may do.

#include "access/actor.h"
#include "access/limits.h"
#include "db/tx.h"

#include <string_view>

namespace room::access {

/// Grows with every change of rights in this tenant.
std::int64_t edition(db::Tx&);
/// To be called by every change that can widen or narrow what somebody may do.
void rights_changed(db::Tx&);

/// Adds the role, without limits, to what an actor may do who belongs to no team; false if there is no such role.
bool add_role(db::Tx&, Actor&, std::string_view role);
/// Adds every role the staff member was granted, within its limits. The actor's teams must be known already.
void add_granted_roles(db::Tx&, Actor&, StaffId);

/// Refuses if `after` may do more than both `before` and `who`.
Result<void> require_no_more_than(const Actor& who, const Actor& before, const Actor& after);
Result<void> require_role(db::Tx&, std::string_view role);

/// `confirm` for a token's actor.
Result<void> confirm_token(db::Tx&, const Actor&);
/// True if the two may do the same.
bool same_rights(const Actor&, const Actor&);

}  // namespace room::access

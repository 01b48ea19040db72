#pragma once
// Who holds which role, within which limits.
//
// Promises
//  1. Nobody grants more than they hold: whatever lets somebody do more (a role, a team, an account opened again, a
//     password) is refused to who could not do that themselves, with the same records.
//  2. Somebody who may manage staff is always left: the last such account can be neither closed nor stripped.

#include "access/actor.h"
#include "access/limits.h"
#include "base/result.h"
#include "db/tx.h"

#include <string_view>
#include <vector>

namespace room::access {

/// Both want manage_staff, and are content if it is so already. Granting refuses unknown roles, teams and codes.
Result<void> grant_role(db::Tx&, const Actor& who, StaffId, std::string_view role, const Limits& limits = {});
Result<void> withdraw_role(db::Tx&, const Actor& who, StaffId, std::string_view role, const Limits& limits = {});

/// By role; the one without limits first.
std::vector<Grant> grants_of(db::Tx&, StaffId);

/// Inside access: role, team, services and areas in the first four columns of a row.
Grant grant_of(const db::Row&);
/// Inside access: refuses as the last manager, given how many there were before.
std::int64_t count_managers(db::Tx&);
Result<void> keep_a_manager(db::Tx&, std::int64_t before);

}  // namespace room::access

#pragma once
// How payments is wired into one tenant.

#include "db/tx.h"
#include "jobs/kinds.h"
#include "payments/account.h"
#include "web/outbound.h"

namespace payments {

struct House {
    web::OutboundSettings outbound;
    VaultOf vault_of;
    Random& random;
    bool training = false;  // nothing leaves
};

/// Knows how to ask, to give back and to compare. All that is handed in must outlive `kinds`.
void install(jobs::Kinds& kinds, const House& house);
/// Looks each hour which days are to be compared. At every start.
void set_timers(db::Tx& tx);

}  // namespace payments

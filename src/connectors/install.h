#pragma once
// How connectors is wired into one tenant.

#include "connectors/destination.h"
#include "web/outbound.h"
#include "jobs/kinds.h"
#include "journal/subscribers.h"

#include <filesystem>

namespace connectors {

struct House {
    web::OutboundSettings outbound;
    VaultOf vault_of;
    Random& random;
    std::filesystem::path folder;  // drop folders lie in it
    bool training = false;         // nothing leaves
};

/// Knows how to send, to ask and to look. All that is handed in must outlive `kinds`.
void install(journal::Subscribers&, jobs::Kinds&, const House&);
/// Looks every minute. At every start.
void set_timers(db::Tx&);

}  // namespace connectors

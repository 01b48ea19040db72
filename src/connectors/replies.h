#pragma once
// What an HTTP answer means for the errand that was sent, and what is wrong with the destination.

#include "connectors/carrier.h"
#include "web/outbound.h"

namespace connectors {

/// Nothing where it was taken: 2xx, and 409, which says that the same errand was taken before. Down: no answer, sign-in (401, 403,
/// 407), no such place (404, 410), redirects (not followed), 408, 425, 429 and 5xx: these speak of the destination, which a person can
/// mend without losing an errand. Everything else refuses this errand for good.
std::optional<Trouble> trouble_in(const std::expected<web::Reply, std::string>&);

}  // namespace connectors

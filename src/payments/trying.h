#pragma once
// Whether an account works: one question to the provider that changes nothing.

#include "payments/provider.h"
#include "web/outbound.h"

namespace payments {

/// Asks for the payments of the last minute. Nothing: it works. Takes as long as a connection may.
std::optional<Trouble> try_account(const web::OutboundSettings& outbound, const Account& account, Instant now);

}  // namespace payments

#pragma once
// POST /payments/told: what the provider tells us by itself.
//
// Promises
//  1. Nothing is done for a message that is not signed with the account's secret; without an account or a secret, for none.
//  2. A message is a hint: it makes us ask what became of the payment, now. Coming late, twice or in any order, it changes nothing by itself.
//  3. Once the answer is 200 the question is on the list of jobs.

#include "payments/account.h"
#include "web/web.h"

namespace payments {

/// Adds the route.
void install(web::Router&);

/// The vault of a tenant; the file of its key is made at first use.
VaultOf vault_of(const web::Tenant&, Random&);

}  // namespace payments

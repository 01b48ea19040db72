#pragma once
// POST /notify/told: what GOV.UK Notify tells us by itself about a text message (its "delivery receipts").
//
// Promises
//  1. Nothing is done for a message without the token that the account has; without an account or a token, for none.
//  2. A message is a hint: it makes us ask what became of the text, now. Coming late, twice or in any order, it changes nothing by itself.

#include "notifications/text_account.h"
#include "web/web.h"

namespace notifications {

/// Adds the route.
void install(web::Router&);

/// The vault of a tenant; the file of its key is made at first use.
VaultOf vault_of(const web::Tenant&, Random&);

}  // namespace notifications

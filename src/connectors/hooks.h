#pragma once
// POST /hooks/{destination}: what other systems tell us by themselves.
//
// Promises
//  1. Nothing is believed that is not signed with one of the destination's secrets, within five minutes of our clock; who signs wrongly
//     and who names a destination that is none get the same answer.
//  2. The same message (its webhook-id) counts once, however often it comes; the answer says what became of it (answers.h).
//  3. Once the answer is 200 the message is on disk.

#include "connectors/destination.h"
#include "web/web.h"

namespace connectors {

/// Adds the route.
void install(web::Router&);

/// The vault of a tenant; the file of its key is made at first use.
VaultOf vault_of(const web::Tenant&, Random&);

}  // namespace connectors

#pragma once
// Several requests that are made at once: who moves home tells once, and several services hear of it.

#include "contact/contact.h"

#include <span>
#include <vector>

namespace contact {

/// One of them: of this service, with what it is told. `sent.interaction` is not looked at.
struct Wish {
    catalogue::DefinitionPtr service;
    Sent sent;
};

/// Takes all of them, in their order, in one contact that is over with it: each with a reference, a case and an acknowledgement of its own, and one person, the one
/// whom the first wish names. All or nothing, in the caller's transaction; refused as `take_request` refuses the first that it would not take. No wish: no contact.
Result<std::vector<Taken>> take_requests(db::Tx& tx, Random& random, const access::Actor& who, std::span<const Wish> wishes);

}  // namespace contact

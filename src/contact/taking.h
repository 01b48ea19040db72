#pragma once
// Inside contact: a request is kept under the version that it was asked under, as a form on paper was.

#include "contact/contact.h"

namespace contact {

/// As `take_request`, and the service is not asked for anew: where another version holds at the place by now, this one stays.
Result<Taken> take_under(db::Tx& tx, Random& random, const access::Actor& who, const catalogue::DefinitionPtr& service, const Sent& sent);

}  // namespace contact

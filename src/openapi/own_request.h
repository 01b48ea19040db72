#pragma once
// Inside openapi only: whose request it is.

#include "cases/cases.h"
#include "openapi/handlers.h"

namespace openapi {

/// The request, if whoever asks may follow it: by permission, or by one contact detail of whoever made it. Otherwise it
/// is not there. The check is made for a reference nobody has too, so that its duration tells nothing.
Result<cases::Request> follow(db::Tx& tx, const access::Actor& who, std::string_view typed, const std::string* check);

/// The header that shows that a request is one's own; none: it was not sent.
const std::string* contact_check_in(const web::Request& request);

}  // namespace openapi

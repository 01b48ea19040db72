#pragma once
// Inside website only: a page about a request, for who has shown it to be theirs.

#include "website/following.h"
#include "website/request_view.h"

#include <string>

namespace website {

Result<Reference> reference_of(const web::Request& request);

/// The transaction's context for what a resident does with their own request.
db::Context for_resident(const web::Context& context, people::PersonId person);

/// A request and who asks for it.
struct Own {
    Reference reference;
    Following following;
    Followed followed;
    bool shown = false;  // this browser has shown that the request is theirs, before or with this very form
};

/// Finds the request. What stands in the form's field `contact` counts as shown, if it is right; `may_try` says whether
/// it may be tried at all.
Result<Own> find_own(const web::Request& request, const web::Context& context, bool may_try);

}  // namespace website

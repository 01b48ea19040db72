#pragma once
// The door for staff: the worklist, a case, a contact keyed in by hand, a request taken for somebody on the phone,
// search, and the work in the background that failed.

#include "web/web.h"
#include "website/site.h"

namespace desk {

/// Adds the staff routes. `site` must outlive the router.
void install(web::Router& router, const website::Site& site);

}  // namespace desk

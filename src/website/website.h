#pragma once
// The door for residents: find a service, report, and follow what was reported.

#include "web/web.h"
#include "website/site.h"

namespace website {

/// Adds the residents' routes. `site` must outlive the router.
void install(web::Router& router, const Site& site);

}  // namespace website

#pragma once
// The door for service designers: services drafted, tried, published, piloted and retired on screen, without programmers.

#include "catalogue/publishing_check.h"
#include "web/web.h"
#include "website/site.h"

namespace designer {

/// Adds its routes, below /staff/services. `site` must outlive the router; `checks` are what rooms above catalogue check of a service.
void install(web::Router& router, const website::Site& site, catalogue::Checks checks);

}  // namespace designer

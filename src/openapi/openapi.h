#pragma once
// The door for programs: JSON under /api/v1, described by the OpenAPI document at /api/openapi.json.
//
// Promises
//  1. Routes and document are made from one table (operations.cpp), so they cannot disagree.
//  2. The same verbs are called as by the pages of `website` and `desk`; a program may do nothing that a person with the
//     same permissions may not.
//  3. Ids go out and come in as strings, times as RFC 3339, lists as an object with `next`, the cursor of the page after.
//  4. What is wrong with a body is told by the member's path ("answers.bin"), all of it at once, as problem+json.
//  5. A POST with an Idempotency-Key happens once, however often it is sent.

#include "web/web.h"
#include "website/site.h"

namespace openapi {

/// Adds the routes of the API, and the page /api that shows it in the site's dress. `site` must outlive the router.
void install(web::Router& router, const website::Site& site);

}  // namespace openapi

#pragma once
// The door for other civic systems: Open311's GeoReport v2 under /open311/v2, in XML and JSON.
//
// Promises
//  1. Documents and errors are those of the specification (wiki.open311.org/GeoReport_v2, read by `georeport`): bare arrays,
//     ids as strings, the content type with its charset, an error as a list of code and description in the format asked for.
//  2. 404 for what is not there, 403 for a key that is missing, wrong or not enough, 400 for everything else that is wrong
//     with what was asked; 405, 413, 415, 429 and what is wrong with us (5xx) keep their HTTP meaning.
//  3. Nobody sees more than elsewhere (sight.h). Who knows a request's id and no more sees where it stands, and neither words
//     nor place nor person; who a request is by is in no document at all.
//  4. The same verbs are called as by the website and the API. Services without a place are not offered here.

#include "web/web.h"
#include "website/site.h"

namespace open311 {

/// Adds the routes. `site` must outlive the router.
void install(web::Router& router, const website::Site& site);

}  // namespace open311

#pragma once
// Inside openapi only: the page that shows the API to people, and lets them try it.

#include "openapi/operations.h"
#include "website/site.h"

namespace openapi {

/// Made from the same two tables as the document: a list of all there is, and a page for each operation (?operation=) with
/// its parameters, body and answers, as a line for a shell, and, where there is script, as a form; and for each schema
/// (?schema=).
Result<web::Response> show_api(const website::Site& site, web::Request& request, web::Context& context);

}  // namespace openapi

#pragma once
// What a browser that kept something is told when it sends it: a report, or at the desk a task's end. It asks with `Accept: application/json`.

#include "website/request_view.h"
#include "website/site.h"

namespace website {

bool wants_json(const web::Request& request);

/// {"reference", "address", "code"}: the code is empty where a contact detail was given.
web::Response sent_as_json(const Followed& followed, const std::string& code);

/// {"problems": [{"field", "message"}]}
web::Response problems_as_json(std::span<const Problem> problems, int status);

Result<web::Response> show_without_signal(const Site& site, web::Request& request, web::Context& context);
Result<web::Response> show_waiting(const Site& site, web::Request& request, web::Context& context);
Result<web::Response> show_service_worker(const Site& site, web::Request& request, web::Context& context);
Result<web::Response> give_seal(const Site& site, web::Request& request, web::Context& context);

}  // namespace website

#pragma once
// Inside website only: the handlers behind its routes.

#include "website/site.h"

namespace website {

Result<web::Response> show_home(const Site&, web::Request&, web::Context&);
Result<web::Response> show_service(const Site&, web::Request&, web::Context&);
Result<web::Response> show_report(const Site&, web::Request&, web::Context&);
Result<web::Response> send_report(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_reference(const Site&, web::Request&, web::Context&);
Result<web::Response> show_sent(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_contact_check(const Site&, web::Request&, web::Context&);
Result<web::Response> show_request(const Site&, web::Request&, web::Context&);

}  // namespace website

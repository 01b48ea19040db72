#pragma once
// Inside open311 only: the handlers behind its routes.

#include "access/access.h"
#include "access/gate.h"
#include "web/web.h"
#include "website/site.h"

namespace open311 {

using access::actor_of;

Result<web::Response> discover(const website::Site&, web::Request&, web::Context&);

Result<web::Response> list_services(web::Request&, web::Context&);
Result<web::Response> show_definition(web::Request&, web::Context&);

Result<web::Response> submit_request(const website::Site&, web::Request&, web::Context&);
Result<web::Response> resolve_token(web::Request&, web::Context&);
Result<web::Response> list_requests(web::Request&, web::Context&);
Result<web::Response> show_request(web::Request&, web::Context&);

Result<web::Response> list_updates(web::Request&, web::Context&);
Result<web::Response> post_update(const website::Site&, web::Request&, web::Context&);

Result<web::Response> refuse_unknown(web::Request&, web::Context&);

}  // namespace open311

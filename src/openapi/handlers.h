#pragma once
// Inside openapi only: the handlers behind its routes, and what they share.

#include "access/access.h"
#include "access/gate.h"
#include "openapi/writer.h"
#include "places/places.h"
#include "web/web.h"
#include "website/site.h"

namespace openapi {

Result<web::Response> list_services(web::Request&, web::Context&);
Result<web::Response> show_service(web::Request&, web::Context&);

Result<web::Response> submit_request(web::Request&, web::Context&);
Result<web::Response> show_request(web::Request&, web::Context&);
Result<web::Response> add_word(web::Request&, web::Context&);
Result<web::Response> withdraw_request(web::Request&, web::Context&);
Result<web::Response> object_to_closing(web::Request&, web::Context&);
Result<web::Response> confirm_fixed(web::Request&, web::Context&);

Result<web::Response> list_cases(web::Request&, web::Context&);
Result<web::Response> show_case(web::Request&, web::Context&);
Result<web::Response> show_history(web::Request&, web::Context&);
Result<web::Response> add_note(web::Request&, web::Context&);
Result<web::Response> tell_resident(web::Request&, web::Context&);
Result<web::Response> set_owner(web::Request&, web::Context&);
Result<web::Response> close_case(web::Request&, web::Context&);
Result<web::Response> reopen_case(web::Request&, web::Context&);

Result<web::Response> log_interaction(web::Request&, web::Context&);

Result<web::Response> list_addresses(web::Request&, web::Context&);
Result<web::Response> list_wards(web::Request&, web::Context&);

using access::actor_of;  // whom the Gate let in; a visitor where nobody is known

/// {"text","uprn","latitude","longitude"}, each where it is known.
Object place_object(const places::Location& place);
/// One place, or none where the id is 0.
places::Location place_of(db::Tx& tx, places::LocationId id);

}  // namespace openapi

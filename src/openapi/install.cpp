// Every operation becomes a route; the document of all of them is made once.

#include "base/text.h"
#include "openapi/api_page.h"
#include "openapi/document.h"
#include "openapi/openapi.h"
#include "openapi/operations.h"
#include "openapi/own_request.h"
#include "openapi/request_body.h"

#include <memory>

namespace openapi {
namespace {

/// A contact detail beside a reference is tried no oftener here than on the website.
web::Handler with_few_guesses(const website::Site& site, const Operation& operation) {
    return [&site, handler = operation.handler](web::Request& request, web::Context& context) -> Result<web::Response> {
        const auto reference = Reference::parse(request.param("reference"));
        if (contact_check_in(request) != nullptr && reference && !site.may_guess(request, context, *reference))
            return std::unexpected(Refusal{Kind::unavailable, "web.too_many", {{"retry_after", "60"}}});
        return handler(request, context);
    };
}

/// Without a token one connection and one contact detail send no more here than on the website.
web::Handler with_limits(const website::Site& site) {
    return [&site](web::Request& request, web::Context& context) -> Result<web::Response> {
        if (!actor_of(context).is_known()) {
            const auto text = TRY(web::json_body(request));
            const auto body = TRY(read_request_body(text));
            TRY(site.manners().require_not_too_much(request, context, body.contact.email, body.contact.phone));
        }
        return submit_request(request, context);
    };
}

web::Handler handler_of(const website::Site& site, const Operation& operation) {
    if (operation.handler == submit_request) return with_limits(site);
    return operation.takes_contact_check() ? with_few_guesses(site, operation) : web::Handler(operation.handler);
}

}  // namespace

void install(web::Router& router, const website::Site& site) {
    for (const auto& operation : operations())
        router.add({.method = operation.method,
                    .pattern = std::string(operation.path),
                    .permission = operation.permission,
                    .kind = web::RouteKind::api,
                    .handler = handler_of(site, operation),
                    .most_body = operation.most_body});
    router.page(web::Method::get, "/api", "public",
                [&site](web::Request& request, web::Context& context) { return show_api(site, request, context); });
    const auto document = std::make_shared<const std::string>(document_of(operations()));
    const auto tag = base::to_hex(base::sha256(*document)).substr(0, 16);
    router.api(web::Method::get, "/api/openapi.json", "public", [document, tag](web::Request&, web::Context&) -> Result<web::Response> {
        auto answer = web::json({}).with_etag(tag);
        answer.set_body(document);
        return answer;
    });
}

}  // namespace openapi

// Every operation becomes a route; the document of all of them is made once.

#include "base/text.h"
#include "openapi/api_page.h"
#include "openapi/document.h"
#include "openapi/openapi.h"
#include "openapi/operations.h"

#include <memory>

namespace openapi {

void install(web::Router& router, const website::Site& site) {
    for (const auto& operation : operations())
        router.add({.method = operation.method,
                    .pattern = std::string(operation.path),
                    .permission = operation.permission,
                    .kind = web::RouteKind::api,
                    .handler = operation.handler,
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

// The routes. Each is there twice, with .xml and with .json; an id in a path carries its format itself.

#include "open311/answer.h"
#include "open311/asked.h"
#include "open311/handlers.h"
#include "open311/open311.h"

namespace open311 {
namespace {

/// 256 KB of a form is far more than the longest description takes.
constexpr std::uint64_t most_body = 256 * 1024;

/// A wrong jurisdiction_id is refused before anything is looked at.
web::Handler in_jurisdiction(web::Handler handler) {
    return [handler = std::move(handler)](web::Request& request, web::Context& context) -> Result<web::Response> {
        TRY(check_jurisdiction(request, context.tenant));
        return handler(request, context);
    };
}

void add(web::Router& router, web::Method method, const std::string& pattern, web::Permission permission, web::Handler handler) {
    router.add({.method = method,
                .pattern = "/open311/v2/" + pattern,
                .permission = permission,
                .kind = web::RouteKind::api,
                .handler = in_jurisdiction(std::move(handler)),
                .most_body = most_body,
                .token_field = "api_key",
                .refusal_form = as_faults});
}

void add_both(web::Router& router, web::Method method, const std::string& name, web::Permission permission, const web::Handler& handler) {
    for (const auto* ending : {".xml", ".json"}) add(router, method, name + ending, permission, handler);
}

}  // namespace

Result<web::Response> refuse_unknown(web::Request&, web::Context&) { return refuse(Kind::not_found, "open311.no_document"); }

void install(web::Router& router, const website::Site& site) {
    using enum web::Method;
    const auto with_site = [&site](auto handler) {
        return [&site, handler](web::Request& request, web::Context& context) { return handler(site, request, context); };
    };
    add_both(router, get, "discovery", "public", with_site(discover));
    add_both(router, get, "services", "public", list_services);
    add(router, get, "services/{code}", "public", show_definition);
    add_both(router, post, "requests", "requests.submit", with_site(submit_request));
    add_both(router, get, "requests", "public", list_requests);
    add(router, get, "requests/{reference}", "public", show_request);
    add(router, get, "tokens/{reference}", "public", resolve_token);
    add_both(router, get, "servicerequestupdates", "public", list_updates);
    add_both(router, post, "servicerequestupdates", "public", with_site(post_update));
    add(router, get, "{rest...}", "public", refuse_unknown);
    add(router, post, "{rest...}", "public", refuse_unknown);
}

}  // namespace open311

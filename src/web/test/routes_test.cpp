// What a route can ask for besides its handler: a token in a field, refusals in a form of their own.

#include "web/test/given_site.h"

namespace {

web::Response said(const web::ErrorPage& error, const web::Request& request) {
    return web::text("no: " + std::to_string(error.status) + ' ' + request.path + '\n', error.status == 401 ? 403 : error.status);
}

/// GET and POST /odd for staff alone, which take a token in the field `key` and say no in words of their own.
void add_odd(given::Site& site) {
    for (const auto method : {web::Method::get, web::Method::post})
        site.router.add({.method = method,
                         .pattern = "/odd",
                         .permission = "staff",
                         .kind = web::RouteKind::api,
                         .handler = [](web::Request& request, web::Context& context) -> Result<web::Response> {
                             if (request.query.has("refuse")) return base::refuse(base::Kind::conflict, "web.changed_meanwhile");
                             return web::text(context.actor.reference);
                         },
                         .most_body = 100,
                         .token_field = "key",
                         .refusal_form = said});
}

}  // namespace

TEST_CASE("a token may come in the field that the route names, in query or form; the head's counts first") {
    given::Site site;
    add_odd(site);
    site.api(web::Method::get, "/plain", [](web::Request&, web::Context&) -> Result<web::Response> { return web::text("in"); }, "staff");
    site.open();
    CHECK(site.get_now("/odd?key=staff-token").body == "staff:7");
    CHECK(site.ask(given::form_post("/odd", "key=staff-token")).body == "staff:7");
    CHECK(site.get_now("/odd?key=bad", "Authorization: Bearer staff-token\r\n").body == "staff:7");
    CHECK(site.get_now("/odd?key=staff-token", "Authorization: Bearer bad\r\n").status == 403);
    CHECK(site.get_now("/odd?key=").status == 403);
    CHECK(site.get_now("/plain?key=staff-token").status == 401);
}

TEST_CASE("a route words its refusals itself, those before its handler and of a method it does not know among them") {
    given::Site site;
    add_odd(site);
    site.open();
    CHECK(site.get_now("/odd").body == "no: 401 /odd\n");
    CHECK(site.get_now("/odd").status == 403);
    CHECK_FALSE(site.get_now("/odd").has_header("WWW-Authenticate"));
    CHECK(site.get_now("/odd?key=staff-token&refuse=1").body == "no: 412 /odd\n");
    CHECK(site.ask(given::form_post("/odd", std::string(200, 'x'))).body == "no: 413 /odd\n");
    const auto put = site.ask("PUT /odd HTTP/1.1\r\nHost: demo\r\nContent-Length: 0\r\n\r\n");
    CHECK(put.status == 405);
    CHECK(put.body == "no: 405 /odd\n");
    CHECK(put.header("Allow").find("POST") != std::string::npos);
}

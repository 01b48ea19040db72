// Words sent after the session had ended are there again after signing in, for their writer alone.

#include "web/kept.h"

#include "web/test/given_site.h"

using given::form_post;
using given::Site;
using web::Method;

namespace {

std::string cookie_of(const given::Answer& answer, std::string_view name) {
    for (const auto line : base::split(answer.head, '\n')) {
        const auto at = line.find(std::string(name) + "=");
        if (line.starts_with("Set-Cookie") && at != line.npos) return std::string(line.substr(at, line.find(';') - at));
    }
    return {};
}

struct NoteSite : Site {
    std::string noted;
    NoteSite() {
        post("/staff/note", [this](web::Request& request, web::Context&) { return noted = request.form.text("text"), web::see_other("/staff"); }, "desk.use");
        post("/staff/sign-in", [](web::Request& request, web::Context& context) -> Result<web::Response> {
            auto started = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<web::StartedSession> {
                return context.sessions.start(tx, request, context, request.form.text("who"));
            }));
            return web::see_other("/staff").with(started.cookie);
        });
        get("/form", [](web::Request&, web::Context& context) { return web::page(context.seal().csrf); });
        get("/staff/kept/{id}", [](web::Request& request, web::Context& context) -> Result<web::Response> {
            const auto id = parse_id<web::KeptId>(request.param("id"));
            if (!id) return refuse(Kind::not_found, "web.nothing_kept");
            const auto kept = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return web::find_kept(tx, request, context, *id); }));
            return web::page(kept.path + " " + std::string(kept.form.text("text")) + " " + std::string(kept.form.text("csrf")));
        }, "desk.use");
        open();
    }
    std::string sign_in(const std::string& who) {
        const auto form = get_now("/form", "");
        return cookie_of(ask(form_post("/staff/sign-in", "csrf=" + form.body + "&who=" + who, "Cookie: " + cookie_of(form, "visitor") + "\r\n")), "session");
    }
};

}  // namespace

TEST_CASE("a form that was sent after the session ended is kept for its writer, and carried out by nobody") {
    NoteSite site;
    const auto sent = site.ask(form_post("/staff/note", "keep=1&csrf=old&text=Two+words+%26+more", ""));
    CHECK(sent.status == 303);
    CHECK(site.noted.empty());
    const auto page = sent.header("Location");
    REQUIRE(page.starts_with("/staff/kept/"));
    const auto kept = cookie_of(sent, "kept");
    const auto first = site.get_now(page, "Cookie: " + kept + "\r\n");
    CHECK(first.status == 303);  // to signing in, and back here
    CHECK(first.header("Location").find("sign-in?next=%2Fstaff%2Fkept%2F") != std::string::npos);
    const auto session = site.sign_in("staff:1");
    CHECK(site.get_now(page, "Cookie: " + session + "; " + kept + "\r\n").body == "/staff/note Two words & more ");
    CHECK(site.get_now(page, "Cookie: " + session + "\r\n").status == 404);
}

TEST_CASE("what one member of staff wrote is not shown to the next one at the same computer") {
    NoteSite site;
    const auto session = site.sign_in("staff:1");
    const auto sent = site.ask(form_post("/staff/note", "keep=1&csrf=old&text=mine", "Cookie: " + session + "\r\n"));
    CHECK(sent.status == 303);  // signed in anew in another tab: the form's token is of the session before
    const auto kept = cookie_of(sent, "kept");
    CHECK(site.get_now(sent.header("Location"), "Cookie: " + session + "; " + kept + "\r\n").status == 200);
    const auto other = site.sign_in("staff:2");
    CHECK(site.get_now(sent.header("Location"), "Cookie: " + other + "; " + kept + "\r\n").status == 404);
}

TEST_CASE("a form that does not ask for it, or comes from elsewhere, is not kept") {
    NoteSite site;
    CHECK(site.ask(form_post("/staff/note", "csrf=old&text=mine", "")).header("Location").find("kept") == std::string::npos);
    const auto elsewhere = site.ask("POST /staff/note HTTP/1.1\r\nHost: demo\r\nSec-Fetch-Site: cross-site\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 13\r\n\r\nkeep=1&text=x");
    CHECK(elsewhere.status == 403);
}

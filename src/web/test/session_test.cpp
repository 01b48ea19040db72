#include "web/test/given_site.h"

#include "web/csrf.h"

#include <fstream>

using given::Client;
using given::form_post;
using given::Site;
using web::Method;

namespace {

/// "name=value" of a Set-Cookie field.
std::string cookie_of(const given::Answer& answer) {
    const auto set = answer.header("Set-Cookie");
    return set.substr(0, set.find(';'));
}

/// A site where anybody can sign in as staff:1 and change a counter through a form.
struct SignInSite : Site {
    int changes = 0;
    SignInSite() {
        get("/form", [](web::Request&, web::Context& context) {
            const auto seal = context.seal();
            return web::page(seal.csrf + " " + seal.operation);
        });
        post("/form", [this](web::Request&, web::Context&) { return ++changes, web::see_other("/form"); });
        post("/staff/sign-in", [](web::Request& request, web::Context& context) -> Result<web::Response> {
            auto started = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<web::StartedSession> {
                return context.sessions.start(tx, request, context, "staff:1");
            }));
            return web::see_other("/staff").with(started.cookie);
        });
        post("/staff/sign-out", [](web::Request&, web::Context& context) -> Result<web::Response> {
            auto cleared = TRY(context.tenant.db.write(
                context.for_db(), [&](db::Tx& tx) -> Result<web::Cookie> { return context.sessions.end(tx, context); }));
            return web::see_other("/").with(cleared);
        });
        get("/staff", [](web::Request&, web::Context& context) { return web::page(context.actor.reference); }, "desk.use");
        api(Method::post, "/api/v1/change", [this](auto&, auto&) { return ++changes, web::no_content(); }, "desk.use");
        open();
    }
    struct Form {
        std::string cookie, csrf, operation;
    };
    Form form(const std::string& cookie = "") {
        const auto answer = get_now("/form", cookie.empty() ? "" : "Cookie: " + cookie + "\r\n");
        const auto space = answer.body.find(' ');
        return {cookie.empty() ? cookie_of(answer) : cookie, answer.body.substr(0, space), answer.body.substr(space + 1)};
    }
    std::string sign_in(const std::string& had = "") {
        const auto f = form(had);
        return cookie_of(ask(form_post("/staff/sign-in", "csrf=" + f.csrf, "Cookie: " + f.cookie + "\r\n")));
    }
};

}  // namespace

TEST_CASE("a form from us is carried out, and one from elsewhere is not") {
    SignInSite site;
    const auto form = site.form();
    const auto cookie = "Cookie: " + form.cookie + "\r\n";
    CHECK(site.ask(form_post("/form", "csrf=" + form.csrf, cookie)).status == 303);
    CHECK(site.changes == 1);
    const auto body = "csrf=" + form.csrf;
    const auto post_with = [&](std::string_view fields) {
        return site.ask("POST /form HTTP/1.1\r\nHost: demo\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\n" + std::string(fields) + cookie + "\r\n" + body).status;
    };
    CHECK(post_with("Sec-Fetch-Site: cross-site\r\n") == 403);
    CHECK(post_with("Sec-Fetch-Site: same-site\r\nOrigin: http://demo\r\n") == 403);
    CHECK(post_with("Origin: http://evil.example\r\n") == 403);
    CHECK(post_with("Origin: null\r\n") == 403);
    CHECK(post_with("") == 403);
    CHECK(site.changes == 1);
    CHECK(post_with("Origin: http://demo\r\n") == 303);
    CHECK(post_with("Origin: http://demo.example\r\n") == 303);
    CHECK(site.changes == 3);
}

TEST_CASE("a form without its token, with another's, or with a broken one is refused") {
    SignInSite site;
    const auto mine = site.form(), theirs = site.form();
    const auto cookie = "Cookie: " + mine.cookie + "\r\n";
    CHECK(site.ask(form_post("/form", "a=b", cookie)).status == 403);
    CHECK(site.ask(form_post("/form", "csrf=" + theirs.csrf, cookie)).status == 403);
    CHECK(site.ask(form_post("/form", "csrf=" + mine.csrf.substr(2), cookie)).status == 403);
    CHECK(site.ask(form_post("/form", "csrf=" + mine.csrf)).status == 403);
    CHECK(site.ask(form_post("/form", "csrf=" + mine.csrf, "Cookie: visitor=short\r\n")).status == 403);
    CHECK(site.changes == 0);
    base::SeededRandom random(1);
    const auto token = web::csrf_token("key", random);
    CHECK(web::is_csrf_token_of(token, "key"));
    CHECK_FALSE(web::is_csrf_token_of(token, "other"));
    CHECK_FALSE(web::is_csrf_token_of("", "key"));
    CHECK_FALSE(web::is_csrf_token_of(web::csrf_token("", random), ""));
    CHECK(web::csrf_token("key", random) != token);
}

TEST_CASE("a page's own token does not outlive signing in or out") {
    SignInSite site;
    const auto before = site.form();
    const auto session = site.sign_in(before.cookie);
    CHECK(site.ask(form_post("/form", "csrf=" + before.csrf, "Cookie: " + session + "; " + before.cookie + "\r\n")).status == 403);
    const auto inside = site.form(session);
    site.ask(form_post("/staff/sign-out", "csrf=" + inside.csrf, "Cookie: " + session + "\r\n"));
    CHECK(site.ask(form_post("/form", "csrf=" + inside.csrf, "Cookie: " + session + "\r\n")).status == 403);
    CHECK(site.changes == 0);
}

TEST_CASE("who is not signed in is sent to sign in, and comes back to where they were going") {
    SignInSite site;
    const auto answer = site.get_now("/staff?x=1");
    CHECK(answer.status == 303);
    CHECK(answer.header("Location") == "/staff/sign-in?next=%2Fstaff%3Fx%3D1");
    const auto api = site.ask("POST /api/v1/change HTTP/1.1\r\nHost: demo\r\nContent-Length: 0\r\n\r\n");
    CHECK(api.status == 401);
    CHECK(api.header("WWW-Authenticate") == "Bearer");
    CHECK(api.header("Content-Type") == "application/problem+json");
}

TEST_CASE("a session is known by its cookie until it ends, is idle too long, or is too old") {
    SignInSite site;
    const auto session = site.sign_in();
    const auto cookie = "Cookie: " + session + "\r\n";
    CHECK(site.get_now("/staff", cookie).body == "staff:1");
    for (int i = 0; i < 23; ++i) {
        site.clock.advance(std::chrono::minutes(30));
        CHECK(site.get_now("/staff", cookie).status == 200);
    }
    site.clock.advance(std::chrono::minutes(31));
    CHECK(site.get_now("/staff", cookie).status == 303);  // twelve hours

    const auto idle = site.sign_in();
    site.clock.advance(std::chrono::minutes(61));
    CHECK(site.get_now("/staff", "Cookie: " + idle + "\r\n").status == 303);

    const auto ended = site.sign_in();
    const auto form = site.form(ended);
    const auto out = site.ask(form_post("/staff/sign-out", "csrf=" + form.csrf, "Cookie: " + ended + "\r\n"));
    CHECK(out.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(site.get_now("/staff", "Cookie: " + ended + "\r\n").status == 303);
}

TEST_CASE("signing in makes a new session and ends the one before") {
    SignInSite site;
    const auto first = site.sign_in();
    const auto second = site.sign_in(first);
    CHECK(first != second);
    CHECK(site.get_now("/staff", "Cookie: " + first + "\r\n").status == 303);
    CHECK(site.get_now("/staff", "Cookie: " + second + "\r\n").status == 200);
}

TEST_CASE("one's sessions can be listed and ended, and the token is nowhere in the database") {
    SignInSite site;
    const auto first = site.sign_in(), second = site.sign_in();
    web::Sessions sessions({});
    auto& database = *site.tenant.db;
    const auto list = [&] {
        return *database.read(given::context(), [&](db::Tx& tx) -> Result<std::vector<web::Session>> {
            return sessions.list(tx, "staff:1", given::start);
        });
    };
    REQUIRE(list().size() == 2);
    CHECK(list()[0].client == "127.0.0.1");
    CHECK(*database.write(given::context(), [&](db::Tx& tx) -> Result<bool> { return sessions.end(tx, "staff:2", list()[0].id); }) == false);
    CHECK(*database.write(given::context(), [&](db::Tx& tx) -> Result<std::size_t> {
        return sessions.end_all(tx, "staff:1", list()[0].id);
    }) == 1);
    CHECK(list().size() == 1);
    std::ifstream file(site.tenant.entry.file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    CHECK(bytes.find(first.substr(8)) == std::string::npos);
    CHECK(bytes.find(second.substr(8)) == std::string::npos);
}

TEST_CASE("a program with a bearer token needs no form token, and its cookies count for nothing") {
    SignInSite site;
    const auto session = site.sign_in();
    CHECK(site.ask("POST /api/v1/change HTTP/1.1\r\nHost: demo\r\nAuthorization: Bearer staff-token\r\nContent-Length: 0\r\n\r\n").status == 204);
    CHECK(site.ask("POST /api/v1/change HTTP/1.1\r\nHost: demo\r\nAuthorization: Bearer wrong\r\nCookie: " + session +
                   "\r\nContent-Length: 0\r\n\r\n").status == 401);
    CHECK(site.changes == 1);
}

TEST_CASE("a script on our own page uses the API with its session and the token in a header") {
    SignInSite site;
    const auto session = site.sign_in();
    const auto csrf = site.form(session).csrf;
    const auto call = [&](std::string_view more) {
        return site.ask("POST /api/v1/change HTTP/1.1\r\nHost: demo\r\nCookie: " + session + "\r\nContent-Length: 0\r\n" +
                        std::string(more) + "\r\n").status;
    };
    CHECK(call("Sec-Fetch-Site: same-origin\r\nX-CSRF-Token: " + csrf + "\r\n") == 204);
    CHECK(call("Sec-Fetch-Site: cross-site\r\nX-CSRF-Token: " + csrf + "\r\n") == 403);
    CHECK(call("Sec-Fetch-Site: same-origin\r\n") == 403);
    CHECK(site.changes == 1);
}

TEST_CASE("a form's operation id is the same however often it is sent, and malformed ones are refused") {
    SignInSite site;
    const auto form = site.form();
    CHECK(form.operation.size() == 32);
    web::Context context{.tenant = site.site, .clock = site.clock, .random = site.random,
                         .sessions = *std::make_unique<web::Sessions>(web::Sessions::Lifetimes{}), .live = site.live,
                         .now = given::start, .language = base::Language::english};
    web::Request request;
    request.form.add("operation", form.operation);
    request.form.add("name", "Jane");
    const auto first = web::operation_of(request, context);
    CHECK(first->id == form.operation);
    request.form.add("csrf", "differs each time");
    CHECK(web::operation_of(request, context)->digest == first->digest);
    request.form.add("more", "x");
    CHECK(web::operation_of(request, context)->digest != first->digest);
    web::Request wrong;
    wrong.form.add("operation", "'; DROP TABLE");
    CHECK_FALSE(web::operation_of(wrong, context));
    web::Request keyed;
    keyed.headers.add("Idempotency-Key", "any text");
    CHECK(web::operation_of(keyed, context)->id == web::operation_of(keyed, context)->id);
    CHECK(web::operation_of(web::Request{}, context)->id != web::operation_of(web::Request{}, context)->id);
}

TEST_CASE("the language is what the address, the cookie or the browser says, in this order") {
    Site site;
    site.get("/", [](web::Request& r, auto&) { return web::page(r.language == base::Language::welsh ? "cy" : "en"); }).open();
    CHECK(site.get_now("/", "Accept-Language: cy\r\n").body == "cy");
    CHECK(site.get_now("/", "Accept-Language: cy\r\nCookie: lang=en\r\n").body == "en");
    const auto chosen = site.get_now("/?lang=cy", "Cookie: lang=en\r\n");
    CHECK(chosen.body == "cy");
    CHECK(chosen.header("Set-Cookie").starts_with("lang=cy;"));
}

#include "access/test/given_access.h"
#include "access/install.h"
#include "web/test/given_site.h"

#include <algorithm>

namespace {

using given::Answer;

/// The staff pages, served on one database, with the house's own Gate.
struct House {
    given::Office office;
    base::Config settings;
    web::Tenant site{.id = "demo",
                     .name = "Demo",
                     .base_url = "http://demo.example",
                     .folder = office.tenant.folder.path,
                     .db = *office.tenant.db,
                     .settings = settings};
    web::OneTenant tenants{site};
    access::Desk desk{settings};
    web::Live live;
    base::SystemRandom random;
    web::Router router;
    std::unique_ptr<web::Server> server;
    std::string url;

    explicit House(db::Engine engine) : office(engine) {
        access::install(router, desk, [](const web::Request&, const web::Context&, const html::Page& page, int status) {
            return web::page(page.main, status);
        });
        router.page(web::Method::get, "/staff", "cases.read", say_who);
        router.page(web::Method::get, "/staff/settings", "settings.change", say_who);
        router.page(web::Method::get, "/staff/odd", "no.such.permission", say_who);
        router.page(web::Method::get, "/", "public", say_who);
        router.api(web::Method::get, "/api/v1/who", "cases.read", say_who);
        web::ServerOptions options{.listen = "127.0.0.1:0", .workers = 8};
        options.per_client = options.per_client_writes = options.per_account = {};
        server = std::make_unique<web::Server>(options, web::House{.router = router,
                                                                   .tenants = tenants,
                                                                   .gate = desk.gate(),
                                                                   .live = live,
                                                                   .clock = office.clock,
                                                                   .random = random});
        url = server->start().value();
    }
    static Result<web::Response> say_who(web::Request&, web::Context& context) {
        return web::text(access::actor_of(context).journal_name());
    }

    Answer get(std::string_view target, std::string_view more = "") {
        return given::Client(url).ask("GET " + std::string(target) + " HTTP/1.1\r\nHost: demo\r\n" + std::string(more) + "\r\n");
    }
    Answer post(std::string_view target, std::string_view body, std::string_view cookie) {
        return given::Client(url).ask(given::form_post(target, body, "Cookie: " + std::string(cookie) + "\r\n"));
    }
    /// A browser at the sign-in page: its cookie and the form's token.
    struct Browser {
        std::string cookie, csrf;
    };
    Browser at(std::string_view target, std::string cookie = "") {
        const auto answer = get(target, cookie.empty() ? "" : "Cookie: " + cookie + "\r\n");
        const auto mark = answer.body.find("name=\"csrf\" value=\"") + 19;
        if (cookie.empty()) cookie = cookie_of(answer);
        return {cookie, answer.body.substr(mark, answer.body.find('"', mark) - mark)};
    }
    static std::string cookie_of(const Answer& answer) {
        const auto set = answer.header("Set-Cookie");
        return set.substr(0, set.find(';'));
    }
    Answer sign_in(std::string_view name, std::string_view password, std::string_view next = "") {
        const auto browser = at("/staff/sign-in");
        std::string body = fmt::format("csrf={}&email={}%40example.com&password={}&next={}", browser.csrf, name, password, next);
        std::ranges::replace(body, ' ', '+');
        return post("/staff/sign-in", body, browser.cookie);
    }
    /// The cookie of somebody who has signed in.
    std::string signed_in(std::string_view name) {
        const auto answer = sign_in(name, given::good_password);
        REQUIRE(answer.status == 303);
        return cookie_of(answer);
    }
    Answer get_as(std::string_view cookie, std::string_view target) { return get(target, "Cookie: " + std::string(cookie) + "\r\n"); }
    Answer get_with(std::string_view secret, std::string_view target) {
        return get(target, "Authorization: Bearer " + std::string(secret) + "\r\n");
    }
    std::string token(std::string_view role) {
        return office.write([&](db::Tx& tx) { return access::create_token(tx, given::Office::chief(), role, "load", office.random); })
            .value()
            .secret;
    }
};

void in_each_house(const std::function<void(House&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        House house(engine);
        test(house);
    }
}

}  // namespace

TEST_CASE("a member of staff signs in, is known, and signs out") {
    in_each_house([](House& house) {
        const auto ann = house.office.staff("ann");
        CHECK(house.get("/staff").status == 303);
        CHECK(house.get("/staff").header("Location") == "/staff/sign-in?next=%2Fstaff");
        const auto answer = house.sign_in("ann", given::good_password, "/staff?page=2");
        CHECK(answer.status == 303);
        CHECK(answer.header("Location") == "/staff?page=2");
        const auto cookie = House::cookie_of(answer);
        CHECK(house.get_as(cookie, "/staff").body == "staff:" + to_string(ann));
        CHECK(house.get_as(cookie, "/").body == "staff:" + to_string(ann));
        CHECK(house.get_as(cookie, "/staff/settings").status == 403);
        const auto page = house.at("/staff/account", cookie);
        CHECK(house.post("/staff/sign-out", "csrf=" + page.csrf, cookie).status == 303);
        CHECK(house.get_as(cookie, "/staff").status == 303);
        CHECK(house.get_as(cookie, "/").body == "public");
    });
}

TEST_CASE("signing in leads nowhere outside") {
    in_each_house([](House& house) {
        house.office.staff("ann");
        for (const auto* next : {"//evil.example", "https:evil.example", "/%5Cevil.example", "%0d%0aSet-Cookie:x", "javascript:alert(1)"})
            CHECK(house.sign_in("ann", given::good_password, next).header("Location") == "/staff");
    });
}

TEST_CASE("a wrong name and a wrong password get the same page, and nothing typed comes back but the address") {
    in_each_house([](House& house) {
        house.office.staff("ann");
        const auto known = house.sign_in("ann", "three gloomy badgers"), unknown = house.sign_in("eve", "three gloomy badgers");
        CHECK(known.status == 422);
        CHECK(unknown.status == 422);
        const auto without_seal = [](std::string body) {
            const auto from = body.find("name=\"csrf\""), to = body.find("name=\"next\"");
            return body.erase(from, to - from);
        };
        auto expected = without_seal(known.body);
        for (auto at = expected.find("ann@"); at != std::string::npos; at = expected.find("ann@")) expected.replace(at, 3, "eve");
        CHECK(without_seal(unknown.body) == expected);
        CHECK(known.body.find("badgers") == std::string::npos);
        CHECK(known.body.find("The email address or password is wrong") != std::string::npos);
        CHECK(house.sign_in("ann", "").body.find("Enter your password") != std::string::npos);
    });
}

TEST_CASE("who tries too often is told how long to wait") {
    in_each_house([](House& house) {
        house.office.staff("ann");
        for (int i = 0; i < 5; ++i) house.sign_in("ann", "three gloomy badgers");
        const auto answer = house.sign_in("ann", given::good_password);
        CHECK(answer.status == 429);
        CHECK(answer.body.find("Wait 1 second before") != std::string::npos);
    });
}

TEST_CASE("a cookie from before signing in is worth nothing afterwards") {
    in_each_house([](House& house) {
        house.office.staff("ann");
        const auto first = house.signed_in("ann"), second = house.signed_in("ann");
        CHECK(first != second);
        const auto page = house.at("/staff/account", first);
        // Signing in again with the same browser ends the session it had.
        const auto again = house.post("/staff/sign-in", "csrf=" + page.csrf + "&email=ann%40example.com&password=three+lively+otters", first);
        CHECK(again.status == 303);
        CHECK(House::cookie_of(again) != first);
        CHECK(house.get_as(first, "/staff").status == 303);
        CHECK(house.get_as(second, "/staff").status == 200);
    });
}

TEST_CASE("a right withdrawn, an account closed, takes effect at the next request") {
    in_each_house([](House& house) {
        const auto ann = house.office.staff("ann");
        const auto cookie = house.signed_in("ann");
        CHECK(house.get_as(cookie, "/staff").status == 200);
        REQUIRE(house.office.write([&](db::Tx& tx) { return access::withdraw_role(tx, given::Office::chief(), ann, "agent"); }));
        CHECK(house.get_as(cookie, "/staff").status == 403);
        REQUIRE(house.office.write([&](db::Tx& tx) { return access::grant_role(tx, given::Office::chief(), ann, "auditor"); }));
        CHECK(house.get_as(cookie, "/staff").status == 200);
        REQUIRE(house.office.write([&](db::Tx& tx) { return access::set_active(tx, given::Office::chief(), ann, false); }));
        CHECK(house.get_as(cookie, "/staff").status == 303);
        CHECK(house.get_as(cookie, "/").body == "public");
    });
}

TEST_CASE("somebody known is not computed anew at every request") {
    in_each_house([](House& house) {
        house.office.staff("ann");
        const auto cookie = house.signed_in("ann");
        house.get_as(cookie, "/staff");
        const auto loaded = house.desk.gate().loaded();
        for (int i = 0; i < 5; ++i) house.get_as(cookie, "/staff");
        CHECK(house.desk.gate().loaded() == loaded);
    });
}

TEST_CASE("a token opens the API and the staff pages as far as its role goes") {
    in_each_house([](House& house) {
        const auto secret = house.token("api_client");
        CHECK(house.get_with(secret, "/api/v1/who").status == 200);
        CHECK(house.get_with(secret, "/api/v1/who").body.starts_with("token:"));
        CHECK(house.get_with(secret, "/staff").status == 200);
        CHECK(house.get_with(secret, "/staff/settings").status == 403);
        CHECK(house.get("/api/v1/who").status == 401);
        CHECK(house.get_with("gh_" + std::string(43, 'A'), "/api/v1/who").status == 401);
        CHECK(house.get_with("gh_" + std::string(43, 'A'), "/api/v1/who").header("WWW-Authenticate") == "Bearer");
        CHECK(house.get_with("nonsense", "/api/v1/who").status == 401);
    });
}

TEST_CASE("a revoked or expired token is refused at its next request") {
    in_each_house([](House& house) {
        const auto create = [&](std::optional<Instant> expires) {
            return house.office
                .write([&](db::Tx& tx) { return access::create_token(tx, given::Office::chief(), "api_client", "x", house.random, expires); })
                .value();
        };
        const auto revoked = create({}), expired = create(given::start + std::chrono::minutes(5));
        CHECK(house.get_with(revoked.secret, "/api/v1/who").status == 200);
        CHECK(house.get_with(expired.secret, "/api/v1/who").status == 200);
        REQUIRE(house.office.write([&](db::Tx& tx) { return access::revoke_token(tx, given::Office::chief(), revoked.id); }));
        house.office.clock.advance(std::chrono::minutes(5));
        CHECK(house.get_with(revoked.secret, "/api/v1/who").status == 401);
        CHECK(house.get_with(expired.secret, "/api/v1/who").status == 401);
    });
}

TEST_CASE("that a token was used is noted at most once an hour") {
    in_each_house([](House& house) {
        const auto secret = house.token("api_client");
        const auto last_used = [&] {
            return house.office.read([](db::Tx& tx) -> Result<std::optional<Instant>> { return access::all_tokens(tx).at(0).last_used_at; }).value();
        };
        CHECK_FALSE(last_used());
        house.get_with(secret, "/api/v1/who");
        CHECK(last_used() == given::start);
        house.office.clock.advance(std::chrono::minutes(59));
        house.get_with(secret, "/api/v1/who");
        CHECK(last_used() == given::start);
        house.office.clock.advance(std::chrono::minutes(1));
        house.get_with(secret, "/api/v1/who");
        CHECK(last_used() == given::start + std::chrono::hours(1));
    });
}

TEST_CASE("a route with a permission that does not exist opens to nobody") {
    in_each_house([](House& house) {
        house.office.staff("ada", {"administrator"});
        CHECK(house.get("/staff/odd").status == 303);
        CHECK(house.get_as(house.signed_in("ada"), "/staff/odd").status == 403);
    });
}

TEST_CASE("changing one's password signs out the other browsers, and each can be signed out from the account page") {
    in_each_house([](House& house) {
        const auto ann = house.office.staff("ann");
        const auto here = house.signed_in("ann"), there = house.signed_in("ann"), elsewhere = house.signed_in("ann");
        const auto page = house.at("/staff/account", here);
        const auto bodies = house.get_as(here, "/staff/account").body;
        const auto mark = bodies.find("/staff/account/sessions/");
        REQUIRE(mark != std::string::npos);
        const auto action = bodies.substr(mark, bodies.find('"', mark) - mark);
        CHECK(house.post(action, "csrf=" + page.csrf, here).status == 303);
        CHECK(house.post(action, "csrf=" + page.csrf, here).status == 404);
        CHECK((house.get_as(there, "/staff").status == 200) != (house.get_as(elsewhere, "/staff").status == 200));
        CHECK(house.post("/staff/account/password", "csrf=" + page.csrf + "&current=three+lively+otters&password=short", here).status == 422);
        CHECK(house.post("/staff/account/password", "csrf=" + page.csrf + "&current=wrong&password=five+silent+herons", here).status == 422);
        CHECK(house.post("/staff/account/password", "csrf=" + page.csrf + "&current=three+lively+otters&password=five+silent+herons", here).status == 303);
        CHECK(house.get_as(here, "/staff").status == 200);
        CHECK(house.get_as(there, "/staff").status == 303);
        CHECK(house.get_as(elsewhere, "/staff").status == 303);
        CHECK(house.office.facts_of(ann.value).back() == "access.PasswordChanged");
    });
}

TEST_CASE("one cannot end somebody else's session") {
    in_each_house([](House& house) {
        house.office.staff("ann");
        const auto ben = house.office.staff("ben");
        const auto bens = house.signed_in("ben"), anns = house.signed_in("ann");
        const auto sessions = house.office.read([&](db::Tx& tx) -> Result<std::vector<web::Session>> {
            return web::Sessions({}).list(tx, access::session_subject(ben), given::start);
        });
        const auto page = house.at("/staff/account", anns);
        CHECK(house.post("/staff/account/sessions/" + to_string(sessions->at(0).id) + "/end", "csrf=" + page.csrf, anns).status == 404);
        CHECK(house.get_as(bens, "/staff").status == 200);
    });
}

TEST_CASE("live topics are followed as far as the scope goes") {
    in_each_house([](House& house) {
        const auto lights = house.office.team("Lights"), parks = house.office.team("Parks");
        auto& gate = house.desk.gate();
        gate.topic("case", [](const access::Actor& who, const web::Context&, std::string_view rest) { return who.staff() && rest == "7"; });
        web::Sessions sessions({});
        web::Context context{.tenant = house.site, .clock = house.office.clock, .random = house.random, .sessions = sessions, .live = house.live,
                             .now = given::start, .language = base::Language::english, .request_id = "x", .channel = "web"};
        const auto may = [&](const access::Actor& who, std::string_view topic) {
            context.actor = {.reference = who.journal_name(), .is = who};
            return gate.may_follow({}, context, topic);
        };
        const auto officer = house.office.actor(house.office.staff("olu", {"officer"}, {lights}));
        const auto agent = house.office.actor(house.office.staff("ann", {"agent"}));
        CHECK(may(agent, "cases"));
        CHECK(may(agent, "cases.team." + to_string(parks)));
        CHECK_FALSE(may(officer, "cases"));
        CHECK(may(officer, "cases.team." + to_string(lights)));
        CHECK_FALSE(may(officer, "cases.team." + to_string(parks)));
        CHECK_FALSE(may(officer, "cases.team.x"));
        CHECK_FALSE(may(officer, "cases."));
        CHECK_FALSE(may(officer, "cases.service."));
        CHECK(may(officer, "cases.team." + to_string(lights) + ".service.pothole"));
        CHECK_FALSE(may(officer, "cases.service.pothole"));
        const auto northgate = house.office.staff("nia", {});
        REQUIRE(house.office.write([&](db::Tx& tx) {
            return access::grant_role(tx, given::Office::chief(), northgate, "agent", {.services = {"missed-bin"}, .areas = {"E05000001"}});
        }));
        const auto limited = house.office.actor(northgate);
        CHECK(may(limited, "cases.service.missed-bin.area.E05000001"));
        CHECK(may(limited, "cases.team." + to_string(parks) + ".service.missed-bin.area.E05000001"));
        for (const std::string topic : {"cases", "cases.service.missed-bin", "cases.area.E05000001", "cases.service.missed-bin.area.E05000002"})
            CHECK_FALSE(may(limited, topic));
        CHECK_FALSE(may(agent, "journal"));
        CHECK_FALSE(may(access::Actor::visitor(), "cases"));
        CHECK(may(officer, "case.7"));
        CHECK_FALSE(may(officer, "case.8"));
    });
}

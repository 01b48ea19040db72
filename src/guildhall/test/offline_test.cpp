// Reports that a browser kept until there was a signal: what it asks, and what it is told.

#include "abuse/abuse.h"
#include "guildhall/test/given_house.h"

using given::Answer;
using given::Browser;
using given::Form;
using given::has;
using given::House;
using given::in_each_house;
using given::missed_bin;
using given::with;

namespace {

constexpr const char* missed_bin_page = "/services/missed-bin/report";

/// The form as a kept one is sent: with its number, a token fetched for it, and the wish for a plain answer.
Answer send_kept(House& house, const Browser& browser, Form form, const std::string& csrf, const std::string& operation) {
    form.emplace_back("csrf", csrf);
    form.emplace_back("operation", operation);
    return given::Client(house.url).ask(given::form_post(missed_bin_page, given::encoded(form), browser.cookie_line() + "Accept: application/json\r\n"));
}

std::string fetched_seal(Browser& browser) {
    const auto answer = browser.get(std::string(missed_bin_page) + "/seal");
    const std::string mark = "{\"csrf\":\"";
    REQUIRE(answer.body.starts_with(mark));
    return answer.body.substr(mark.size(), answer.body.find('"', mark.size()) - mark.size());
}

}  // namespace

TEST_CASE("a kept report is sent with a token fetched for it, once however often it is sent, and its sender is told all at once") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url);
        const std::string operation(32, 'a');
        const auto seal = fetched_seal(rosa);
        const Form form{{"location", "1 Mill Lane"}, {"bin", "general"}};
        const auto sent = send_kept(house, rosa, form, seal, operation);
        CHECK(sent.status == 200);
        CHECK(sent.header("Content-Type").starts_with("application/json"));
        CHECK(has(sent, "\"reference\":\""));
        CHECK_FALSE(has(sent, "\"code\":\"\""));
        CHECK(send_kept(house, rosa, form, fetched_seal(rosa), operation).body == sent.body);
        CHECK(has(send_kept(house, rosa, missed_bin(), seal, std::string(32, 'b')), "\"code\":\"\""));
        CHECK(house.count("cases_case") == 2);
    });
}

TEST_CASE("what is wrong with a kept report is said field by field, and nothing is written") {
    House house(db::Engine::sqlite);
    house.open();
    Browser rosa(house.url);
    const auto seal = fetched_seal(rosa);
    const auto wrong = send_kept(house, rosa, {{"location", "1 Mill Lane"}}, seal, std::string(32, 'a'));
    CHECK(wrong.status == 422);
    CHECK(wrong.body == "{\"problems\":[{\"field\":\"bin\",\"message\":\"Select which bin was missed\"}]}");
    CHECK(send_kept(house, rosa, missed_bin(), "of another day", std::string(32, 'a')).status == 403);
    CHECK(send_kept(house, rosa, missed_bin(), seal, std::string(32, 'a')).status == 200);
    CHECK(send_kept(house, rosa, with(missed_bin(), "details", "Changed"), seal, std::string(32, 'a')).status == 409);
    CHECK(house.count("cases_case") == 1);
    CHECK(rosa.get("/services/no-such-service/report/seal").status == 404);
}

TEST_CASE("a kept report of somebody who is banned is refused with why and until when") {
    House house(db::Engine::sqlite);
    house.open();
    const abuse::Bans bans(web::secret_for(house.db(), house.now(), house.random, "bans").value());
    const abuse::NewBan wanted{.detail = abuse::Detail::email, .typed = "rosa@example.com", .reason = "threat", .words = "Threats", .days = 7};
    REQUIRE(house.write([&](db::Tx& tx) { return bans.ban(tx, house.random, access::Actor::house("test"), wanted); }));
    Browser rosa(house.url);
    const auto refused = send_kept(house, rosa, with(missed_bin(), "email", "rosa@example.com"), fetched_seal(rosa), std::string(32, 'a'));
    CHECK(refused.status == 422);
    CHECK(refused.header("Content-Type").starts_with("application/json"));
    CHECK(has(refused, "29 November 2026"));
    CHECK(house.count("abuse_ban WHERE refused = 1") == 1);
}

TEST_CASE("pages that a browser may keep hold no seal and no cookie") {
    House house(db::Engine::sqlite);
    house.open();
    Browser rosa(house.url);
    for (const auto* path : {"/services/graffiti/report/without-signal", "/waiting", "/service-worker.js"}) {
        CAPTURE(path);
        const auto answer = rosa.get(path);
        CHECK(answer.status == 200);
        CHECK_FALSE(has(answer, "name=\"csrf\""));
        CHECK(answer.header("Set-Cookie").empty());
    }
    const auto danger = rosa.get("/services/fly-tipping/report/without-signal");
    CHECK(has(danger, "data-stops=\"danger=fire\""));
    CHECK(has(danger, "Ring 999 now"));
    CHECK(rosa.get("/service-worker.js").header("Content-Security-Policy").find("connect-src 'self'") != std::string::npos);
}

// The administrator's pages and the second factor, by browser.

#include "access/totp.h"
#include "guildhall/test/given_house.h"

#include <algorithm>

using given::Answer;
using given::Browser;
using given::Form;
using given::has;
using given::House;

namespace {

const std::string own_password = "five silent herons";

std::string between(const std::string& body, const std::string& from, const std::string& to) {
    const auto at = body.find(from);
    if (at == std::string::npos) return {};
    const auto start = at + from.size();
    return body.substr(start, body.find(to, start) - start);
}

access::StaffId id_of(House& house, const std::string& name) {
    return house.read([&](db::Tx& tx) -> Result<access::StaffId> { return access::find_staff_by_email(tx, name + "@example.com")->id; }).value();
}

std::string page_of(House& house, const std::string& name) { return "/staff/admin/people/" + to_string(id_of(house, name)); }

/// A house with an administrator signed in, in the first browser.
void with_administrator(const std::function<void(House&, Browser&)>& test) {
    given::in_each_house([&](House& house) {
        house.settings.set("secret_key", std::string(64, '7'));
        house.staff("ada", "administrator", {});
        house.open();
        Browser ada(house.url);
        ada.sign_in("ada");
        test(house, ada);
    });
}

/// The app on somebody's phone, from the key that the page shows.
struct App {
    House& house;
    std::string secret;
    std::string code() const { return access::totp_code(secret, access::totp_step(house.clock.now())); }
};

std::string from_base32(const std::string& text) {
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        if (c == ' ') continue;
        held = held << 5U | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
        bits += 5;
        if (bits >= 8) out += static_cast<char>(held >> static_cast<unsigned>(bits -= 8) & 255U);
    }
    return out;
}

App set_up(House& house, Browser& browser) {
    browser.get("/staff/account/second-factor");
    CHECK(browser.post("/staff/account/second-factor", {}).status == 303);
    const auto shown = browser.get("/staff/account/second-factor");
    CHECK(has(shown, "<svg class=\"gh-qr\""));
    return {house, from_base32(between(shown.body, "<span class=\"gh-code\">", "</span>"))};
}

}  // namespace

TEST_CASE("an administrator adds somebody, who chooses a password of their own before anything else") {
    with_administrator([](House& house, Browser& ada) {
        CHECK(has(ada.get("/staff/admin"), "ada@example.com"));
        ada.get("/staff/admin/people/new");
        CHECK(has(ada.post("/staff/admin/people", {{"name", ""}, {"email", "nia@example.com"}, {"password", given::house_password}}), "Enter a name"));
        CHECK(ada.post("/staff/admin/people", {{"name", "Nia"}, {"email", "nia@example.com"}, {"password", "short"}}).status == 422);
        CHECK(ada.post("/staff/admin/people", {{"name", "Nia"}, {"email", "nia@example.com"}, {"password", given::house_password}}).status == 303);
        const auto person = page_of(house, "nia");
        ada.get(person);
        CHECK(ada.post(person + "/grants", {{"role", "agent"}}).status == 303);
        Browser nia(house.url);
        nia.sign_in("nia");
        CHECK(nia.get("/staff/worklist").header("Location").starts_with("/staff/account?"));
        CHECK(has(nia.get("/staff/account"), "Choose your own"));
        CHECK(nia.post("/staff/account/password", {{"current", given::house_password}, {"password", own_password}}).status == 303);
        CHECK(nia.get("/staff/worklist").status == 200);
    });
}

TEST_CASE("a role is given within limits, says so in words, and shows those cases alone") {
    with_administrator([](House& house, Browser& ada) {
        house.staff("nia", "auditor", {});
        const auto taken = house.request({{"bin", "general"}, {"name", "Rosa"}, {"details", "gate"}, {"email", "rosa@example.com"}});
        const auto person = page_of(house, "nia");
        ada.get(person);
        CHECK(ada.post(person + "/grants/withdrawal", {{"role", "auditor"}}).status == 303);
        ada.get(person);
        CHECK(ada.post(person + "/grants", {{"role", "agent"}, {"services", "missed-bin"}, {"areas", "E05000001"}}).status == 303);
        const auto shown = ada.get(person);
        CHECK(has(shown, "in E05000001"));
        Browser nia(house.url);
        nia.sign_in("nia");
        const auto address = "/staff/cases/" + to_string(taken.case_id);
        CHECK(nia.get(address).status == 404);
        ada.get(person);
        CHECK(ada.post(person + "/grants", {{"role", "agent"}, {"services", "missed-bin"}}).status == 303);
        CHECK(nia.get(address).status == 200);
        CHECK(has(nia.get("/staff/worklist"), "cases.service.missed-bin"));
        CHECK(has(nia.get("/staff/search?q=Rosa"), address));
        ada.get(person);
        CHECK(ada.post(person + "/grants", {{"role", "emperor"}}).status == 422);
        for (const auto* team : {"0", "x", "424242"}) {  // none of them is "no limit"
            const auto refused = ada.post(person + "/grants", {{"role", "officer"}, {"team", team}, {"services", "missed-bin"}});
            CHECK_MESSAGE(refused.status == 422, team);
            CHECK(has(refused, "id=\"team-error\""));
            CHECK(has(refused, "value=\"officer\" selected"));
            CHECK(has(refused, "value=\"missed-bin\" checked"));
        }
    });
}

TEST_CASE("the last administrator can be neither stripped nor closed, and the page says why") {
    with_administrator([](House& house, Browser& ada) {
        const auto own = page_of(house, "ada");
        ada.get(own);
        const auto stripped = ada.post(own + "/grants/withdrawal", {{"role", "administrator"}});
        CHECK(stripped.status == 422);
        CHECK(has(stripped, "Nobody would be left who can manage staff"));
        CHECK(has(ada.get(own + "/closure"), "Close the account of ada?"));
        CHECK(ada.post(own + "/closure", {}).status == 422);
    });
}

TEST_CASE("an account that is closed is signed out at once, and opens again with the same rights") {
    with_administrator([](House& house, Browser& ada) {
        house.staff("ann", "agent", {});
        Browser ann(house.url);
        ann.sign_in("ann");
        const auto person = page_of(house, "ann");
        ada.get(person + "/closure");
        CHECK(ada.post(person + "/closure", {}).status == 303);
        CHECK(ann.get("/staff/worklist").header("Location").starts_with("/staff/sign-in"));
        ada.get(person);
        CHECK(ada.post(person + "/reopening", {}).status == 303);
        ann.sign_in("ann");
        CHECK(ann.get("/staff/worklist").status == 200);
    });
}

TEST_CASE("teams are added, renamed and moved, with what is wrong beside its field") {
    with_administrator([](House& house, Browser& ada) {
        ada.get("/staff/admin/teams");
        CHECK(ada.post("/staff/admin/teams", {{"name", "Place"}, {"kind", "directorate"}, {"parent", ""}}).status == 303);
        ada.get("/staff/admin/teams");
        CHECK(has(ada.post("/staff/admin/teams", {{"name", "Place"}, {"kind", "team"}, {"parent", ""}}), "Another team has this name"));
        const auto place = house.read([](db::Tx& tx) -> Result<access::TeamId> { return access::find_team_by_name(tx, "Place")->id; }).value();
        const auto parks = "/staff/admin/teams/" + to_string(house.parks);
        ada.get(parks);
        CHECK(ada.post(parks, {{"name", "Parks and gardens"}, {"kind", "service"}, {"parent", to_string(place)}}).status == 303);
        ada.get("/staff/admin/teams/" + to_string(place));
        CHECK(has(ada.post("/staff/admin/teams/" + to_string(place), {{"name", "Place"}, {"kind", "team"}, {"parent", to_string(house.parks)}}), "cannot be placed below itself"));
        CHECK(has(ada.get("/staff/admin/teams"), "Parks and gardens"));
        CHECK(has(ada.get("/staff/admin/roles"), "Hand cases to others"));
    });
}

TEST_CASE("a token is shown once, and stops working when it is revoked") {
    with_administrator([](House& house, Browser& ada) {
        ada.get("/staff/admin/tokens");
        const auto made = ada.post("/staff/admin/tokens", {{"name", "Map"}, {"role", "api_client"}, {"expires", ""}});
        const auto secret = "gh_" + between(made.body, ">gh_", "<");
        CHECK(secret.size() == 46);
        const auto listed = ada.get("/staff/admin/tokens");
        CHECK_FALSE(has(listed, secret));
        const auto ask = [&] { return given::Client(house.url).ask("GET /api/v1/cases HTTP/1.1\r\nHost: demo\r\nAuthorization: Bearer " + secret + "\r\n\r\n").status; };
        CHECK(ask() == 200);
        const auto revocation = "/staff/admin/tokens/" + between(listed.body, "/staff/admin/tokens/", "/revocation") + "/revocation";
        CHECK(has(ada.get(revocation), "Revoke the token"));
        CHECK(ada.post(revocation, {}).status == 303);
        CHECK(ask() == 401);
        ada.get("/staff/admin/tokens");
        CHECK(has(ada.post("/staff/admin/tokens", {{"name", ""}, {"role", "api_client"}, {"expires", "soon"}}), "Enter the day as year"));
    });
}

TEST_CASE("somebody sets up a second factor, and a password alone opens nothing from then on") {
    with_administrator([](House& house, Browser& ada) {
        auto app = set_up(house, ada);
        CHECK(ada.post("/staff/account/second-factor/confirmation", {{"code", "000000"}}).status == 422);
        ada.get("/staff/account/second-factor");
        const auto done = ada.post("/staff/account/second-factor/confirmation", {{"code", app.code()}});
        CHECK(has(done, "We cannot show these codes again"));
        const auto recovery = between(done.body, "<li class=\"gh-code\">", "</li>");
        house.clock.advance(std::chrono::seconds(30));

        Browser again(house.url);
        const auto asked = again.fill("/staff/sign-in", {{"email", "ada@example.com"}, {"password", given::house_password}});
        CHECK(asked.status == 200);
        CHECK(has(asked, "Enter your code"));
        CHECK(again.get("/staff/worklist").status == 303);
        const auto pass = between(asked.body, "name=\"pass\" value=\"", "\"");
        CHECK(again.post("/staff/sign-in/code", {{"pass", pass}, {"code", "000000"}}).status == 422);
        Browser thief(house.url);
        thief.get("/staff/sign-in");
        CHECK(thief.post("/staff/sign-in/code", {{"pass", pass}, {"code", app.code()}}).status == 422);  // another browser's pass
        CHECK(again.post("/staff/sign-in/code", {{"pass", pass}, {"code", app.code()}}).status == 303);
        CHECK(again.get("/staff/worklist").status == 200);

        Browser lost(house.url);
        const auto half = lost.fill("/staff/sign-in", {{"email", "ada@example.com"}, {"password", given::house_password}});
        CHECK(lost.post("/staff/sign-in/code", {{"pass", between(half.body, "name=\"pass\" value=\"", "\"")}, {"code", recovery}}).status == 303);
        CHECK(lost.get("/staff/worklist").status == 200);
    });
}

TEST_CASE("where a second factor is required, who has none sets it up before anything else") {
    with_administrator([](House& house, Browser& ada) {
        house.settings.set("second_factor", "required");
        CHECK(ada.get("/staff/worklist").header("Location").starts_with("/staff/account/second-factor?"));
        CHECK(ada.get("/staff/admin/people").status == 303);
        auto app = set_up(house, ada);
        CHECK(ada.post("/staff/account/second-factor/confirmation", {{"code", app.code()}}).status == 200);
        CHECK(ada.get("/staff/worklist").status == 200);
        CHECK(ada.post("/staff/account/second-factor/removal", {{"code", app.code()}}).status == 403);
    });
}

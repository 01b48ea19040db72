// Who sends too much, or was banned: what they are asked, how long they wait, and how they reach the council all the same.

#include "abuse/abuse.h"
#include "abuse/challenge.h"
#include "guildhall/test/given_house.h"

using namespace std::chrono_literals;
using given::Browser;
using given::has;
using given::House;
using given::missed_bin;
using given::with;

namespace {

constexpr const char* missed_bin_form = "/services/missed-bin/report";

/// The house with settings of its own.
void with_settings(House& house, const std::map<std::string, std::string>& settings) {
    for (const auto& [name, value] : settings) house.settings.set(name, value);
    house.settings.set("council_phone", "01632 960 000");
    house.doors = std::make_unique<guildhall::Doors>(house.settings, "");
    house.open();
}

given::Answer send(Browser& browser, const given::Form& form = missed_bin()) {
    browser.get(missed_bin_form);
    return browser.post(std::string(missed_bin_form) + "?send", form);
}

std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto from = text.find(before);
    if (from == std::string::npos) return {};
    const auto begin = from + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

std::string token_in(const given::Answer& page) { return between(page.body, "name=\"challenge\" value=\"", "\""); }

std::string proof_for(const std::string& token) {
    for (std::uint64_t tried = 0;; ++tried)
        if (auto proof = std::to_string(tried); abuse::is_proof(token, proof, abuse::usual_bits)) return proof;
}

void ban(House& house, const abuse::NewBan& wanted) {
    const abuse::Bans bans(web::secret_for(house.db(), house.now(), house.random, "bans").value());
    REQUIRE(house.write([&](db::Tx& tx) { return bans.ban(tx, house.random, access::Actor::house("test"), wanted); }));
}

}  // namespace

TEST_CASE("who sends a few reports is asked nothing; who sends many is asked a question, keeps every word, and goes on with its answer") {
    House house(db::Engine::sqlite);
    with_settings(house, {{"rate_unasked", "1"}, {"rate_unasked_burst", "2"}});
    Browser rosa(house.url);
    CHECK(send(rosa).status == 303);
    CHECK(send(rosa).status == 303);
    const auto asked = send(rosa);
    CHECK(asked.status == 422);
    CHECK(has(asked, "One more question"));
    CHECK(has(asked, "At the back gate"));
    CHECK(house.count("cases_request") == 2);
    const auto operation = between(asked.body, "name=\"operation\" value=\"", "\"");
    rosa.use_operation(operation);
    const auto path = std::string(missed_bin_form) + "?send";
    auto answered = with(missed_bin(), "challenge", token_in(asked));
    const auto wrong = rosa.post(path, with(answered, "challenge-answer", "lamp post"));
    CHECK(wrong.status == 422);
    CHECK(has(wrong, "That is not the word"));
    CHECK_FALSE(token_in(wrong) == token_in(asked));
    answered = with(with(missed_bin(), "challenge", token_in(wrong)), "proof", proof_for(token_in(wrong)));
    CHECK(rosa.post(path, answered).status == 303);
    CHECK(house.count("cases_request") == 3);
    // The same again is the same operation; for another form it counts for nothing.
    CHECK(rosa.post(path, answered).status == 303);
    CHECK(house.count("cases_request") == 3);
    rosa.get(missed_bin_form);
    CHECK(rosa.post(path, answered).status == 422);
    CHECK(house.count("cases_request") == 3);
}

TEST_CASE("a challenge that was met is good for one report, also where an Idempotency-Key numbers it") {
    House house(db::Engine::sqlite);
    with_settings(house, {{"challenge", "always"}});
    Browser rosa(house.url);
    const auto csrf = Browser::hidden(rosa.get(missed_bin_form).body, "csrf");
    const auto send_under = [&](const std::string& key, given::Form form) {
        form = with(with(std::move(form), "csrf", csrf), "operation", std::string(32, 'a'));
        const auto head = rosa.cookie_line() + "Idempotency-Key: " + key + "\r\n";
        return given::Client(house.url).ask(given::form_post(std::string(missed_bin_form) + "?send", given::encoded(form), head));
    };
    const auto token = token_in(send_under("one", missed_bin()));
    REQUIRE(!token.empty());
    const auto solved = with(with(missed_bin(), "challenge", token), "proof", proof_for(token));
    CHECK(send_under("two", solved).status == 422);
    CHECK(send_under("one", solved).status == 303);
    CHECK(send_under("three", solved).status == 422);
    CHECK(house.count("cases_request") == 1);
}

TEST_CASE("a challenge can be asked of everybody, and of nobody") {
    House house(db::Engine::sqlite);
    with_settings(house, {{"challenge", "always"}});
    Browser rosa(house.url);
    rosa.get(missed_bin_form);
    const auto check = rosa.post(std::string(missed_bin_form) + "/step", with(with(missed_bin(), "at", "your-details"), "go", ""));
    CHECK(has(check, "One more question"));
    CHECK(rosa.post(std::string(missed_bin_form) + "?send", with(with(missed_bin(), "challenge", token_in(check)), "proof", proof_for(token_in(check)))).status == 303);

    House quiet(db::Engine::sqlite);
    with_settings(quiet, {{"challenge", "never"}, {"rate_unasked", "1"}, {"rate_unasked_burst", "1"}});
    Browser ann(quiet.url);
    for (int i = 0; i < 3; ++i) CHECK(send(ann).status == 303);
}

TEST_CASE("who goes far beyond that waits, is told for how long and whom to ring, and loses no word") {
    House house(db::Engine::sqlite);
    with_settings(house, {{"rate_reports", "1"}, {"rate_reports_burst", "2"}});
    Browser rosa(house.url);
    CHECK(send(rosa).status == 303);
    CHECK(send(rosa).status == 303);
    const auto waits = send(rosa);
    CHECK(waits.status == 429);
    CHECK(waits.header("Retry-After") == "60");
    for (const auto* words : {"Wait a minute", "01632 960 000", "At the back gate"}) CHECK_MESSAGE(has(waits, words), words);
    house.clock.advance(61s);
    CHECK(send(rosa).status == 303);
}

TEST_CASE("reports that name one address are limited wherever they come from, and those of others are not") {
    House house(db::Engine::sqlite);
    with_settings(house, {{"rate_contact", "1"}, {"rate_contact_burst", "1"}});
    Browser rosa(house.url);
    CHECK(send(rosa).status == 303);
    CHECK(send(rosa, with(missed_bin(), "email", "ROSA@example.com")).status == 429);
    CHECK(send(rosa, with(missed_bin(), "email", "ann@example.com")).status == 303);
    CHECK(send(rosa, with(missed_bin(), "email", "")).status == 303);
}

TEST_CASE("programs without a token are limited like the website, and told for how long") {
    House house(db::Engine::sqlite);
    with_settings(house, {{"rate_reports", "1"}, {"rate_reports_burst", "1"}});
    const std::string body = R"({"service": "missed-bin", "answers": {"bin": "general"}, "location": {"text": "1 Mill Lane"}})";
    const auto post = [&] {
        return given::Client(house.url).ask("POST /api/v1/requests HTTP/1.1\r\nHost: demo\r\nContent-Type: application/json\r\nContent-Length: " +
                                            std::to_string(body.size()) + "\r\n\r\n" + body);
    };
    CHECK(post().status == 201);
    CHECK(house.count("abuse_trace") == 1);
    const auto waits = post();
    CHECK(waits.status == 429);
    CHECK(waits.header("Retry-After") == "60");
    CHECK(house.count("cases_request") == 1);
}

TEST_CASE("words and photos are limited too, and what was typed stays") {
    House house(db::Engine::sqlite);
    with_settings(house, {{"rate_words", "1"}, {"rate_words_burst", "1"}, {"rate_photos", "1"}, {"rate_photos_burst", "1"}});
    Browser rosa(house.url);
    const auto thanks = send(rosa).header("Location");
    const auto request = thanks.substr(0, thanks.rfind("/sent"));
    CHECK(rosa.get(request + "/word").status == 200);
    CHECK(rosa.post(request + "/word?send", {{"words", "First"}}).status == 303);
    rosa.get(request + "/word");
    const auto waits = rosa.post(request + "/word?send", {{"words", "Second word"}});
    CHECK(waits.status == 429);
    CHECK(waits.header("Retry-After") == "60");
    CHECK(has(waits, "Second word"));
    rosa.get(request + "/photo");
    rosa.post(request + "/photo?send", {});
    rosa.get(request + "/photo");
    CHECK(rosa.post(request + "/photo?send", {}).status == 429);
}

TEST_CASE("who is banned is told why, until when and how to reach the council all the same, keeps what they wrote, and is counted") {
    given::in_each_house([](House& house) {
        with_settings(house, {});
        ban(house, {.detail = abuse::Detail::email, .typed = "rosa@example.com", .reason = "threat", .words = "Threatened the crew", .days = 7});
        Browser rosa(house.url);
        const auto refused = send(rosa, with(missed_bin(), "email", "Rosa@EXAMPLE.com"));
        CHECK(refused.status == 403);
        for (const auto* words : {"from this email address", "Threats", "29 November 2026", "01632 960 000", "999", "At the back gate"})
            CHECK_MESSAGE(has(refused, words), words);
        CHECK_FALSE(has(refused, "Threatened the crew"));
        CHECK(house.count("cases_request") == 0);
        CHECK(house.count("abuse_ban WHERE refused = 1") == 1);
        CHECK_FALSE(has(send(rosa, with(with(missed_bin(), "uprn", "1002"), "chosen-for", "sealed")), "sealed"));
        CHECK(send(rosa, with(missed_bin(), "email", "ann@example.com")).status == 303);
        house.clock.advance(std::chrono::hours(24 * 7 + 1));
        CHECK(send(rosa).status == 303);
    });
}

TEST_CASE("the connection of an abusive request is banned from the case, and lifted again; other programs are refused the same way") {
    House house(db::Engine::sqlite);
    with_settings(house, {});
    house.staff("lee", "team_leader", {house.waste});
    Browser rosa(house.url), lee(house.url);
    const auto thanks = send(rosa, with(missed_bin(), "email", "")).header("Location");
    const auto reference = Reference::parse(thanks.substr(10, thanks.rfind("/sent") - 10)).value();
    const auto request = house.read([&](db::Tx& tx) { return cases::find_request(tx, reference); }).value();
    lee.sign_in("lee");
    const auto page = "/staff/cases/" + to_string(request.case_id);
    lee.get(page);
    CHECK(has(lee.post(page + "/abuse", {{"changes", "1"}, {"request", to_string(request.id)}, {"text", "x"}}), "Select what makes it abusive"));
    lee.get(page);
    CHECK(lee.post(page + "/abuse", {{"changes", "1"}, {"request", to_string(request.id)}, {"abuse", "threat"}, {"text", "Threatens the crew"}}).status == 303);
    CHECK(has(lee.get(page), "/staff/abuse?request=" + to_string(request.id)));
    const auto form = lee.get("/staff/abuse?request=" + to_string(request.id));
    CHECK(has(form, "Their internet connection"));
    CHECK_FALSE(has(form, "Their email address"));  // none was given
    CHECK_FALSE(has(form, "127.0.0.1"));
    CHECK(lee.post("/staff/abuse/bans", {{"request", to_string(request.id)}, {"detail", "connection"}, {"reason", "threat"}, {"days", "1"}, {"words", "Threatens"}}).status == 303);
    CHECK(has(send(rosa), "from this internet connection"));
    CHECK(given::Client(house.url)
              .ask(given::form_post("/open311/v2/requests.json", given::encoded({{"service_code", "graffiti"}, {"address_string", "Oak Street"},
                                                                                 {"attribute[surface]", "bridge"}, {"attribute[offensive]", "no"}}), ""))
              .status == 403);
    lee.get("/staff/abuse");
    const auto id = house.read([](db::Tx& tx) { return abuse::all_bans(tx, access::Actor::house("test")); }).value().at(0);
    CHECK(id.refused == 2);
    CHECK(lee.post("/staff/abuse/bans/" + to_string(id.id) + "/lifting", {}).status == 303);
    CHECK(send(rosa).status == 303);
}

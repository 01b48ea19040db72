// A version of a service that is tried out in a ward: asked, checked and kept there on every channel, and nowhere else. And the pages of who designs it.

#include "contact/paper.h"
#include "guildhall/test/given_question.h"
#include "places/calendar.h"
#include "places/gazetteer.h"

using given::Browser;
using given::has;
using given::House;
using given::in_each_house;
using given::with;

namespace {

constexpr const char* pilot_place = "700001";
constexpr const char* other_place = "700002";

/// Two addresses in two wards; in the first one missed bins are asked about with one question more.
void try_out(House& house, const catalogue::Audience& audience = {.wards = {"W1"}}) {
    REQUIRE(house.write([&](db::Tx& tx) {
        return places::load(tx, {.wards = {{"W1", "North"}, {"W2", "South"}},
                                 .streets = {{.usrn = "8000001", .name = "Mill Lane", .town = "Ambleford", .ward = ""}},
                                 .addresses = {{.uprn = pilot_place, .usrn = "8000001", .number = "1", .postcode = "GH1 2AB", .ward = "W1"},
                                               {.uprn = other_place, .usrn = "8000001", .number = "2", .postcode = "GH1 2AC", .ward = "W2"}}});
    }));
    given::ask_also(house, {{"code", "tag"}, {"type", "yes_no"}, {"label", "Was there a red tag?"}, {"required", true}}, "no", audience);
}

std::int64_t version_of_newest(House& house) {
    return house.read([](db::Tx& tx) -> Result<std::int64_t> {
                    for (const auto row : db::Rows(tx.query_text("SELECT service_version FROM cases_request ORDER BY id DESC LIMIT 1", {}))) return row.get<std::int64_t>(0);
                    return 0;
                })
        .value();
}

given::Form report_at(const char* uprn) { return {{"location", "At home"}, {"uprn", uprn}, {"bin", "general"}, {"email", "rosa@example.com"}}; }

given::Answer api_post(House& house, const std::string& uprn, const std::string& answers) {
    const auto body = R"({"service": "missed-bin", "answers": )" + answers + R"(, "location": {"uprn": ")" + uprn + R"("}})";
    return given::Client(house.url).ask("POST /api/v1/requests HTTP/1.1\r\nHost: demo\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                                        "\r\n\r\n" + body);
}

}  // namespace

TEST_CASE("on the website the pilot is asked in its ward, and what was answered stays when the place changes") {
    in_each_house([](House& house) {
        try_out(house);
        house.open();
        Browser rosa(house.url);
        rosa.get("/services/missed-bin/report");
        const std::string step = "/services/missed-bin/report/step";
        const auto refused = rosa.post("/services/missed-bin/report", report_at(pilot_place));
        CHECK(refused.status == 422);
        CHECK(has(refused, "Was there a red tag?"));
        const auto asked = rosa.post(step, with(with(report_at(pilot_place), "at", "bin"), "details", "At the gate"));
        CHECK(has(asked, "of 5"));
        // The place turns out to be elsewhere: the answer is carried, and there again when it changes back.
        const auto moved = rosa.post(step, with(with(with(report_at(other_place), "at", "bin"), "tag", "yes"), "details", "At the gate"));
        CHECK(has(moved, "of 4"));
        CHECK(has(moved, "name=\"tag\" value=\"yes\""));
        CHECK(rosa.fill("/services/missed-bin/report", {}).status == 422);
        rosa.get("/services/missed-bin/report");
        CHECK(rosa.post("/services/missed-bin/report", with(report_at(pilot_place), "tag", "yes")).status == 303);
        CHECK(version_of_newest(house) == 2);
        rosa.get("/services/missed-bin/report");
        CHECK(rosa.post("/services/missed-bin/report", report_at(other_place)).status == 303);
        CHECK(version_of_newest(house) == 1);
    });
}

TEST_CASE("who saves a form of a pilot comes back to every answer, those of the other version too") {
    in_each_house([](House& house) {
        house.staff("ann", "agent", {house.parks});
        try_out(house, {.teams = {house.parks}});
        house.open();
        const std::string report = "/services/missed-bin/report";
        const auto save = [&](Browser& browser) {
            browser.get(report);
            const auto page = browser.post(report + "/save", with(with(with(report_at(other_place), "tag", "yes"), "at", "bin"), "contact", "rosa@example.com"));
            REQUIRE(page.status == 200);
            CHECK(has(page, "name=\"tag\" value=\"yes\""));
            const auto at = page.body.find("Your code is ");
            REQUIRE(at != std::string::npos);
            return page.body.substr(at + 13, 14);
        };
        const auto come_back = [&](Browser& browser, const std::string& code) {
            const auto back = browser.fill("/saved-form", {{"code", code}, {"contact", "rosa@example.com"}});
            CHECK(has(back, "This is where you stopped"));
            CHECK(has(back, "name=\"tag\" value=\"yes\""));
        };
        Browser ann(house.url), rosa(house.url), tom(house.url);
        ann.sign_in("ann");
        const auto of_team = save(ann), of_resident = save(rosa);
        for (const auto& code : {of_team, of_resident})
            for (auto* browser : {&ann, &tom}) come_back(*browser, code);
    });
}

TEST_CASE("over the API and Open311 the pilot's question is wanted in its ward by name, and nowhere else") {
    in_each_house([](House& house) {
        try_out(house);
        house.open();
        const auto refused = api_post(house, pilot_place, R"({"bin": "general"})");
        CHECK(refused.status == 422);
        CHECK(has(refused, "answers.tag"));
        CHECK(api_post(house, pilot_place, R"({"bin": "general", "tag": "no"})").status == 201);
        CHECK(version_of_newest(house) == 2);
        CHECK(api_post(house, other_place, R"({"bin": "general"})").status == 201);
        CHECK(version_of_newest(house) == 1);
        const auto open311 = [&](const char* uprn, given::Form more) {
            more.insert(more.end(), {{"service_code", "missed-bin"}, {"address_id", uprn}, {"attribute[bin]", "general"}});
            return given::Client(house.url).ask(given::form_post("/open311/v2/requests.json", given::encoded(more)));
        };
        const auto missing = open311(pilot_place, {});
        CHECK(missing.status == 400);
        CHECK(has(missing, "attribute[tag]"));
        CHECK(open311(pilot_place, {{"attribute[tag]", "no"}}).status / 100 == 2);
        CHECK(version_of_newest(house) == 2);
        CHECK(open311(other_place, {}).status / 100 == 2);
        CHECK(version_of_newest(house) == 1);
    });
}

TEST_CASE("an agent is asked more once the place is known, and a team's pilot holds for what its people take down") {
    in_each_house([](House& house) {
        house.staff("ann", "agent", {house.parks});
        house.staff("bob", "agent", {});
        try_out(house, {.teams = {house.parks}});
        house.open();
        const auto take = [&](const std::string& who, given::Form form) {
            Browser desk(house.url);
            desk.sign_in(who);
            desk.get("/staff/call");
            const auto call = desk.post("/staff/calls", {{"channel", "phone"}}).header("Location");
            desk.get(call + "?service=missed-bin");
            return desk.post(call + "/requests/missed-bin", std::move(form));
        };
        const auto asked = take("ann", report_at(other_place));
        CHECK(asked.status == 422);
        CHECK(has(asked, "Was there a red tag?"));
        CHECK(take("ann", with(report_at(other_place), "tag", "no")).status == 303);
        CHECK(version_of_newest(house) == 2);
        CHECK(take("bob", report_at(pilot_place)).status == 303);
        CHECK(version_of_newest(house) == 1);
    });
}

TEST_CASE("a form on paper is kept under the version it was printed from, whatever is tried out where it comes from") {
    in_each_house([](House& house) {
        const auto printed = house.read([](db::Tx& tx) { return catalogue::find_live(tx, "missed-bin"); }).value();
        try_out(house);
        base::SeededRandom random(7);
        const auto taken = house.write([&](db::Tx& tx) -> Result<contact::Taken> {
            const auto answers = [](std::string_view code) { return code == "bin" ? std::optional<std::string_view>("general") : std::nullopt; };
            return contact::take_from_paper(tx, random, access::Vault{{1}}, access::Actor::house("clerk"), printed, {.answer = answers, .location = {.uprn = pilot_place}}, {.received = places::calendar_of(tx).zone().day(tx.now())});
        });
        REQUIRE_MESSAGE(taken, taken.error().key, " ", taken.error().log);
        CHECK(version_of_newest(house) == printed->version);
    });
}

TEST_CASE("only who designs sees drafts, and only who may publish publishes") {
    in_each_house([](House& house) {
        house.staff("dot", "designer", {});
        house.staff("ann", "agent", {});
        house.staff("lea", "team_leader", {house.waste});
        house.open();
        Browser dot(house.url), ann(house.url), lea(house.url), stranger(house.url);
        dot.sign_in("dot");
        ann.sign_in("ann");
        lea.sign_in("lea");
        for (const auto* path : {"/staff/services", "/staff/services/missed-bin", "/staff/services/missed-bin/questions/bin", "/staff/services/missed-bin/history", "/staff/services/missed-bin/export", "/staff/services/missed-bin/trial"}) {
            CHECK_MESSAGE(dot.get(path).status == 200, path);
            CHECK_MESSAGE(ann.get(path).status == 403, path);
            CHECK_MESSAGE(lea.get(path).status == 403, path);
            CHECK_MESSAGE(stranger.get(path).status == 303, path);
        }
        CHECK(has(dot.get("/staff/services"), "Report a missed bin collection"));
        CHECK(dot.get("/staff/services/no-such").status == 404);
        CHECK(dot.fill("/staff/services/missed-bin/parts/promise", {{"promise-working-days", "9"}, {"promise-text", "Soon"}}).status == 303);
        CHECK(has(dot.get("/staff/services/missed-bin"), "Working days: 2 → 9"));
        CHECK(dot.fill("/staff/services/missed-bin/parts/promise", {{"promise-working-days", "soon"}, {"promise-text", "Soon"}}).status == 422);
        dot.get("/staff/services/missed-bin/publication");
        const auto edition = Browser::hidden(dot.get("/staff/services/missed-bin/publication").body, "edition");
        CHECK(has(dot.post("/staff/services/missed-bin/publication", {{"edition", edition}, {"whom", "everybody"}}), "Enter a reason"));
        CHECK(dot.post("/staff/services/missed-bin/publication", {{"edition", "1"}, {"whom", "everybody"}, {"why", "As agreed"}}).status == 409);
        CHECK(dot.post("/staff/services/missed-bin/publication", {{"edition", edition}, {"whom", "everybody"}, {"why", "As agreed"}}).status == 303);
        CHECK(has(dot.get("/staff/services/missed-bin/history"), "As agreed"));
        CHECK(dot.fill("/staff/services/missed-bin/retirement", {{"why", "Nobody asks for it"}}).status == 303);
        CHECK(stranger.get("/services/missed-bin/report").status == 404);
    });
}

TEST_CASE("a trial keeps nothing") {
    in_each_house([](House& house) {
        house.staff("dot", "designer", {});
        house.open();
        Browser dot(house.url);
        dot.sign_in("dot");
        dot.get("/staff/services/missed-bin/trial");
        const auto played = dot.post("/staff/services/missed-bin/trial", {{"then", "ask"}, {"location", "1 Mill Lane"}, {"bin", "general"}, {"email", "rosa@example.com"}});
        CHECK(played.status == 200);
        CHECK(has(played, "The resident reads: We will come back within 2 working days."));
        CHECK(has(played, "Do the work"));
        const auto so_far = Browser::hidden(played.body, "trial-so-far");
        REQUIRE_FALSE(so_far.empty());
        CHECK(has(dot.post("/staff/services/missed-bin/trial", {{"then", "ask"}, {"location", "1 Mill Lane"}}), "Select which bin was missed"));
        for (const auto* table : {"cases_case", "people_person", "notifications_message", "casework_task", "catalogue_draft"}) CHECK_MESSAGE(house.count(table) == 0, table);
        CHECK(house.read([](db::Tx& tx) { return catalogue::find_live(tx, "missed-bin"); }).value()->version == 1);
    });
}

TEST_CASE("a service goes from council to council as one file, and what is no service is refused") {
    in_each_house([](House& house) {
        house.staff("dot", "designer", {});
        house.open();
        Browser dot(house.url);
        dot.sign_in("dot");
        const auto given_out = dot.get("/staff/services/missed-bin/export").body;
        const auto take = [&](const std::string& text) {
            dot.get("/staff/services/file");
            return dot.post_pictures("/staff/services/file", {}, "file", {{"service.json", text}});
        };
        CHECK(take(given_out).header("Location") == "/staff/services/missed-bin");
        CHECK(has(take(given_out), "Somebody is changing this service"));
        CHECK(has(take("{}"), "not a service"));
        CHECK(has(take("PK\x03\x04"), "cannot be read as JSON"));
        CHECK(has(take(R"({"guildhall_service": 1, "files": {"../x": "y"}})"), "does not belong"));
        CHECK(has(take(R"({"guildhall_service": 1, "files": {"article.md": "y"}})"), "no service.json"));
        CHECK(has(take(R"({"guildhall_service": 1, "files": {"service.json": "{\"code\": \"../x\"}"}})"), "Enter a code"));
        CHECK(take(R"({"guildhall_service": 1, "files": {"service.json": "{\"code\": \"bees\", \"name\": \"Bees\"}"}})").header("Location") == "/staff/services/bees");
        CHECK(has(dot.get("/staff/services/bees"), "to put right before it can be published"));
    });
}

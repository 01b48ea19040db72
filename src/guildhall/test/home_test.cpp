// The home page and what leads on from it: the search, one's own street, notices, shortcuts, and what another body looks after.

#include "cases/passing.h"
#include "catalogue/shortcuts.h"
#include "guildhall/test/given_house.h"
#include "places/responsible.h"

using namespace std::chrono_literals;
using given::Browser;
using given::has;
using given::House;
using given::in_each_house;

namespace {

/// Two streets, one of them a national road, and two houses.
void put_town(House& house) {
    REQUIRE(house.write([](db::Tx& tx) -> Result<bool> {
        TRY(places::load(tx, {.wards = {{"W1", "Canalside"}, {"W2", "Beacon Hill"}},
                              .streets = {{"100", "Albion Street", "Ambleford", "W1"}, {"200", "Trunk Road", "Ambleford", "W2"}},
                              .addresses = {{.uprn = "1002", .usrn = "100", .number = "2", .postcode = "GH1 2AB", .ward = "W1", .point = places::Point{53.5, -2.25}},
                                            {.uprn = "1010", .usrn = "100", .number = "10", .postcode = "GH1 2AB", .ward = "W1", .point = places::Point{53.5005, -2.25}}}}));
        const places::Responsibility road{.subject = "highway",
                                          .usrn = "200",
                                          .body = {"National Highways", "0300 123 5000", "roads@highways.example", "https://highways.example/"}};
        places::load_responsibilities(tx, {&road, 1});
        return true;
    }));
}

/// A report of a pothole as a program sends it, with every question answered by its first choice.
given::Form pothole(House& house, const std::string& place, const std::string& uprn = "") {
    const auto service = house.read([](db::Tx& tx) { return catalogue::find_live(tx, "pothole"); }).value();
    given::Form form{{"location", place}, {"uprn", uprn}, {"name", "Rosa Green"}, {"email", "rosa@example.com"}};
    for (const auto& question : service->form.questions) {
        std::string answer = "7";
        for (const auto& choice : question.choices)
            if (choice.stop.empty()) answer = choice.code;
        form.emplace_back(question.code, answer);
    }
    return form;
}

std::string path_of(const given::Answer& sent) {
    const auto thanks = sent.header("Location");
    return thanks.substr(0, thanks.rfind("/sent"));
}

}  // namespace

TEST_CASE("one search finds services, help and places, by residents' words and in spite of their typing") {
    in_each_house([](House& house) {
        put_town(house);
        house.open();
        Browser rosa(house.url);
        CHECK(has(rosa.get("/"), "action=\"/search\""));
        CHECK(has(rosa.get("/search?q=potole"), "href=\"/services/pothole\""));
        CHECK(has(rosa.get("/search?q=bin+not+emptied"), "href=\"/services/missed-bin\""));
        CHECK(has(rosa.get("/search?q=bin+days"), "href=\"/help/bin-days\""));
        const auto street = rosa.get("/search?q=albion+street");
        CHECK(has(street, "href=\"/my-area?usrn=100\""));
        CHECK(has(rosa.get("/search?q=gh12ab"), "href=\"/my-area?postcode=GH1+2AB\""));
        CHECK(has(rosa.get("/search?q=10+albion"), "href=\"/my-area?uprn=1010\""));
        CHECK(has(rosa.get("/search?q=canalside"), "href=\"/my-area?ward=W1\""));
        const auto both = rosa.get("/search?q=potholes+on+albion+street");
        CHECK(both.body.find("/services/pothole") < both.body.find("/my-area?usrn=100"));
        CHECK(has(rosa.get("/search?q=albion+steeet"), "href=\"/my-area?usrn=100\""));
        CHECK(has(rosa.get("/search?q=xylophone"), "We found nothing"));
        CHECK(has(rosa.get("/search?q=%3Cscript%3E"), "&lt;script&gt;"));
        CHECK(rosa.get("/search").status == 200);
        CHECK(rosa.get("/search?q=" + std::string(5000, 'a')).status == 200);
        CHECK(has(rosa.get("/services?q=potole"), "href=\"/services/pothole\""));
    });
}

TEST_CASE("one's street shows its ward and what is being worked on near by, and is remembered only if one asks") {
    in_each_house([](House& house) {
        put_town(house);
        house.open();
        Browser rosa(house.url);
        const auto quiet = rosa.get("/my-area?uprn=1002");
        CHECK(has(quiet, "2 Albion Street"));
        CHECK(has(quiet, "href=\"/my-area?ward=W1\""));
        CHECK(has(quiet, "Nothing that is being worked on"));
        REQUIRE(rosa.fill("/services/pothole/report", pothole(house, "10 Albion Street, Ambleford, GH1 2AB", "1010")).status == 303);
        REQUIRE(rosa.fill("/services/missed-bin/report", given::with(given::missed_bin(), "uprn", "1010")).status == 303);
        for (const auto* address : {"/my-area?uprn=1002", "/my-area?usrn=100", "/my-area?postcode=GH1+2AB", "/my-area?postcode=gh12ab", "/my-area?ward=W1"}) {
            const auto area = rosa.get(address);
            CHECK_MESSAGE(has(area, ">Report a pothole or damaged road</a><p"), address);
            CHECK_MESSAGE(!has(area, ">Report a missed bin collection</a><p"), address);  // a household's own
            CHECK_MESSAGE(!has(area, "Rosa"), address);
        }
        CHECK(rosa.get("/my-area?place=2+albion").header("Location") == "/my-area?uprn=1002");
        CHECK(rosa.get("/my-area?place=albion").header("Location") == "/my-area?usrn=100");
        CHECK(has(rosa.get("/my-area?place=gh12ab"), "Which place do you mean?"));
        CHECK(has(rosa.get("/my-area?place=timbuktu"), "We do not know this place"));
        for (const auto* wrong : {"/my-area?uprn=99", "/my-area?uprn=x", "/my-area?usrn=-1", "/my-area?postcode=ZZ1", "/my-area?ward=%27"})
            CHECK_MESSAGE(rosa.get(wrong).status == 404, wrong);
        CHECK(rosa.get("/my-area").status == 200);
        CHECK(rosa.cookie_line().find("place=") == std::string::npos);
        rosa.get("/my-area?uprn=1002");
        CHECK(rosa.post("/my-area", {{"uprn", "1002"}}).header("Location") == "/my-area?uprn=1002");
        CHECK(rosa.get("/my-area").header("Location") == "/my-area?uprn=1002");
        CHECK(has(rosa.get("/my-area?uprn=1002"), "Forget it"));
        rosa.post("/my-area", {{"forget", "1002"}});
        CHECK(rosa.get("/my-area").status == 200);
    });
}

TEST_CASE("a notice is looked at before it is published, stands where it belongs, and goes by itself") {
    in_each_house([](House& house) {
        house.staff("leader", "team_leader", {house.waste});
        house.staff("officer", "officer", {house.waste});
        house.open();
        Browser leader(house.url), rosa(house.url), officer(house.url);
        officer.sign_in("officer");
        CHECK(officer.get("/staff/notices").status == 403);
        leader.sign_in("leader");
        const given::Form storm{{"title", "No bins today <b>"}, {"text", "Leave them out.\nWe come tomorrow."}, {"level", "warning"},
                                {"from", "2026-11-22"}, {"from-time", "09:00"}, {"until", "2026-11-22"}, {"until-time", "17:00"},
                                {"services", "missed-bin"}, {"link", "/help/bin-days"}};
        const auto preview = leader.fill("/staff/notices/new", given::with(storm, "preview", "1"));
        CHECK(has(preview, "It is not published yet"));
        CHECK(has(preview, "No bins today &lt;b&gt;</h2>"));
        CHECK(!has(rosa.get("/"), "No bins today"));
        CHECK(has(leader.fill("/staff/notices/new", given::with(storm, "until-time", "25:00")), "Enter the day and time until which it is shown"));
        CHECK(has(leader.fill("/staff/notices/new", given::with(storm, "link", "javascript:alert(1)")), "begins with https"));
        CHECK(leader.fill("/staff/notices/new", storm).status == 303);
        for (const auto* where : {"/", "/services/missed-bin"}) CHECK_MESSAGE(has(rosa.get(where), "No bins today &lt;b&gt;"), where);
        CHECK(!has(rosa.get("/services/pothole"), "No bins today"));
        const auto list = leader.get("/staff/notices");
        CHECK(has(list, "Shown now"));
        const auto at = list.body.rfind("href=\"/staff/notices/") + 6;
        const auto address = list.body.substr(at, list.body.find('"', at) - at);
        CHECK(leader.fill(address, given::with(given::with(storm, "title", "Bins come tomorrow"), "changes", "0")).status == 303);
        CHECK(has(rosa.get("/"), "Bins come tomorrow"));
        CHECK(has(leader.fill(address, given::with(storm, "changes", "0")), "Somebody else changed this notice"));
        house.clock.advance(8h);
        CHECK(!has(rosa.get("/"), "Bins come tomorrow"));
        leader.sign_in("leader");  // the session has ended meanwhile
        CHECK(has(leader.get("/staff/notices"), "Over"));
    });
}

TEST_CASE("who reports on a national road is told whose it is, and what they send is passed on and can be followed") {
    in_each_house([](House& house) {
        put_town(house);
        house.staff("agent", "agent", {});
        house.open();
        Browser rosa(house.url);
        const std::string step = "/services/pothole/report/step";
        rosa.get("/services/pothole/report");
        CHECK(!has(rosa.post(step, {{"at", "location"}, {"location", "2 Albion Street, Ambleford, GH1 2AB"}}), "looks after this"));
        const auto told = rosa.post(step, {{"at", "location"}, {"location", "Trunk Road"}});
        for (const auto* words : {"National Highways looks after this", "0300 123 5000", "href=\"https://highways.example/\"", "without your name", "value=\"Trunk Road\""})
            CHECK_MESSAGE(has(told, words), words);
        CHECK(has(rosa.post(step, {{"at", "body"}, {"location", "Trunk Road"}}), "Question 2 of"));
        CHECK(has(rosa.post(step, {{"at", "body"}, {"go", "back"}, {"location", "Trunk Road"}}), "Question 1 of"));
        const auto sent = rosa.fill("/services/pothole/report", pothole(house, "Trunk Road"));
        REQUIRE(sent.status == 303);
        CHECK(has(rosa.get(sent.header("Location")), "Passed to National Highways"));
        CHECK(has(rosa.get(path_of(sent)), "Passed to National Highways"));
        CHECK(house.count("cases_passed") == 1);
        std::string letter;
        REQUIRE(house.read([&](db::Tx& tx) -> Result<bool> {
            for (const auto row : db::Rows(tx.query_text("SELECT fillings FROM notifications_message WHERE wording = 'pass_on'", {}))) letter = row.get<std::string>(0);
            return true;
        }));
        CHECK(letter.find("Trunk Road") != std::string::npos);
        CHECK(letter.find("Rosa") == std::string::npos);
        CHECK(letter.find("rosa@example.com") == std::string::npos);
        CHECK(house.count("notifications_message WHERE wording = 'passed_on'") == 1);
        CHECK(house.count("cases_case WHERE due_at = 253402300799000000") == 1);
        Browser agent(house.url);
        agent.sign_in("agent");
        const auto list = agent.get("/staff/worklist");
        const auto at = list.body.find("/staff/cases/");
        const auto the_case = agent.get(list.body.substr(at, list.body.find('"', at) - at));
        CHECK(has(the_case, "Looked after by"));
        CHECK(has(the_case, "Passed on to another body"));
    });
}

TEST_CASE("a case that was taken for the council is passed on by hand, once") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url);
        REQUIRE(rosa.fill("/services/pothole/report", pothole(house, "Trunk Road")).status == 303);
        CHECK(house.count("cases_passed") == 0);
        put_town(house);
        cases::CaseId id;
        std::int64_t changes = 0;
        const auto pass = [&](const access::Actor& who, std::int64_t seen) {
            return house.write([&](db::Tx& tx) { return cases::pass_on(tx, who, id, seen); });
        };
        REQUIRE(house.read([&](db::Tx& tx) -> Result<bool> {
            const auto lines = cases::list(tx, access::Actor::house("test"), {});
            id = lines.front().the_case.id;
            changes = lines.front().the_case.changes;
            return true;
        }));
        CHECK(pass(access::Actor::visitor(), changes).error().kind == Kind::not_found);
        CHECK(pass(access::Actor::house("test"), changes + 1).error().kind == Kind::conflict);
        const auto passed = pass(access::Actor::house("test"), changes);
        if (!passed) FAIL(passed.error().key);
        CHECK(!passed->is_promised());
        CHECK(pass(access::Actor::house("test"), passed->changes).error().key == "cases.passed_already");
        CHECK(house.count("notifications_message WHERE wording = 'passed_on'") == 1);
    });
}

TEST_CASE("a place outside the borough is said to be so before anything else is asked") {
    in_each_house([](House& house) {
        REQUIRE(house.write([](db::Tx& tx) -> Result<bool> {
            const places::Boundary ward{{"W1", "Canalside"}, {{{53, -3}, {53, -2}, {54, -2}, {54, -3}, {53, -3}}}};
            places::load_boundaries(tx, {&ward, 1});
            const places::Postcode elsewhere{"ZZ1 1AA", places::Point{51, 0}, "", 10};
            places::load_postcodes(tx, {&elsewhere, 1});
            return true;
        }));
        house.open();
        Browser rosa(house.url);
        rosa.get("/services/pothole/report");
        const auto refused = rosa.post("/services/pothole/report/step", {{"at", "location"}, {"location", "1 High Street, ZZ1 1AA"}});
        CHECK(has(refused, "outside our area"));
        CHECK(has(refused, "Question 1 of"));
        CHECK(has(rosa.fill("/services/pothole/report", pothole(house, "1 High Street, ZZ1 1AA")), "outside our area"));
        CHECK(house.count("cases_case") == 0);
    });
}

TEST_CASE("services are counted and ranked at the first start, and staff see why a box changed and pin one") {
    House house(db::Engine::sqlite);
    house.staff("admin", "administrator", {});
    house.staff("officer", "officer", {house.waste});
    house.open();
    Browser rosa(house.url), admin(house.url), officer(house.url);
    for (int i = 0; i < 4; ++i) REQUIRE(rosa.fill("/services/pothole/report", pothole(house, "Somewhere " + std::to_string(i))).status == 303);
    REQUIRE(house.write([&](db::Tx& tx) -> Result<bool> {
        const auto today = base::day_of(tx.now());
        const auto demand = cases::demand_by_day(tx, today - std::chrono::days(1), today + std::chrono::days(1));
        REQUIRE(demand.size() == 1);
        CHECK(demand.front().service == "pothole");
        CHECK(demand.front().times == 4);
        TRY(catalogue::rank_services(tx, demand, {}));
        return true;
    }));
    const auto home = rosa.get("/");
    CHECK(home.body.find("/services/pothole\"") < home.body.find("/services/missed-bin\""));
    officer.sign_in("officer");
    CHECK(has(officer.get("/staff/shortcuts"), "Report a pothole or damaged road"));
    CHECK(!has(officer.get("/staff/shortcuts"), "Pin a service"));
    CHECK(officer.post("/staff/shortcuts/pins", {{"service", "tree"}, {"until", "2026-12-01"}}).status == 403);
    admin.sign_in("admin");
    admin.get("/staff/shortcuts");
    CHECK(has(admin.post("/staff/shortcuts/pins", {{"service", "tree"}, {"until", "2025-12-01"}}), "Enter a day from tomorrow"));
    admin.get("/staff/shortcuts");
    CHECK(admin.post("/staff/shortcuts/pins", {{"service", "tree"}, {"until", "2026-12-01"}}).status == 303);
    CHECK(has(rosa.get("/"), "href=\"/services/tree\""));
    const auto page = admin.get("/staff/shortcuts");
    CHECK(has(page, "Somebody pinned it"));
    CHECK(has(page, "The boxes were filled for the first time"));
    CHECK(admin.post("/staff/shortcuts/pins/tree/removal", {}).status == 303);
    CHECK(!has(admin.get("/staff/shortcuts"), "Take the pin away"));
}

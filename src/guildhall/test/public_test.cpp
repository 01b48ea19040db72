// From a resident's report to what everybody sees of it, over HTTP: the check at the desk, Open311, photos, and taking it back.

#include "files/files.h"
#include "guildhall/test/given_house.h"

using namespace std::chrono_literals;
using given::Browser;
using given::has;
using given::House;
using given::in_each_house;

namespace {

const given::Form graffiti{{"location", "1 Mill Lane"}, {"surface", "bridge"}, {"offensive", "no"}, {"details", "I am Rosa, ring 07700 900123. Red paint."},
                           {"name", "Rosa Green"}, {"email", "rosa@example.com"}};

struct Reported {
    Reference reference;
    cases::Request request;
};

Reported report(House& house, Browser& rosa) {
    rosa.get("/services/graffiti/report");
    const auto answer = rosa.post("/services/graffiti/report?send", graffiti);
    REQUIRE(answer.status == 303);
    const auto place = answer.header("Location");
    const auto reference = Reference::parse(place.substr(10, place.rfind("/sent") - 10)).value();
    const auto request = house.read([&](db::Tx& tx) { return cases::find_request(tx, reference); }).value();
    return {reference, request};
}

void add_photo(House& house, const Reported& sent) {
    auto* const store = house.household->tenant().files().value();
    auto intake = files::Delivery(*store).begin("wall.jpg", "image/jpeg").value();
    REQUIRE(intake.write(std::string_view("red paint in bytes")));
    auto blob = intake.finish().value();
    blob.remade = true;
    blob.type = "image/jpeg";
    REQUIRE(house.write([&](db::Tx& tx) { return cases::add_photo(tx, sent.reference, blob, "wall.jpg"); }));
}

}  // namespace

TEST_CASE("a report waits for its check, is published as the moderator leaves it, and its resident takes it back") {
    in_each_house([](House& house) {
        house.open();
        const auto team = house.read([](db::Tx& tx) -> Result<access::Team> { return *access::find_team_by_name(tx, "Street cleaning"); }).value();
        house.staff("olga", "officer", {team.id});
        Browser rosa(house.url), olga(house.url), anybody(house.url);
        olga.sign_in("olga");
        const auto sent = report(house, rosa);
        add_photo(house, sent);
        const auto id = to_string(sent.request.id);
        const auto open311 = "/open311/v2/requests.json?service_code=graffiti&extensions=true";
        const auto photo = "/published/" + sent.reference.text() + "/photos/1";
        CHECK_FALSE(has(anybody.get(open311), sent.reference.text()));
        CHECK(anybody.get(photo).status == 404);

        const auto queue = olga.get("/staff/checks");
        CHECK(has(queue, "/staff/checks/" + id));
        CHECK(has(queue, "name of who reported it, phone number"));
        const auto page = olga.get("/staff/checks/" + id);
        CHECK(has(page, "<mark class=\"gh-mark\">07700 900123"));
        CHECK(has(page, "I am [name taken out], ring [phone number taken out]. Red paint.</textarea>"));
        const auto wrong = olga.post("/staff/checks/" + id + "/publication", {{"changes", "1"}, {"title", ""}, {"words", "Red paint <b>"}});
        CHECK(wrong.status == 422);
        CHECK(has(wrong, "Red paint &lt;b&gt;</textarea>"));
        olga.get("/staff/checks/" + id);
        const auto done = olga.post("/staff/checks/" + id + "/publication", {{"changes", "1"}, {"title", "Paint on the bridge"}, {"words", "Red paint"}, {"photos", "1"}});
        CHECK(done.header("Location") == "/staff/checks?done=published");

        const auto shown = anybody.get(open311);
        for (const auto* words : {"Paint on the bridge", "Red paint"}) CHECK_MESSAGE(has(shown, words), words);
        for (const auto* secret : {"Rosa", "07700", "rosa@", "I am"}) CHECK_FALSE_MESSAGE(has(shown, secret), secret);
        CHECK(has(anybody.get(photo), "red paint in bytes"));
        CHECK(anybody.get("/published/" + sent.reference.text() + "/photos/2").status == 404);

        const auto own = "/requests/" + sent.reference.text() + "/public";
        CHECK(has(rosa.get(own), "Paint on the bridge"));
        CHECK(has(rosa.post(own + "?send", {{"do", "save"}, {"title", "Paint on the bridge"}, {"words", "Blue paint"}}), "You can only leave words out here"));
        rosa.get(own);
        CHECK(rosa.post(own + "?send", {{"do", "save"}, {"title", "Paint on the bridge"}, {"words", "paint"}}).status == 303);
        CHECK_FALSE(has(anybody.get(open311), "Red paint"));
        rosa.get(own);
        CHECK(rosa.post(own + "?send", {{"do", "back"}}).status == 303);
        CHECK_FALSE(has(anybody.get(open311), sent.reference.text()));
        CHECK(anybody.get(photo).status == 404);
        CHECK(has(olga.get("/staff/checks/" + id), "It stays unpublished"));
    });
}

TEST_CASE("a check is for the team of the case, and what everybody can see of a request for its resident") {
    in_each_house([](House& house) {
        house.open();
        house.staff("pat", "officer", {house.parks});
        house.staff("ann", "auditor", {});
        Browser rosa(house.url), pat(house.url), ann(house.url), stranger(house.url);
        pat.sign_in("pat");
        ann.sign_in("ann");
        const auto sent = report(house, rosa);
        const auto id = to_string(sent.request.id);
        CHECK_FALSE(has(pat.get("/staff/checks"), id));
        CHECK(pat.get("/staff/checks/" + id).status == 404);
        CHECK(pat.post("/staff/checks/" + id + "/publication", {{"changes", "1"}, {"title", "x"}}).status == 404);
        CHECK(ann.get("/staff/checks").status == 403);
        const auto own = "/requests/" + sent.reference.text() + "/public";
        CHECK(stranger.get(own).header("Location") == "/requests/" + sent.reference.text());
        stranger.get("/requests");
        CHECK(stranger.post(own + "?send", {{"do", "back"}}).status == 403);
        CHECK(house.count("cases_publication WHERE state = 'waiting'") == 1);
    });
}

TEST_CASE("what was withheld says why to its resident, and keeps colleagues' words among colleagues") {
    in_each_house([](House& house) {
        house.open();
        const auto team = house.read([](db::Tx& tx) -> Result<access::Team> { return *access::find_team_by_name(tx, "Street cleaning"); }).value();
        house.staff("olga", "officer", {team.id});
        Browser rosa(house.url), olga(house.url);
        olga.sign_in("olga");
        const auto sent = report(house, rosa);
        const auto id = to_string(sent.request.id);
        olga.get("/staff/checks/" + id);
        CHECK(has(olga.post("/staff/checks/" + id + "/withholding", {{"changes", "1"}, {"text", "A quarrel"}}), "Select why it is not published"));
        olga.get("/staff/checks/" + id);
        CHECK(olga.post("/staff/checks/" + id + "/withholding", {{"changes", "1"}, {"reason", "not_public"}, {"text", "A quarrel"}}).status == 303);
        const auto page = rosa.get("/requests/" + sent.reference.text());
        CHECK(has(page, "It is about private property or a person"));
        CHECK_FALSE(has(page, "A quarrel"));
        CHECK(has(olga.get("/staff/cases/" + to_string(sent.request.case_id)), "A quarrel"));
        CHECK(has(olga.get("/staff/checks?list=decided"), "It is about private property or a person"));
    });
}

TEST_CASE("a contact plan is seen in the call and on the case by who may see plans, and by nobody else") {
    in_each_house([](House& house) {
        const auto team = house.read([](db::Tx& tx) -> Result<access::Team> { return *access::find_team_by_name(tx, "Street cleaning"); }).value();
        house.staff("lee", "team_leader", {team.id});
        house.staff("olga", "officer", {team.id});
        house.open();
        Browser rosa(house.url), lee(house.url), olga(house.url);
        const auto sent = report(house, rosa);
        lee.sign_in("lee");
        olga.sign_in("olga");
        const auto person = "/staff/people/" + to_string(sent.request.person);
        CHECK(olga.get(person + "/plan").status == 403);
        CHECK(has(lee.get(person), "Set a contact plan"));
        const auto lee_id = house.read([](db::Tx& tx) -> Result<access::Staff> { return *access::find_staff_by_email(tx, "lee@example.com"); }).value().id;
        lee.get(person + "/plan");
        CHECK(has(lee.post(person + "/plan", {{"words", "Tuesdays, by Lee"}}), "Select why there is a plan"));
        lee.get(person + "/plan");
        CHECK(lee.post(person + "/plan", {{"reason", "many_contacts"}, {"words", "Tuesdays, by Lee"}, {"owner", to_string(lee_id)}, {"review", "2027-02-01"}}).status == 303);
        CHECK(has(olga.get("/staff/cases/" + to_string(sent.request.case_id)), "Tuesdays, by Lee"));
        CHECK(has(lee.get("/staff/plans"), "Tuesdays, by Lee"));
        lee.get("/staff/call");
        const auto call = lee.post("/staff/calls", {{"channel", "phone"}}).header("Location");
        lee.get(call);
        CHECK(lee.post(call + "/person", {{"name", "R. Green"}, {"email", "ROSA@example.com"}}).status == 303);
        CHECK(has(lee.get(call), "Tuesdays, by Lee"));
        // Taken from the role, the plan is not there any more, and neither is a hint of it.
        REQUIRE(house.write([](db::Tx& tx) -> Result<bool> {
            for (const auto* text : {"DELETE FROM access_role_permission WHERE role = 'officer' AND permission = 'people.plan_read'",
                                     "UPDATE access_edition SET edition = edition + 1"})
                for (const auto row : db::Rows(tx.query_text(std::string(text) + " RETURNING 1", {}))) (void)row;
            return true;
        }));
        CHECK_FALSE(has(olga.get("/staff/cases/" + to_string(sent.request.case_id)), "Tuesdays, by Lee"));
        CHECK_FALSE(has(olga.get(person), "Contact plan"));
        CHECK(olga.get("/staff/plans").status == 403);
    });
}

// Where it is, said in each of the ways a resident has, over HTTP and without script; and what everybody may see of it afterwards.

#include "guildhall/test/given_house.h"
#include "places/drawing.h"
#include "places/sketch.h"

using given::Browser;
using given::Form;
using given::has;
using given::House;
using given::in_each_house;
using given::with;

namespace {

const places::Point corner{53.5, -2.25};
places::Point beside(double north, double east = 0) { return {corner.latitude + north / 111'195, corner.longitude + east / 66'140}; }

/// Albion Street with two houses, two lamps and a library.
void build_street(House& house) {
    const auto address = [](std::string uprn, std::string number, places::Point point) {
        return places::Address{.uprn = std::move(uprn), .usrn = "100", .number = std::move(number), .postcode = "GH1 2AB", .ward = "W1", .point = point};
    };
    const auto built = house.write([&](db::Tx& tx) -> Result<bool> {
        TRY(places::load(tx, {.wards = {{"W1", "Central"}}, .streets = {{"100", "Albion Street", "Ambleford", "W1"}},
                              .addresses = {address("1002", "2", beside(10, -50)), address("1010", "10", beside(-10, 50))}}));
        TRY(places::load(tx, places::Sketch{.lines = {{.usrn = "100", .parts = {{beside(0, -150), beside(0, 150)}}}},
                                            .shapes = {{.code = "lib", .kind = places::ShapeKind::building, .name = "Ambleford Library", .parts = {{beside(40), beside(40, 30), beside(60, 30), beside(40)}}}},
                                            .assets = {{.kind = "street-lamp", .reference = "L0007", .point = beside(5, -45), .usrn = "100", .words = "outside number 2"},
                                                       {.kind = "street-lamp", .reference = "L0008", .point = beside(-5, 45), .usrn = "100"}}}));
        return true;
    });
    REQUIRE(built);
}

std::string hidden(std::string_view name, std::string_view value) { return fmt::format("name=\"{}\" value=\"{}\"", name, value); }

void on_albion_street(const std::function<void(House&, Browser&)>& test) {
    in_each_house([&](House& house) {
        build_street(house);
        house.open();
        Browser rosa(house.url);
        test(house, rosa);
    });
}

constexpr const char *pothole = "/services/pothole/report", *lamp = "/services/street-light/report";
std::string step_of(const char* report) { return std::string(report) + "/step"; }

}  // namespace

TEST_CASE("on the map one moves, comes closer, presses a place, and takes the middle; the words that were typed are kept") {
    on_albion_street([](House& house, Browser& rosa) {
        CHECK(has(rosa.get(pothole), "Choose on a map"));
        const auto map = rosa.post(step_of(pothole), {{"at", "location"}, {"location", "outside the library"}, {"go", "on-the-map"}});
        CHECK(has(map, "Show us where it is"));
        CHECK(has(map, ">Albion Street</text>"));
        const auto library = places::to_text(beside(50, 15));
        CHECK(has(map, hidden("view", library + ",17")));
        const Form form{{"at", "on-the-map"}, {"location", "outside the library"}, {"view", library + ",17"}};
        CHECK(has(rosa.post(step_of(pothole), with(form, "move", "in")), hidden("view", library + ",18")));
        CHECK_FALSE(has(rosa.post(step_of(pothole), with(form, "move", "north")), hidden("view", library + ",17")));
        const auto pressed = rosa.post(step_of(pothole), with(with(form, "tap.x", "142"), "tap.y", "150"));
        CHECK(has(pressed, hidden("view", library + ",17")));
        const auto next = rosa.post(step_of(pothole), form);
        CHECK(has(next, "Question 2"));
        CHECK(has(next, hidden("point", library)));
        CHECK(has(next, hidden("location", "outside the library")));
        CHECK(has(rosa.post(step_of(pothole), with(form, "go", "back")), "Choose on a map"));
        // Without words, the street that is near stands for them.
        CHECK(has(rosa.post(step_of(pothole), {{"at", "on-the-map"}, {"view", places::to_text(beside(4)) + ",17"}}), hidden("location", "Albion Street")));
        for (const auto* wrong : {"x", "1,2", "99,200,17"})  // what is no view is the whole town again
            CHECK(has(rosa.post(step_of(pothole), {{"at", "on-the-map"}, {"location", "here"}, {"view", wrong}}), "Show us where it is"));
        CHECK(house.count("cases_case") == 0);
    });
}

TEST_CASE("words offer the landmark and the street that are meant, and other words take the choice back") {
    on_albion_street([](House&, Browser& rosa) {
        rosa.get(pothole);
        const auto offered = rosa.post(step_of(pothole), {{"at", "location"}, {"location", "outside the library"}});
        CHECK(has(offered, "Ambleford Library"));
        const auto chosen = rosa.post(step_of(pothole), {{"at", "address"}, {"location", "outside the library"}, {"uprn", "shape:lib"}});
        CHECK(has(chosen, "Question 2"));
        CHECK(has(chosen, hidden("location", "outside the library")));
        CHECK(has(chosen, hidden("point", places::to_text(beside(50, 15)))));
        const Form back{{"at", "location"}, {"chosen-for", "outside the library"}, {"point", places::to_text(beside(50, 15))}};
        CHECK(has(rosa.post(step_of(pothole), with(back, "location", "outside the library")), "Question 2"));
        CHECK_FALSE(has(rosa.post(step_of(pothole), with(back, "location", "somewhere quite different")), "name=\"point\""));
    });
}

TEST_CASE("a lamp is picked on the map or by its number, and the same lamp is known to be reported already") {
    on_albion_street([](House& house, Browser& rosa) {
        rosa.get(lamp);
        const auto near = rosa.post(step_of(lamp), {{"at", "address"}, {"location", "albion"}, {"uprn", "1002"}});
        CHECK(has(near, "Which one is it?"));
        CHECK(has(near, "1. Street lamp L0007, outside number 2"));
        CHECK(has(near, "street-lamp/L0007"));
        const auto by_number = rosa.post(step_of(lamp), {{"at", "location"}, {"location", "lamp l0008 is out"}});
        CHECK(has(by_number, "asset:street-lamp/L0008"));
        const Form place{{"at", "on-the-map"}, {"location", ""}, {"view", places::to_text(beside(5, -45)) + ",18"}, {"asset", "street-lamp/L0007"}};
        const auto next = rosa.post(step_of(lamp), place);
        CHECK(has(next, hidden("asset", "street-lamp/L0007")));
        CHECK(has(next, hidden("location", "Street lamp L0007, outside number 2")));
        const auto service = house.read([](db::Tx& tx) { return catalogue::find_live(tx, "street-light"); }).value();
        Form whole{{"at", "check"}, {"location", "Street lamp L0007"}, {"asset", "street-lamp/L0007"}};
        for (const auto& question : service->form.questions) {
            std::string answer;
            for (const auto& choice : question.choices)
                if (choice.stop.empty() && answer.empty()) answer = choice.code;
            whole.emplace_back(question.code, question.choices.empty() && question.required ? "It is dark" : answer);
        }
        const auto sent = rosa.post(lamp, whole);
        REQUIRE(sent.header("Location").ends_with("/sent"));
        Browser femi(house.url);
        femi.get(lamp);
        const auto again = femi.post(step_of(lamp), place);
        CHECK(has(again, "Has this been reported already?"));
        const auto other = femi.post(step_of(lamp), with(with(place, "asset", "street-lamp/L0008"), "view", places::to_text(beside(-5, 45)) + ",18"));
        CHECK_FALSE(has(other, "Has this been reported already?"));
        const auto kept = house.read([](db::Tx& tx) -> Result<std::string> {
            for (const auto row : db::Rows(tx.query_text("SELECT asset || ' ' || usrn || ' ' || words FROM places_location", {}))) return row.get<std::string>(0);
            return std::string();
        });
        CHECK(kept == "street-lamp/L0007 100 Street lamp L0007");
    });
}

TEST_CASE("everybody sees on list, map and page what is public, and nothing else") {
    on_albion_street([](House& house, Browser& rosa) {
        const auto report = [&](const char* service, const places::Point& point) {
            return house
                .write([&](db::Tx& tx) -> Result<contact::Taken> {
                    const auto live = TRY(catalogue::find_live(tx, service));
                    std::map<std::string, std::string> answers{{"name", "Xanthippe Quill"}};
                    for (const auto& question : live->form.questions)
                        for (const auto& choice : question.choices)
                            if (choice.stop.empty()) answers.emplace(question.code, choice.code);
                    return contact::take_request(tx, house.random, access::Actor::visitor(), live,
                                                 {.answer = [&](std::string_view code) -> std::optional<std::string_view> {
                                                      const auto found = answers.find(std::string(code));
                                                      return found == answers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
                                                  },
                                                  .location = {.text = "by my velvet umbrella", .point = point}});
                })
                .value();
        };
        const auto open = report("pothole", beside(2, 60));
        const auto secret = report("missed-bin", beside(2, -60));
        const auto list = rosa.get("/problems");
        CHECK(has(list, "Albion Street"));
        CHECK(has(list, "/problems/" + open.reference.text()));
        CHECK(has(list, "aria-label=\"1: "));
        CHECK_FALSE(has(list, secret.reference.text()));
        for (const auto* personal : {"velvet", "Quill"}) {
            CHECK_FALSE(has(list, personal));
            CHECK_FALSE(has(rosa.get("/problems/" + open.reference.text()), personal));
        }
        CHECK(has(rosa.get("/problems/" + open.reference.spoken()), "Albion Street"));
        CHECK(rosa.get("/problems/" + secret.reference.text()).status == 404);
        CHECK(rosa.get("/problems/nonsense").status == 404);
        CHECK_FALSE(has(rosa.get("/problems?state=fixed"), open.reference.text()));
        CHECK(has(rosa.get("/problems?ward=" + std::string("W9") + "&state=all"), "Nothing that everybody may see"));
        CHECK(has(rosa.get("/problems?service=pothole&state=all"), open.reference.text()));
        CHECK(has(rosa.get("/problems?view=" + places::to_text(beside(0, 60)) + ",17"), open.reference.text()));
        CHECK_FALSE(has(rosa.get("/problems?view=" + places::to_text(beside(9000)) + ",17"), open.reference.text()));
        const auto feed = rosa.get("/wards/W1/feed");
        CHECK(has(feed, "problem/" + to_string(open.request)) == has(rosa.get("/problems?ward=W1&state=all"), open.reference.text()));
        CHECK_FALSE(has(feed, "problem/" + to_string(secret.request)));
        for (const auto* personal : {"velvet", "Quill"}) CHECK_FALSE(has(feed, personal));
        CHECK(feed.header("Vary") == "Accept-Language, Cookie");
        CHECK(rosa.get("/problems?view=x&page=-7&service=%3Cb%3E&ward=%20").status == 200);
    });
}

// The round of a crew, by browser: what it shows to whom, and what comes back from a phone, once.

#include "guildhall/test/given_house.h"
#include "guildhall/test/sources.h"

using given::Answer;
using given::Browser;
using given::Form;
using given::has;
using given::House;
using given::in_each_house;

namespace {

struct Yard {
    House& house;
    access::TeamId crew;

    explicit Yard(House& one) : house(one) {
        REQUIRE(house.write([&](db::Tx& tx) -> Result<bool> {
            if (const auto known = access::find_team_by_name(tx, "Clearance crew")) crew = known->id;
            else crew = TRY(access::add_team(tx, access::Actor::house("test"), "Clearance crew"));
            return true;
        }));
        house.staff("cal", "officer", {crew});
        house.staff("carys", "officer", {crew});
        house.staff("percy", "officer", {house.parks});
        house.open();
    }
    /// Returns the task that the crew gets.
    std::string report_sofa(const std::string& place) {
        Browser rosa(house.url);
        const auto sent = rosa.fill("/services/fly-tipping/report", {{"location", place}, {"what", "furniture"}, {"size", "van"}, {"danger", "no"}, {"name", "Rosa Green"}, {"email", "rosa@example.com"}});
        REQUIRE(sent.status == 303);
        return house.read([](db::Tx& tx) -> Result<std::string> {
                        for (const auto row : db::Rows(tx.query_text("SELECT MAX(id) FROM casework_task", {}))) return std::to_string(row.get<std::int64_t>(0));
                        return refuse(Kind::not_found, "casework.no_such_task");
                    })
            .value();
    }
};

std::string after(const std::string& text, const std::string& mark) {
    const auto at = text.find(mark);
    if (at == std::string::npos) return {};
    return text.substr(at + mark.size(), text.find('"', at + mark.size()) - at - mark.size());
}

/// As a phone sends what it kept: with a token fetched for it, and the wish for a plain answer.
Answer send_from_phone(Yard& yard, Browser& browser, const std::string& path, Form form, const std::string& operation) {
    const auto seal = browser.get("/staff/round/seal");
    form.emplace_back("csrf", after(seal.body, "\"csrf\":\""));
    form.emplace_back("operation", operation);
    return given::Client(yard.house.url).ask(given::form_post(path, given::encoded(form), browser.cookie_line() + "Accept: application/json\r\n"));
}

const Form cleared{{"result", "cleared"}, {"text", "All gone."}};

}  // namespace

TEST_CASE("the round shows a crew where to go and what was told, without who told it; and nothing to another team") {
    in_each_house([](House& house) {
        Yard yard(house);
        const auto task = yard.report_sofa("The alley behind 14 Dyer Lane");
        Browser cal(house.url), percy(house.url);
        cal.sign_in("cal");
        percy.sign_in("percy");
        CHECK(has(cal.get("/staff/round"), "1 more is due later"));
        const auto page = cal.get("/staff/round?later");
        CHECK(has(page, "0 of 1 done"));
        CHECK(has(page, "The alley behind 14 Dyer Lane"));
        CHECK(has(page, "Furniture, mattresses or carpets"));
        CHECK(has(page, "href=\"/staff/tasks/" + task + "\""));
        CHECK_FALSE(has(page, "rosa@example.com"));
        CHECK_FALSE(has(page, "Rosa Green"));
        CHECK(page.header("Round-For") == after(page.body, "data-for=\""));
        CHECK_FALSE(page.header("Round-Until").empty());
        CHECK(house.count("journal_fact WHERE kind = 'people.RecordRead'") > 0);
        const auto other = percy.get("/staff/round?later&team=" + to_string(yard.crew));
        CHECK(other.status == 200);
        CHECK_FALSE(has(other, "Dyer Lane"));
        house.clock.advance(std::chrono::hours(24 * 9));
        Browser later(house.url);
        later.sign_in("cal");
        CHECK(has(later.get("/staff/round"), "1 late"));
    });
}

TEST_CASE("what a phone kept ends a task once, however often it is sent, with its photos or not at all") {
    in_each_house([](House& house) {
        Yard yard(house);
        const auto task = yard.report_sofa("1 Mill Lane");
        const auto path = "/staff/round/" + task + "/completion";
        Browser cal(house.url), percy(house.url);
        cal.sign_in("cal");
        percy.sign_in("percy");
        const std::string operation(32, 'a');
        const auto missing = send_from_phone(yard, cal, path, {}, operation);
        CHECK(missing.status == 422);
        CHECK(has(missing, "{\"field\":\"result\",\"message\":\"Select what came of it\"}"));
        CHECK(send_from_phone(yard, percy, path, cleared, std::string(32, 'c')).status == 404);
        const auto done = send_from_phone(yard, cal, path, cleared, operation);
        CHECK(done.status == 200);
        CHECK(done.body == "{\"done\":true}");
        CHECK(send_from_phone(yard, cal, path, cleared, operation).body == done.body);
        CHECK(house.count("journal_fact WHERE kind = 'casework.TaskFinished'") == 1);
        CHECK(house.count("cases_note") == 1);
        const auto twice = send_from_phone(yard, cal, path, cleared, std::string(32, 'b'));
        CHECK(twice.status == 409);
        CHECK(has(twice, "This task is over already."));
        CHECK(has(cal.get("/staff/round"), "1 of 1 done"));
    });
}

TEST_CASE("photos come with what was said, in one piece; a refused end leaves none behind") {
    in_each_house([](House& house) {
        Yard yard(house);
        const auto task = yard.report_sofa("1 Mill Lane");
        const auto path = "/staff/round/" + task + "/completion";
        const auto photo = sources::text_of("src/files/test/corpus/image_header/plain.png");
        Browser cal(house.url);
        cal.sign_in("cal");
        cal.get("/staff/round?later");
        CHECK(cal.post_pictures(path, {}, "photo", {{"sofa.png", photo}}).status == 422);
        CHECK(house.count("files_link") == 0);
        cal.get("/staff/round?later");
        CHECK(cal.post_pictures(path, cleared, "photo", {{"sofa.png", photo}}).status == 303);
        CHECK(cal.post_pictures(path, cleared, "photo", {{"sofa.png", photo}}).status == 303);  // the same once more
        CHECK(house.count("files_link") == 1);
        CHECK(house.count("journal_fact WHERE kind = 'casework.TaskFinished'") == 1);
    });
}

TEST_CASE("what could not be done is said with its reason, without a script too, and a colleague's task is theirs") {
    in_each_house([](House& house) {
        Yard yard(house);
        const auto task = yard.report_sofa("1 Mill Lane");
        const auto path = "/staff/round/" + task + "/attempt";
        Browser cal(house.url), carys(house.url);
        cal.sign_in("cal");
        carys.sign_in("carys");
        const auto form = cal.get(path);
        CHECK(has(form, "We could not get there"));
        CHECK_FALSE(has(form, "There was nothing there"));  // the form of the task has it
        CHECK(cal.post(path, {}).status == 422);
        cal.get(path);
        CHECK(cal.post(path, {{"why", "no_access"}, {"text", "The gate is locked."}}).header("Location") == "/staff/round");
        CHECK(has(cal.get("/staff/round?later"), "Could not be done today"));
        const auto hers = carys.get("/staff/round?later");
        CHECK(has(hers, "cal was there"));
        carys.get("/staff/tasks/" + task);
        CHECK(carys.post("/staff/tasks/" + task + "/owner", {{"changes", after(carys.get("/staff/tasks/" + task).body, "name=\"changes\" value=\"")}}).status == 303);
        const auto refused = send_from_phone(yard, cal, "/staff/round/" + task + "/completion", cleared, std::string(32, 'd'));
        CHECK(refused.status == 409);
        CHECK(has(refused, "A colleague has taken this task meanwhile"));
    });
}

TEST_CASE("a program of the round is the same for everybody, and what stands there without a signal holds nobody's name") {
    House house(db::Engine::sqlite);
    Yard yard(house);
    Browser cal(house.url), nobody(house.url);
    CHECK(nobody.get("/staff/round").status == 303);
    CHECK(nobody.get("/staff/round/seal").status == 303);
    const auto program = nobody.get("/staff/service-worker.js");
    CHECK(program.header("Content-Type").starts_with("text/javascript"));
    CHECK(nobody.get("/staff/round/not-kept").status == 200);
    cal.sign_in("cal");
    CHECK(cal.get("/staff/service-worker.js").body == program.body);
    CHECK(has(cal.get("/staff/round/seal"), "\"for\":\""));
}

// What a case goes through by the API: owners, replies, history, filters; and what residents do with their own requests.

#include "openapi/test/given_api.h"

using namespace given;

namespace {

std::string opened_at(Api& api, const std::string& body = missed_bin) { return api.post("/api/v1/requests", body).text("case"); }

access::StaffId hired(Api& api, const std::string& name, const std::string& team) {
    return api.write([&](db::Tx& tx) {
        return access::add_staff(tx, access::Actor::house("test"), {.email = name + "@example.com", .name = name, .roles = {"officer"},
                                                                    .teams = {access::find_team_by_name(tx, team)->id}});
    });
}
std::string team(Api& api, const std::string& name) {
    return api.write([&](db::Tx& tx) -> Result<std::string> { return to_string(access::find_team_by_name(tx, name)->id); });
}

const std::string ann = "Contact-Check: ann@example.com\r\n";

}  // namespace

TEST_CASE("a case is given to a colleague, handed to another team with a note, and given back to it") {
    in_each_api([](Api& api) {
        const auto token = api.token("administrator");
        const auto path = "/api/v1/cases/" + opened_at(api);
        const auto olu = to_string(hired(api, "olu", "Waste"));
        const auto given = api.ask("PUT", path + "/owner", token, R"({"staff": ")" + olu + "\"}");
        REQUIRE(given.status == 200);
        CHECK(given.body.at("owner").at("name").as_string() == "olu");
        CHECK(api.ask("PUT", path + "/owner", token, R"({"staff": ")" + olu + "\"}").header("ETag") == given.header("ETag"));

        const auto streets = team(api, "Streets");
        const auto unsaid = api.ask("PUT", path + "/owner", token, R"({"staff": null, "team": ")" + streets + "\"}");
        CHECK(unsaid.status == 422);
        CHECK(unsaid.problem("note") != "");
        const auto handed = api.ask("PUT", path + "/owner", token, R"({"staff": null, "note": "A pothole, in truth", "team": ")" + streets + "\"}");
        REQUIRE(handed.status == 200);
        CHECK(handed.body.at("owner").is_null());
        CHECK(handed.body.at("team").at("name").as_string() == "Streets");
        const auto foreign = api.ask("PUT", path + "/owner", token, R"({"staff": ")" + olu + "\"}");
        CHECK(foreign.status == 422);
        CHECK(foreign.problem("staff") != "");
    });
}

TEST_CASE("nobody's case is given away by a body that does not name them, or by an id that is none") {
    in_each_api([](Api& api) {
        const auto token = api.token("administrator");
        const auto path = "/api/v1/cases/" + opened_at(api) + "/owner";
        for (const auto* body : {"{}", R"({"staff": 7})", R"({"staff": "x"})", R"({"staff": "0"})"}) {
            CAPTURE(body);
            const auto said = api.ask("PUT", path, token, body);
            CHECK(said.status == 422);
            CHECK(said.problem("staff") != "");
        }
        CHECK(api.ask("PUT", path, token, R"({"staff": null, "team": "999999999", "note": "x"})").problem("team") != "");
        const auto stale = api.ask("PUT", path, token + "If-Match: \"0-0\"\r\n", R"({"staff": null})");
        CHECK(stale.status == 412);
    });
}

TEST_CASE("what happened to a case is read in its order, and who did it") {
    in_each_api([](Api& api) {
        const auto token = api.token("administrator");
        const auto path = "/api/v1/cases/" + opened_at(api);
        api.post(path + "/notes", R"({"text": "The crew knows"})", token);
        api.post(path + "/closure", R"({"outcome": "collected"})", token);
        const auto reopened = api.ask("DELETE", path + "/closure", token, R"({"reason": "mistake", "text": "The wrong street"})");
        REQUIRE(reopened.status == 200);
        const auto history = api.get(path + "/history", token);
        REQUIRE(history.status == 200);
        std::vector<std::string> happened;
        for (const auto& entry : history.body.at("entries").as_array()) happened.emplace_back(entry.at("what").as_string());
        CHECK(happened == std::vector<std::string>{"opened", "noted", "closed", "reopened"});
        CHECK(history.body.at("entries").at(1).at("text").as_string() == "The crew knows");
        CHECK(history.body.at("entries").at(3).at("code").as_string() == "mistake");
        CHECK(is_hidden(api.get(path + "/history", api.token("officer")).status));
        const auto wrong = api.ask("DELETE", path + "/closure", token, R"({"reason": "whim"})");
        CHECK(wrong.status >= 409);
    });
}

TEST_CASE("lists are narrowed by owner, promise and service") {
    in_each_api([](Api& api) {
        const auto token = api.token("administrator");
        const auto bins = opened_at(api), holes = opened_at(api, pothole);
        const auto olu = to_string(hired(api, "olu", "Waste"));
        api.ask("PUT", "/api/v1/cases/" + bins + "/owner", token, R"({"staff": ")" + olu + "\"}");
        const auto ids = [&](const std::string& query) {
            std::vector<std::string> found;
            const auto said = api.get("/api/v1/cases?" + query, token);
            for (const auto& line : said.body.at("cases").as_array())
                found.emplace_back(line.at("id").as_string());
            return found;
        };
        using Ids = std::vector<std::string>;
        CHECK(ids("service=pothole") == Ids{holes});
        CHECK(ids("whose=unowned&state=open") == Ids{holes});
        CHECK(ids("whose=mine&state=open").empty());
        CHECK(ids("late=true").empty());
        CHECK(ids("order=due&state=open") == Ids{bins, holes});
        CHECK(ids("order=due&state=open&limit=1") == Ids{bins});
        api.clock.advance(std::chrono::days(7));
        CHECK(ids("late=true&state=open") == Ids{bins});
        CHECK(ids("q=oak&whose=unowned") == Ids{holes});
        CHECK(ids("q=oak&service=missed-bin").empty());
        for (const auto* query : {"whose=him", "late=maybe", "order=size", "tasks=1"})
            CHECK(api.get("/api/v1/cases?" + std::string(query), token).status == 422);
    });
}

TEST_CASE("a resident says more, withdraws, and sees all of it in the history") {
    in_each_api([](Api& api) {
        const auto path = "/api/v1/requests/" + api.post("/api/v1/requests", missed_bin).text("reference");
        const auto worded = api.post(path + "/words", R"({"text": "It is the blue one"})", ann + "Idempotency-Key: w\r\n");
        REQUIRE(worded.status == 201);
        CHECK(api.post(path + "/words", R"({"text": "It is the blue one"})", ann + "Idempotency-Key: w\r\n").status == 201);
        const auto& history = worded.body.at("history").as_array();
        REQUIRE(history.size() == 2);
        CHECK(history.at(1).at("text").as_string() == "It is the blue one");
        CHECK(worded.body.at("possible").at(1).as_string() == "withdrawal");
        CHECK(api.post(path + "/words", R"({"text": " "})", ann).problem("text") != "");
        CHECK(api.count("journal_fact WHERE kind = 'cases.WordAdded'") == 1);

        const auto withdrawn = api.ask("POST", path + "/withdrawal", ann, "{}");
        REQUIRE(withdrawn.status == 200);
        CHECK(withdrawn.text("state") == "closed");
        CHECK(withdrawn.text("outcome") == "withdrawn");
        CHECK(api.ask("POST", path + "/withdrawal", ann, "{}").status == 409);
    });
}

TEST_CASE("a resident says that it is not put right, and the case is open again; or that it is") {
    in_each_api([](Api& api) {
        const auto token = api.token("administrator");
        const auto sent = api.post("/api/v1/requests", missed_bin);
        const auto path = "/api/v1/requests/" + sent.text("reference"), the_case = "/api/v1/cases/" + sent.text("case");
        CHECK(api.post(path + "/objection", R"({"text": "Still full"})", ann).status == 409);
        api.post(the_case + "/closure", R"({"outcome": "collected", "text": "among colleagues"})", token);
        const auto objected = api.post(path + "/objection", R"({"text": "Still full"})", ann);
        REQUIRE(objected.status == 200);
        CHECK(objected.text("state") == "open");
        CHECK(objected.raw.find("among colleagues") == std::string::npos);
        CHECK(api.get(the_case, token).body.at("objections").as_int64() == 1);
        api.post(the_case + "/closure", R"({"outcome": "collected"})", token);
        CHECK(api.ask("POST", path + "/confirmation", ann).status == 200);
    });
}

TEST_CASE("nobody changes a request without its contact detail, whatever token they hold") {
    in_each_api([](Api& api) {
        const auto path = "/api/v1/requests/" + api.post("/api/v1/requests", missed_bin).text("reference");
        const auto token = api.token("administrator");
        for (const auto* what : {"/words", "/withdrawal", "/objection", "/confirmation"}) {
            CAPTURE(what);
            const auto body = R"({"text": "mine"})";
            CHECK(api.post(path + what, body).status == 401);
            CHECK(api.post(path + what, body, token).status == 401);
            CHECK(api.post(path + what, body, "Contact-Check: eve@example.com\r\n").status == 404);
            CHECK(api.post("/api/v1/requests/7TQ2M9KX4BRW" + std::string(what), body, ann).status == 404);
        }
        CHECK(api.count("cases_note") == 0);
    });
}

TEST_CASE("a reply goes to who left an address, and is refused where nobody did") {
    in_each_api([](Api& api) {
        const auto token = api.token("administrator");
        const auto path = "/api/v1/cases/" + opened_at(api);
        const auto told = api.post(path + "/replies", R"({"text": "The crew comes back tomorrow."})", token);
        REQUIRE(told.status == 201);
        CHECK(api.count("notifications_message") == 1);
        const auto nobody = api.post("/api/v1/cases/" + opened_at(api, pothole) + "/replies", R"({"text": "x"})", token);
        CHECK(nobody.status == 409);
        CHECK(nobody.text("code") == "cases.no_address");
        CHECK(api.post(path + "/replies", R"({"text": ""})", token).problem("text") != "");
    });
}

TEST_CASE("the pages of the API show every operation, its schemas and a line for a shell, and need no script for that") {
    Api api(db::Engine::sqlite);
    const auto page_at = [&](const std::string& address) {
        const auto page = given::Client(api.url).ask("GET " + address + " HTTP/1.1\r\nHost: demo\r\n\r\n");
        CAPTURE(address);
        CHECK(page.status == 200);
        for (const auto* key : {"openapi.page_", "openapi.kind_", "openapi.in_", "openapi.group_", "openapi.try_"})
            CHECK(page.body.find(key) == std::string::npos);
        CHECK(page.body.find(" style=") == std::string::npos);
        return page.body;
    };
    const auto overview = page_at("/api");
    const auto document = api.get("/api/openapi.json").body;
    const auto expect = [&](const std::string& address, const std::string& words) {
        CAPTURE(address);
        CHECK(overview.find("href=\"" + address + '"') != std::string::npos);
        CHECK(page_at(address).find(words) != std::string::npos);
    };
    for (const auto& [path, item] : document.at("paths").as_object())
        for (const auto& [method, operation] : item.as_object())
            expect("/api?operation=" + std::string(operation.at("operationId").as_string()), std::string(path));
    for (const auto& [name, schema] : document.at("components").at("schemas").as_object())
        expect("/api?schema=" + std::string(name), ">" + std::string(name) + "</h1>");
    const auto submit = page_at("/api?operation=submitRequest");
    CHECK(submit.find("curl -X POST") != std::string::npos);
    CHECK(submit.find("https://demo.example/api/v1/requests") != std::string::npos);
    for (const auto* unknown : {"/api?operation=none", "/api?schema=None"})
        CHECK(given::Client(api.url).ask(std::string("GET ") + unknown + " HTTP/1.1\r\nHost: demo\r\n\r\n").status == 404);
}

#include "openapi/test/given_api.h"

#include <thread>

using namespace given;

namespace {

/// Signs a member of staff in, and gives the header lines their browser would send.
std::string signed_in(Api& api, const std::string& name, const std::string& role, const std::string& team) {
    const auto chief = access::Actor::house("test");
    const auto id = api.write([&](db::Tx& tx) {
        return access::add_staff(tx, chief, {.email = name + "@example.com", .name = name, .roles = {role},
                                             .teams = {access::find_team_by_name(tx, team)->id}});
    });
    const web::Sessions sessions({});
    web::Request request;
    const web::Context context{.tenant = api.site_tenant, .clock = api.clock, .random = api.random,
                               .sessions = const_cast<web::Sessions&>(sessions), .live = api.live, .now = start,
                               .language = base::Language::english, .request_id = "test", .channel = "web"};
    const auto started = api.write([&](db::Tx& tx) -> Result<web::StartedSession> {
        return sessions.start(tx, request, context, access::session_subject(id));
    });
    return "Cookie: session=" + started.cookie.value + "\r\n";
}

std::string opened(Api& api, const std::string& body = missed_bin) { return api.post("/api/v1/requests", body).text("case"); }

}  // namespace

TEST_CASE("a case is closed with an outcome, reopened, and says so") {
    in_each_api([](Api& api) {
        const auto token = api.token("api_client");
        const auto path = "/api/v1/cases/" + opened(api);
        const auto closed = api.post(path + "/closure", R"({"outcome": "collected", "text": "Done by round 4"})", token);
        REQUIRE(closed.status == 200);
        CHECK(closed.text("state") == "closed");
        CHECK(closed.text("outcome_label") == "Emptied");
        CHECK(closed.text("closed") == "2026-11-22T09:30:00Z");
        CHECK(closed.body.at("notes").at(0).at("text").as_string() == "Done by round 4");
        CHECK(api.post(path + "/closure", R"({"outcome": "collected"})", token).status == 409);
        const auto reopened = api.ask("DELETE", path + "/closure", token);
        REQUIRE(reopened.status == 200);
        CHECK(reopened.text("state") == "open");
        CHECK(reopened.body.at("outcome").is_null());
        CHECK(api.ask("DELETE", path + "/closure", token).status == 409);
    });
}

TEST_CASE("an outcome the service does not know, or none at all, is told by its member") {
    in_each_api([](Api& api) {
        const auto token = api.token("api_client");
        const auto path = "/api/v1/cases/" + opened(api);
        for (const auto* body : {R"({"outcome": "vanished"})", R"({"text": "x"})", R"({"outcome": 7})", R"({"outcome": null})"}) {
            CAPTURE(body);
            const auto said = api.post(path + "/closure", body, token);
            CHECK(said.status == 422);
            CHECK(said.problem("outcome") != "");
        }
        const auto note = api.post(path + "/notes", R"({"text": "  "})", token);
        CHECK(note.status == 422);
        CHECK(note.problem("text") != "");
    });
}

TEST_CASE("who saw an older copy of the case is told so with 412") {
    in_each_api([](Api& api) {
        const auto token = api.token("api_client");
        const auto path = "/api/v1/cases/" + opened(api);
        const auto seen = api.get(path, token).header("ETag");
        REQUIRE(seen != "");
        CHECK(api.get(path, token + "If-None-Match: " + seen + "\r\n").status == 304);
        const auto noted = api.post(path + "/notes", R"({"text": "The crew is on its way"})", token + "If-Match: " + seen + "\r\n");
        REQUIRE(noted.status == 201);
        CHECK(noted.header("ETag") != seen);
        const auto late = api.post(path + "/closure", R"({"outcome": "collected"})", token + "If-Match: " + seen + "\r\n");
        CHECK(late.status == 412);
        CHECK(late.header("Content-Type") == "application/problem+json");
        const auto again = api.post(path + "/closure", R"({"outcome": "collected"})", token + "If-Match: " + noted.header("ETag") + "\r\n");
        CHECK(again.status == 200);
    });
}

TEST_CASE("a closure sent again with its key is answered again, and happens once") {
    in_each_api([](Api& api) {
        const auto token = api.token("api_client");
        const auto path = "/api/v1/cases/" + opened(api);
        const auto head = token + "Idempotency-Key: k\r\nIf-Match: " + api.get(path, token).header("ETag") + "\r\n";
        CHECK(api.post(path + "/closure", R"({"outcome": "collected"})", head).status == 200);
        CHECK(api.post(path + "/closure", R"({"outcome": "collected"})", head).status == 200);
        CHECK(api.count("journal_fact WHERE kind = 'cases.CaseClosed'") == 1);
    });
}

TEST_CASE("of twelve who close at once one does, and the others are told") {
    in_each_api([](Api& api) {
        const auto token = api.token("api_client");
        const auto path = "/api/v1/cases/" + opened(api) + "/closure";
        std::vector<int> statuses(12);
        {
            std::vector<std::jthread> threads;
            for (auto& status : statuses)
                threads.emplace_back([&] { status = api.post(path, R"({"outcome": "collected"})", token).status; });
        }
        CHECK(std::ranges::count(statuses, 200) == 1);
        CHECK(std::ranges::count(statuses, 409) == 11);
        CHECK(api.count("journal_fact WHERE kind = 'cases.CaseClosed'") == 1);
    });
}

TEST_CASE("another team's case is not there: not shown, not listed, not found, not changed") {
    in_each_api([](Api& api) {
        const auto bins = opened(api), holes = opened(api, pothole);
        const auto officer = signed_in(api, "olu", "officer", "Waste");
        CHECK(api.get("/api/v1/cases/" + bins, officer).status == 200);
        const auto foreign = api.get("/api/v1/cases/" + holes, officer);
        const auto missing = api.get("/api/v1/cases/999999999", officer);
        CHECK(foreign.status == 404);
        CHECK(foreign.text("code") == missing.text("code"));
        const auto listed = api.get("/api/v1/cases", officer);
        REQUIRE(listed.body.at("cases").as_array().size() == 1);
        CHECK(listed.body.at("cases").at(0).at("id").as_string() == bins);
        CHECK(api.get("/api/v1/cases?q=pothole", officer).body.at("cases").as_array().empty());
        CHECK(api.get("/api/v1/cases?q=bin", officer).body.at("cases").as_array().size() == 1);
        // a token of the same role belongs to no team
        const auto token = api.token("officer");
        CHECK(is_hidden(api.get("/api/v1/cases/" + bins, token).status));
        CHECK(is_hidden(api.post("/api/v1/cases/" + holes + "/notes", R"({"text": "mine"})", token).status));
        CHECK(is_hidden(api.post("/api/v1/cases/" + holes + "/closure", R"({"outcome": "filled"})", token).status));
        CHECK(is_hidden(api.ask("DELETE", "/api/v1/cases/" + holes + "/closure", token).status));
    });
}

TEST_CASE("a role without the permission is refused, and nobody at all is asked to sign in") {
    in_each_api([](Api& api) {
        const auto path = "/api/v1/cases/" + opened(api);
        const auto auditor = api.token("auditor");
        CHECK(api.get(path, auditor).status == 200);
        CHECK(api.post(path + "/notes", R"({"text": "x"})", auditor).status == 403);
        CHECK(api.post(path + "/closure", R"({"outcome": "collected"})", auditor).status == 403);
        CHECK(api.ask("DELETE", path + "/closure", auditor).status == 403);
        CHECK(api.post("/api/v1/interactions", "{}", auditor).status == 403);
        for (const auto& address : {path, std::string("/api/v1/cases"), std::string("/api/v1/cases?q=bin")}) {
            CHECK(api.get(address).status == 401);
            CHECK(api.get(address, "Authorization: Bearer gh_made_up\r\n").status == 401);
        }
    });
}

TEST_CASE("who may not see people is not shown who asked") {
    in_each_api([](Api& api) {
        const auto path = "/api/v1/cases/" + opened(api);
        const auto machine = api.get(path, api.token("api_client"));
        CHECK_FALSE(machine.body.at("requests").at(0).as_object().contains("contact"));
        CHECK(api.count("journal_fact WHERE kind = 'people.RecordRead'") == 0);
        const auto human = api.get(path, api.token("administrator"));
        CHECK(human.body.at("requests").at(0).at("contact").at("email").as_string() == "ann@example.com");
        CHECK(api.count("journal_fact WHERE kind = 'people.RecordRead'") == 1);
    });
}

TEST_CASE("a list is read page by page, every case once") {
    in_each_api([](Api& api) {
        const auto token = api.token("api_client");
        std::vector<std::string> made;
        for (int i = 0; i < 7; ++i) {
            if (i % 2 == 0) api.clock.advance(std::chrono::seconds(1));  // some at the same moment
            made.push_back(opened(api));
        }
        for (const std::string query : {"?limit=3", "?limit=3&q=bin"}) {
            CAPTURE(query);
            std::vector<std::string> read;
            std::string next;
            do {
                const auto page = api.get("/api/v1/cases" + query + (next.empty() ? "" : "&cursor=" + next), token);
                REQUIRE(page.status == 200);
                for (const auto& line : page.body.at("cases").as_array()) read.emplace_back(line.at("id").as_string());
                next = page.body.at("next").is_null() ? "" : page.text("next");
            } while (!next.empty());
            std::ranges::sort(read);
            auto all = made;
            std::ranges::sort(all);
            CHECK(read == all);
        }
        api.post("/api/v1/cases/" + made[0] + "/closure", R"({"outcome": "collected"})", token);
        CHECK(api.get("/api/v1/cases?state=closed", token).body.at("cases").as_array().size() == 1);
        CHECK(api.get("/api/v1/cases?state=open&q=bin", token).body.at("cases").as_array().size() == 6);
    });
}

TEST_CASE("parameters that make no sense are named") {
    in_each_api([](Api& api) {
        const auto token = api.token("api_client");
        for (const auto& [query, field] : std::vector<std::pair<std::string, std::string>>{
                 {"limit=0", "limit"}, {"limit=201", "limit"}, {"limit=1e3", "limit"}, {"limit=", "limit"}, {"state=gone", "state"},
                 {"cursor=!!", "cursor"}, {"cursor=MS4yLi0z", "cursor"}, {"cursor=AAAA", "cursor"},
                 {"cursor=" + std::string(5000, 'A'), "cursor"}}) {
            CAPTURE(query);
            const auto said = api.get("/api/v1/cases?" + query, token);
            CHECK(said.status == 422);
            CHECK(said.problem(field) != "");
        }
        for (const auto* id : {"0", "-1", "01", "1x", "99999999999999999999", "1e3", "%20"})
            CHECK(api.get("/api/v1/cases/" + std::string(id), token).status != 200);
    });
}

TEST_CASE("a call written down elsewhere becomes a contact") {
    in_each_api([](Api& api) {
        const auto token = api.token("api_client");
        const auto said = api.post("/api/v1/interactions", R"({"channel": "phone", "started": "2026-11-22T09:00:00Z",
            "ended": "2026-11-22T09:04:00+00:00", "outcome": "answered", "contact": {"name": "Ann"}, "note": "Opening hours"})", token);
        REQUIRE(said.status == 201);
        CHECK(parse_id<Id<int>>(said.text("id")));
        const auto wrong = api.post("/api/v1/interactions", R"({"channel": "telepathy", "started": "2026-11-22T09:00:00Z",
            "ended": "2027-11-22T09:04:00Z", "outcome": "answered", "contact": {"email": "x"}})", token);
        CHECK(wrong.status == 422);
        for (const auto* field : {"channel", "ended", "contact.email"}) CHECK(wrong.problem(field) != "");
        const auto empty = api.post("/api/v1/interactions", R"({"started": "yesterday", "direction": "up", "outcome": "lost"})", token);
        for (const auto* field : {"channel", "started", "ended", "direction", "outcome"}) CHECK(empty.problem(field) != "");
    });
}

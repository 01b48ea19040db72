#include "openapi/test/given_api.h"

#include <thread>

using namespace given;

TEST_CASE("a program sends a request, is told its reference, and can follow it") {
    in_each_api([](Api& api) {
        const auto token = api.token("api_client");
        const auto sent = api.post("/api/v1/requests", missed_bin, token);
        REQUIRE(sent.status == 201);
        const auto reference = sent.text("reference");
        CHECK(sent.header("Location") == "/api/v1/requests/" + reference);
        CHECK(sent.text("track") == "https://demo.example/requests/" + reference);

        const auto followed = api.get("/api/v1/requests/" + reference, token);
        REQUIRE(followed.status == 200);
        CHECK(followed.text("state") == "open");
        CHECK(followed.text("service_name") == "Report a missed bin");
        CHECK(followed.text("received") == "2026-11-22T09:30:00Z");
        CHECK(followed.text("case") == sent.text("case"));
    });
}

TEST_CASE("what was sent stands in the case, word for word") {
    in_each_api([](Api& api) {
        const auto token = api.token("administrator");
        const auto sent = api.post("/api/v1/requests", missed_bin);
        const auto shown = api.get("/api/v1/cases/" + sent.text("case"), token);
        REQUIRE(shown.status == 200);
        const auto& request = shown.body.at("requests").at(0);
        CHECK(request.at("channel").as_string() == "api");
        CHECK(request.at("answers").at("bin").as_string() == "general");
        CHECK(request.at("answers").at("details").as_string() == "At the back gate");
        CHECK(request.at("location").at("text").as_string() == "4 Elm Road");
        CHECK(request.at("location").at("uprn").as_string() == "100012345678");
        CHECK(request.at("location").at("latitude").as_double() == 53.5);
        CHECK(request.at("contact").at("phone").as_string() == "+441614960000");
    });
}

TEST_CASE("a resident follows with a contact detail, and nobody learns which of two was wrong") {
    in_each_api([](Api& api) {
        const auto reference = api.post("/api/v1/requests", missed_bin).text("reference");
        const auto mine = api.get("/api/v1/requests/" + reference, "Contact-Check: ANN@example.com\r\n");
        REQUIRE(mine.status == 200);
        CHECK(mine.body.as_object().if_contains("case") == nullptr);
        CHECK(api.get("/api/v1/requests/" + reference, "Contact-Check: 0161 496 0000\r\n").status == 200);

        auto wrong_check = api.get("/api/v1/requests/" + reference, "Contact-Check: eve@example.com\r\n");
        auto wrong_reference = api.get("/api/v1/requests/7TQ2M9KX4BRW", "Contact-Check: ann@example.com\r\n");
        auto no_reference = api.get("/api/v1/requests/x", "Contact-Check: ann@example.com\r\n");
        for (auto* each : {&wrong_check, &wrong_reference, &no_reference}) {
            CHECK(each->status == 404);
            each->body.as_object().erase("instance");
            CHECK(each->body == wrong_check.body);
        }
        CHECK(api.get("/api/v1/requests/" + reference).status == 401);
        CHECK(api.get("/api/v1/requests/" + reference + "?contact=ann@example.com").status == 401);
    });
}

TEST_CASE("guessing a contact detail comes to an end") {
    Api api(db::Engine::sqlite);
    const auto path = "/api/v1/requests/" + api.post("/api/v1/requests", missed_bin).text("reference");
    int tries = 0;
    while (tries < 100 && api.get(path, "Contact-Check: eve@example.com\r\n").status == 404) ++tries;
    CHECK(tries < 100);
    CHECK(api.get(path, "Contact-Check: ann@example.com\r\n").status == 429);
    CHECK(api.post(path + "/words", R"({"text": "More"})", "Contact-Check: ann@example.com\r\n").status == 429);
    api.clock.advance(std::chrono::hours(1));
    CHECK(api.get(path, "Contact-Check: ann@example.com\r\n").status == 200);
}

TEST_CASE("following a request is in the journal as a read of that person's record") {
    in_each_api([](Api& api) {
        const auto reference = api.post("/api/v1/requests", missed_bin).text("reference");
        const auto read_facts = [&] { return api.count("journal_fact WHERE kind = 'people.RecordRead'"); };
        api.get("/api/v1/requests/" + reference, "Contact-Check: eve@example.com\r\n");
        CHECK(read_facts() == 0);
        api.get("/api/v1/requests/" + reference, "Contact-Check: ann@example.com\r\n");
        CHECK(read_facts() == 1);
    });
}

TEST_CASE("the same key brings the same answer and one case; for another body it is refused") {
    in_each_api([](Api& api) {
        const auto head = api.token("api_client") + "Idempotency-Key: order-1\r\n";
        const auto first = api.post("/api/v1/requests", missed_bin, head);
        const auto second = api.post("/api/v1/requests", missed_bin, head);
        REQUIRE(first.status == 201);
        CHECK(second.status == 201);
        CHECK(second.raw == first.raw);
        CHECK(second.header("Location") == first.header("Location"));
        const auto other = api.post("/api/v1/requests", pothole, head);
        CHECK(other.status == 409);
        CHECK(other.header("Content-Type") == "application/problem+json");
        CHECK(api.count("cases_case") == 1);
        CHECK(api.post("/api/v1/requests", missed_bin, api.token("api_client") + "Idempotency-Key: order-1\r\n").status == 201);
        CHECK(api.count("cases_case") == 2);  // another token's key is another key
    });
}

TEST_CASE("twelve at once with one key open one case") {
    in_each_api([](Api& api) {
        const auto head = api.token("api_client") + "Idempotency-Key: race\r\n";
        std::vector<Said> answers(12);
        {
            std::vector<std::jthread> threads;
            for (auto& answer : answers)
                threads.emplace_back([&] { answer = api.post("/api/v1/requests", missed_bin, head); });
        }
        for (const auto& answer : answers) {
            CHECK(answer.status == 201);
            CHECK(answer.raw == answers.front().raw);
        }
        CHECK(api.count("cases_case") == 1);
    });
}

TEST_CASE("wrong answers are told by the member's path, all at once") {
    in_each_api([](Api& api) {
        const auto said = api.post("/api/v1/requests", R"({"service": "missed-bin", "answers": {"bin": "pink"},
            "contact": {"email": "nobody", "phone": "12"}})");
        CHECK(said.status == 422);
        CHECK(said.header("Content-Type") == "application/problem+json");
        CHECK(said.body.at("status").as_int64() == 422);
        CHECK(said.text("code") == "openapi.problems");
        CHECK(said.text("type") == "about:blank");
        for (const auto* field : {"answers.bin", "contact.email", "contact.phone", "location"}) {
            CAPTURE(field);
            CHECK(said.problem(field) != "");
        }
        CHECK(api.post("/api/v1/requests", R"({"service": "nothing-like-it"})").problem("service") != "");
        CHECK(api.post("/api/v1/requests", "{}").problem("service") != "");
    });
}

TEST_CASE("nothing can be sent that is not asked for") {
    in_each_api([](Api& api) {
        const auto said = api.post("/api/v1/requests", R"({"service": "pothole", "location": {"text": "Oak Street"}, "id": "7",
            "reference": "7TQ2M9KX4BRW", "case": "1", "case_id": 1, "state": "closed", "team": "1", "channel": "phone", "person": "3",
            "actor": "staff:1", "received_at": "2001-01-01T00:00:00Z", "interaction": "5",
            "answers": {"depth": "deep", "outcome": "filled", "email": "eve@example.com"}})");
        REQUIRE(said.status == 201);
        CHECK(said.text("reference") != "7TQ2M9KX4BRW");
        const auto shown = api.get("/api/v1/cases/" + said.text("case"), api.token("administrator"));
        CHECK(shown.text("state") == "open");
        CHECK(shown.text("opened") == "2026-11-22T09:30:00Z");
        const auto& request = shown.body.at("requests").at(0).as_object();
        CHECK(request.at("channel").as_string() == "api");
        CHECK(request.at("answers") == json::object{{"depth", "deep"}});
        CHECK_FALSE(request.contains("contact"));
    });
}

TEST_CASE("a description that has nowhere to go is refused, not lost") {
    in_each_api([](Api& api) {
        const auto nowhere = api.post("/api/v1/requests", R"({"service": "pothole", "location": {"text": "x"}, "description": "deep"})");
        CHECK(nowhere.status == 422);
        CHECK(nowhere.problem("description") != "");
        const auto twice = api.post("/api/v1/requests", R"({"service": "missed-bin", "location": {"text": "x"},
            "answers": {"bin": "paper", "details": "one"}, "description": "two"})");
        CHECK(twice.problem("description") != "");
    });
}

TEST_CASE("anything but JSON is refused before it is read") {
    in_each_api([](Api& api) {
        const auto as = [&](const std::string& type) {
            return Client(api.url).ask("POST /api/v1/requests HTTP/1.1\r\nHost: demo\r\nContent-Type: " + type +
                                       "\r\nContent-Length: " + std::to_string(pothole.size()) + "\r\n\r\n" + pothole);
        };
        CHECK(as("text/plain").status == 415);
        CHECK(as("application/x-www-form-urlencoded").status != 201);
        CHECK(as("application/json; charset=utf-8").status == 201);
        CHECK(api.post("/api/v1/requests", "{\"service\": \"" + std::string(300 * 1024, 'a') + "\"}").status == 413);
        CHECK(api.post("/api/v1/requests", "[1]").status == 400);
        CHECK(api.count("cases_case") == 1);
    });
}

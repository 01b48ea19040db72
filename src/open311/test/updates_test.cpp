#include "open311/test/given_open311.h"

using namespace given;
using namespace std::chrono_literals;

namespace {

georeport::Update last(const std::vector<georeport::Update>& updates) {
    REQUIRE_FALSE(updates.empty());
    return updates.back();
}

Form update(const std::string& id, const std::string& text, const std::string& status = "OPEN") {
    return {{"service_request_id", id}, {"description", text}, {"status", status}, {"update_id", "17"}, {"email", "ann@example.com"},
            {"updated_datetime", "2026-11-22T09:30:00Z"}};
}

}  // namespace

TEST_CASE("updates tell what happened within a span, to a key that may read them and to who knows the id") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto id = endpoint.submit(missed_bin);
        const auto key = "&api_key=" + endpoint.key();
        CHECK(endpoint.updates(key).empty());
        endpoint.clock.advance(2h);
        endpoint.close(id, "collected");
        const auto all = endpoint.updates(key);
        REQUIRE(all.size() == 1);
        CHECK(all[0] == georeport::Update{id + "-2", id, "closed", endpoint.clock.now(), "Emptied", ""});
        CHECK(georeport::read_updates(endpoint.get("servicerequestupdates.xml?" + key).body, Format::xml).value() == all);
        CHECK(endpoint.get("servicerequestupdates.xml?" + key).body.find("<service_request_updates>\n  <request_update>") != std::string::npos);
        CHECK(endpoint.updates("service_request_id=" + id) == all);
        CHECK(endpoint.updates("").empty());
        const auto now = base::to_iso(endpoint.clock.now()), before = base::to_iso(endpoint.clock.now() - 1min);
        CHECK(endpoint.updates("start_date=" + now + key) == all);
        CHECK(endpoint.updates("end_date=" + before + key).empty());
        const auto wrong = endpoint.get("servicerequestupdates.json?start_date=x");
        CHECK(wrong.status == 400);
        CHECK(faults(wrong, Format::json).size() == 1);
    });
}

TEST_CASE("who sends the contact detail of a request says more about it, once however often it is sent") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto id = endpoint.submit(missed_bin);
        for (int i = 0; i < 2; ++i) {
            const auto said = endpoint.post("servicerequestupdates.xml", update(id, "The lid is broken too"));
            REQUIRE(said.status == 200);
            CHECK(georeport::read_update_receipts(said.body, Format::xml).value() == std::vector<georeport::UpdateReceipt>{{id + "-2"}});
        }
        const auto shown = endpoint.updates("service_request_id=" + id + "&api_key=" + endpoint.key());
        REQUIRE(shown.size() == 1);
        CHECK(shown[0].id == id + "-2");
        CHECK(shown[0].description == "The lid is broken too");
        CHECK(endpoint.get("servicerequestupdates.json?service_request_id=" + id).body.find("lid") == std::string::npos);
    });
}

TEST_CASE("fixed withdraws an open request, open objects to a closed one, closed confirms it") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto open = endpoint.submit(missed_bin), done = endpoint.submit(missed_bin);
        CHECK(endpoint.post("servicerequestupdates.json", update(open, "It was emptied", "FIXED")).status == 200);
        CHECK(endpoint.request(open).status == "closed");
        endpoint.clock.advance(1h);
        endpoint.close(done, "collected");
        CHECK(endpoint.post("servicerequestupdates.json", update(done, "It is still full", "OPEN")).status == 200);
        CHECK(endpoint.request(done).status == "open");
        endpoint.close(done, "collected");
        CHECK(endpoint.post("servicerequestupdates.json", with(update(done, "", "CLOSED"), "update_id", "18")).status == 200);
        CHECK(last(endpoint.updates("service_request_id=" + done)).description == "You told us it is put right");
        CHECK(endpoint.request(done).status == "closed");
    });
}

TEST_CASE("a key that may read the case leaves a note for colleagues, and one that may not finds nothing") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto id = endpoint.submit(missed_bin);
        const auto from = [&](const std::string& key) {
            auto form = with(update(id, "A neighbour says so too"), "email", "eve@example.com");
            form.emplace_back("api_key", key);
            return endpoint.post("servicerequestupdates.json", form);
        };
        CHECK(from(endpoint.key("api_client")).status == 200);
        CHECK(endpoint.count("cases_note WHERE said = 'note'") == 1);
        CHECK(from(endpoint.key("auditor")).status == 403);
        CHECK(from(endpoint.key("officer")).status == 404);
        CHECK(endpoint.count("cases_note") == 1);
    });
}

TEST_CASE("without the right contact detail a request is not there, and nothing tells which of two was wrong") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto id = endpoint.submit(missed_bin);
        const auto wrong = endpoint.post("servicerequestupdates.json", with(update(id, "Mine"), "email", "eve@example.com"));
        const auto none = endpoint.post("servicerequestupdates.json", update("7TQ2M9KX4BRW", "Mine"));
        CHECK(wrong.status == 404);
        CHECK(none.status == 404);
        CHECK(wrong.body == none.body);
        CHECK(endpoint.post("servicerequestupdates.json", with(update(id, "Mine"), "email", "")).status == 403);
        CHECK(endpoint.post("servicerequestupdates.json", update("", "Mine")).status == 400);
        CHECK(faults(endpoint.post("servicerequestupdates.json", with(update(id, ""), "update_id", "19")), Format::json)[0].description.starts_with("description: "));
        CHECK(endpoint.post("servicerequestupdates.json", with(update(id, std::string(5001, 'x')), "update_id", "20")).status == 400);
        CHECK(endpoint.count("cases_note") == 0);
    });
}

TEST_CASE("guessing contact details beside an id comes to an end") {
    Endpoint endpoint(db::Engine::sqlite);
    const auto id = endpoint.submit(missed_bin);
    const auto guess = with(update(id, "Mine"), "email", "eve@example.com");
    int tries = 0;
    while (tries < 100 && endpoint.post("servicerequestupdates.json", guess).status == 404) ++tries;
    CHECK(tries < 100);
    const auto said = endpoint.post("servicerequestupdates.json", update(id, "Mine"));
    CHECK(said.status == 429);
    CHECK(said.header("Retry-After") == "60");
    faults(said, Format::json);
    CHECK(endpoint.post("servicerequestupdates.json", with(update(id, "Mine"), "api_key", endpoint.key())).status == 200);
}

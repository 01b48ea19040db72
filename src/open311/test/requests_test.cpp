#include "open311/test/given_open311.h"

using namespace given;
using namespace std::chrono_literals;

TEST_CASE("who knows an id sees where the request stands, and neither words nor place nor person") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto id = endpoint.submit(missed_bin);
        for (const auto format : both) {
            const auto said = endpoint.get("requests/" + id + ending(format) + "?extensions=true");
            REQUIRE(said.status == 200);
            CHECK(said.header("Content-Type") == georeport::content_type(format));
            const auto shown = georeport::read_requests(said.body, format).value().at(0);
            CHECK(shown.id == id);
            CHECK(shown.status == "open");
            CHECK(shown.service_code == "missed-bin");
            CHECK(shown.service_name == "Report a missed bin");
            CHECK(shown.agency_responsible == "Waste");
            CHECK(shown.service_notice == "We will come back.");
            CHECK(shown.requested == endpoint.clock.now());
            CHECK(shown.updated == endpoint.clock.now());
            CHECK(shown.expected.value() > endpoint.clock.now());
            for (const auto* secret : {"back gate", "Elm Road", "100012345678", "53.5", "Ann", "ann@", "496", "general"})
                CHECK(said.body.find(secret) == std::string::npos);
        }
        CHECK(endpoint.requests("").empty());
        CHECK(endpoint.requests("service_request_id=" + id).size() == 1);
    });
}

TEST_CASE("a key shows what its role may read, words and place with it, and never who it was") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto id = endpoint.submit(missed_bin);
        const auto key = "api_key=" + endpoint.key();
        const auto shown = endpoint.request(id, key);
        CHECK(shown.description == "At the back gate");
        CHECK(shown.address == "4 Elm Road");
        CHECK(shown.address_id == "100012345678");
        CHECK(shown.latitude == 53.5);
        CHECK(shown.longitude == -2.25);
        CHECK(shown.media_url.empty());
        CHECK(shown.extended.empty());
        CHECK(endpoint.requests(key) == std::vector{shown});
        CHECK(georeport::read_requests(endpoint.get("requests.xml?" + key).body, Format::xml).value() == std::vector{shown});
        const auto more = endpoint.request(id, key + "&extensions=true");
        CHECK(more.extended == std::vector<std::pair<std::string, std::string>>{{"channel", "api"}, {"answer_bin", "Grey & black"}});
        const auto raw = endpoint.get("requests.json?extensions=true&" + key).body;
        for (const auto* secret : {"Ann", "ann@", "496"}) CHECK(raw.find(secret) == std::string::npos);
    });
}

TEST_CASE("where nobody made a promise, nothing is expected") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto id = endpoint.submit(pothole);
        endpoint.write([](db::Tx& tx) -> Result<bool> {
            for ([[maybe_unused]] const auto row : db::Rows(tx.query_text("UPDATE cases_case SET due_at = 253402300799000000", {}))) {
            }
            return true;
        });
        CHECK(endpoint.request(id).expected == std::nullopt);
        CHECK(endpoint.get("requests/" + id + ".json").body.find("\"expected_datetime\":null") != std::string::npos);
    });
}

TEST_CASE("a closed request tells its outcome and when it was closed") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto id = endpoint.submit(missed_bin);
        endpoint.clock.advance(2h);
        endpoint.close(id, "collected");
        const auto closed_at = endpoint.clock.now();
        endpoint.clock.advance(2h);
        const auto shown = endpoint.request(id, "extensions=true");
        CHECK(shown.status == "closed");
        CHECK(shown.status_notes == "Emptied");
        CHECK(shown.updated == closed_at);
        REQUIRE(shown.notes.size() == 1);
        CHECK(shown.notes[0] == georeport::Note{closed_at, "closed", "Emptied"});
        CHECK(endpoint.get("requests/" + id + ".json?extensions=true&api_key=" + endpoint.key()).body.find("colleagues") == std::string::npos);
    });
}

TEST_CASE("a list is narrowed by service, status, dates and ids, and paged") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto key = "&api_key=" + endpoint.key();
        const auto old = endpoint.submit(pothole);
        endpoint.clock.advance(std::chrono::days(100));
        const auto first = endpoint.submit(pothole);
        endpoint.clock.advance(1h);
        const auto second = endpoint.submit(missed_bin);
        endpoint.clock.advance(1h);
        const auto third = endpoint.submit(missed_bin);
        endpoint.close(third, "no_action");
        const auto ids = [&](const std::string& query) {
            std::vector<std::string> found;
            for (const auto& each : endpoint.requests(query + key)) found.push_back(each.id);
            return found;
        };
        using Ids = std::vector<std::string>;
        CHECK(ids("") == Ids{third, second, first});
        CHECK(ids("service_code=pothole") == Ids{first});
        CHECK(ids("service_code=pothole,missed-bin&service_code=x") == Ids{third, second, first});
        CHECK(ids("status=open") == Ids{second, first});
        CHECK(ids("status=CLOSED") == Ids{third});
        CHECK(ids("status=open,closed") == Ids{third, second, first});
        CHECK(ids("start_date=2026-11-20T00:00:00Z") == Ids{old});
        CHECK(ids("end_date=2026-12-01T00:00:00%2B01:00") == Ids{old});
        CHECK(ids("end_date=2026-12-01T00:00:00+01:00") == Ids{old});
        const auto at = base::to_iso(endpoint.clock.now() - 1h);
        CHECK(ids("start_date=" + at + "&end_date=" + at) == Ids{second});
        CHECK(ids("service_request_id=" + old + "," + first + ",x&status=closed&start_date=bogus") == Ids{first, old});
        CHECK(ids("service_request_id=x").empty());
        CHECK(ids("page_size=2") == Ids{third, second});
        CHECK(ids("page_size=2&page=2") == Ids{first});
        CHECK(ids("page_size=2&page=3").empty());
        CHECK(ids("updated_after=2026-11-20T00:00:00Z") == Ids{old, first, second, third});
        CHECK(ids("updated_before=2026-12-01T00:00:00Z") == Ids{old});
        CHECK(ids("updated_after=" + at).front() == second);
    });
}

TEST_CASE("what is wrong with a list's parameters is 400, each by name") {
    in_each_endpoint([](Endpoint& endpoint) {
        const std::pair<const char*, const char*> wrong[] = {
            {"status=lost", "status"}, {"start_date=yesterday", "start_date"}, {"start_date=2026-02-30T00:00:00Z", "start_date"},
            {"end_date=2026-01-01", "end_date"}, {"start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:00Z", "end_date"},
            {"start_date=2026-01-02T00:00:00Z&end_date=2026-01-01T00:00:00Z", "end_date"}, {"page=0", "page"}, {"page=-1", "page"},
            {"page=99999999999999999999", "page"}, {"page_size=1001", "page_size"}, {"page_size=201&extensions=true", "page_size"},
            {"extensions=perhaps", "extensions"}, {"updated_after=1", "updated_after"}, {"start_date=%00%ff", "start_date"},
            {"status=open&page=1&page=2", "page"}};
        for (const auto& [query, field] : wrong) {
            CAPTURE(query);
            for (const auto format : both) {
                const auto said = endpoint.get(std::string("requests") + ending(format) + "?" + query);
                CHECK(said.status == 400);
                CHECK(faults(said, format)[0].description.starts_with(std::string(field) + ": "));
            }
        }
        CHECK(endpoint.get("requests.json?start_date=0000-01-01T00:00:00Z").status == 200);
        CHECK(endpoint.get("requests.json?end_date=9999-12-31T23:59:59Z").status == 200);
        CHECK(endpoint.get("requests.json?status=&start_date=&page=&service_request_id=,").status == 200);
    });
}

TEST_CASE("a key whose role is confined to teams lists what is theirs alone") {
    in_each_endpoint([](Endpoint& endpoint) {
        endpoint.submit(missed_bin);
        CHECK(endpoint.requests("api_key=" + endpoint.key("officer")).empty());
        CHECK(endpoint.requests("api_key=" + endpoint.key("auditor")).size() == 1);
    });
}

TEST_CASE("an id stands for its token, since every request has its id at once") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto id = endpoint.submit(pothole);
        for (const auto format : both) {
            const auto said = endpoint.get("tokens/" + id + ending(format));
            REQUIRE(said.status == 200);
            CHECK(georeport::read_receipts(said.body, format).value() == std::vector<georeport::Receipt>{{id, id, "", ""}});
        }
    });
}

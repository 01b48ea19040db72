#include "open311/request_record.h"
#include "open311/test/given_open311.h"

using namespace given;
using open311::Eyes;
using open311::Sight;

namespace {

access::Scope of_service(const char* code) { return access::Scope::of({.services = std::vector<std::string>{code}}); }

std::vector<cases::Line> all_lines(db::Tx& tx) { return cases::list_requests(tx, access::Scope::everything(), {}); }

/// The council decides that everybody may look up missed bins from now on.
void publish_missed_bins(Endpoint& endpoint, const std::string& when) {
    const auto services = endpoint.tenant.folder.path / "services";
    const auto file = services / "waste/missed-bin/service.json";
    std::ifstream in(file);
    std::string text(std::istreambuf_iterator<char>(in), {});
    text.insert(text.find("\"lgsl\""), "\"publish\": \"" + when + "\", ");
    given::write_file(file, text);
    endpoint.write([&](db::Tx& tx) { return catalogue::publish_folder(tx, services); });
}

}  // namespace

TEST_CASE("who may read a case sees everything, everybody the place of what is published, who knows an id the status") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto hidden = endpoint.submit(missed_bin);
        publish_missed_bins(endpoint, "at_once");
        endpoint.submit(missed_bin);
        endpoint.write([&](db::Tx& tx) -> Result<bool> {
            const auto nothing = cases::PublicSight(), everybody = cases::PublicSight::of(tx);
            const auto none = access::Scope::none(), everything = access::Scope::everything();
            for (const auto& line : all_lines(tx)) {
                const auto service = TRY(catalogue::find_version(tx, line.request.service, line.request.service_version));
                CHECK(Eyes{everything, nothing}.at(line, *service, false) == Sight::everything);
                CHECK(Eyes{of_service("missed-bin"), nothing}.at(line, *service, false) == Sight::everything);
                CHECK(Eyes{of_service("pothole"), nothing}.at(line, *service, true) == Sight::status);
                CHECK(Eyes{none, nothing}.at(line, *service, false) == Sight::none);
                const bool before = line.request.reference.text() == hidden;
                CHECK(Eyes{of_service("pothole"), everybody}.at(line, *service, false) == (before ? Sight::status : Sight::place));
            }
            return true;
        });
    });
}

TEST_CASE("what wants a check is in no list and shows its status alone, until a public copy of it was let through; then that copy") {
    in_each_endpoint([](Endpoint& endpoint) {
        publish_missed_bins(endpoint, "after_check");
        const auto id = endpoint.submit(missed_bin);
        CHECK(endpoint.requests("service_code=missed-bin").empty());
        CHECK(endpoint.request(id, "extensions=true").description.empty());
        CHECK_FALSE(endpoint.request(id).latitude.has_value());
        endpoint.write([&](db::Tx& tx) -> Result<bool> {
            const auto request = TRY(cases::find_request(tx, *Reference::parse(id)));
            TRY(cases::publish(tx, access::Actor::house("test"), request.id, 1, {"A full bin", "It stands open"}));
            return true;
        });
        const auto listed = endpoint.requests("service_code=missed-bin&extensions=true");
        REQUIRE(listed.size() == 1);
        CHECK(listed[0].description == "It stands open");
        CHECK(listed[0].latitude.has_value());
        CHECK(std::ranges::find(listed[0].extended, std::pair<std::string, std::string>("title", "A full bin")) != listed[0].extended.end());
        const auto document = georeport::write(listed, Format::json);
        for (const auto* secret : {"back gate", "Ann", "ann@", "496", "Grey"}) CHECK(document.find(secret) == std::string::npos);
        const auto updates = endpoint.updates("service_request_id=" + id);
        REQUIRE(updates.size() == 1);
        CHECK(updates[0].description == "We published this");
        endpoint.write([&](db::Tx& tx) -> Result<bool> {
            const auto request = TRY(cases::find_request(tx, *Reference::parse(id)));
            TRY(cases::withhold(tx, access::Actor::house("test"), request.id, 2, "personal", ""));
            return true;
        });
        CHECK(endpoint.requests("service_code=missed-bin").empty());
        CHECK(endpoint.request(id).description.empty());
        CHECK_FALSE(endpoint.request(id).latitude.has_value());
    });
}

TEST_CASE("a published request shows its place and none of the words in it, however much is asked for; one made before does not") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto before = endpoint.submit(missed_bin);
        publish_missed_bins(endpoint, "at_once");
        const auto id = endpoint.submit(missed_bin);
        CHECK(endpoint.post("servicerequestupdates.json", {{"service_request_id", id}, {"email", "ann@example.com"}, {"description", "Velvet umbrella"}}).status == 200);
        const auto shown = endpoint.write([](db::Tx& tx) {
            const auto lines = all_lines(tx);
            return open311::records_of(tx, lines, {.eyes = {access::Scope::none(), cases::PublicSight::of(tx)}, .by_id = false, .extended = true});
        });
        REQUIRE(shown.size() == 2);
        for (const auto& record : shown) {
            CHECK(record.latitude.has_value() == (record.id != before));
            CHECK(record.address.empty());  // typed, and in no gazetteer
            CHECK(record.description.empty());
        }
        const auto document = georeport::write(shown, Format::json);
        for (const auto* secret : {"back gate", "umbrella", "Ann", "ann@", "496", "general", "Grey", "Elm"}) CHECK(document.find(secret) == std::string::npos);
    });
}

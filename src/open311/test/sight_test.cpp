#include "open311/request_record.h"
#include "open311/test/given_open311.h"

using namespace given;
using open311::Eyes;
using open311::Sight;

namespace {

access::Scope of_service(const char* code) { return access::Scope::of({.services = std::vector<std::string>{code}}); }

std::vector<cases::Line> all_lines(db::Tx& tx) { return cases::list_requests(tx, access::Scope::everything(), {}); }

}  // namespace

TEST_CASE("who may read a case sees everything, everybody the place of what is published, who knows an id the status") {
    in_each_endpoint([](Endpoint& endpoint) {
        endpoint.submit(missed_bin);
        const auto c = endpoint.write([](db::Tx& tx) -> Result<cases::Case> { return all_lines(tx).at(0).the_case; });
        const auto none = access::Scope::none(), everything = access::Scope::everything();
        CHECK(Eyes{everything, none}.at(c, false) == Sight::everything);
        CHECK(Eyes{of_service("missed-bin"), none}.at(c, false) == Sight::everything);
        CHECK(Eyes{of_service("pothole"), of_service("missed-bin")}.at(c, false) == Sight::place);
        CHECK(Eyes{none, of_service("pothole")}.at(c, true) == Sight::status);
        CHECK(Eyes{none, of_service("pothole")}.at(c, false) == Sight::none);
    });
}

TEST_CASE("what wants a check first is not published") {
    using catalogue::Publish;
    CHECK(open311::is_published({.publish = Publish::at_once}));
    CHECK_FALSE(open311::is_published({.publish = Publish::after_check}));
    CHECK_FALSE(open311::is_published({.publish = Publish::never}));
}

namespace {

/// The council decides that everybody may look up missed bins from now on.
void publish_missed_bins(Endpoint& endpoint) {
    const auto services = endpoint.tenant.folder.path / "services";
    const auto file = services / "waste/missed-bin/service.json";
    std::ifstream in(file);
    std::string text(std::istreambuf_iterator<char>(in), {});
    text.insert(text.find("\"lgsl\""), "\"publish\": \"at_once\", ");
    given::write_file(file, text);
    endpoint.write([&](db::Tx& tx) { return catalogue::publish_folder(tx, services); });
}

}  // namespace

TEST_CASE("a published request shows its place and none of the words in it, however much is asked for; one made before does not") {
    in_each_endpoint([](Endpoint& endpoint) {
        const auto before = endpoint.submit(missed_bin);
        publish_missed_bins(endpoint);
        const auto id = endpoint.submit(missed_bin);
        CHECK(endpoint.post("servicerequestupdates.json", {{"service_request_id", id}, {"email", "ann@example.com"}, {"description", "Velvet umbrella"}}).status == 200);
        const auto shown = endpoint.write([](db::Tx& tx) {
            const auto lines = all_lines(tx);
            return open311::records_of(tx, lines, {.eyes = {access::Scope::none(), of_service("missed-bin")}, .by_id = false, .extended = true});
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

#include "open311/test/given_open311.h"

using namespace given;

namespace {

void publish_moving(Endpoint& endpoint, const std::string& required) {
    endpoint.publish_asking("moving", R"json([
          {"code": "account", "type": "council_tax_reference", "label": "Reference"},
          {"code": "people", "type": "group", "label": "Who?", "one": "Person", "required": )json" + required + R"json(, "questions": [{"code": "name", "type": "text", "label": "Name"}]},
          {"code": "count", "type": "calculated", "label": "How many", "as": "number", "value": "count(people)"},
          {"code": "from", "type": "address", "label": "From where?"}])json");
}

}  // namespace

TEST_CASE("what GeoReport cannot carry is told as something to read, and what is sent for it is dropped") {
    in_each_endpoint([](Endpoint& endpoint) {
        publish_moving(endpoint, "false");
        const auto definition = georeport::read_definition(endpoint.get("services/moving.json").body, Format::json).value();
        std::string told;
        for (const auto& attribute : definition.attributes) told += attribute.code + (attribute.variable ? " variable; " : " not; ");
        CHECK(told == "account variable; people not; from variable; ");
        const Form sent{{"service_code", "moving"}, {"address_string", "4 Elm Road"}, {"attribute[account]", "1234 5678"}, {"attribute[people]", "[{\"name\":\"A\"}]"}, {"attribute[from]", "8 Orchard Close, Oxbridge"}};
        CHECK(kept(endpoint, endpoint.submit(sent)).request.answers == forms::Answers{{"account", "12345678"}, {"count", "0"}, {"from", "8 Orchard Close, Oxbridge"}});
    });
}

TEST_CASE("a service that must be answered what cannot be carried is not offered") {
    in_each_endpoint([](Endpoint& endpoint) {
        publish_moving(endpoint, "true");
        CHECK(endpoint.get("services/moving.json").status == 404);
        CHECK(endpoint.get("services.json").body.find("\"moving\"") == std::string::npos);
    });
}

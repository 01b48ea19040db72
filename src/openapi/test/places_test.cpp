#include "openapi/test/given_api.h"

#include "places/test/given_places.h"

TEST_CASE("a program finds addresses by what somebody typed so far, without a token, twenty at most") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Api api(engine);
        auto corner = given::corner();
        for (int n = 0; n < 30; ++n) corner.addresses.push_back(given::house(std::to_string(5000 + n), "400", std::to_string(50 + n), "GH2 1AB"));
        api.write([&](db::Tx& tx) { return places::load(tx, corner); });

        const auto found = api.get("/api/v1/addresses?q=10%20albion");
        CHECK(found.status == 200);
        const auto& first = found.body.at("addresses").at(0);
        CHECK(first.at("uprn").as_string() == "1010");
        CHECK(first.at("line").as_string() == "10 Albion Street, Ambleford, GH1 2AB");
        CHECK(first.at("ward").as_string() == "W1");
        CHECK(first.at("latitude").as_double() == 53.5);
        CHECK(api.get("/api/v1/addresses?q=dyer").body.at("addresses").as_array().size() == 20);
        for (const auto* nothing : {"/api/v1/addresses", "/api/v1/addresses?q=", "/api/v1/addresses?q=x", "/api/v1/addresses?q=%25"})
            CHECK(api.get(nothing).body.at("addresses").as_array().empty());
        CHECK(api.get("/api/v1/wards").body.at("wards").at(0).at("name").as_string() == "Beacon Hill");
    }
}

TEST_CASE("a request for a known UPRN has its line, its point and its ward; for an unknown one it is refused") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Api api(engine);
        api.write([&](db::Tx& tx) { return places::load(tx, given::corner()); });
        const auto token = api.token("agent");
        const auto sent = api.post("/api/v1/requests", R"({"service": "missed-bin", "answers": {"bin": "general"}, "location": {"uprn": "1002"}})", token);
        REQUIRE(sent.status == 201);
        const auto shown = api.get("/api/v1/cases/" + sent.text("case"), token);
        const auto& location = shown.body.at("requests").at(0).at("location");
        CHECK(location.at("text").as_string() == "2 Albion Street, Ambleford, GH1 2AB");
        CHECK(location.at("ward").as_string() == "W1");
        CHECK(location.at("longitude").as_double() == -2.25);
        const auto refused = api.post("/api/v1/requests", R"({"service": "missed-bin", "answers": {"bin": "general"}, "location": {"uprn": "77"}})", token);
        CHECK(refused.status == 422);
        CHECK_FALSE(refused.problem("location").empty());
    }
}

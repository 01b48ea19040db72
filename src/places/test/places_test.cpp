#include "places/places.h"

#include "db/test/given.h"

#include <limits>

TEST_CASE("a place in words is one tidy line of at most 300 characters") {
    const auto tidy = places::check({.text = "  12 Mill Lane,\r\n GH1 2AB \x01"});
    REQUIRE(tidy);
    CHECK(tidy->text == "12 Mill Lane, GH1 2AB");
    CHECK(places::check({.text = std::string(300, 'x')}));
    for (const auto size : {301, 3000, 1'000'000}) {
        const auto refused = places::check({.text = std::string(static_cast<std::size_t>(size), 'x')});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().fields.at(0).field == "location");
    }
}

TEST_CASE("a point lies on the globe") {
    constexpr auto nan = std::numeric_limits<double>::quiet_NaN(), endless = std::numeric_limits<double>::infinity();
    CHECK(places::check({.point = places::Point{53.48, -2.24}}));
    CHECK(places::check({.point = places::Point{-90, 180}}));
    for (const auto& [latitude, longitude] : {std::pair{90.1, 0.0}, {0.0, 180.1}, {nan, 0.0}, {0.0, nan}, {endless, 0.0}, {0.0, -endless}})
        CHECK_FALSE(places::check({.point = places::Point{latitude, longitude}}));
}

TEST_CASE("a UPRN is 1 to 12 digits") {
    CHECK(places::check({.uprn = "100010971565"}));
    for (const auto* wrong : {"1000109715650", "10001097156a", "-1", "1 2", "１２"}) CHECK_FALSE(places::check({.uprn = wrong}));
}

TEST_CASE("places are found again as they were kept, many at once, and nothing given is no place") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        std::vector<places::LocationId> ids;
        REQUIRE(tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            ids = {places::record(tx, {.text = "Ŵ 'quoted' ?", .point = places::Point{53.5, -2.25}}), places::record(tx, {.uprn = "42"})};
            CHECK_FALSE(places::record(tx, {}));
            return true;
        }));
        ids.push_back({999'999'999});
        const auto found = tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<std::map<places::LocationId, places::Location>> {
            CHECK(places::find_many(tx, {}).empty());
            CHECK(places::words_of(tx, ids).at(ids[0]) == "Ŵ 'quoted' ?");
            return places::find_many(tx, ids);
        });
        REQUIRE(found);
        REQUIRE(found->size() == 2);
        CHECK(found->at(ids[0]).text == "Ŵ 'quoted' ?");
        CHECK(found->at(ids[0]).point->longitude == -2.25);
        CHECK(found->at(ids[1]).uprn == "42");
        CHECK_FALSE(found->at(ids[1]).point);
    }
}

// Which ward a point lies in, and what is made of boundaries and postcodes as they come.

#include "places/test/given_places.h"

#include "imports/test/given_file.h"

#include <cmath>

using imports::Fate;
using places::Boundary;
using places::Point;
using places::Ring;
using places::WardMap;

namespace {

/// A box, closed.
Ring box(double south, double west, double north, double east) {
    return {{south, west}, {south, east}, {north, east}, {north, west}, {south, west}};
}

/// Two wards side by side; the left has a hole, the right an island beyond the left.
std::vector<Boundary> two_wards() {
    return {{{"W1", "Canalside"}, {box(53, -3, 54, -2), box(53.4, -2.6, 53.6, -2.4)}}, {{"W2", "Beacon Hill"}, {box(53, -2, 54, -1), box(53, -4, 53.5, -3.5)}}};
}

std::string collection(std::string_view features, std::string_view more = "") {
    return fmt::format(R"({{"type": "FeatureCollection", {} "features": [{}]}})", more, features);
}
std::string feature(std::string_view properties, std::string_view geometry) {
    return fmt::format(R"({{"type": "Feature", "properties": {{{}}}, "geometry": {}}})", properties, geometry);
}
constexpr auto named = R"("WD22CD": "E05000001", "WD22NM": "Canalside")";
constexpr auto square = R"({"type": "Polygon", "coordinates": [[[-2, 53], [-1, 53], [-1, 54], [-2, 53]]]})";

std::string trouble_with(const std::string& properties, const std::string& geometry) {
    const auto read = places::read_boundaries(collection(feature(properties, geometry)));
    REQUIRE(read);
    REQUIRE(read->size() == 1);
    return read->front().trouble.key;
}

struct Council : given::Tenant {
    using Tenant::Tenant;
    std::vector<Fate> load(const std::vector<Boundary>& boundaries) {
        return db->write(given::context(), [&](db::Tx& tx) -> Result<std::vector<Fate>> { return places::load_boundaries(tx, boundaries); }).value();
    }
    std::vector<Fate> load(const std::vector<places::Postcode>& postcodes, bool rehearsal = false) {
        return db->write(given::context(), [&](db::Tx& tx) -> Result<std::vector<Fate>> { return places::load_postcodes(tx, postcodes, rehearsal); }).value();
    }
    std::string ward_at(const Point& point) {
        return db->read(given::context(), [&](db::Tx& tx) -> Result<std::string> { return places::ward_at(tx, point); }).value();
    }
    places::Location check(const places::Location& location) {
        return db->read(given::context(), [&](db::Tx& tx) { return places::check(tx, location); }).value();
    }
};

}  // namespace

TEST_CASE("a point lies in one ward, in its island, or in the hole of it and so in none") {
    const WardMap map(two_wards());
    CHECK(map.at({53.2, -2.5}) == "W1");
    CHECK(map.at({53.5, -2.5}).empty());
    CHECK(map.at({53.5, -1.5}) == "W2");
    CHECK(map.at({53.2, -3.7}) == "W2");
    CHECK(map.at({55, -2.5}).empty());
    CHECK(map.at({std::nan(""), -2.5}).empty());
    CHECK(WardMap().at({53.2, -2.5}).empty());
    CHECK(map.knows("W1"));
    CHECK_FALSE(map.knows("W3"));
}

TEST_CASE("a point on the line between two wards belongs to one of them, whichever way their rings run") {
    auto wards = two_wards();
    std::ranges::reverse(wards[1].rings[0]);
    const WardMap map(wards);
    for (const double latitude : {53.0, 53.1, 53.25, 53.7, 53.999}) CHECK_FALSE(map.at({latitude, -2}).empty());
    // A slanting line, met at points that no number of the machine holds exactly.
    const WardMap slanting({{{"A", "A"}, {{{0, 0}, {1, 0.3}, {1, -1}, {0, -1}}}}, {{"B", "B"}, {{{1, 0.3}, {0, 0}, {0, 1}, {1, 1}}}}});
    for (int i = 0; i < 1000; ++i) CHECK_FALSE(slanting.at({i / 1000.0, 0.3 * (i / 1000.0)}).empty());
}

TEST_CASE("how far it is to the edge is told in metres") {
    const WardMap map(two_wards());
    CHECK(std::abs(map.metres_to_edge("W2", {53.5, -0.999}) - 66.2) < 1);
    CHECK(map.metres_to_edge("W1", {53.5, -2.5}) > 6000);
    CHECK(map.metres_to_edge("W1", {53.0, -2.5}) < 0.01);
}

TEST_CASE("boundaries are read from GeoJSON as it comes, and what cannot be used says why") {
    const auto whole = places::read_boundaries(collection(feature(named, R"({"type": "MultiPolygon", "coordinates": [
        [[[-2, 53], [-1, 53], [-1, 54], [-2, 53]], [[-1.5, 53.1], [-1.4, 53.1], [-1.4, 53.2], [-1.5, 53.1]]], [[[-5, 53], [-4, 53, 7], [-4, 54], [-5, 53]]]]})")));
    REQUIRE(whole);
    REQUIRE(whole->front().boundary);
    CHECK(whole->front().boundary->ward == places::Ward{"E05000001", "Canalside"});
    CHECK(whole->front().boundary->rings.size() == 3);
    CHECK(whole->front().boundary->rings[2][1] == Point{53, -4});
    CHECK(places::read_boundaries(collection(feature(R"("code": "W1", "name": "Canalside")", square)))->front().boundary);

    CHECK(trouble_with(R"("name": "Nameless")", square) == "places.ward_code");
    CHECK(trouble_with(R"("code": "W 1", "name": "x")", square) == "places.ward_code");
    CHECK(trouble_with(R"("code": "W1", "name": null)", square) == "places.ward_name");
    CHECK(trouble_with(named, "null") == "places.ward_no_polygon");
    CHECK(trouble_with(named, R"({"type": "Point", "coordinates": [1, 2]})") == "places.ward_no_polygon");
    CHECK(trouble_with(named, R"({"type": "MultiPolygon", "coordinates": []})") == "places.ward_no_polygon");
    CHECK(trouble_with(named, R"({"type": "Polygon", "coordinates": []})") == "places.ward_ring");
    CHECK(trouble_with(named, R"({"type": "Polygon", "coordinates": [[[-2, 53], [-1, 53], [-1, 54], [-2, 53.5]]]})") == "places.ward_ring");
    CHECK(trouble_with(named, R"({"type": "Polygon", "coordinates": [[[-2, 53], [-1, 53], [-1, 154], [-2, 53]]]})") == "places.ward_point");
    CHECK(trouble_with(named, R"({"type": "Polygon", "coordinates": [[[-2, 53], [-1, "53"], [-1, 54], [-2, 53]]]})") == "places.ward_point");
    const auto twice = places::read_boundaries(collection(feature(named, square) + "," + feature(named, square)));
    CHECK(twice->at(1).trouble.key == "places.ward_twice");
}

TEST_CASE("a file that is no map of wards is refused whole") {
    for (const std::string text : {"", "{", "[]", "null", R"({"type": "FeatureCollection"})", R"({"type": "Topology", "features": []})"}) {
        CAPTURE(text);
        const auto read = places::read_boundaries(text);
        REQUIRE_FALSE(read);
        CHECK(read.error().key == "places.geojson");
    }
    const auto grid = places::read_boundaries(collection("", R"("crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}},)"));
    REQUIRE_FALSE(grid);
    CHECK(places::read_boundaries(std::string(100'000, '[')).error().key == "places.geojson");
    CHECK(places::read_boundaries("\xef\xbb\xbf" + collection(""))->empty());
}

TEST_CASE("boundaries that are loaded again change nothing, and a map is never older than its rows") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Council council(engine);
        CHECK(council.ward_at({53.2, -2.5}).empty());
        auto wards = two_wards();
        CHECK(council.load(wards) == std::vector{Fate::added, Fate::added});
        CHECK(council.ward_at({53.2, -2.5}) == "W1");
        CHECK(council.ward_at({53.5, -2.5}).empty());
        CHECK(council.load(wards) == std::vector{Fate::same, Fate::same});
        wards[0].rings.pop_back();
        CHECK(council.load(wards) == std::vector{Fate::changed, Fate::same});
        CHECK(council.ward_at({53.5, -2.5}) == "W1");
        wards[0].ward.name = "Canal Street";
        CHECK(council.load(wards) == std::vector{Fate::changed, Fate::same});
    }
}

TEST_CASE("two councils with other wards have other maps") {
    Council one(db::Engine::sqlite), other(db::Engine::sqlite);
    one.load(two_wards());
    other.load({{{"X1", "Elsewhere"}, {box(53, -3, 54, -2)}}});
    CHECK(one.ward_at({53.2, -2.5}) == "W1");
    CHECK(other.ward_at({53.2, -2.5}) == "X1");
}

TEST_CASE("a pin on the map gets its ward; an address keeps the one of the gazetteer") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Council council(engine);
        council.load(two_wards());
        CHECK(council.check({.text = "by the bridge", .point = Point{53.5, -1.5}}).ward == "W2");
        CHECK(council.check({.text = "by the bridge", .point = Point{55, -1.5}}).ward.empty());
        CHECK(council.check({.text = "by the bridge", .ward = "W1"}).ward.empty());
        REQUIRE(council.db->write(given::context(), [&](db::Tx& tx) { return places::load(tx, given::corner()); }));
        CHECK(council.check({.point = Point{53.5, -1.5}, .uprn = "1010"}).ward == "W1");
    }
}

TEST_CASE("postcodes are found in any spelling, and loaded again they change nothing") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Council council(engine);
        const std::vector<places::Postcode> postcodes{{"M17 1BF", Point{53.48, -2.28}, "E05000768", 10}, {"W1A 1AA", std::nullopt, "", 90}};
        CHECK(council.load(postcodes, true) == std::vector{Fate::added, Fate::added});
        const auto find = [&](std::string_view typed) {
            return council.db->read(given::context(), [&](db::Tx& tx) -> Result<std::optional<places::Postcode>> { return places::find_postcode(tx, typed); }).value();
        };
        CHECK_FALSE(find("M17 1BF"));
        CHECK(council.load(postcodes) == std::vector{Fate::added, Fate::added});
        CHECK(council.load(postcodes) == std::vector{Fate::same, Fate::same});
        CHECK(find("m171bf") == postcodes[0]);
        CHECK(find("W1A 1AA") == postcodes[1]);
        CHECK_FALSE(find("M17 1BG"));
        CHECK_FALSE(find("17 Albion Street"));
    }
}

TEST_CASE("real boundaries come back from the rows as they were read") {
    const auto path = given::shared("geo/salford-wards.geojson");
    if (path.empty()) return;
    const auto features = places::read_boundaries(imports::Text::of_file(path).value().view()).value();
    REQUIRE(features.size() == 20);
    std::vector<Boundary> wards;
    for (const auto& each : features) wards.push_back(each.boundary.value());
    Council council(db::Engine::sqlite);
    council.load(wards);
    CHECK(council.load(wards) == std::vector(20, Fate::same));
    CHECK(council.ward_at({53.4836, -2.2940}) == WardMap(wards).at({53.4836, -2.2940}));
    CHECK_FALSE(council.ward_at({53.4836, -2.2940}).empty());
}

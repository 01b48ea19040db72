// The borough that is drawn: whole, plausible, and the same for the same seed.

#include "borough/borough.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace {

const borough::Borough& guildhall() {
    static const auto drawn = borough::draw({});
    return drawn;
}

}  // namespace

TEST_CASE("sixty thousand addresses, each with a number of its own, a postcode, and a point in the ward that its row names") {
    const auto& drawn = guildhall();
    CHECK(drawn.gazetteer.addresses.size() == 60'000);
    CHECK(drawn.gazetteer.wards.size() == 20);
    const places::WardMap map(drawn.wards);
    std::set<std::string> uprns;
    std::int64_t astray = 0;
    for (const auto& address : drawn.gazetteer.addresses) {
        uprns.insert(address.uprn);
        astray += map.at(*address.point) != address.ward;
        if (places::tidy_postcode(address.postcode) != address.postcode) FAIL("postcode ", address.postcode);
    }
    CHECK(uprns.size() == 60'000);
    CHECK(astray == 0);
}

TEST_CASE("wards lie side by side without gaps: whatever lies in the borough lies in one of them, and nothing else does") {
    const auto& drawn = guildhall();
    const auto edge = std::ranges::find(drawn.map.shapes, places::ShapeKind::borough, &places::Shape::kind);
    REQUIRE(edge != drawn.map.shapes.end());
    const places::WardMap whole({{{"ALL", "Guildhall"}, edge->parts}});
    std::vector<places::WardMap> wards;
    for (const auto& ward : drawn.wards) wards.emplace_back(std::vector{ward});
    int in = 0, out = 0, wrong = 0;
    for (int row = -60; row <= 60; ++row)
        for (int column = -60; column <= 60; ++column) {
            const places::Point point{54.1003 + row * 0.00061, -2.9797 + column * 0.00113};
            const bool inside = !whole.at(point).empty();
            const auto held = std::ranges::count_if(wards, [&](const places::WardMap& ward) { return !ward.at(point).empty(); });
            ++(inside ? in : out);
            wrong += held != (inside ? 1 : 0);
        }
    CHECK(in > 3000);
    CHECK(out > 1000);
    CHECK(wrong == 0);
}

TEST_CASE("no postcode is given out twice, and wards have homes alike") {
    const auto& drawn = guildhall();
    std::set<std::string> codes;
    for (const auto& postcode : drawn.postcodes) codes.insert(postcode.code);
    CHECK(codes.size() == drawn.postcodes.size());
    std::map<std::string, int> homes;
    for (const auto& address : drawn.gazetteer.addresses) ++homes[address.ward];
    CHECK(homes.size() == 20);
    for (const auto& [ward, count] : homes) {
        CAPTURE(ward);
        CHECK(count > 1'200);
        CHECK(count < 6'500);
    }
}

TEST_CASE("no two streets of one town have the same name, and hardly one is without homes") {
    const auto& drawn = guildhall();
    std::set<std::pair<std::string, std::string>> names;
    std::set<std::string> lived_in;
    for (const auto& street : drawn.gazetteer.streets) names.emplace(street.town, street.name);
    for (const auto& address : drawn.gazetteer.addresses) lived_in.insert(address.usrn);
    CHECK(names.size() == drawn.gazetteer.streets.size());
    CHECK(lived_in.size() * 10 > drawn.gazetteer.streets.size() * 9);
}

TEST_CASE("the same seed draws the same borough, another seed another") {
    const borough::Wanted small{.seed = 7, .addresses = 1500, .wards = 4};
    const auto one = borough::draw(small), again = borough::draw(small), other = borough::draw({.seed = 8, .addresses = 1500, .wards = 4});
    CHECK(one.gazetteer.addresses == again.gazetteer.addresses);
    CHECK(one.gazetteer.streets == again.gazetteer.streets);
    CHECK(one.postcodes == again.postcodes);
    CHECK(one.gazetteer.addresses != other.gazetteer.addresses);
}

TEST_CASE("every street has a line beside its houses, and tens of thousands of things stand along them, each with its own number") {
    const auto& drawn = guildhall();
    CHECK(drawn.map.lines.size() == drawn.gazetteer.streets.size());
    std::map<std::string, const places::StreetLine*> lines;
    for (const auto& line : drawn.map.lines) lines[line.usrn] = &line;
    std::int64_t far = 0;
    for (std::size_t i = 0; i < drawn.gazetteer.addresses.size(); i += 50) {
        const auto& address = drawn.gazetteer.addresses[i];
        double nearest = 1e9;
        for (const auto& point : lines.at(address.usrn)->parts.front())
            nearest = std::min(nearest, std::hypot((point.latitude - address.point->latitude) * 111'195, (point.longitude - address.point->longitude) * 65'200));
        far += nearest > 45;
    }
    CHECK(far == 0);
    std::map<std::string, int> kinds;
    std::set<std::string> keys;
    for (const auto& asset : drawn.map.assets) {
        ++kinds[asset.kind];
        keys.insert(asset.key());
    }
    CHECK(drawn.map.assets.size() > 30'000);
    CHECK(keys.size() == drawn.map.assets.size());
    CHECK(kinds["street-lamp"] > 8'000);
    CHECK(kinds["gully"] > 6'000);
    CHECK(kinds["tree"] > 5'000);
    CHECK(kinds["litter-bin"] > 1'000);
}

TEST_CASE("there is a river, a canal, a railway, parks, and houses that everybody knows, at an address of their own") {
    const auto& drawn = guildhall();
    std::set<std::string> names;
    bool railway = false;
    for (const auto& shape : drawn.map.shapes) {
        names.insert(shape.name);
        railway = railway || shape.kind == places::ShapeKind::railway;
    }
    CHECK(railway);
    for (const auto* name : {"River Amble", "Guildhall Canal", "Victoria Park", "Central Library", "Town Hall", "Guildhall Leisure Centre", "Market Primary School"}) {
        CAPTURE(name);
        CHECK(names.contains(name));
    }
    for (const auto& landmark : drawn.landmarks) CHECK(drawn.gazetteer.addresses[landmark.address].name == landmark.name);
    CHECK(drawn.landmarks.size() > 60);
}

TEST_CASE("every street has its day and crew") {
    const auto& drawn = guildhall();
    REQUIRE(drawn.beats.size() == drawn.gazetteer.streets.size());
    std::map<std::pair<std::size_t, std::size_t>, int> homes;
    std::map<std::string, borough::Beat> beat_of;
    for (std::size_t i = 0; i < drawn.beats.size(); ++i) beat_of[drawn.gazetteer.streets[i].usrn] = drawn.beats[i];
    for (const auto& address : drawn.gazetteer.addresses) ++homes[{beat_of[address.usrn].crew, beat_of[address.usrn].day}];
    CHECK(homes.size() == 20);
}

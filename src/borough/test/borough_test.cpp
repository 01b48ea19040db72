// The borough that is drawn: whole, plausible, and the same for the same seed.

#include "borough/borough.h"

#include <doctest/doctest.h>

#include <algorithm>
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

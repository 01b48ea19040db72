#include "places/ambleford.h"

#include "places/test/given_places.h"

#include <map>
#include <set>

TEST_CASE("the invented borough is the same for the same seed, of the size it says, and no two addresses in it are one") {
    const auto borough = places::ambleford(7), again = places::ambleford(7), other = places::ambleford(8);
    CHECK(borough.addresses == again.addresses);
    CHECK(borough.addresses != other.addresses);
    for (const auto* each : {&borough, &other}) {
        CHECK(each->wards.size() == 8);
        CHECK(each->streets.size() == 120);
        CHECK(each->addresses.size() > 3'500);
        CHECK(each->addresses.size() < 4'800);
        std::set<std::string> uprns, lines, streets;
        std::map<std::string, std::set<std::string>> streets_of_postcode;
        for (const auto& address : each->addresses) {
            uprns.insert(address.uprn);
            lines.insert(address.line);
            streets_of_postcode[address.postcode].insert(address.street);
        }
        for (const auto& street : each->streets) streets.insert(street.name);
        CHECK(uprns.size() == each->addresses.size());
        CHECK(lines.size() == each->addresses.size());
        CHECK(streets.size() == 120);
        for (const auto& [postcode, in] : streets_of_postcode) CHECK(in.size() == 1);
    }
}

TEST_CASE("every address of the borough is found first by its printed line, and by its number, street and postcode") {
    const auto borough = places::ambleford();
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        const given::Town town(engine, borough);
        std::size_t n = 0;
        for (const auto& address : borough.addresses) {
            if (++n % 17 != 0) continue;  // one in seventeen: some of every kind
            CAPTURE(address.line);
            const auto found = town.find(address.line, 40);
            CHECK(found.substr(0, found.find(' ')) == address.uprn);
            CHECK((" " + town.find(address.postcode, 100) + " ").find(" " + address.uprn + " ") != std::string::npos);
        }
    }
}

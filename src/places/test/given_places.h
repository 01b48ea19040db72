#pragma once
// For tests: a hand-drawn corner of a town.

#include "db/test/given.h"
#include "places/places.h"

namespace given {

inline places::Address house(std::string uprn, std::string usrn, std::string number, std::string postcode, std::string flat = "",
                             std::string name = "") {
    return {.uprn = std::move(uprn), .usrn = std::move(usrn), .flat = std::move(flat), .name = std::move(name),
            .number = std::move(number), .street = {}, .postcode = std::move(postcode), .ward = "W1",
            .point = places::Point{53.5, -2.25}, .line = {}};
}

inline places::Gazetteer corner() {
    return {.wards = {{"W1", "Canalside"}, {"W2", "Beacon Hill"}},
            .streets = {{"100", "Albion Street", "Ambleford", "W1"}, {"200", "St Mary's Road", "Ambleford", "W1"},
                        {"300", "Albion Mews", "Ambleford", "W2"}, {"400", "Dyer Lane", "Ambleford", "W2"}},
            .addresses = {house("1010", "100", "10", "GH1 2AB"), house("1002", "100", "2", "GH1 2AB"),
                          house("1011", "100", "10a", "GH1 2AB"), house("1012", "100", "12", "GH1 2AC", "Flat 2"),
                          house("1013", "100", "12", "GH1 2AC", "Flat 10"), house("1014", "100", "12", "GH1 2AC", "Flat 1"),
                          house("1100", "100", "100", "GH1 2AD"), house("2001", "200", "1", "GH12 3AA"),
                          house("3002", "300", "2", "GH1 2AE"), house("4001", "400", "", "GH2 1AA", "", "Rose Cottage"),
                          house("4002", "400", "7-9", "GH2 1AA", "", "Albion House")}};
}

/// A tenant with these addresses.
struct Town : Tenant {
    explicit Town(db::Engine engine, const places::Gazetteer& gazetteer = corner()) : Tenant(engine) {
        const auto loaded = db->write(context(), [&](db::Tx& tx) { return places::load(tx, gazetteer); });
        if (!loaded) FAIL(loaded.error().log);
    }
    /// UPRNs of what is found, parted by spaces.
    std::string find(std::string_view typed, int limit = 20) const {
        return db->read(context(), [&](db::Tx& tx) -> Result<std::string> {
                     std::string found;
                     for (const auto& address : places::find_addresses(tx, typed, limit)) found += (found.empty() ? "" : " ") + address.uprn;
                     return found;
                 })
            .value();
    }
};

}  // namespace given

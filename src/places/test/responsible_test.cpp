// Who looks after what where, and what lies outside.

#include "places/responsible.h"

#include "places/test/given_places.h"

using imports::Fate;
using places::Body;
using places::Responsibility;

namespace {

const Body national{"National Highways", "0300 123 5000", "info@highways.example", "https://highways.example/"};
const Body housing{"Canal Homes", "", "repairs@canal.example", ""};

struct Borough : given::Tenant {
    explicit Borough(db::Engine engine) : Tenant(engine) {
        REQUIRE(db->write(given::context(), [](db::Tx& tx) {
            return places::load(tx, {.wards = {{"W1", "Canalside"}, {"W2", "Beacon Hill"}},
                                     .streets = {{"100", "Trunk Road", "Ambleford", "W1"}, {"101", "Mill Lane", "Ambleford", "W1"}, {"102", "Mill Lane", "Otherton", "W2"}},
                                     .addresses = {{.uprn = "7", .usrn = "101", .number = "3", .postcode = "GH1 2AB", .ward = "W1"}}});
        }));
    }
    std::vector<Fate> load(const std::vector<Responsibility>& rows, bool rehearsal = false) {
        std::vector<Fate> fates;
        REQUIRE(db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            fates.clear();
            for (const auto& verdict : places::load_responsibilities(tx, rows, rehearsal)) fates.push_back(verdict.fate);
            return true;
        }));
        return fates;
    }
    std::string body(const places::Location& where, std::string_view subject = "highway") {
        return db->read(given::context(), [&](db::Tx& tx) -> Result<std::string> {
            const auto body = places::responsible_for(tx, subject, where);
            return body ? body->name : std::string("council");
        }).value();
    }
    bool is_outside(const places::Location& where) {
        return db->read(given::context(), [&](db::Tx& tx) -> Result<bool> { return places::is_outside(tx, where); }).value();
    }
};

}  // namespace

TEST_CASE("the narrowest row says who looks after a place, and the council where none does") {
    for (const auto engine : given::engines()) {
        Borough borough(engine);
        CHECK(borough.body({.usrn = "100"}) == "council");
        borough.load({{.subject = "highway", .body = {"County", "", "", ""}},
                      {.subject = "highway", .ward = "W1", .body = housing},
                      {.subject = "highway", .usrn = "100", .body = national},
                      {.subject = "highway", .uprn = "7", .body = {}},
                      {.subject = "green", .usrn = "100", .body = housing}});
        CHECK(borough.body({.text = "somewhere"}) == "County");
        CHECK(borough.body({.ward = "W1"}) == "Canal Homes");
        CHECK(borough.body({.ward = "W1", .usrn = "100"}) == "National Highways");
        CHECK(borough.body({.uprn = "7", .ward = "W1", .usrn = "101"}) == "council");
        CHECK(borough.body({.usrn = "100"}, "green") == "Canal Homes");
        CHECK(borough.body({.usrn = "101"}, "green") == "council");
        CHECK(borough.body({.usrn = "100"}, "") == "council");
    }
}

TEST_CASE("a street that the words name counts, if only one is called so") {
    for (const auto engine : given::engines()) {
        Borough borough(engine);
        borough.load({{.subject = "highway", .usrn = "100", .body = national}, {.subject = "highway", .usrn = "101", .body = housing}});
        CHECK(borough.body({.text = "Trunk Road"}) == "National Highways");
        CHECK(borough.body({.text = "by the bridge, 12a trunk road, Ambleford"}) == "National Highways");
        CHECK(borough.body({.text = "Mill Lane"}) == "council");
        CHECK(borough.body({.text = "Trunk"}) == "council");
        CHECK(borough.body({.text = std::string(300, ',')}) == "council");
        CHECK(borough.body({.text = "12"}) == "council");
    }
}

TEST_CASE("a second load adds nothing, a changed body is changed everywhere, and a rehearsal writes nothing") {
    for (const auto engine : given::engines()) {
        Borough borough(engine);
        const std::vector<Responsibility> rows{{.subject = "highway", .usrn = "100", .body = national}, {.subject = "green", .usrn = "999", .body = {}}};
        CHECK(borough.load(rows, true) == std::vector{Fate::added, Fate::added});
        CHECK(borough.body({.usrn = "100"}) == "council");
        CHECK(borough.load(rows) == std::vector{Fate::added, Fate::added});
        CHECK(borough.load(rows) == std::vector{Fate::same, Fate::same});
        auto moved = rows;
        moved[0].body.phone = "0300 000 0000";
        CHECK(borough.load(moved) == std::vector{Fate::changed, Fate::same});
    }
}

TEST_CASE("a point or a postcode far from every ward is outside; nothing is while there are no boundaries") {
    for (const auto engine : given::engines()) {
        Borough borough(engine);
        CHECK(!borough.is_outside({.point = places::Point{10, 10}}));
        REQUIRE(borough.db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
            const places::Ring box{{53, -3}, {53, -2}, {54, -2}, {54, -3}, {53, -3}};
            const places::Boundary ward{{"W1", "Canalside"}, {box}};
            places::load_boundaries(tx, {&ward, 1});
            const places::Postcode postcodes[] = {{"ZZ1 1AA", places::Point{10, 10}, "", 10}, {"GH1 2AB", places::Point{53.5, -2.5}, "W1", 10}};
            places::load_postcodes(tx, postcodes);
            return true;
        }));
        CHECK(borough.is_outside({.point = places::Point{10, 10}}));
        CHECK(borough.is_outside({.point = places::Point{52.99, -2.5}}));
        CHECK(!borough.is_outside({.point = places::Point{52.9995, -2.5}}));  // 56 m
        CHECK(!borough.is_outside({.point = places::Point{53.5, -2.5}}));
        CHECK(borough.is_outside({.text = "1 High Street, zz11aa"}));
        CHECK(borough.is_outside({.text = "High Street ZZ1 1AA"}));
        CHECK(!borough.is_outside({.text = "High Street GH1 2AB"}));
        CHECK(!borough.is_outside({.text = "High Street"}));
        CHECK(!borough.is_outside({.point = places::Point{10, 10}, .uprn = "7"}));
        CHECK(borough.body({.point = places::Point{10, 10}}) == "council");
    }
}

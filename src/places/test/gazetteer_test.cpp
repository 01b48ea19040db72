#include "places/test/given_places.h"

#include "journal/journal.h"

namespace {

places::Loaded load_again(given::Tenant& tenant, const places::Gazetteer& gazetteer) {
    return tenant.db->write(given::context(), [&](db::Tx& tx) { return places::load(tx, gazetteer); }).value();
}

}  // namespace

TEST_CASE("a gazetteer that is loaded again changes nothing, and one that differs changes what differs") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Town town(engine);
        auto corner = given::corner();
        const auto again = load_again(town, corner);
        CHECK(again.wards + again.streets + again.addresses == 0);

        corner.streets[3].name = "Tanner Lane";
        corner.addresses[0].postcode = "gh12ad";
        const auto changed = load_again(town, corner);
        CHECK(changed.streets == 1);
        CHECK(changed.addresses == 3);  // one moved, two in the street that has a new name
        CHECK(town.find("dyer lane").empty());
        CHECK(town.find("rose cottage tanner") == "4001");
        CHECK(town.find("rose cottage dyer").empty());
        CHECK(town.find("gh1 2ad") == "1010 1100");
    }
}

TEST_CASE("addresses, streets and wards are found by their keys") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Town town(engine);
        CHECK(town.db->read(given::context(), [&](db::Tx& tx) -> Result<bool> {
            const auto flat = places::find_address(tx, "000000001013");
            REQUIRE(flat);
            CHECK(flat->line == "Flat 10, 12 Albion Street, Ambleford, GH1 2AC");
            CHECK(flat->street == "Albion Street");
            CHECK(flat->ward == "W1");
            CHECK(flat->point == places::Point{53.5, -2.25});
            for (const auto* none : {"9", "", "0", "10130000000000", "1013x"}) CHECK_FALSE(places::find_address(tx, none));
            const std::vector<std::string> wanted{"1002", "9", "4001"};
            CHECK(places::find_addresses_by_uprn(tx, wanted).size() == 2);
            const auto wards = places::all_wards(tx);
            REQUIRE(wards.size() == 2);
            CHECK(wards[0].name == "Beacon Hill");
            CHECK(places::find_ward(tx, "W1")->name == "Canalside");
            CHECK(places::find_street(tx, "200")->name == "St Mary's Road");
            CHECK(places::find_streets(tx, "albion").size() == 2);
            CHECK(places::has_gazetteer(tx));
            return true;
        }));
    }
}

TEST_CASE("a gazetteer with a wrong row is refused whole, and says which row") {
    for (const auto engine : given::engines()) {
        given::Tenant tenant(engine);
        const auto refused_at = [&](auto spoil) {
            auto corner = given::corner();
            spoil(corner);
            const auto loaded = tenant.db->write(given::context(), [&](db::Tx& tx) { return places::load(tx, corner); });
            REQUIRE_FALSE(loaded);
            return loaded.error().log;
        };
        CHECK(refused_at([](auto& g) { g.addresses[1].usrn = "999"; }) == "address 1002");
        CHECK(refused_at([](auto& g) { g.addresses[1].uprn = "x"; }) == "address x");
        CHECK(refused_at([](auto& g) { g.addresses[1].postcode = "GH1"; }) == "address 1002");
        CHECK(refused_at([](auto& g) { g.addresses[1].ward = "W9"; }) == "address 1002");
        CHECK(refused_at([](auto& g) { g.addresses[1].point->latitude = 91; }) == "address 1002");
        CHECK(refused_at([](auto& g) { g.streets[0].ward = "W9"; }) == "street 100");
        CHECK(refused_at([](auto& g) { g.wards[0].code = ""; }) == "ward ");
        CHECK_FALSE(tenant.db->read(given::context(), [](db::Tx& tx) -> Result<bool> { return places::has_gazetteer(tx); }).value());
    }
}

TEST_CASE("a known UPRN completes a place with text, point and ward; an unknown one is refused") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Town town(engine);
        CHECK(town.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            const auto whole = places::check(tx, {.text = "", .point = {}, .uprn = "01002"}).value();
            CHECK(whole.text == "2 Albion Street, Ambleford, GH1 2AB");
            CHECK(whole.uprn == "1002");
            CHECK(whole.ward == "W1");
            CHECK(whole.usrn == "100");
            CHECK(whole.point == places::Point{53.5, -2.25});
            const auto kept = places::record(tx, whole);
            CHECK(places::find_many(tx, {&kept, 1}).at(kept).ward == "W1");

            const auto own_words = places::check(tx, {.text = "behind the shed", .point = places::Point{53, -2}, .uprn = "1002"}).value();
            CHECK(own_words.text == "behind the shed");
            CHECK(own_words.point->latitude == 53);
            const auto unknown = places::check(tx, {.text = "x", .point = {}, .uprn = "77"});
            REQUIRE_FALSE(unknown);
            CHECK(unknown.error().fields.at(0).field == "location");
            const auto made_up = places::check(tx, {.text = "x", .point = {}, .uprn = "", .ward = "W2"}).value();
            CHECK(made_up.ward.empty());
            return true;
        }));
        given::Tenant plain(engine);
        CHECK(plain.db->read(given::context(), [&](db::Tx& tx) { return places::check(tx, {.text = "x", .point = {}, .uprn = "77"}); })->uprn == "77");
    }
}

TEST_CASE("a postcode is one in any spelling, and nothing else is") {
    CHECK(places::tidy_postcode("gh12ab") == "GH1 2AB");
    CHECK(places::tidy_postcode(" SW1A  1AA") == "SW1A 1AA");
    CHECK(places::tidy_postcode("m1 1ae") == "M1 1AE");
    for (const auto* none : {"", "GH1", "GH1 2A", "GHH1 2AB", "1 2AB", "GH1 2AB 3", "12 GH1 2AB", "GH1 AAB", "G 12AB C"})
        CHECK(places::tidy_postcode(none).empty());
}

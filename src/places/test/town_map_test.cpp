// What stands in the streets, and the map of the town: kept, found again, and refused where a row is wrong.

#include "places/ambleford.h"
#include "places/cells.h"
#include "places/sketch.h"
#include "places/test/given_places.h"

#include "imports/test/given_file.h"
#include "journal/journal.h"

#include <limits>

using imports::Fate;
using places::Asset;
using places::Point;
using places::Shape;
using places::ShapeKind;
using places::StreetLine;

namespace {

const Point corner{53.5, -2.25};
Point beside(double metres_north, double metres_east = 0) { return {corner.latitude + metres_north / 111'195, corner.longitude + metres_east / 66'140}; }

std::vector<Asset> three_lamps() {
    return {{.kind = "street-lamp", .reference = "L1", .point = beside(10), .usrn = "0100", .words = "outside  12 Albion Street"},
            {.kind = "street-lamp", .reference = "L2", .point = beside(40), .usrn = "100"},
            {.kind = "gully", .reference = "L2", .point = beside(11)}};
}

std::string fates(const std::vector<imports::Verdict>& verdicts) {
    std::string text;
    for (const auto& verdict : verdicts) text += "ACS-"[static_cast<int>(verdict.fate)];
    return text;
}

/// Albion Street from west to east, and St Mary's Road from south to north.
std::vector<StreetLine> two_lines() {
    return {{.usrn = "100", .parts = {{beside(0, -200), beside(0, 200)}}, .street_class = places::StreetClass::main}, {.usrn = "200", .parts = {{beside(-200), beside(200)}, {beside(210), beside(220)}}}};
}
std::vector<Shape> landmarks() {
    const auto house = [](double north) { return std::vector<places::Ring>{{beside(north), beside(north, 20), beside(north + 20, 20), beside(north)}}; };
    return {{.code = "lib", .kind = ShapeKind::building, .name = "Ambleford Library", .parts = house(50)},
            {.code = "hall", .kind = ShapeKind::building, .name = "Ambleford Town Hall", .parts = house(90)},
            {.code = "park", .kind = ShapeKind::park, .name = "Jubilee Park", .parts = house(150)}};
}

template <class Verb>
auto write(const given::Tenant& town, Verb verb) {
    return town.db->write(given::context(), [&](db::Tx& tx) -> Result<std::invoke_result_t<Verb, db::Tx&>> { return verb(tx); }).value();
}

void in_each_town(const std::function<void(given::Town&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Town town(engine);
        test(town);
    }
}

}  // namespace

TEST_CASE("assets are kept under kind and reference, found nearest first, and a second load changes nothing") {
    in_each_town([](given::Town& town) {
        const auto lamps = three_lamps();
        CHECK(fates(write(town, [&](db::Tx& tx) { return places::load_assets(tx, lamps, true); })) == "AAA");
        CHECK_FALSE(write(town, [](db::Tx& tx) { return places::has_assets(tx, "street-lamp"); }));
        CHECK(fates(write(town, [&](db::Tx& tx) { return places::load_assets(tx, lamps); })) == "AAA");
        CHECK(fates(write(town, [&](db::Tx& tx) { return places::load_assets(tx, lamps); })) == "SSS");
        auto moved = lamps;
        moved[1].point = beside(20);
        CHECK(fates(write(town, [&](db::Tx& tx) { return places::load_assets(tx, moved); })) == "SCS");
        write(town, [&](db::Tx& tx) {
            const auto near = places::assets_near(tx, "street-lamp", corner, 30, 5);
            REQUIRE(near.size() == 2);
            CHECK(near[0].asset.key() == "street-lamp/L1");
            CHECK(near[0].asset.usrn == "100");
            CHECK(near[0].asset.words == "outside 12 Albion Street");
            CHECK(near[0].metres == doctest::Approx(10).epsilon(0.01));
            CHECK(places::assets_near(tx, "street-lamp", corner, 15, 5).size() == 1);
            CHECK(places::assets_near(tx, "street-lamp", corner, 30, 1).size() == 1);
            CHECK(places::find_asset(tx, "gully/L2"));
            CHECK_FALSE(places::find_asset(tx, "gully"));
            CHECK_FALSE(places::find_asset(tx, "gully/L9"));
            return true;
        });
    });
}

TEST_CASE("a wrong asset, line or shape is refused with what is wrong, and hides no other") {
    in_each_town([](given::Town& town) {
        auto lamps = three_lamps();
        lamps[0].kind = "Street lamp";
        lamps[1].point.latitude = std::numeric_limits<double>::quiet_NaN();
        const auto verdicts = write(town, [&](db::Tx& tx) { return places::load_assets(tx, lamps); });
        CHECK(fates(verdicts) == "--A");
        CHECK(verdicts[0].remarks.front().detail == "kind");
        CHECK(verdicts[1].remarks.front().detail == "latitude, longitude");
        auto lines = two_lines();
        lines[0].usrn = "999";
        CHECK(fates(write(town, [&](db::Tx& tx) { return places::load_street_lines(tx, lines); })) == "-A");
        auto shapes = landmarks();
        shapes[0].code = "a b";
        shapes[1].parts = {{corner}};
        CHECK(fates(write(town, [&](db::Tx& tx) { return places::load_shapes(tx, shapes); })) == "--A");
    });
}

TEST_CASE("the map follows its rows: lines and shapes that change, and a street that gets another name") {
    in_each_town([](given::Town& town) {
        CHECK(write(town, [](db::Tx& tx) { return places::town_map(tx).empty(); }));
        CHECK(fates(write(town, [](db::Tx& tx) { return places::load_street_lines(tx, two_lines()); })) == "AA");
        CHECK(fates(write(town, [](db::Tx& tx) { return places::load_shapes(tx, landmarks()); })) == "AAA");
        const auto before = write(town, [](db::Tx& tx) { return places::town_map(tx).digest(); });
        CHECK(fates(write(town, [](db::Tx& tx) { return places::load_shapes(tx, landmarks()); })) == "SSS");
        CHECK(write(town, [](db::Tx& tx) { return places::town_map(tx).digest(); }) == before);
        write(town, [](db::Tx& tx) {
            const auto map = places::town_map(tx);
            REQUIRE(map.streets().size() == 2);
            CHECK(map.streets()[0].street_class == places::StreetClass::main);
            CHECK(map.streets()[1].parts == two_lines()[1].parts);
            REQUIRE(map.street_at(beside(5, 100)) != nullptr);
            CHECK(map.street_at(beside(5, 100))->name == "Albion Street");
            CHECK(map.street_at(beside(100, 20))->name == "St Mary's Road");
            CHECK(map.street_at(beside(100, 100)) == nullptr);
            CHECK(places::metres_between(map.find_street("200")->middle(), corner) < 1);
            return true;
        });
        write(town, [](db::Tx& tx) { return places::load_streets(tx, std::vector<places::Street>{{"100", "Albert Street", "Ambleford", "W1"}}).size(); });
        CHECK(write(town, [](db::Tx& tx) { return places::town_map(tx).find_street("100")->name; }) == "Albert Street");
    });
}

TEST_CASE("who describes a spot is offered the landmark or the street they mean") {
    in_each_town([](given::Town& town) {
        write(town, [](db::Tx& tx) { return places::load_street_lines(tx, two_lines()).size(); });
        write(town, [](db::Tx& tx) { return places::load_shapes(tx, landmarks()).size(); });
        const auto map = write(town, [](db::Tx& tx) { return places::town_map(tx); });
        const auto meant = [&](std::string_view words) {
            std::string names;
            for (const auto& each : map.meant_by(words, 3)) names += (names.empty() ? "" : ", ") + each.name();
            return names;
        };
        CHECK(meant("outside the library") == "Ambleford Library");
        CHECK(meant("Opposite the library on Albion St") == "Ambleford Library, Albion Street");
        CHECK(meant("town hall") == "Ambleford Town Hall");
        CHECK(meant("jub") == "Jubilee Park");
        CHECK(meant("st mary's road").find("St Mary's Road") == 0);
        CHECK(meant("Ambleford").empty());
        CHECK(meant("by the").empty());
        CHECK(meant("somewhere else").empty());
    });
}

TEST_CASE("a place that was chosen on the map, or as an asset, gets its street, its ward and words") {
    in_each_town([](given::Town& town) {
        write(town, [](db::Tx& tx) { return places::load_street_lines(tx, two_lines()).size(); });
        write(town, [](db::Tx& tx) { return places::load_assets(tx, three_lamps()).size(); });
        write(town, [](db::Tx& tx) {
            const auto pin = places::check(tx, {.text = "", .point = beside(3, 80), .uprn = ""});
            REQUIRE(pin);
            CHECK(pin->usrn == "100");
            CHECK(places::words_at(tx, *pin) == "Albion Street");
            const auto lamp = places::check(tx, {.text = "", .point = {}, .uprn = "", .asset = "street-lamp/L1"});
            REQUIRE(lamp);
            CHECK(lamp->point == beside(10));
            CHECK(lamp->usrn == "100");
            CHECK(lamp->text == "Street lamp L1, outside 12 Albion Street");
            const auto unknown = places::check(tx, {.text = "by the bridge", .point = {}, .uprn = "", .asset = "street-lamp/L77"});
            REQUIRE_FALSE(unknown);
            CHECK(unknown.error().key == "places.unknown_asset");
            const auto id = places::record(tx, *lamp);
            CHECK(places::find_many(tx, {&id, 1}).at(id).asset == "street-lamp/L1");
            return true;
        });
    });
}

TEST_CASE("the invented borough can be sketched: every street has a line, lamps stand beside them, and it can be loaded twice") {
    const auto gazetteer = places::ambleford();
    const auto sketch = places::sketch(gazetteer);
    CHECK(sketch.lines.size() == gazetteer.streets.size());
    CHECK(sketch.assets.size() > 1000);
    CHECK(sketch.shapes.size() > 10);
    CHECK(places::sketch(gazetteer).assets == sketch.assets);
    given::Town town(db::Engine::sqlite, gazetteer);
    for (int round = 0; round < 2; ++round)
        CHECK(town.db->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            TRY(places::load(tx, sketch));
            return true;
        }));
}

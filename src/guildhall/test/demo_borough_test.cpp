// The borough with its streets: what lies in them is reported by several people, each in their own way, and suggested to whoever comes next.

#include "guildhall/demo_rounds.h"
#include "guildhall/demo_staff.h"
#include "guildhall/demo_year.h"
#include "guildhall/test/given_house.h"

#include <map>

using namespace given;
using namespace guildhall;

namespace {

/// Said of the same troubles by people whom the generator has never heard.
void hold_out(DemoWords& words) {
    const std::map<std::string, std::vector<Phrases>> others{
        {"pothole", {{"A crater has opened up by the junction.", "Suspension nearly went, massive dip."}, {"Round metal thing in the road has subsided.", "Clonking access cover outside our bedroom."},
                     {"Bike route is wrecked, got thrown over the handlebars."}, {"Whatever was used to mend it has vanished.", "Gravel flying about where they bodged it."}}},
        {"pavement", {{"Stone tips up and soaks your shoes.", "Granny went flying over a crooked flag."}, {"Walkway buckled by the sycamore."}, {"Gap in the walkway you could lose a foot in."}, {"Edging smashed by an HGV."}}},
        {"street-light", {{"Bulb gone.", "Total blackness after nine."}, {"Strobe effect through our curtains."}, {"Wasting electricity at midday."}, {"Pole at an angle since the crash."}}},
        {"blocked-drain", {{"Gutter overflows whenever it pours.", "Grating choked with muck."}, {"Whiff of sewage."}, {"Lid nicked, gaping pit."}}},
        {"fly-tipping", {{"Couch and bedding chucked out."}, {"Bin liners everywhere, maggots."}, {"Demolition waste, slabs and a bath."}, {"Broken freezer and telly."}, {"Rubber wheels thrown in the ditch."}, {"Leylandii trimmings."}}},
        {"graffiti", {{"Some vandal has been at it with a can."}, {"Felt tip on the BT cabinet."}, {"Vile words under the viaduct."}}},
        {"litter-bin", {{"Crammed, wasps all over."}, {"Hinge snapped."}}},
        {"tree", {{"Massive bough about to drop."}, {"Lifeless for ages, fungus on it."}, {"Foliage smacks my windscreen."}}}};
    for (const auto& [service, kinds] : others)
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) words.services.at(service).kinds.at(kind).says = kinds[kind];
}

struct Streets {
    House& house;
    DemoWords words = read_demo_words("demo").value();
    borough::Borough drawn = borough::draw({.seed = 3, .addresses = 3000, .wards = 4});
    FaultGround ground{drawn, 3};
    Plan plan;
    Suggestions suggestions;
    DemoTruths truths;

    Streets(House& h, std::int64_t requests, int days, const Pins& pins = {}, bool new_words = false) : house(h) {
        static const auto password = access::Passwords(1).hash(house_password).value();
        if (new_words) hold_out(words);
        const auto roll = demo_staff_of_borough();
        REQUIRE(house.write([&](db::Tx& tx) -> Result<bool> {
            TRY(hire(tx, password, roll));
            TRY(places::load(tx, drawn.gazetteer));
            places::load_boundaries(tx, drawn.wards);
            TRY(places::load(tx, drawn.map));
            TRY(load_demo_rounds(tx, drawn));
            return true;
        }));
        const auto services = house.read([](db::Tx& tx) { return catalogue::live_services(tx); }).value();
        const auto staff = house.read([&](db::Tx& tx) { return load_demo_staff(tx, roll); }).value();
        plan = draw_plan(words, services, {.requests = requests, .people = 5000, .addresses = drawn.gazetteer.addresses.size(), .seed = 3, .now = start, .days = days, .roll = roll, .ground = &ground});
        const DemoBorough demo{.words = words, .services = services, .staff = staff, .addresses = drawn.gazetteer.addresses, .seed = 3, .ground = &ground, .pins = pins, .suggestions = &suggestions};
        auto told = tell_year(*house.household, demo, plan, [](std::size_t) {});
        if (!told) FAIL(told.error().key, " ", told.error().log);
        truths = *std::move(told);
    }
};

void check_suggestions(const Suggestions::Tally& tally, const char* what) {
    CAPTURE(what);
    MESSAGE(what, ": ", tally.found, " of ", tally.duplicates, " found, ", tally.in_vain, " of ", tally.reports, " asked in vain");
    CHECK(tally.duplicates > 100);
    CHECK(tally.found * 10 >= tally.duplicates * 9);
    CHECK(tally.in_vain * 5 <= tally.reports);
}

}  // namespace

TEST_CASE("what several people report is known to be the same; some join it, officers join some, and the rest are closed with it") {
    in_each_house([](House& house) {
        const Streets streets(house, 300, 60);
        CHECK(streets.truths.requests == 300);
        CHECK(streets.truths.duplicates.size() > 15);
        CHECK(house.count("cases_joined") > 0);
        CHECK(house.count("journal_fact WHERE kind = 'cases.RequestJoined'") > 0);
        for (const auto& group : streets.truths.duplicates) {
            REQUIRE(group.size() > 1);
            CHECK(house.count("cases_request WHERE id = " + std::to_string(group.front())) == 1);
        }
        CHECK(house.count("places_location WHERE asset <> ''") > 3);
        CHECK(house.count("cases_case WHERE area <> ''") * 10 > house.count("cases_case") * 8);
    });
}

TEST_CASE("of the borough's duplicates nine in ten are among the first three suggestions, and of five reports at most one is asked in vain") {
    House house(db::Engine::sqlite);
    const Streets streets(house, 2500, 60);
    check_suggestions(streets.suggestions.by_place(), "by place alone");
    check_suggestions(streets.suggestions.with_answers(), "by answers too");
}

TEST_CASE("that also holds for words the generator does not know, and for pins further off") {
    House house(db::Engine::sqlite);
    const Streets streets(house, 2500, 60, {.metres = 8}, true);
    check_suggestions(streets.suggestions.by_place(), "by place alone");
    check_suggestions(streets.suggestions.with_answers(), "by answers too");
}

#include "access/test/given_access.h"

using access::Permission;
using access::Team;

namespace {

Result<void> change(given::Office& office, const Team& wanted, const access::Actor& who = given::Office::chief()) {
    return office.write([&](db::Tx& tx) { return access::change_team(tx, who, wanted); });
}

}  // namespace

TEST_CASE("the tree shows parents before children, brothers by name, with their members") {
    given::in_each_office([](given::Office& office) {
        const auto place = office.team("Place"), waste = office.team("Waste", place), lights = office.team("Lights", place), lamps = office.team("Lamps", lights);
        office.team("Adults");
        office.staff("ann", {"agent"}, {lamps});
        const auto tree = office.read([](db::Tx& tx) -> Result<std::vector<access::Branch>> { return access::team_tree(tx); }).value();
        std::string seen;
        for (const auto& branch : tree) seen += std::string(static_cast<std::size_t>(branch.depth), '-') + branch.team.name + std::to_string(branch.members) + ' ';
        CHECK(seen == "Adults0 Place0 -Lights0 --Lamps1 -Waste0 ");
        CHECK(tree.at(4).team.id == waste);
    });
}

TEST_CASE("a team is renamed and moved, but never below itself") {
    given::in_each_office([](given::Office& office) {
        const auto place = office.team("Place"), waste = office.team("Waste", place), bins = office.team("Bins", waste);
        CHECK(change(office, {.id = waste, .parent = place, .name = " Waste and\n recycling ", .kind = "service"}));
        CHECK(change(office, {.id = place, .parent = bins, .name = "Place"}).error().fields.at(0).field == "parent");
        CHECK(change(office, {.id = place, .parent = place, .name = "Place"}).error().fields.at(0).field == "parent");
        CHECK(change(office, {.id = bins, .parent = {999}, .name = "Bins"}).error().kind == Kind::not_found);
        CHECK(change(office, {.id = bins, .parent = waste, .name = "Place"}).error().fields.at(0).field == "name");
        CHECK(change(office, {.id = bins, .parent = waste, .name = "Bins", .kind = "club"}).error().fields.at(0).field == "kind");
        CHECK(change(office, {.id = bins, .parent = {}, .name = "Bins"}));
        const auto found = office.read([&](db::Tx& tx) { return access::find_team(tx, waste); }).value();
        CHECK(found.name == "Waste and recycling");
        CHECK(found.kind == "service");
        CHECK(office.facts_of(waste.value) == std::vector<std::string>{"access.TeamAdded", "access.TeamChanged"});
    });
}

TEST_CASE("moving a team shows what it owns to those above, so it wants all that grants give there") {
    given::in_each_office([](given::Office& office) {
        const auto streets = office.team("Streets"), parks = office.team("Parks"), lamps = office.team("Lamps", streets);
        const auto olu = office.staff("olu", {"officer"}, {parks});
        auto mia = office.actor(office.staff("mia", {"officer"}, {parks}));
        mia.give(Permission::manage_staff, access::Scope::everything());
        const Team moved{.id = lamps, .parent = parks, .name = "Lamps"};
        CHECK(change(office, moved, mia).error().key == "access.more_than_you_hold");
        CHECK(change(office, {.id = lamps, .parent = streets, .name = "Lamp posts"}, mia));
        CHECK(change(office, moved));
        CHECK(access::scope_of(office.actor(olu), Permission::read_case).allows({.team = lamps}));
    });
}

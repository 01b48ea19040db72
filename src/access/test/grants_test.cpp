#include "access/test/given_access.h"

using access::Limits;
using access::Permission;
using access::Scope;

namespace {

Result<void> grant(given::Office& office, const access::Actor& who, access::StaffId id, std::string_view role, const Limits& limits = {}) {
    return office.write([&](db::Tx& tx) { return access::grant_role(tx, who, id, role, limits); });
}

Result<void> withdraw(given::Office& office, access::StaffId id, std::string_view role, const Limits& limits = {}) {
    return office.write([&](db::Tx& tx) { return access::withdraw_role(tx, given::Office::chief(), id, role, limits); });
}

Scope sees(given::Office& office, access::StaffId id) { return access::scope_of(office.actor(id), Permission::read_case); }

/// Somebody who may manage staff, and beyond that only what `role` within `limits` gives.
access::Actor manager(given::Office& office, const std::string& role, const Limits& limits) {
    const auto id = office.staff("mia", {});
    REQUIRE(grant(office, given::Office::chief(), id, role, limits));
    auto actor = office.actor(id);
    actor.give(Permission::manage_staff, Scope::everything());
    return actor;
}

}  // namespace

TEST_CASE("a role limited to a team reaches that team and those below it, and not one's own") {
    given::in_each_office([](given::Office& office) {
        const auto streets = office.team("Streets"), lights = office.team("Lights", streets), parks = office.team("Parks");
        const auto olu = office.staff("olu", {"officer"}, {parks});
        REQUIRE(grant(office, given::Office::chief(), olu, "team_leader", {.team = streets}));
        CHECK(sees(office, olu) == Scope::of_teams({streets, lights, parks}));
        const auto actor = office.actor(olu);
        CHECK(access::require(actor, Permission::export_records, {.team = lights}));
        CHECK_FALSE(access::require(actor, Permission::export_records, {.team = parks}));
        CHECK(actor.own_teams == std::vector{parks});
    });
}

TEST_CASE("an agent for missed bins in Northgate ward sees those and nothing else") {
    given::in_each_office([](given::Office& office) {
        const auto waste = office.team("Waste");
        const auto ann = office.staff("ann", {});
        REQUIRE(grant(office, given::Office::chief(), ann, "agent", {.services = {"missed-bin"}, .areas = {"E05000001"}}));
        const auto scope = sees(office, ann);
        CHECK(scope.key() == "services:missed-bin;areas:E05000001");
        CHECK(scope.allows({waste, "missed-bin", "E05000001"}));
        CHECK(scope.allows({{}, "missed-bin", "E05000001"}));
        CHECK_FALSE(scope.allows({waste, "missed-bin", "E05000002"}));
        CHECK_FALSE(scope.allows({waste, "missed-bin", ""}));
        CHECK_FALSE(scope.allows({waste, "pothole", "E05000001"}));
        CHECK(office.actor(ann).may(Permission::log_contact));
    });
}

TEST_CASE("somebody may hold the same role several times, and loses one at a time") {
    given::in_each_office([](given::Office& office) {
        const auto ann = office.staff("ann", {});
        const Limits bins{.services = {"missed-bin", "bulky-waste", "missed-bin"}}, north{.areas = {"E05000001"}};
        for (const auto& limits : {bins, north, bins}) REQUIRE(grant(office, given::Office::chief(), ann, "agent", limits));
        const auto held = office.read([&](db::Tx& tx) -> Result<std::vector<access::Grant>> { return access::grants_of(tx, ann); }).value();
        CHECK(held == std::vector<access::Grant>{{"agent", north}, {"agent", {.services = {"bulky-waste", "missed-bin"}}}});
        CHECK(sees(office, ann).parts().size() == 2);
        REQUIRE(withdraw(office, ann, "agent", bins));
        CHECK(sees(office, ann).key() == "areas:E05000001");
        REQUIRE(withdraw(office, ann, "agent"));
        CHECK(sees(office, ann).key() == "areas:E05000001");
        CHECK(office.facts_of(ann.value) == std::vector<std::string>{"access.StaffAdded", "access.RoleGranted", "access.RoleGranted", "access.RoleWithdrawn"});
    });
}

TEST_CASE("limits that name nothing are refused under their fields") {
    given::in_each_office([](given::Office& office) {
        const auto ann = office.staff("ann", {});
        const auto refused = [&](const Limits& limits) { return grant(office, given::Office::chief(), ann, "agent", limits).error(); };
        CHECK(refused({.team = {99}}).kind == Kind::not_found);
        CHECK(refused({.services = {"a,b"}}).fields.at(0).field == "services");
        CHECK(refused({.areas = {""}}).fields.at(0).field == "areas");
        CHECK(refused({.areas = std::vector<std::string>{"W 1"}}).fields.at(0).field == "areas");
        Limits many;
        for (int i = 0; i <= 30; ++i) many.services.push_back("s" + std::to_string(i));
        CHECK(refused(many).fields.at(0).message == "access.too_many_limits");
        CHECK(grant(office, given::Office::chief(), ann, "emperor").error().fields.at(0).field == "role");
    });
}

TEST_CASE("what concerns the whole house is not given within limits") {
    given::in_each_office([](given::Office& office) {
        const auto ann = office.staff("ann", {});
        REQUIRE(grant(office, given::Office::chief(), ann, "administrator", {.services = {"missed-bin"}}));
        const auto actor = office.actor(ann);
        CHECK(actor.may(Permission::read_case));
        for (const auto permission : {Permission::manage_staff, Permission::manage_tokens, Permission::read_journal, Permission::change_settings})
            CHECK_FALSE(actor.may(permission));
    });
}

TEST_CASE("nobody gives within limits more than they hold within theirs") {
    given::in_each_office([](given::Office& office) {
        const auto streets = office.team("Streets"), lights = office.team("Lights", streets), parks = office.team("Parks");
        const auto mia = manager(office, "team_leader", {.team = streets, .services = {"street-light", "pothole"}});
        const auto ben = office.staff("ben", {});
        CHECK(grant(office, mia, ben, "officer", {.team = lights, .services = {"pothole"}}));
        CHECK(grant(office, mia, ben, "team_leader", {.team = streets, .services = {"street-light"}}));
        for (const auto& limits : {Limits{}, Limits{.team = streets}, Limits{.team = parks, .services = {"pothole"}},
                                   Limits{.team = streets, .services = {"pothole", "missed-bin"}}, Limits{.services = {"pothole"}}}) {
            const auto refused = grant(office, mia, ben, "agent", limits);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().key == "access.more_than_you_hold");
        }
    });
}

TEST_CASE("nobody gives more than they hold by way of a team, a password or an old account") {
    given::in_each_office([](given::Office& office) {
        const auto streets = office.team("Streets"), parks = office.team("Parks");
        const auto mia = manager(office, "officer", {.team = streets});
        const auto olu = office.staff("olu", {"officer"}), ada = office.staff("ada", {"administrator"}), old = office.staff("old", {"administrator"});
        const auto refused = [&](auto verb) { return office.write(verb).error().key == "access.more_than_you_hold"; };
        CHECK(office.write([&](db::Tx& tx) { return access::join_team(tx, mia, olu, streets); }));
        CHECK(refused([&](db::Tx& tx) { return access::join_team(tx, mia, olu, parks); }));
        CHECK(refused([&](db::Tx& tx) { return access::set_password(tx, mia, ada, given::Office::good_hash()); }));
        CHECK(office.write([&](db::Tx& tx) { return access::set_password(tx, mia, olu, given::Office::good_hash()); }));
        REQUIRE(office.write([&](db::Tx& tx) { return access::set_active(tx, given::Office::chief(), old, false); }));
        CHECK(refused([&](db::Tx& tx) { return access::set_active(tx, mia, old, true); }));
    });
}

TEST_CASE("an administrator within limits is not the one who is left") {
    given::in_each_office([](given::Office& office) {
        const auto ada = office.staff("ada", {"administrator"}), bea = office.staff("bea", {});
        REQUIRE(grant(office, given::Office::chief(), bea, "administrator", {.services = {"missed-bin"}}));
        CHECK(withdraw(office, ada, "administrator").error().key == "access.last_manager");
        REQUIRE(grant(office, given::Office::chief(), bea, "administrator"));
        CHECK(withdraw(office, ada, "administrator"));
        CHECK(withdraw(office, bea, "administrator", {.services = {"missed-bin"}}));
        CHECK(withdraw(office, bea, "administrator").error().key == "access.last_manager");
    });
}

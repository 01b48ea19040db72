#include "access/test/given_access.h"

#include <thread>

using access::Permission;
using access::StaffId;

namespace {

template <class F>
auto race(F first, F second) {
    bool one = false, two = false;
    std::jthread a([&] { one = first(); });
    two = second();
    a.join();
    return std::pair(one, two);
}

}  // namespace

TEST_CASE("the first administrator is the first, and only once") {
    given::in_each_office([](given::Office& office) {
        const access::NewStaff ada{.email = "Ada@Example.com", .name = " Ada  Lee ", .password = given::Office::good_hash()};
        const auto add = [&] { return office.write([&](db::Tx& tx) { return access::first_administrator(tx, ada); }); };
        const auto id = add().value();
        CHECK(office.actor(id).may(Permission::manage_staff));
        CHECK(office.actor(id).journal_name() == "staff:" + to_string(id));
        CHECK(add().error().kind == Kind::conflict);
        const auto found = office.read([&](db::Tx& tx) { return access::find_staff(tx, id); }).value();
        CHECK(found.email == "ada@example.com");
        CHECK(found.name == "Ada Lee");
        CHECK(office.facts_of(id.value) == std::vector<std::string>{"access.StaffAdded", "access.RoleGranted"});
    });
}

TEST_CASE("an address can be somebody's account only once, also when two add it at the same time") {
    given::in_each_office([](given::Office& office) {
        const auto add = [&] {
            const access::NewStaff asked{.email = "ann@example.com", .name = "Ann"};
            return office.write([&](db::Tx& tx) { return access::add_staff(tx, given::Office::chief(), asked); }).has_value();
        };
        const auto [one, two] = race<std::function<bool()>>(add, add);
        CHECK(one != two);
    });
}

TEST_CASE("accounts with a wrong address, name or role are refused, saying which field") {
    given::in_each_office([](given::Office& office) {
        const auto add = [&](access::NewStaff asked) {
            return office.write([&](db::Tx& tx) { return access::add_staff(tx, given::Office::chief(), asked); }).error();
        };
        CHECK(add({.email = "ann", .name = "Ann"}).fields.at(0).field == "email");
        CHECK(add({.email = "ann@example.com", .name = "\n"}).fields.at(0).field == "name");
        CHECK(add({.email = "ann@example.com", .name = std::string(200, 'x')}).fields.at(0).field == "name");
        CHECK(add({.email = "ann@example.com", .name = "Ann", .roles = {"emperor"}}).fields.at(0).field == "role");
        CHECK(add({.email = "ann@example.com", .name = "Ann", .teams = {{77}}}).kind == Kind::not_found);
        CHECK(office.read([](db::Tx& tx) -> Result<std::size_t> { return access::all_staff(tx).size(); }).value() == 0);
    });
}

TEST_CASE("nobody gives more than they hold") {
    given::in_each_office([](given::Office& office) {
        auto manager = office.actor(office.staff("mia", {"agent"}));
        manager.give(Permission::manage_staff, access::Scope::everything());
        manager.give(Permission::manage_tokens, access::Scope::everything());
        const auto other = office.staff("ben", {});
        const auto grant = [&](std::string_view role) {
            return office.write([&](db::Tx& tx) { return access::grant_role(tx, manager, other, role); });
        };
        CHECK(grant("agent"));
        CHECK(grant("administrator").error().key == "access.more_than_you_hold");
        CHECK_FALSE(office.write([&](db::Tx& tx) { return access::create_token(tx, manager, "administrator", "x", office.random); }));
        const auto agent = office.actor(other);
        CHECK(office.write([&](db::Tx& tx) { return access::grant_role(tx, agent, other, "agent"); }).error().kind == Kind::not_allowed);
    });
}

TEST_CASE("somebody who can manage staff is always left, also when two step down at once") {
    given::in_each_office([](given::Office& office) {
        const auto ada = office.staff("ada", {"administrator"}), bea = office.staff("bea", {"administrator"});
        const auto strip = [&](StaffId id) {
            return office.write([&](db::Tx& tx) { return access::withdraw_role(tx, given::Office::chief(), id, "administrator"); }).has_value();
        };
        const auto close = [&](StaffId id) {
            return office.write([&](db::Tx& tx) { return access::set_active(tx, given::Office::chief(), id, false); }).has_value();
        };
        const auto [one, two] = race<std::function<bool()>>([&] { return strip(ada); }, [&] { return close(bea); });
        CHECK(one != two);
    });
}

TEST_CASE("a right withdrawn between page and post counts") {
    given::in_each_office([](given::Office& office) {
        const auto id = office.staff("ann", {"agent"});
        const auto ann = office.actor(id);
        const auto confirm = [&] { return office.write([&](db::Tx& tx) { return access::confirm(tx, ann); }); };
        CHECK(confirm());
        office.staff("ben", {"officer"});  // somebody else's rights
        CHECK(confirm());
        REQUIRE(office.write([&](db::Tx& tx) { return access::withdraw_role(tx, given::Office::chief(), id, "agent"); }));
        CHECK(confirm().error().key == "access.rights_changed");
    });
}

TEST_CASE("a list fetches the names behind its ids at once") {
    given::in_each_office([](given::Office& office) {
        const std::vector<StaffId> ids{office.staff("ann"), office.staff("ben"), office.staff("cy"), {99}, {0}};
        const auto names = [&](std::span<const StaffId> wanted) {
            return office.read([&](db::Tx& tx) -> Result<std::map<StaffId, std::string>> { return access::staff_names(tx, wanted); }).value();
        };
        CHECK(names(ids) == std::map<StaffId, std::string>{{ids[0], "ann"}, {ids[1], "ben"}, {ids[2], "cy"}});
        CHECK(names({}).empty());
    });
}

TEST_CASE("history names who did something") {
    given::in_each_office([](given::Office& office) {
        const auto ann = office.staff("ann");
        const auto name = [&](std::string_view who) {
            return office.read([&](db::Tx& tx) -> Result<std::string> { return access::name_of_actor(tx, who); }).value();
        };
        CHECK(name("staff:" + to_string(ann)) == "ann");
        CHECK(name("staff:0") == "staff:0");
        CHECK(name("system:mail") == "system:mail");
        CHECK(name("public") == "public");
    });
}

TEST_CASE("a team's name is taken once, and its parent must exist") {
    given::in_each_office([](given::Office& office) {
        const auto streets = office.team(" Streets\n");
        const auto add = [&](std::string_view name, access::TeamId parent) {
            return office.write([&](db::Tx& tx) { return access::add_team(tx, given::Office::chief(), name, parent); });
        };
        CHECK(add("Streets", {}).error().kind == Kind::conflict);
        CHECK(add("Lights", {99}).error().kind == Kind::not_found);
        CHECK(add(" ", {}).error().kind == Kind::invalid);
        CHECK(add("Lights", streets));
        CHECK(office.read([](db::Tx& tx) -> Result<std::size_t> { return access::all_teams(tx).size(); }).value() == 2);
    });
}

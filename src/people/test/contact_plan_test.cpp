#include "people/contact_plan.h"

#include "access/test/given_access.h"
#include "people/contact_details.h"

using namespace std::chrono_literals;
using given::Office;

namespace {

const people::Contact rosa{.name = "Rosa Green", .email = "rosa@example.com", .phone = "+447700900123"};

people::PersonId record(Office& office, const people::Contact& contact) {
    return office.write([&](db::Tx& tx) -> Result<people::PersonId> { return people::record(tx, contact); }).value();
}
struct Leader {
    access::TeamId team;
    access::StaffId id;
    access::Actor actor;
    explicit Leader(Office& office) : team(office.team("Streets")), id(office.staff("lee", {"team_leader"}, {team})), actor(office.actor(id)) {}
};
people::NewPlan plan_for_rosa(Office& office, const Leader& leader) {
    return {.person = record(office, rosa), .reason = "many_contacts", .words = "One named officer, on Tuesdays", .owner = leader.id, .review_at = office.clock.now() + 24h * 90};
}
auto set(Office& office, const access::Actor& who, const people::NewPlan& plan) {
    return office.write([&](db::Tx& tx) { return people::set_plan(tx, who, plan); });
}
std::optional<people::Plan> found(Office& office, const access::Actor& who, const people::Contact& contact) {
    return office.read([&](db::Tx& tx) -> Result<std::optional<people::Plan>> { return people::plan_for(tx, who, contact); }).value();
}

}  // namespace

TEST_CASE("a plan is found for whoever gives the same address or number, and for nobody by a name alone") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        const auto agent = office.actor(office.staff("ann"));
        REQUIRE(set(office, leader.actor, plan_for_rosa(office, leader)));
        record(office, {.name = "R. Green", .email = "ROSA@example.com"});
        CHECK(found(office, agent, {.name = "x", .email = "Rosa@Example.com"})->words == "One named officer, on Tuesdays");
        CHECK(found(office, agent, {.name = {}, .email = {}, .phone = "07700 900 123"}).has_value());
        for (int i = 0; i < 101; ++i) record(office, rosa);  // who writes very often has many records
        CHECK(found(office, agent, {.name = {}, .email = "rosa@example.com"}).has_value());
        CHECK_FALSE(found(office, agent, {.name = "Rosa Green"}).has_value());
        CHECK_FALSE(found(office, agent, {.name = "Rosa Green", .email = "other@example.com"}).has_value());
    });
}

TEST_CASE("only who leads a team sets a plan, and who may not see plans finds none") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        const auto agent = office.actor(office.staff("ann"));
        const auto plan = plan_for_rosa(office, leader);
        CHECK(set(office, agent, plan).error().kind == Kind::not_allowed);
        const auto id = set(office, leader.actor, plan).value();
        CHECK_FALSE(found(office, access::Actor::visitor(), rosa).has_value());
        CHECK(office.write([&](db::Tx& tx) { return people::end_plan(tx, agent, id); }).error().kind == Kind::not_allowed);
        CHECK(office.read([&](db::Tx& tx) { return people::all_plans(tx, access::Actor::visitor()); }).error().kind == Kind::not_allowed);
    });
}

TEST_CASE("a plan wants its review on its day, and ends by itself four weeks later") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        REQUIRE(set(office, leader.actor, plan_for_rosa(office, leader)));
        CHECK_FALSE(found(office, leader.actor, rosa)->wants_review(office.clock.now()));
        office.clock.advance(24h * 91);
        CHECK(found(office, leader.actor, rosa)->wants_review(office.clock.now()));
        office.clock.advance(24h * 28);
        CHECK_FALSE(found(office, leader.actor, rosa).has_value());
    });
}

TEST_CASE("a changed plan takes the place of the one before, which stays on record; one that was ended holds no more") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        auto plan = plan_for_rosa(office, leader);
        REQUIRE(set(office, leader.actor, plan));
        plan.words = "By letter only";
        const auto second = set(office, leader.actor, plan).value();
        CHECK(found(office, leader.actor, rosa)->words == "By letter only");
        const auto all = office.read([&](db::Tx& tx) { return people::all_plans(tx, leader.actor); }).value();
        REQUIRE(all.size() == 2);
        CHECK(all[0].id == second);
        CHECK_FALSE(all[1].holds(office.clock.now()));
        REQUIRE(office.write([&](db::Tx& tx) { return people::end_plan(tx, leader.actor, second); }));
        CHECK_FALSE(found(office, leader.actor, rosa).has_value());
        const auto facts = office.facts_of(plan.person.value);
        CHECK(std::ranges::count(facts, "people.PlanSet") == 2);
        CHECK(std::ranges::count(facts, "people.PlanEnded") == 1);
    });
}

TEST_CASE("a plan without a reason, words, somebody who answers for it and a day of review is refused, and one for nobody who could be known again") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        auto plan = plan_for_rosa(office, leader);
        const auto wrong = set(office, leader.actor, {.person = plan.person, .reason = "x", .words = " ", .owner = {}, .review_at = office.clock.now()});
        CHECK(wrong.error().fields.size() == 4);
        plan.words = std::string(1001, 'x');
        CHECK(set(office, leader.actor, plan).error().fields.at(0).field == "words");
        plan = plan_for_rosa(office, leader);
        plan.person = record(office, {.name = "Nobody"});
        CHECK(set(office, leader.actor, plan).error().key == "people.plan_unknowable");
    });
}

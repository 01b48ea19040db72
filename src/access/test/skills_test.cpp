#include "access/test/given_access.h"

using access::Permission;
using access::Validity;

namespace {

struct Yard : given::Office {
    access::TeamId streets = team("Streets"), parks = team("Parks");
    access::StaffId ann = staff("ann", {"officer"}, {streets}), bea = staff("bea", {"officer"}, {parks});
    access::Actor leader = actor(staff("lee", {"team_leader"}, {streets}));

    explicit Yard(db::Engine engine) : Office(engine) {
        const std::vector<access::Skill> skills{{"chainsaw", "Chainsaw", "Felling up to 38 cm."}, {"driving-hgv", "Driving a lorry", ""}};
        CHECK(write([&](db::Tx& tx) -> Result<void> { return access::keep_skills(tx, skills), Result<void>{}; }));
    }
    Result<void> grant(const access::Actor& who, access::StaffId whom, std::string_view skill, Validity validity = Validity::for_good) {
        return write([&](db::Tx& tx) { return access::grant_skill(tx, who, whom, skill, validity); });
    }
    Result<void> withdraw(const access::Actor& who, access::StaffId whom, std::string_view skill) {
        return write([&](db::Tx& tx) { return access::withdraw_skill(tx, who, whom, skill); });
    }
    bool holds(access::StaffId whom, std::string_view skill) {
        return read([&](db::Tx& tx) -> Result<bool> { return access::holds_skill(tx, whom, skill); }).value();
    }
    bool is_held(access::TeamId team, std::string_view skill) {
        return read([&](db::Tx& tx) -> Result<bool> { return access::is_held_in_team(tx, team, skill); }).value();
    }
};

void in_each_yard(const std::function<void(Yard&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Yard yard(engine);
        test(yard);
    }
}

}  // namespace

TEST_CASE("a leader says who of their teams holds a skill, and takes it away again; both are on record") {
    in_each_yard([](Yard& yard) {
        CHECK(yard.holds(yard.ann, ""));  // what wants none is for everybody
        CHECK_FALSE(yard.holds(yard.ann, "chainsaw"));
        CHECK(yard.grant(yard.leader, yard.ann, "chainsaw"));
        CHECK(yard.holds(yard.ann, "chainsaw"));
        CHECK_FALSE(yard.holds(yard.ann, "driving-hgv"));
        CHECK(yard.is_held(yard.streets, "chainsaw"));
        CHECK_FALSE(yard.is_held(yard.parks, "chainsaw"));
        CHECK(yard.withdraw(yard.leader, yard.ann, "chainsaw"));
        CHECK(yard.withdraw(yard.leader, yard.ann, "chainsaw"));  // content
        CHECK_FALSE(yard.holds(yard.ann, "chainsaw"));
        const auto facts = yard.facts_of(yard.ann.value);
        CHECK(std::ranges::count(facts, "access.SkillGranted") == 1);
        CHECK(std::ranges::count(facts, "access.SkillWithdrawn") == 1);
    });
}

TEST_CASE("of others' people, unknown people and closed accounts nobody can say it, nor what the list does not have") {
    in_each_yard([](Yard& yard) {
        CHECK(yard.grant(yard.leader, yard.bea, "chainsaw").error().fields.at(0).field == "staff");
        CHECK(yard.withdraw(yard.leader, yard.bea, "chainsaw").error().fields.at(0).field == "staff");
        CHECK(yard.grant(yard.leader, {999}, "chainsaw").error().fields.at(0).field == "staff");
        CHECK(yard.grant(yard.leader, yard.ann, "juggling").error().fields.at(0).field == "skill");
        CHECK(yard.grant(yard.actor(yard.ann), yard.ann, "chainsaw").error().kind == Kind::not_allowed);
        CHECK(yard.write([&](db::Tx& tx) { return access::set_active(tx, given::Office::chief(), yard.ann, false); }));
        CHECK(yard.grant(yard.leader, yard.ann, "chainsaw").error().fields.at(0).field == "staff");
        const auto whom = [&](const access::Actor& who) {
            std::string names;
            const auto people = yard.read([&](db::Tx& tx) -> Result<std::vector<access::Staff>> { return access::whose_skills_may_say(tx, who); }).value();
            for (const auto& each : people) names += each.name + ' ';
            return names;
        };
        CHECK(whom(yard.leader) == "lee ");
        CHECK(whom(given::Office::chief()) == "bea lee ");
        CHECK(whom(yard.actor(yard.bea)).empty());
    });
}

TEST_CASE("what ran out is not held, and stays on the list until it is given anew") {
    in_each_yard([](Yard& yard) {
        CHECK(yard.grant(yard.leader, yard.ann, "chainsaw", Validity::half_a_year));
        const auto held = [&] { return yard.read([&](db::Tx& tx) -> Result<std::vector<access::HeldSkill>> { return access::skills_of(tx, yard.ann); }).value(); };
        REQUIRE(held().size() == 1);
        CHECK(held().front().given_by == yard.leader.staff());
        const auto until = held().front().until.value();
        yard.clock.advance(until - yard.clock.now() - std::chrono::microseconds(1));
        CHECK(yard.holds(yard.ann, "chainsaw"));
        yard.clock.advance(std::chrono::microseconds(1));
        CHECK_FALSE(yard.holds(yard.ann, "chainsaw"));
        CHECK_FALSE(yard.is_held(yard.streets, "chainsaw"));
        CHECK(held().size() == 1);
        CHECK_FALSE(held().front().holds_at(yard.clock.now()));
        CHECK(yard.grant(yard.leader, yard.ann, "chainsaw", Validity::a_year));
        CHECK(yard.holds(yard.ann, "chainsaw"));
        CHECK(held().size() == 1);
    });
}

TEST_CASE("a list that is read again renames what it has and forgets nothing") {
    in_each_yard([](Yard& yard) {
        CHECK(yard.grant(yard.leader, yard.ann, "chainsaw"));
        const std::vector<access::Skill> renamed{{"chainsaw", "Chainsaw and pole saw", ""}};
        CHECK(yard.write([&](db::Tx& tx) -> Result<void> {
            access::keep_skills(tx, renamed);
            access::know_skill(tx, "chainsaw");
            access::know_skill(tx, "ladders");
            return {};
        }));
        std::string names;
        const auto all = yard.read([](db::Tx& tx) -> Result<std::vector<access::Skill>> { return access::all_skills(tx); }).value();
        for (const auto& skill : all) names += skill.name + ", ";
        CHECK(names == "Chainsaw and pole saw, Driving a lorry, ladders, ");
        CHECK(yard.holds(yard.ann, "chainsaw"));
    });
}

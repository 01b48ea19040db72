// A task that wants a skill is for those who hold it; others of its team see it, and no more.

#include "casework/test/given_tasks.h"

using given::Desks;

namespace {

std::int64_t count_offered(Desks& desks, const access::Actor& who) {
    const auto offered = desks.work.office.read([&](db::Tx& tx) -> Result<std::vector<casework::Task>> { return casework::list(tx, who, {.whose = casework::Whose::offered}); }).value();
    const auto counts = desks.work.office.read([&](db::Tx& tx) -> Result<casework::Counts> { return casework::count(tx, who); }).value();
    CHECK(counts.offered == std::ssize(offered));
    return counts.offered;
}

std::int64_t count_seen(Desks& desks, const access::Actor& who) {
    return desks.work.office.read([&](db::Tx& tx) -> Result<casework::Counts> { return casework::count(tx, who); }).value().my_teams;
}

std::vector<casework::Task> stops(Desks& desks, const access::Actor& who, access::TeamId team) {
    const auto now = desks.work.office.clock.now();
    return desks.work.office
        .read([&](db::Tx& tx) -> Result<casework::Round> {
            return casework::round_of(tx, who, {.team = team, .day_begins = now, .day_ends = now + std::chrono::hours(24), .with_later = true});
        })
        .value()
        .open;
}

}  // namespace

TEST_CASE("a task that wants a skill is offered to those who hold it; the rest of the team sees it and cannot take, finish or be given it") {
    given::at_each_desk([](Desks& desks) {
        const auto enid = desks.enforcer(), novice = desks.member("nia", desks.enforcement), leader = desks.leader(desks.enforcement);
        const auto id = desks.report_tipping(given::sofa_and_witness);
        const auto task = desks.first(id);
        REQUIRE(task.skill == given::evidence_skill);
        CHECK(count_offered(desks, enid) == 1);
        CHECK(count_offered(desks, novice) == 0);
        CHECK(count_seen(desks, novice) == 1);
        CHECK(desks.take(novice, task).error().key == "casework.skill_wanted");
        CHECK(desks.work.office.write([&](db::Tx& tx) -> Result<std::int64_t> { return casework::take_tasks(tx, novice, std::array{task.id}); }).value() == 0);
        CHECK(desks.finish(novice, task, {{"found", "yes"}}).error().key == "casework.skill_wanted");
        CHECK(desks.give(leader, task, {}, novice.staff()).error().fields.at(0).field == "owner");
        const auto owners = desks.work.office.read([&](db::Tx& tx) -> Result<std::vector<access::Staff>> { return casework::possible_owners(tx, task); }).value();
        REQUIRE(owners.size() == 1);
        CHECK(owners.front().id == enid.staff());
        CHECK(desks.give(leader, task, {}, enid.staff()).value().owner == enid.staff());
        CHECK(desks.finish(enid, id, {{"found", "yes"}}).has_value());
    });
}

TEST_CASE("the day in the field offers nobody's task only to who holds the skill") {
    given::at_each_desk([](Desks& desks) {
        const auto enid = desks.enforcer(), novice = desks.member("nia", desks.enforcement);
        const auto task = desks.first(desks.report_tipping(given::sofa_and_witness));
        CHECK(stops(desks, enid, desks.enforcement).size() == 1);
        CHECK(stops(desks, novice, desks.enforcement).empty());
        desks.grant(novice.staff());
        CHECK(stops(desks, novice, desks.enforcement).size() == 1);
        REQUIRE(desks.take(novice, task).has_value());
        desks.withdraw(novice.staff());
        CHECK(stops(desks, novice, desks.enforcement).size() == 1);  // one's own stays in sight, to be given back
        CHECK(desks.finish(novice, desks.again(task), {{"found", "yes"}}).error().key == "casework.skill_wanted");
        CHECK(desks.give_back(novice, desks.again(task)).has_value());
    });
}

TEST_CASE("a stand-in without the skill is passed over: it goes to the team") {
    given::at_each_desk([](Desks& desks) {
        const auto enid = desks.enforcer(), novice = desks.member("nia", desks.enforcement), leader = desks.leader(desks.enforcement);
        REQUIRE(desks.away(enid, enid.staff(), Duration{0}, std::chrono::hours(72), novice.staff()).has_value());
        CHECK_FALSE(desks.give(leader, desks.take(desks.enforcer("eve"), desks.first(desks.report_tipping(given::sofa_and_witness))).value(), {}, enid.staff()).value().owner);
        desks.grant(novice.staff());
        CHECK(desks.give(leader, desks.take(desks.enforcer("eve"), desks.first(desks.report_tipping(given::sofa_and_witness))).value(), {}, enid.staff()).value().owner == novice.staff());
    });
}

TEST_CASE("a skill that ran out is not held, and the board says what nobody in the team can do") {
    given::at_each_desk([](Desks& desks) {
        const auto novice = desks.member("nia", desks.enforcement), leader = desks.leader(desks.enforcement);
        desks.report_tipping(given::sofa_and_witness);
        CHECK(desks.board(leader).unskilled == 1);
        desks.grant(novice.staff(), access::Validity::half_a_year);
        CHECK(desks.board(leader).unskilled == 0);
        CHECK(count_offered(desks, novice) == 1);
        desks.pass(std::chrono::hours(24 * 200));
        CHECK(count_offered(desks, novice) == 0);
        CHECK(desks.board(leader).unskilled == 1);
        const auto waiting = desks.work.office.read([&](db::Tx& tx) -> Result<std::map<std::string, std::int64_t>> { return casework::waiting_by_skill(tx, leader); }).value();
        CHECK(waiting.at(std::string(given::evidence_skill)) == 1);
        CHECK(desks.work.office.read([&](db::Tx& tx) -> Result<std::map<std::string, std::int64_t>> { return casework::waiting_by_skill(tx, desks.crewman()); }).value().empty());
    });
}

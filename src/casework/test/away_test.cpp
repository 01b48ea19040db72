#include "casework/test/given_tasks.h"

#include <doctest/doctest.h>

using given::Desks;

namespace {

constexpr auto day = std::chrono::hours(24);

}  // namespace

TEST_CASE("while somebody is away, what would be theirs goes to their stand-in; afterwards it is theirs again, and what came is listed") {
    given::at_each_desk([](Desks& desks) {
        const auto cal = desks.crewman(), cora = desks.member("cora", desks.crew);
        const auto away = desks.away(cal, cal.staff(), Duration{0}, 3 * day, cora.staff());
        REQUIRE(away.has_value());
        const auto one = desks.first(desks.report_tipping(given::sofa));
        CHECK(desks.give(cora, one, {}, cal.staff()).value().owner == cora.staff());
        CHECK(desks.instead_of(one) == cal.staff());
        CHECK(desks.came_meanwhile(cal, *away).size() == 1);
        const auto carys = desks.member("carys", desks.crew);  // who takes it over does it for him all the same
        const auto seen = desks.again(one).changes;
        REQUIRE(desks.work.office.write([&](db::Tx& tx) { return casework::take_task(tx, carys, one.id, seen); }).has_value());
        CHECK(desks.instead_of(one) == cal.staff());
        CHECK(desks.came_meanwhile(cal, *away).size() == 1);
        desks.run_jobs();
        CHECK(desks.facts_of("casework.AwayEnded") == 0);
        desks.pass(4 * day);
        desks.run_jobs();
        CHECK(desks.facts_of("casework.AwayEnded") == 1);
        const auto two = desks.first(desks.report_tipping(given::sofa));
        CHECK(desks.give(cora, two, {}, cal.staff()).value().owner == cal.staff());
        CHECK_FALSE(desks.instead_of(two));
        const auto last = desks.work.office.read([&](db::Tx& tx) -> Result<std::optional<casework::Away>> { return casework::last_away(tx, cal.staff()); }).value();
        REQUIRE(last.has_value());
        CHECK(desks.came_meanwhile(cal, *last).front().id == one.id);
        CHECK(desks.came_meanwhile(desks.enforcer(), *last).empty());  // not theirs to see
    });
}

TEST_CASE("where nobody stands in, or the stand-in is away too, it goes to the team") {
    given::at_each_desk([](Desks& desks) {
        const auto cal = desks.crewman(), cora = desks.member("cora", desks.crew);
        REQUIRE(desks.away(cal, cal.staff(), Duration{0}, 3 * day).has_value());
        REQUIRE(desks.away(cora, cora.staff(), Duration{0}, 2 * day, cal.staff()).has_value());
        const auto one = desks.first(desks.report_tipping(given::sofa)), two = desks.first(desks.report_tipping(given::sofa));
        CHECK_FALSE(desks.give(cora, desks.take(cora, one).value(), {}, cal.staff()).value().owner);
        CHECK(desks.instead_of(one) == cal.staff());
        CHECK_FALSE(desks.give(cal, desks.take(cal, two).value(), {}, cora.staff()).value().owner);
    });
}

TEST_CASE("a return visit goes to the stand-in of whoever cleared it") {
    given::at_each_desk([](Desks& desks) {
        const auto id = desks.report_tipping(given::sofa);
        const auto cal = desks.crewman(), cora = desks.member("cora", desks.crew);
        REQUIRE(desks.finish(cal, id, {{"result", "cleared"}}).has_value());
        REQUIRE(desks.away(cal, cal.staff(), Duration{0}, 3 * day, cora.staff()).has_value());
        const auto reference = desks.work.office.read([&](db::Tx& tx) -> Result<Reference> { return cases::requests_of(tx, id).front().reference; }).value();
        REQUIRE(desks.work.as_resident([&](db::Tx& tx) { return cases::object(tx, reference, "The mattress is still there."); }).has_value());
        CHECK(desks.stands_at(id) == "return_visit");
        CHECK(desks.first(id).owner == cora.staff());
    });
}

TEST_CASE("who stands in for the first pair of eyes is not the second, and nobody approves for who decided") {
    given::at_each_desk([](Desks& desks) {
        const auto enid = desks.enforcer(), errol = desks.enforcer("errol"), eve = desks.enforcer("eve");
        const auto one = desks.waiting_for_approval(), two = desks.waiting_for_approval();
        REQUIRE(desks.away(enid, enid.staff(), Duration{0}, 3 * day, errol.staff()).has_value());
        CHECK(desks.finish(errol, one, {{"agreed", "yes"}}).error().key == "casework.four_eyes");
        CHECK(desks.finish(eve, one, {{"agreed", "yes"}}).has_value());
        // Errol's own stand-in would be enid: what is to be approved goes to the team.
        desks.pass(4 * day);
        REQUIRE(desks.away(errol, errol.staff(), Duration{0}, 3 * day, enid.staff()).has_value());
        CHECK_FALSE(desks.give(eve, desks.take(eve, desks.first(two)).value(), {}, errol.staff()).value().owner);
        CHECK(desks.finish(enid, two, {{"agreed", "yes"}}).error().key == "casework.four_eyes");
        CHECK(desks.finish(eve, two, {{"agreed", "yes"}}).has_value());
    });
}

TEST_CASE("what a stand-in decided is not approved by whom they stand in for") {
    given::at_each_desk([](Desks& desks) {
        const auto enid = desks.enforcer(), errol = desks.enforcer("errol"), eve = desks.enforcer("eve");
        const auto id = desks.report_tipping(given::sofa_and_witness);
        REQUIRE(desks.finish(enid, id, {{"found", "yes"}}).has_value());
        REQUIRE(desks.finish(desks.crewman(), id, {{"result", "cleared"}}).has_value());
        REQUIRE(desks.away(enid, enid.staff(), Duration{0}, 3 * day, errol.staff()).has_value());
        REQUIRE(desks.give(eve, desks.first(id), {}, enid.staff()).value().owner == errol.staff());
        REQUIRE(desks.finish(errol, desks.first(id), {{"what", "warning"}, {"why", "It was little."}}).has_value());
        REQUIRE(desks.stands_at(id) == "approve");
        desks.pass(4 * day);
        CHECK(desks.finish(enid, id, {{"agreed", "yes"}}).error().key == "casework.four_eyes");
        CHECK(desks.finish(errol, id, {{"agreed", "yes"}}).error().key == "casework.four_eyes");
        CHECK(desks.finish(eve, id, {{"agreed", "yes"}}).has_value());
    });
}

TEST_CASE("one says it for oneself, a leader for their team; wrong times and strangers as stand-ins are refused under their fields") {
    given::at_each_desk([](Desks& desks) {
        const auto cal = desks.crewman(), cora = desks.member("cora", desks.crew), enid = desks.enforcer();
        const auto lena = desks.leader(desks.crew);
        const auto field = [](const Result<casework::Away>& said) { return said ? std::string("said") : said.error().fields.empty() ? said.error().key : said.error().fields.front().field; };
        CHECK(field(desks.away(cal, cal.staff(), 2 * day, day)) == "until");
        CHECK(field(desks.away(cal, cal.staff(), -2 * day, -day)) == "until");
        CHECK(field(desks.away(cal, cal.staff(), Duration{0}, 400 * day)) == "until");
        CHECK(field(desks.away(cal, cal.staff(), Duration{0}, day, enid.staff())) == "stand_in");
        CHECK(field(desks.away(cal, cal.staff(), Duration{0}, day, cal.staff())) == "stand_in");
        CHECK(field(desks.away(enid, cal.staff(), Duration{0}, day)) == "casework.not_yours_to_send_away");
        const auto said = desks.away(lena, cal.staff(), day, 3 * day, cora.staff());
        CHECK(field(said) == "said");
        CHECK(field(desks.away(cal, cal.staff(), 2 * day, 5 * day)) == "from");
        const auto end = [&](const access::Actor& who) { return desks.work.office.write([&](db::Tx& tx) { return casework::end_away(tx, who, said->id); }); };
        CHECK(end(enid).error().kind == Kind::not_allowed);
        CHECK(end(cal).has_value());
        CHECK(end(cal).has_value());
        CHECK(desks.facts_of("casework.AwayEnded") == 1);
        CHECK(field(desks.away(cal, cal.staff(), 2 * day, 5 * day)) == "said");
    });
}

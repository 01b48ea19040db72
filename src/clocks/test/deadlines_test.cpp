// What is announced when its moment has come, once, and who is written to.

#include "clocks/deadlines.h"
#include "clocks/test/given_clocks.h"

using namespace std::chrono_literals;
using given::Clockwork;
using given::in_each_clockwork;

namespace {

constexpr const char *warned = "clocks.StandardWarned", *missed = "clocks.StandardMissed", *escalated = "clocks.CaseEscalated";

}  // namespace

TEST_CASE("who leads the team is warned before a clock runs out, told when it did, and asked for again up the ladder") {
    in_each_clockwork([](Clockwork& at_work) {
        const auto id = at_work.work.open().case_id;  // missed bin: looked at within 4 hours, done in 2 days
        at_work.live();
        CHECK(at_work.letters_to_staff() == 0);
        at_work.live_at("2026-11-23T14:01:00Z");
        CHECK(at_work.facts(id, missed) == 1);  // nobody looked at it
        CHECK(at_work.letters_to_staff() == 1);
        at_work.live_at("2026-11-25T13:00:01Z");
        CHECK(at_work.facts(id, warned) == 1);
        CHECK(at_work.letters_to_staff() == 2);
        at_work.live_at("2026-11-26T00:00:30Z");
        CHECK(at_work.facts(id, missed) == 2);
        CHECK(at_work.facts(id, escalated) == 1);  // at once to the team leader
        CHECK(at_work.letters_to_staff() == 3);    // both in one letter
        at_work.live_at("2026-12-10T00:00:00Z");
        CHECK(at_work.facts(id, escalated) == 2);
        for (int i = 0; i < 3; ++i) {
            at_work.work.office.clock.advance(24h);
            at_work.live();
        }
        CHECK(at_work.facts(id, warned) == 1);
        CHECK(at_work.facts(id, missed) == 2);
        CHECK(at_work.facts(id, escalated) == 2);
    });
}

TEST_CASE("whoever has the case is warned instead, and a case that was closed in time troubles nobody") {
    in_each_clockwork([](Clockwork& at_work) {
        const auto id = at_work.work.open().case_id;
        REQUIRE(at_work.work.office.write([&](db::Tx& tx) { return cases::take_case(tx, at_work.olu, id, 1); }));
        at_work.live_at("2026-11-25T13:00:01Z");
        CHECK(at_work.facts(id, warned) == 1);
        CHECK(at_work.facts(id, missed) == 0);
        REQUIRE(at_work.work.close(at_work.olu, id, 2));
        at_work.live_at("2026-12-10T00:00:00Z");
        CHECK(at_work.facts(id, missed) == 0);
        CHECK(at_work.letters_to_staff() == 1);
    });
}

TEST_CASE("a promise that moved is warned of anew, and one that was missed can be missed again") {
    in_each_clockwork([](Clockwork& at_work) {
        const auto id = at_work.work.open("", {.name = "Rosa", .email = "rosa@example.com"}).case_id;
        at_work.live_at("2026-11-26T09:00:00Z");
        CHECK(at_work.facts(id, missed) == 2);
        REQUIRE(at_work.work.office.write([&](db::Tx& tx) {
            return cases::promise_later(tx, at_work.olu, id, 1, base::parse_iso("2026-12-02T23:59:59Z").value(), "The lorry broke down.");
        }));
        at_work.live_at("2026-12-02T16:00:00Z");
        CHECK(at_work.facts(id, warned) == 1);
        at_work.live_at("2026-12-03T16:00:00Z");
        CHECK(at_work.facts(id, missed) == 3);
    });
}

TEST_CASE("what is due rings once, whether a transaction is tried again or a fact is heard twice") {
    in_each_clockwork([](Clockwork& at_work) {
        std::vector<cases::CaseId> ids;
        for (int i = 0; i < 5; ++i) ids.push_back(at_work.work.open().case_id);
        at_work.live();
        at_work.to("2026-11-26T09:00:00Z");
        // A node that was killed in the middle leaves nothing behind: the transaction is not kept.
        CHECK_FALSE(at_work.work.office.write([](db::Tx& tx) -> Result<bool> {
            TRY(clocks::ring(tx, 100));
            return refuse(Kind::unavailable, "test.killed");
        }));
        const auto ring = [&] { return at_work.work.office.write([](db::Tx& tx) { return clocks::ring(tx, 2); }).value(); };
        int rounds = 0;
        while (ring() == 2) REQUIRE(++rounds < 50);
        for (const auto id : ids) {
            CHECK(at_work.facts(id, missed) == 2);
            REQUIRE(at_work.work.office.write([&](db::Tx& tx) -> Result<bool> {
                TRY(clocks::set_deadlines(tx, id));
                TRY(clocks::set_deadlines(tx, id));
                return true;
            }));
        }
        at_work.live();
        for (const auto id : ids) CHECK(at_work.facts(id, missed) == 2);
        CHECK(ring() == 0);
    });
}

TEST_CASE("hours that a team gets of its own move when its clocks ring, and no promise") {
    in_each_clockwork([](Clockwork& at_work) {
        const auto opened = at_work.work.open();
        at_work.live();
        REQUIRE(at_work.work.office.write([&](db::Tx& tx) -> Result<bool> {
            TRY(places::set_team_hours(tx, given::Office::chief(), at_work.work.waste, {.hours = places::read_week("mon tue wed thu fri 08:00-11:00").value()}));
            return true;
        }));
        at_work.live_at("2026-11-23T14:01:00Z");
        CHECK(at_work.facts(opened.case_id, missed) == 0);  // an hour on Monday, three on Tuesday
        at_work.live_at("2026-11-24T11:01:00Z");
        CHECK(at_work.facts(opened.case_id, missed) == 1);
        CHECK(at_work.find(opened.case_id).due_at == opened.due_at);
    });
}

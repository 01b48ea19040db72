// A case stands still and goes on: who may, what the promise does, what the resident is told.

#include "clocks/test/given_clocks.h"

#include "cases/cases.h"

using namespace std::chrono_literals;
using given::Clockwork;
using given::in_each_clockwork;

namespace {

const people::Contact rosa{.name = "Rosa Green", .email = "rosa@example.com"};
Instant instant(const char* text) { return base::parse_iso(text).value(); }

}  // namespace

TEST_CASE("a case stands still for a reason of its service, and then its promise moves by the working time it took") {
    in_each_clockwork([](Clockwork& at_work) {
        const auto opened = at_work.work.open("", rosa);
        CHECK(opened.due_at == instant("2026-11-25T23:59:59Z"));
        at_work.to("2026-11-23T12:00:00Z");
        CHECK(at_work.pause(opened.case_id, "holiday").error().fields.at(0).field == "reason");
        REQUIRE(at_work.pause(opened.case_id, "resident", "Which bin?"));
        CHECK(at_work.pause(opened.case_id).error().key == "clocks.paused_already");
        const auto standing = at_work.standing(opened.case_id);
        REQUIRE(standing.present());
        CHECK(standing.waits_for_resident());
        CHECK(standing.present()->words == "Which bin?");
        CHECK(at_work.find(opened.case_id).due_at == opened.due_at);  // nothing moves before it goes on
        at_work.to("2026-11-24T12:00:00Z");
        REQUIRE(at_work.resume(opened.case_id));
        CHECK(at_work.resume(opened.case_id).error().key == "clocks.not_paused");
        CHECK(at_work.find(opened.case_id).due_at == instant("2026-11-26T23:59:59Z"));
        const auto after = at_work.standing(opened.case_id);
        CHECK_FALSE(after.present());
        CHECK(after.clocks.resolve.deadline == instant("2026-11-26T23:59:59Z"));
        CHECK(after.clocks.resolve.first == opened.due_at);
        CHECK(at_work.work.letters_about(opened.request) == std::vector<std::string>{"standstill"});
        const auto history = at_work.work.history_for(opened.reference);
        CHECK(history.back().what == cases::What::promised_later);
        CHECK(history.back().code == "resident");
        CHECK(at_work.facts(opened.case_id, "clocks.ClockPaused") == 1);
        CHECK(at_work.facts(opened.case_id, "clocks.ClockResumed") == 1);
    });
}

TEST_CASE("only who may work on a case stops its clocks, and only as they saw it") {
    in_each_clockwork([](Clockwork& at_work) {
        const auto opened = at_work.work.open();
        const auto stranger = at_work.work.stranger();
        const auto as = [&](const access::Actor& who, std::int64_t seen) {
            return at_work.work.office.write([&](db::Tx& tx) { return clocks::pause_case(tx, who, opened.case_id, seen, "weather", ""); });
        };
        CHECK(as(stranger, 1).error().kind == Kind::not_found);
        CHECK(as(at_work.olu, 7).error().key == "cases.changed_meanwhile");
        CHECK(at_work.pause(opened.case_id, "weather", std::string(50'000, 'x')).error().fields.at(0).field == "text");
        REQUIRE(at_work.work.close(at_work.olu, opened.case_id));
        CHECK(at_work.pause(opened.case_id, "weather").error().key == "cases.already_closed");
    });
}

TEST_CASE("a resident who says something on a case that waits for them sets it going again") {
    in_each_clockwork([](Clockwork& at_work) {
        const auto opened = at_work.work.open("", rosa);
        REQUIRE(at_work.pause(opened.case_id));
        at_work.to("2026-11-24T10:00:00Z");
        REQUIRE(at_work.work.as_resident([&](db::Tx& tx) -> Result<bool> {
            TRY(cases::add_word(tx, opened.reference, "The blue one."));
            return true;
        }));
        at_work.live();
        CHECK_FALSE(at_work.standing(opened.case_id).present());
        CHECK(at_work.find(opened.case_id).due_at == instant("2026-11-26T23:59:59Z"));
        const auto other = at_work.work.open("", rosa);
        REQUIRE(at_work.pause(other.case_id, "weather"));
        REQUIRE(at_work.work.as_resident([&](db::Tx& tx) -> Result<bool> {
            TRY(cases::add_word(tx, other.reference, "Still there."));
            return true;
        }));
        at_work.live();
        CHECK(at_work.standing(other.case_id).present());  // the weather is as it was
    });
}

TEST_CASE("closing ends a pause, and nobody's promise moves by it") {
    in_each_clockwork([](Clockwork& at_work) {
        const auto opened = at_work.work.open();
        REQUIRE(at_work.pause(opened.case_id));
        at_work.to("2026-12-01T10:00:00Z");
        REQUIRE(at_work.work.close(at_work.olu, opened.case_id, at_work.find(opened.case_id).changes));
        at_work.live();
        const auto standing = at_work.standing(opened.case_id);
        CHECK_FALSE(standing.present());
        CHECK(standing.clocks.resolve.state == clocks::State::met);
        CHECK(at_work.find(opened.case_id).due_at == opened.due_at);
    });
}

TEST_CASE("as long as a case stands still it does not become late, and when it goes on its promise is counted exactly") {
    in_each_clockwork([](Clockwork& at_work) {
        const auto opened = at_work.work.open("", rosa);
        at_work.to("2026-11-25T16:00:00Z");  // one working hour before the office closes on the last day
        REQUIRE(at_work.pause(opened.case_id));
        at_work.live();
        for (auto day = instant("2026-11-26T00:00:00Z"); day < instant("2026-12-16T00:00:00Z"); day += 6h) {
            at_work.work.office.clock.set(day);
            at_work.live();
            CHECK_FALSE(at_work.find(opened.case_id).is_late(day));
        }
        CHECK(at_work.facts(opened.case_id, "cases.PromiseMoved") <= 6);  // not every day
        CHECK(at_work.facts(opened.case_id, "clocks.StandardMissed") == 0);
        at_work.to("2026-12-16T16:00:00Z");
        REQUIRE(at_work.resume(opened.case_id));
        CHECK(at_work.find(opened.case_id).due_at == instant("2026-12-16T23:59:59Z"));
        CHECK(at_work.work.letters_about(opened.request) == std::vector<std::string>{"standstill"});
        std::int64_t moves = 0;
        for (const auto& entry : at_work.work.history_for(opened.reference)) moves += entry.what == cases::What::promised_later;
        CHECK(moves == 1);
    });
}

TEST_CASE("what is split off goes on with the clocks of the old case; a pause of that one is not its own") {
    in_each_clockwork([](Clockwork& at_work) {
        const auto opened = at_work.work.open("", rosa);
        const auto second = at_work.work.ask_too(opened.reference);
        REQUIRE(at_work.work.office.write([&](db::Tx& tx) { return cases::take_case(tx, at_work.olu, opened.case_id, 1); }));
        at_work.to("2026-11-23T12:00:00Z");
        REQUIRE(at_work.pause(opened.case_id));
        at_work.to("2026-11-24T12:00:00Z");
        const auto part = at_work.work.office.write([&](db::Tx& tx) -> Result<cases::Case> {
            const auto request = TRY(cases::find_request(tx, second));
            return cases::split(tx, at_work.olu, opened.case_id, cases::case_on_course(tx, opened.case_id)->changes, std::vector{request.id}, "Another bin.");
        });
        REQUIRE_MESSAGE(part, part.error().key);
        at_work.hear();
        const auto standing = at_work.standing(part->id);
        CHECK_FALSE(standing.present());
        CHECK(standing.clocks.acknowledge.state == clocks::State::met);
        CHECK(standing.clocks.resolve.state == clocks::State::running);
        CHECK(standing.clocks.resolve.deadline == opened.due_at);
        CHECK(standing.clocks.resolve.first == opened.due_at);
        CHECK(standing.clocks.resident >= 26h);
        CHECK(at_work.standing(opened.case_id).present());
        at_work.live_at("2026-11-26T12:00:00Z");
        CHECK(at_work.facts(part->id, "clocks.StandardMissed") == 1);
        CHECK(at_work.facts(opened.case_id, "clocks.StandardMissed") == 0);
    });
}

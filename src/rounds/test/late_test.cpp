// Rounds that are late, and what is said before anybody asks.

#include "rounds/test/given_rounds.h"

#include "rounds/said.h"

using given::day;

namespace {

const access::Actor crew = access::Actor::house("test");
const Instant monday = *base::parse_iso("2026-11-23T14:00:00Z");  // the blue lorry's day in Albion Street

struct Council : given::RoundsTown {
    using RoundsTown::RoundsTown;
    Instant now = monday;

    Result<rounds::LateId> mark(rounds::LateNotice notice, const access::Actor& who = crew) {
        return db->write(given::context(now), [&](db::Tx& tx) { return rounds::mark_late(tx, who, notice); });
    }
    std::size_t standing() {
        return db->read(given::context(now), [](db::Tx& tx) -> Result<std::size_t> { return rounds::standing_late(tx).size(); }).value();
    }
    /// What is said at an address, a line each.
    std::string said(const std::string& uprn) {
        return db->read(given::context(now), [&](db::Tx& tx) -> Result<std::string> {
                     const auto at = rounds::at_address(tx, uprn).value();
                     std::string text;
                     for (const auto& late : at.late) text += rounds::said_of_late(late, at.address.street, *at.zone, now) + '\n';
                     for (const auto& line : rounds::said_of_due(at)) text += line + '\n';
                     return text;
                 })
            .value();
    }
};

std::string first_field(const Result<rounds::LateId>& result) { return result || result.error().fields.empty() ? "" : result.error().fields.front().field; }

}  // namespace

TEST_CASE("a late round is told in its streets, and nowhere else") {
    for (const auto engine : given::engines()) {
        Council council(engine);
        REQUIRE(council.mark({.round = "MON-BLUE", .day = day("2026-11-23"), .streets = {"100"}, .reason = "The lorry broke down.", .comes_by = *base::parse_iso("2026-11-23T18:00:00Z")}));
        CHECK(council.said("1010") ==
              "The blue bin round in Albion Street is late: the lorry broke down. It will come by 6pm. Leave the bin out.\n"
              "Grey bin: not due yet. The next collection is Monday 30 November.\n");
        CHECK(council.said("4002") ==
              "Blue bin: due today. The lorry may still come until the evening, so leave it out.\n"
              "Grey bin: not due yet. The next collection is Monday 30 November.\n");
        CHECK(council.said("4001").find("late") == std::string::npos);
    }
}

TEST_CASE("a bin that should have been emptied yesterday is no reason to say anything") {
    for (const auto engine : given::engines()) {
        Council council(engine);
        council.now = monday + std::chrono::hours(24);
        CHECK(council.said("1010") == "Grey bin: not due yet. The next collection is Monday 30 November.\n");
        council.now = monday + std::chrono::hours(24 * 6);
        CHECK(council.said("1010") == "Grey bin: not due yet. The next collection is tomorrow.\nBlue bin: not due yet. The next collection is Monday 7 December.\n");
    }
}

TEST_CASE("a late round stands until it is cleared, or until the day it should come at last is over") {
    for (const auto engine : given::engines()) {
        Council council(engine);
        const auto tomorrow = *base::parse_iso("2026-11-24T12:30:00Z");
        const auto late = council.mark({.round = "MON-BLUE", .day = day("2026-11-23"), .streets = {}, .reason = "Ice", .comes_by = tomorrow});
        REQUIRE(late);
        CHECK(council.said("4002").find("It will come by 12:30pm tomorrow. Leave the bin out.") != std::string::npos);
        council.now = tomorrow + std::chrono::hours(1);
        CHECK(council.said("4002").find("We cannot say yet when it will come.") != std::string::npos);
        council.now = tomorrow + std::chrono::hours(24);
        CHECK(council.standing() == 0);

        council.now = monday;
        REQUIRE(council.mark({.round = "MON-BLUE", .day = day("2026-11-23"), .streets = {"400"}, .reason = "Ice"}));
        CHECK(council.standing() == 1);  // in the place of the first
        CHECK(council.said("1010").find("late") == std::string::npos);
        const auto clear = [&](rounds::LateId id) { return council.db->write(given::context(council.now), [&](db::Tx& tx) -> Result<bool> { TRY(rounds::clear_late(tx, crew, id)); return true; }); };
        CHECK(clear(*late).error().kind == Kind::not_found);
        const auto standing = council.db->read(given::context(council.now), [](db::Tx& tx) -> Result<std::vector<rounds::LateRound>> { return rounds::standing_late(tx); }).value();
        REQUIRE(standing.size() == 1);
        CHECK(clear(standing.front().id));
        CHECK(council.standing() == 0);
    }
}

TEST_CASE("what cannot be true of a late round is refused, each by its field") {
    for (const auto engine : given::engines()) {
        Council council(engine);
        const rounds::LateNotice sound{.round = "MON-BLUE", .day = day("2026-11-23"), .streets = {"100"}, .reason = "Ice"};
        const auto refused = [&](auto change) {
            auto notice = sound;
            change(notice);
            return first_field(council.mark(notice));
        };
        CHECK(refused([](auto& n) { n.round = "?"; }) == "round");
        CHECK(refused([](auto& n) { n.day = day("2026-11-24"); }) == "day");
        CHECK(refused([](auto& n) { n.day = day("2026-11-10"); }) == "day");
        CHECK(refused([](auto& n) { n.streets = {"300"}; }) == "streets");
        CHECK(refused([](auto& n) { n.reason = " \n "; }) == "reason");
        CHECK(refused([](auto& n) { n.reason = std::string(201, 'x'); }) == "reason");
        CHECK(refused([](auto& n) { n.comes_by = monday - std::chrono::hours(1); }) == "comes_by");
        CHECK(refused([](auto& n) { n.comes_by = monday + std::chrono::hours(24 * 15); }) == "comes_by");
        CHECK(council.mark(sound, access::Actor::visitor()).error().kind == Kind::not_allowed);
        CHECK(council.standing() == 0);
    }
}

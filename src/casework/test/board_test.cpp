#include "casework/test/given_tasks.h"
#include "clocks/clocks.h"

#include <doctest/doctest.h>

using given::Desks;

TEST_CASE("each task stands once on the board: late, with nobody, in hand, or waiting; and everybody's load is counted") {
    given::at_each_desk([](Desks& desks) {
        const auto cal = desks.crewman();
        const auto late = desks.report_tipping(given::sofa);
        desks.pass(std::chrono::days(10));
        const auto free = desks.report_tipping(given::sofa), taken = desks.report_tipping(given::sofa);
        REQUIRE(desks.take(cal, desks.first(taken)).has_value());
        const auto board = desks.board(cal);
        REQUIRE(board.late.size() == 1);
        CHECK(board.late.front().case_id == late);
        REQUIRE(board.nobodys.size() == 1);
        CHECK(board.nobodys.front().case_id == free);
        REQUIRE(board.in_hand.size() == 1);
        CHECK(board.in_hand.front().case_id == taken);
        CHECK(board.waiting.empty());
        REQUIRE(board.loads.size() == 2);
        CHECK_FALSE(board.loads.front().staff);
        CHECK(board.loads.front().open == 2);
        CHECK(board.loads.front().late == 1);
        CHECK(board.loads.back().staff == cal.staff());
        CHECK(board.loads.back().within_week == 1);
        CHECK(desks.board(cal, {.person = cal.staff()}).in_hand.size() == 1);
        CHECK(desks.board(cal, {.person = cal.staff()}).nobodys.empty());
        CHECK(desks.board(cal, {.service = "pothole"}).nobodys.empty());
        CHECK(desks.board(cal, {.team = desks.streets}).nobodys.empty());
    });
}

TEST_CASE("a case that stands still waits, and one that a back office has is with it") {
    given::at_each_desk([](Desks& desks) {
        const auto id = desks.report("missed-bin", {{"bin", "general"}});
        const auto olu = desks.work.officer();
        const auto reason = desks.work.service->levels.pauses.front().code;
        REQUIRE(desks.work.office.write([&](db::Tx& tx) { return clocks::pause_case(tx, olu, id, desks.the(id).changes, reason, ""); }).has_value());
        desks.pass(std::chrono::days(30));
        const auto board = desks.board(olu);
        REQUIRE(board.waiting.size() == 1);
        CHECK(board.late.empty());  // its clock does not run
        CHECK(board.still.at(id) == reason);
        const auto dangerous = desks.report_tipping(given::asbestos);
        REQUIRE(desks.board(desks.streeter()).elsewhere.size() == 1);
        CHECK(desks.board(desks.streeter()).elsewhere.front().case_id == dangerous);
        CHECK(desks.board(olu).elsewhere.empty());
    });
}

TEST_CASE("a board shows what its reader may see, and nothing of others'") {
    given::at_each_desk([](Desks& desks) {
        (void)desks.report_tipping(given::sofa);
        const auto empty = desks.board(desks.work.stranger());
        CHECK(empty.nobodys.empty());
        CHECK(empty.loads.empty());
        const auto choices = desks.work.office.read([&](db::Tx& tx) -> Result<casework::BoardChoices> { return casework::board_choices(tx, desks.work.stranger()); }).value();
        CHECK(choices.teams.empty());
        CHECK(desks.board(desks.crewman()).nobodys.size() == 1);
    });
}

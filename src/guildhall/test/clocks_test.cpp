// The clocks of a case on the pages of staff and of the resident.

#include "guildhall/test/given_house.h"

using namespace std::chrono_literals;
using given::Browser;
using given::has;
using given::House;
using given::in_each_house;
using given::missed_bin;

TEST_CASE("an officer stops the clocks of a case, its resident reads who waits for whom, and the promise moves when they run again") {
    in_each_house([](House& house) {
        house.clock.set(base::parse_iso("2026-11-23T10:00:00Z").value());  // a Monday; two working days are promised
        house.staff("olu", "officer", {house.waste});
        house.open();
        Browser rosa(house.url), olu(house.url);
        const auto thanks = rosa.fill("/services/missed-bin/report", missed_bin()).header("Location");
        const auto tracking = thanks.substr(0, thanks.rfind("/sent"));
        CHECK(has(rosa.get(tracking), "25 November 2026"));
        olu.sign_in("olu");
        const auto list = olu.get("/staff/worklist");
        const auto at = list.body.find("/staff/cases/");
        const auto page = list.body.substr(at, list.body.find('"', at) - at);
        const auto shown = olu.get(page);
        for (const auto* words : {"Clocks", "Looked at", "Waiting for the resident", "Stop the clocks"}) CHECK_MESSAGE(has(shown, words), words);

        const auto unsaid = olu.post(page + "/pause", {{"changes", "1"}, {"text", "Which of the two?"}});
        CHECK(unsaid.status == 422);
        CHECK(has(unsaid, "Choose why the case stands still"));
        CHECK(has(unsaid, "Which of the two?"));
        CHECK(olu.post(page + "/pause", {{"changes", "1"}, {"pause", "resident"}, {"text", "Which of the two?"}}).status == 303);
        CHECK(has(olu.get(page), "Let the clocks run"));
        CHECK(has(olu.get(page), "Which of the two?"));
        CHECK(olu.post(page + "/pause", {{"changes", "2"}, {"pause", "weather"}}).status == 409);
        const auto waiting = rosa.get(tracking);
        CHECK(has(waiting, "Waiting for you since"));
        CHECK(has(waiting, "We first promised Wednesday 25 November 2026."));
        CHECK_FALSE(has(waiting, "Which of the two?"));

        house.clock.advance(48h);
        olu.sign_in("olu");
        olu.get(page);
        CHECK(olu.post(page + "/pause/end", {{"changes", "2"}}).status == 303);
        CHECK(has(olu.get(page), "First promised: Wednesday 25 November 2026"));
        rosa.fill(tracking, {{"contact", "rosa@example.com"}});  // on another day
        const auto moved = rosa.get(tracking);
        CHECK(has(moved, "Friday 27 November 2026"));
        CHECK(has(moved, "We first promised Wednesday 25 November 2026."));
        CHECK(has(moved, "We have asked you something and wait for your answer."));
    });
}

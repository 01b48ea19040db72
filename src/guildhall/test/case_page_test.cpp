// What a case's page says of its map.

#include "guildhall/test/given_house.h"

using given::Answer;
using given::Browser;
using given::has;
using given::House;
using given::in_each_house;
using given::missed_bin;

namespace {

/// The page of the only case that this officer sees.
Answer only_case(Browser& officer) {
    const auto list = officer.get("/staff/worklist");
    const auto at = list.body.find("/staff/cases/");
    REQUIRE(at != list.body.npos);
    return officer.get(list.body.substr(at, list.body.find('"', at) - at));
}

}  // namespace

TEST_CASE("a case shows from its first moment where it stands on its map, unless that is one step and says no more than the top of the page") {
    in_each_house([](House& house) {
        const auto health = house.read([](db::Tx& tx) -> Result<access::TeamId> { return access::find_team_by_name(tx, "Environmental health").value().id; }).value();
        house.staff("olu", "officer", {house.waste});
        house.staff("hugh", "officer", {health});
        house.open();
        Browser rosa(house.url), olu(house.url), hugh(house.url);
        REQUIRE(rosa.fill("/services/missed-bin/report", missed_bin()).status == 303);
        REQUIRE(rosa.fill("/services/noise/report", {{"location", "1 Mill Lane, GH1 2AB"}, {"source", "music"}, {"times", "night"}, {"details", "Until three."}, {"name", "Rosa Green"}, {"email", "rosa@example.com"}}).status == 303);

        olu.sign_in("olu");
        const auto one_step = only_case(olu);
        CHECK(has(one_step, "Report a missed bin collection"));
        CHECK_FALSE(has(one_step, "Where it stands"));
        hugh.sign_in("hugh");
        const auto many_steps = only_case(hugh);
        CHECK(has(many_steps, "Where it stands"));
        CHECK(has(many_steps, "Write to the resident and send the diary"));
        CHECK(has(many_steps, "<svg"));
    });
}

TEST_CASE("what was typed into a form stands in it when it is shown again, and on no other page") {
    in_each_house([](House& house) {
        house.staff("olu", "officer", {house.waste});
        house.open();
        Browser rosa(house.url), olu(house.url);
        REQUIRE(rosa.fill("/services/missed-bin/report", missed_bin()).status == 303);
        olu.sign_in("olu");
        const auto first = only_case(olu);
        const auto mark = std::string("action=\"/staff/cases/");
        const auto from = first.body.find(mark) + mark.size();
        const auto address = "/staff/cases/" + first.body.substr(from, first.body.find('/', from) - from);
        for (const auto* form : {"/closure", "/reply", "/notes", "/promise", "/abuse"}) {
            CAPTURE(form);
            const auto page = olu.get(address).body;
            const auto again = olu.post(address + form, {{"changes", Browser::hidden(page, "changes")}, {"request", Browser::hidden(page, "request")}, {"text", std::string(6000, 'x') + " kept words"}});
            CHECK(again.status == 422);
            CHECK(has(again, "kept words"));
            const auto fresh = olu.get(address);
            CHECK(fresh.status == 200);
            CHECK_FALSE(has(fresh, "kept words"));
            CHECK_FALSE(has(fresh, "govuk-error-message"));
        }
        CHECK(has(olu.get(address), "name=\"outcome\""));
    });
}

// Teams' hours and closing days as files.

#include "guildhall/import_takers.h"
#include "guildhall/test/given_house.h"
#include "places/places.h"

using namespace given;

namespace {

std::string take(House& house, const std::string& what, const std::string& text, bool rehearsal = false) {
    const auto taker = guildhall::hours_taker(what);
    REQUIRE(taker);
    const auto outcome = imports::run(house.db(), house.now("import"), {.what = what, .text = text, .rehearsal = rehearsal}, *taker,
                                      [](const imports::Record&, const imports::Verdict&) {});
    if (!outcome) return outcome.error().key;
    const auto& tally = outcome->tally;
    return fmt::format("added {}, changed {}, same {}, refused {}", tally.added, tally.changed, tally.same, tally.refused);
}

}  // namespace

TEST_CASE("an administrator loads teams' hours and closing days from files; wrong rows are refused, and a second run changes nothing") {
    in_each_house([](House& house) {
        const std::string hours = "team,hours,holidays\nParks,\"mon tue wed thu 07:00-12:00 12:30-15:30, fri 07:00-12:00\",off\nWaste and recycling,mon sat 06:00-14:00,works\n"
                                  "Nobody,mon 09:00-17:00,\nHighways,9 to 5,\nHighways,mon 09:00-17:00,perhaps\n";
        CHECK(take(house, "team-hours", hours, true) == "added 2, changed 0, same 0, refused 3");
        CHECK(take(house, "team-hours", hours) == "added 2, changed 0, same 0, refused 3");
        CHECK(take(house, "team-hours", hours + "\n") == "added 0, changed 0, same 2, refused 3");
        const auto works = [&](access::TeamId team, const char* when) {
            return house.read([&](db::Tx& tx) -> Result<bool> { return places::calendar_of(tx, team).is_open(base::parse_iso(when).value()); }).value();
        };
        CHECK(works(house.parks, "2026-11-23T07:30:00Z"));
        CHECK_FALSE(works(house.parks, "2026-11-23T12:15:00Z"));
        CHECK(works(house.waste, "2026-12-26T07:30:00Z"));  // a Saturday and Boxing Day
        const std::string days = "day,name,team,gone\n2026-12-24,Christmas Eve,,\n2026-12-07,Training,Parks,\n2026-12-32,No day,,\n2026-12-08,,,\n2026-12-09,Fair,Nobody,\n2026-12-01,,,yes\n";
        CHECK(take(house, "closing-days", days) == "added 2, changed 0, same 1, refused 3");
        CHECK_FALSE(works(house.parks, "2026-12-07T07:30:00Z"));
        CHECK(works(house.parks, "2026-12-03T07:30:00Z"));
        CHECK_FALSE(works(house.parks, "2026-12-24T07:30:00Z"));
        CHECK(take(house, "closing-days", "day,name,team,gone\n2026-12-07,,Parks,yes\n") == "added 0, changed 1, same 0, refused 0");
        CHECK(works(house.parks, "2026-12-07T07:30:00Z"));
        CHECK(take(house, "team-hours", "team,hours\nParks,\n") == "added 0, changed 1, same 0, refused 0");
        CHECK_FALSE(works(house.parks, "2026-11-23T07:30:00Z"));
        CHECK(take(house, "team-hours", "hours\n") == "imports.columns_missing");
        CHECK(guildhall::hours_taker("lorries") == nullptr);
    });
}

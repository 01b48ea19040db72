// Collection rounds as files.

#include "guildhall/import_takers.h"
#include "guildhall/test/given_house.h"
#include "rounds/rounds.h"

using namespace given;
using namespace guildhall;

namespace {

/// "added 2, same 0, refused 1; bin"
std::string take_rounds(House& house, const std::string& what, const std::string& text, bool rehearsal = false) {
    std::string said;
    const auto taker = rounds_taker(what);
    REQUIRE(taker);
    const auto outcome = imports::run(house.db(), house.now("import"), {.what = what, .text = text, .rehearsal = rehearsal}, *taker,
                                      [&](const imports::Record&, const imports::Verdict& verdict) {
                                          for (const auto& remark : verdict.remarks) said += "; " + remark.detail;
                                      });
    if (!outcome) return outcome.error().key;
    const auto& tally = outcome->tally;
    return fmt::format("added {}, changed {}, same {}, refused {}{}", tally.added, tally.changed, tally.same, tally.refused, said);
}

}  // namespace

TEST_CASE("bins, rounds, streets, changes and bank holidays are taken in, each wrong row refused by itself, and a second run adds nothing") {
    in_each_house([](House& house) {
        const places::Gazetteer gazetteer{.wards = {{"W1", "Canalside"}},
                                          .streets = {{"100", "Albion Street", "Ambleford", "W1"}},
                                          .addresses = {{.uprn = "1010", .usrn = "100", .flat = {}, .name = {}, .number = "10", .street = {}, .postcode = "GH1 2AB", .ward = "W1", .point = {}, .line = {}}}};
        REQUIRE(house.write([&](db::Tx& tx) { return places::load(tx, gazetteer); }));
        const std::string bins = "code,name,colour,holds\nblue,Blue bin,Blue,\"cans, glass\"\nx,Odd bin,mauve,\n";
        CHECK(take_rounds(house, "bins", bins, true) == "added 1, changed 0, same 0, refused 1; colour");
        CHECK(take_rounds(house, "bins", bins) == "added 1, changed 0, same 0, refused 1; colour");
        const std::string rounds = "round,bin,first_day,every,until,out_by\nMON,blue,2026-11-09,2,,06:30\nTUE,blue,2026-13-01,1,,\nWED,blue,2026-11-11,two,,\nTHU,blue,2026-11-12,,soon,\nFRI,blue,2026-11-13,,,25:00\n";
        CHECK(take_rounds(house, "rounds", rounds) == "added 1, changed 0, same 0, refused 4; first_day; every; until; out_by");
        CHECK(take_rounds(house, "round-streets", "round,usrn,uprn,gone\nMON,0100,,\nMON,,77,\nMON,100,,perhaps\n") == "added 1, changed 0, same 0, refused 2; uprn; gone");
        CHECK(take_rounds(house, "round-changes", "from,until,round,bin,days_later,reason\n2026-11-23,,MON,,1,Snow\n2026-12-07,,,,none,Ice\n2026-12-21,,,,,Ice\n") ==
              "added 2, changed 0, same 0, refused 1; days_later");
        CHECK(take_rounds(house, "round-holidays", "holiday,effect\n,Rest of week\nGood Friday,as usual\nEaster,perhaps\n") == "added 2, changed 0, same 0, refused 1; effect");
        CHECK(take_rounds(house, "bins", bins + "\n") == "added 0, changed 0, same 1, refused 1; colour");
        CHECK(take_rounds(house, "rounds", "round,bin\nMON,blue\n") == "imports.columns_missing");
        CHECK(rounds_taker("lorries") == nullptr);
        const auto collections = house.read([](db::Tx& tx) -> Result<std::vector<rounds::Collection>> {
            return rounds::timetable_of(tx, *places::find_address(tx, "1010")).between(*base::parse_iso_day("2026-11-22"), *base::parse_iso_day("2026-12-21"));
        }).value();
        REQUIRE(collections.size() == 3);
        CHECK(base::to_iso(*collections[0].day) == "2026-11-24");
        CHECK(collections[0].out_by == std::chrono::minutes(390));
        CHECK_FALSE(collections[1].day);
    });
}

// Rounds taken in.

#include "rounds/test/given_rounds.h"

#include "journal/journal.h"

using given::day;
using imports::Fate;

namespace {

std::string fates(const std::vector<imports::Verdict>& verdicts) {
    std::string text;
    for (const auto& verdict : verdicts) {
        text += text.empty() ? "" : " ";
        text += verdict.fate == Fate::added ? "added" : verdict.fate == Fate::changed ? "changed" : verdict.fate == Fate::same ? "same" : verdict.remarks.at(0).detail;
    }
    return text;
}

}  // namespace

TEST_CASE("a second load of the same rounds changes nothing, and a rehearsal writes nothing") {
    for (const auto engine : given::engines()) {
        given::Town town(engine);
        const auto take = [&](auto rows) { return fates(town.db->write(given::context(), [&](db::Tx& tx) -> Result<std::vector<imports::Verdict>> { return rows(tx); }).value()); };
        const auto bins = [](bool rehearsal) { return [rehearsal](db::Tx& tx) { return rounds::load_bins(tx, given::bins(), rehearsal); }; };
        CHECK(take(bins(true)) == "added added added");
        CHECK(take(bins(false)) == "added added added");
        CHECK(take(bins(false)) == "same same same");
        const auto lorries = [](db::Tx& tx) { return rounds::load_rounds(tx, given::lorries()); };
        CHECK(take(lorries) == "added added added");
        CHECK(take(lorries) == "same same same");
        const std::vector<rounds::HolidayRule> rules{{"", rounds::Effect::rest_of_week}};
        CHECK(take([&](db::Tx& tx) { return rounds::load_holiday_rules(tx, rules); }) == "added");
        CHECK(take([&](db::Tx& tx) { return rounds::load_holiday_rules(tx, rules); }) == "same");
    }
}

TEST_CASE("a wrong row is refused, says what is wrong, and hides no other") {
    for (const auto engine : given::engines()) {
        given::RoundsTown town(engine);
        const std::vector<rounds::Bin> bins{{"", "Bin", "", "grey"}, {"a b", "Bin", "", "grey"}, {"x", "", "", "grey"}, {"x", "Bin", "", "mauve"}, {"x", "Bin", "", "pink"}};
        CHECK(fates(town.take([&](db::Tx& tx) { return rounds::load_bins(tx, bins); })) == "code code name colour added");
        const std::vector<rounds::Round> lorries{{.code = "A", .bin = "nothing", .first = day("2026-11-02")},
                                                 {.code = "A", .bin = "x", .first = day("2026-11-02"), .every = 0},
                                                 {.code = "A", .bin = "x", .first = day("2026-11-02"), .until = day("2026-11-01")},
                                                 {.code = "A", .bin = "x", .first = day("2026-11-02"), .out_by = std::chrono::hours(24)},
                                                 {.code = std::string(41, 'A'), .bin = "x", .first = day("2026-11-02")}};
        CHECK(fates(town.take([&](db::Tx& tx) { return rounds::load_rounds(tx, lorries); })) == "bin every until out_by round");
        const std::vector<rounds::Change> changes{{.from = day("2026-12-24"), .until = day("2026-12-23"), .later = 1}, {.from = day("2026-12-24"), .until = day("2026-12-24"), .later = 60},
                                                  {.from = day("2026-12-24"), .until = day("2026-12-24"), .round = "?", .later = 1},
                                                  {.from = day("2026-12-24"), .until = day("2026-12-24"), .reason = "two\nlines"}};
        CHECK(fates(town.take([&](db::Tx& tx) { return rounds::load_changes(tx, changes); })) == "until later round reason");
    }
}

TEST_CASE("a street is served, still served, and at last no longer") {
    for (const auto engine : given::engines()) {
        given::RoundsTown town(engine);
        const auto take = [&](rounds::Served row) {
            const std::vector<rounds::Served> rows{std::move(row)};
            return fates(town.take([&](db::Tx& tx) { return rounds::load_served(tx, rows); }));
        };
        CHECK(take({.round = "MON-GREY", .usrn = "00000100"}) == "same");
        CHECK(take({.round = "MON-GREY", .usrn = "200"}) == "added");
        CHECK_FALSE(town.timetable("2001").empty());
        CHECK(take({.round = "MON-GREY", .usrn = "200", .gone = true}) == "changed");
        CHECK(take({.round = "MON-GREY", .usrn = "200", .gone = true}) == "same");
        CHECK(town.timetable("2001").empty());
        CHECK(take({.round = "MON-GREY", .usrn = "999"}) == "usrn");
        CHECK(take({.round = "MON-GREY", .uprn = "999"}) == "uprn");
        CHECK(take({.round = "nothing", .usrn = "100"}) == "round");
        CHECK(take({.round = "MON-GREY"}) == "usrn, uprn");
        CHECK(take({.round = "MON-GREY", .usrn = "100", .uprn = "1010"}) == "usrn, uprn");
    }
}

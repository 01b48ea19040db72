#pragma once
// For tests: the corner of a town with lorries.

#include "places/test/given_places.h"
#include "rounds/late.h"
#include "rounds/loading.h"
#include "rounds/rounds.h"

namespace given {

inline Day day(std::string_view iso) { return base::parse_iso_day(iso).value(); }

inline std::vector<rounds::Bin> bins() {
    return {{"general", "Grey bin", "general waste", "grey"}, {"recycling", "Blue bin", "cans, glass and plastic", "blue"}, {"garden", "Green bin", "garden waste", "green"}};
}

/// Mondays, every fortnight in turn, in Albion Street; Rose Cottage has a day of its own.
inline std::vector<rounds::Round> lorries() {
    return {{.code = "MON-GREY", .bin = "general", .first = day("2026-11-02"), .every = 2},
            {.code = "MON-BLUE", .bin = "recycling", .first = day("2026-11-09"), .every = 2},
            {.code = "THU-BLUE", .bin = "recycling", .first = day("2026-11-05"), .every = 1}};
}

struct RoundsTown : Town {
    explicit RoundsTown(db::Engine engine) : Town(engine) {
        load([](db::Tx& tx) { return rounds::load_bins(tx, bins()); });
        load([](db::Tx& tx) { return rounds::load_rounds(tx, lorries()); });
        const std::vector<rounds::Served> served{{.round = "MON-GREY", .usrn = "100"}, {.round = "MON-BLUE", .usrn = "100"}, {.round = "MON-GREY", .usrn = "300"},
                                                 {.round = "MON-GREY", .usrn = "400"}, {.round = "MON-BLUE", .usrn = "400"}, {.round = "THU-BLUE", .uprn = "4001"}};
        load([&](db::Tx& tx) { return rounds::load_served(tx, served); });
    }
    /// Takes rows in; each must be taken.
    template <class F>
    void load(F&& rows) {
        for (const auto& verdict : take(rows)) REQUIRE(verdict.fate != imports::Fate::refused);
    }
    template <class F>
    std::vector<imports::Verdict> take(F&& rows, Instant now = start) {
        return db->write(context(now), [&](db::Tx& tx) -> Result<std::vector<imports::Verdict>> { return rows(tx); }).value();
    }
    rounds::Timetable timetable(const std::string& uprn) {
        return db->read(context(), [&](db::Tx& tx) -> Result<rounds::Timetable> { return rounds::timetable_of(tx, places::find_address(tx, uprn).value()); }).value();
    }
};

/// "Grey bin 2026-11-30, Blue bin 2026-12-07"
inline std::string shown(const std::vector<rounds::Collection>& collections) {
    std::string text;
    for (const auto& each : collections)
        text += (text.empty() ? "" : ", ") + each.bin.name + ' ' + (each.day ? base::to_iso(*each.day) : "not " + base::to_iso(each.planned)) +
                (each.reason.empty() ? "" : " (" + each.reason + ')');
    return text;
}

}  // namespace given

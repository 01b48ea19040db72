#include "guildhall/demo_rounds.h"

#include "rounds/loading.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace guildhall {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 5> day_codes{"MON", "TUE", "WED", "THU", "FRI"};

struct Sort {
    const char *code, *name, *holds, *colour;
    int every, week;  // of a fortnight
};
/// Codes are those of the question "Which bin was missed?".
constexpr std::array<Sort, 5> kinds{{{"general", "Grey bin", "general waste", "grey", 2, 0},
                                     {"recycling", "Blue bin", "cans, glass and plastic", "blue", 2, 1},
                                     {"paper", "Brown bin", "paper and card", "brown", 2, 1},
                                     {"garden", "Green bin", "garden waste", "green", 2, 0},
                                     {"food", "Food caddy", "food waste", "black", 1, 0}}};

/// "MON-general", and of several crews "MON-general-2".
std::string code_of(const Sort& kind, const borough::Beat& beat) {
    const auto code = fmt::format("{}-{}", day_codes[beat.day], kind.code);
    return beat.crew == 0 ? code : fmt::format("{}-{}", code, beat.crew + 1);
}

Result<void> require_taken(std::span<const imports::Verdict> verdicts) {
    const auto refused = std::ranges::find(verdicts, imports::Fate::refused, &imports::Verdict::fate);
    if (refused == verdicts.end()) return {};
    return refuse(Kind::invalid, "guildhall.demo_rounds", refused->remarks.front().text());
}

}  // namespace

Result<void> load_demo_rounds(db::Tx& tx, const borough::Borough& borough) {
    constexpr Day first_monday{days{19'730}};  // 8 January 2024, so that every seed's past has rounds
    std::vector<rounds::Bin> bins;
    std::vector<rounds::Round> lorries;
    std::vector<rounds::Served> served;
    std::size_t crews = 1;
    for (const auto& beat : borough.beats) crews = std::max(crews, beat.crew + 1);
    for (const auto& kind : kinds) {
        bins.push_back({kind.code, kind.name, kind.holds, kind.colour});
        for (std::size_t crew = 0; crew < crews; ++crew)
            for (std::size_t day = 0; day < day_codes.size(); ++day)
                lorries.push_back({.code = code_of(kind, {crew, day}), .bin = kind.code, .first = first_monday + days{static_cast<int>(day) + 7 * kind.week}, .every = kind.every});
        for (std::size_t street = 0; street < borough.gazetteer.streets.size(); ++street)
            served.push_back({.round = code_of(kind, borough.beats[street]), .usrn = borough.gazetteer.streets[street].usrn});
    }
    const std::vector<rounds::HolidayRule> rules{{"", rounds::Effect::rest_of_week}, {"Good Friday", rounds::Effect::as_usual}};
    TRY(require_taken(rounds::load_bins(tx, bins)));
    TRY(require_taken(rounds::load_rounds(tx, lorries)));
    TRY(require_taken(rounds::load_served(tx, served)));
    TRY(require_taken(rounds::load_holiday_rules(tx, rules)));
    return {};
}

}  // namespace guildhall

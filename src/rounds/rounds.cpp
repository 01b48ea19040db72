// Rows put together to timetables.

#include "rounds/rounds.h"

#include "places/places.h"
#include "rounds/queries.h"
#include "rounds/round_row.h"

#include <algorithm>
#include <set>

namespace rounds {
namespace {

/// Changes that are over for longer touch no day that a page still shows.
constexpr std::chrono::days kept_in_sight{60};

/// All that changes days; `rounds` are those asked for.
Timetable put_together(db::Tx& tx, std::vector<Round> rounds) {
    Timetable::Parts parts{.bins = all_bins(tx), .rounds = std::move(rounds)};
    if (parts.rounds.empty()) return Timetable(std::move(parts));
    const auto calendar = places::calendar_of(tx);
    for (const auto row : tx.query(sql::changes_since, calendar.zone().day(tx.now()) - kept_in_sight)) parts.changes.push_back(change_from(row));
    for (const auto row : tx.query(sql::holiday_rules))
        parts.rules.push_back({row.get<std::string>(0), find_effect(row.get<std::string_view>(1)).value_or(Effect::as_usual)});
    if (auto holidays = places::bank_holidays(calendar.rules().holidays)) parts.holidays = *std::move(holidays);
    return Timetable(std::move(parts));
}

std::vector<Round> rounds_from(db::Rows rows) {
    std::vector<Round> rounds;
    for (const auto row : rows) rounds.push_back(round_from(row));
    return rounds;
}

}  // namespace

Timetable timetable_of(db::Tx& tx, const places::Address& address) {
    auto rounds = rounds_from(tx.query(sql::rounds_of_address, number_of(address.uprn)));
    std::set<std::string> own;
    for (const auto& round : rounds) own.insert(round.bin);
    for (auto& round : rounds_from(tx.query(sql::rounds_of_street, number_of(address.usrn))))
        if (!own.contains(round.bin)) rounds.push_back(std::move(round));
    return put_together(tx, std::move(rounds));
}

Timetable timetable_of_street(db::Tx& tx, std::string_view usrn) {
    return put_together(tx, rounds_from(tx.query(sql::rounds_of_street, number_of(usrn))));
}

Timetable whole_timetable(db::Tx& tx) { return put_together(tx, rounds_from(tx.query(sql::all_rounds))); }

std::vector<Bin> all_bins(db::Tx& tx) {
    std::vector<Bin> bins;
    for (const auto row : tx.query(sql::all_bins)) bins.push_back(bin_from(row));
    return bins;
}

bool has_rounds(db::Tx& tx) { return tx.find<int>(sql::has_round).has_value(); }

std::vector<std::string> streets_of(db::Tx& tx, std::string_view round) {
    std::set<std::string> streets;
    std::vector<std::string> uprns;
    for (const auto row : tx.query(sql::streets_of_round, round)) streets.insert(std::to_string(row.get<std::int64_t>(0)));
    for (const auto row : tx.query(sql::addresses_of_round, round)) uprns.push_back(std::to_string(row.get<std::int64_t>(0)));
    for (const auto& [uprn, address] : places::find_addresses_by_uprn(tx, uprns)) streets.insert(address.usrn);
    return {streets.begin(), streets.end()};
}

}  // namespace rounds

#include "rounds/loading.h"

#include "base/text.h"
#include "journal/journal.h"
#include "places/gazetteer.h"
#include "rounds/events.h"
#include "rounds/queries.h"
#include "rounds/round_row.h"

#include <algorithm>
#include <array>

namespace rounds {
namespace {

using imports::Fate;
using imports::Verdict;

constexpr std::size_t longest_code = 40, longest_name = 100, longest_words = 200;

bool is_code(std::string_view text) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.size() <= longest_code && std::ranges::all_of(text, plain);
}

/// One line as a person may type it, of so many characters.
bool is_line(std::string_view text, std::size_t most) { return base::tidy_line(text) == text && base::count_characters(text) <= most; }

std::optional<Round> find_round(db::Tx& tx, std::string_view code) {
    for (const auto row : tx.query(sql::find_round, code)) return round_from(row);
    return std::nullopt;
}

std::optional<Bin> find_bin(db::Tx& tx, std::string_view code) {
    for (const auto row : tx.query(sql::find_bin, code)) return bin_from(row);
    return std::nullopt;
}

std::optional<Change> find_change(db::Tx& tx, const Change& wanted) {
    for (const auto row : tx.query(sql::find_change, wanted.from, wanted.until, wanted.round, wanted.bin)) return change_from(row);
    return std::nullopt;
}

std::optional<HolidayRule> find_rule(db::Tx& tx, const HolidayRule& wanted) {
    for (const auto row : tx.query(sql::holiday_rules))
        if (row.get<std::string_view>(0) == wanted.holiday)
            return HolidayRule{wanted.holiday, find_effect(row.get<std::string_view>(1)).value_or(Effect::as_usual)};
    return std::nullopt;
}

/// The part that is wrong; empty: none is.
std::string fault_of(db::Tx&, const Bin& bin) {
    if (!is_code(bin.code)) return "code";
    if (bin.name.empty() || !is_line(bin.name, longest_name)) return "name";
    if (!is_line(bin.holds, longest_words)) return "holds";
    const auto known = colours();
    return std::ranges::find(known, bin.colour) == known.end() ? "colour" : "";
}
std::string fault_of(db::Tx& tx, const Round& round) {
    constexpr int most_weeks = 12;
    if (!is_code(round.code)) return "round";
    if (!find_bin(tx, round.bin)) return "bin";
    if (round.every < 1 || round.every > most_weeks) return "every";
    if (round.until && *round.until < round.first) return "until";
    const bool of_a_day = round.out_by >= std::chrono::minutes{0} && round.out_by < std::chrono::hours{24};
    return of_a_day ? "" : "out_by";
}
std::string fault_of(db::Tx& tx, const Served& served) {
    if (!find_round(tx, served.round)) return "round";
    if (served.usrn.empty() == served.uprn.empty()) return "usrn, uprn";
    if (served.usrn.empty()) return places::find_address(tx, served.uprn) ? "" : "uprn";
    return places::find_street(tx, served.usrn) ? "" : "usrn";
}
std::string fault_of(db::Tx& tx, const Change& change) {
    constexpr int earliest = -7, latest = 21;
    constexpr std::chrono::days longest{100};
    if (change.until < change.from || change.until - change.from > longest) return "until";
    if (!change.round.empty() && !find_round(tx, change.round)) return "round";
    if (!change.bin.empty() && !find_bin(tx, change.bin)) return "bin";
    if (change.later && (*change.later < earliest || *change.later > latest)) return "later";
    return is_line(change.reason, longest_words) ? "" : "reason";
}
std::string fault_of(db::Tx&, const HolidayRule& rule) { return is_line(rule.holiday, longest_name) ? "" : "holiday"; }

/// Whether it is there, is there and the same, or is new; a row that is to go is new where it is there.
Fate fate_of(db::Tx& tx, const Served& served) {
    const bool there = served.uprn.empty() ? tx.find<int>(sql::serves_street, number_of(served.usrn), served.round).has_value()
                                           : tx.find<int>(sql::serves_address, number_of(served.uprn), served.round).has_value();
    if (served.gone) return there ? Fate::changed : Fate::same;
    return there ? Fate::same : Fate::added;
}
template <class Row>
Fate fate_by(const std::optional<Row>& known, const Row& row) {
    return !known ? Fate::added : *known == row ? Fate::same : Fate::changed;
}
Fate fate_of(db::Tx& tx, const Bin& bin) { return fate_by(find_bin(tx, bin.code), bin); }
Fate fate_of(db::Tx& tx, const Round& round) { return fate_by(find_round(tx, round.code), round); }
Fate fate_of(db::Tx& tx, const Change& change) { return fate_by(find_change(tx, change), change); }
Fate fate_of(db::Tx& tx, const HolidayRule& rule) { return fate_by(find_rule(tx, rule), rule); }

void put(db::Tx& tx, const Bin& bin) { tx.run(sql::put_bin, bin.code, bin.name, bin.holds, bin.colour); }
void put(db::Tx& tx, const Round& round) {
    tx.run(sql::put_round, round.code, round.bin, round.first, round.every, round.until, static_cast<int>(round.out_by.count()));
}
void put(db::Tx& tx, const Served& served) {
    const bool street = served.uprn.empty();
    const auto number = number_of(street ? served.usrn : served.uprn);
    tx.run(street ? (served.gone ? sql::remove_street : sql::add_street) : (served.gone ? sql::remove_address : sql::add_address), number, served.round);
}
void put(db::Tx& tx, const Change& change) {
    tx.run(sql::put_change, change.from, change.until, change.round, change.bin, change.later, change.reason);
}
void put(db::Tx& tx, const HolidayRule& rule) { tx.run(sql::put_holiday_rule, rule.holiday, code_of(rule.effect)); }

/// Takes rows of one sort; `count` is the event's number for them.
template <class Row>
std::vector<Verdict> take(db::Tx& tx, std::span<const Row> rows, bool rehearsal, const char* refusal, std::int64_t RoundsLoaded::*count) {
    std::vector<Verdict> verdicts;
    RoundsLoaded loaded;
    for (const auto& row : rows) {
        if (const auto fault = fault_of(tx, row); !fault.empty()) {
            verdicts.push_back(Verdict::refuse(refusal, fault));
            continue;
        }
        verdicts.push_back({fate_of(tx, row), {}});
        if (verdicts.back().fate == Fate::same || rehearsal) continue;
        put(tx, row);
        ++(loaded.*count);
    }
    if (loaded.*count == 0) return verdicts;
    loaded.load = tx.new_id<Id<RoundsLoaded>>().value;
    journal::announce(tx, loaded);
    return verdicts;
}

}  // namespace

std::vector<Verdict> load_bins(db::Tx& tx, std::span<const Bin> bins, bool rehearsal) {
    return take(tx, bins, rehearsal, "rounds.bin_row", &RoundsLoaded::bins);
}
std::vector<Verdict> load_rounds(db::Tx& tx, std::span<const Round> rounds, bool rehearsal) {
    return take(tx, rounds, rehearsal, "rounds.round_row", &RoundsLoaded::rounds);
}
std::vector<Verdict> load_served(db::Tx& tx, std::span<const Served> served, bool rehearsal) {
    std::vector<Served> tidy(served.begin(), served.end());
    for (auto& each : tidy)
        for (auto* digits : {&each.usrn, &each.uprn}) digits->erase(0, std::min(digits->find_first_not_of('0'), digits->size()));
    return take<Served>(tx, tidy, rehearsal, "rounds.served_row", &RoundsLoaded::served);
}
std::vector<Verdict> load_changes(db::Tx& tx, std::span<const Change> changes, bool rehearsal) {
    return take(tx, changes, rehearsal, "rounds.change_row", &RoundsLoaded::changes);
}
std::vector<Verdict> load_holiday_rules(db::Tx& tx, std::span<const HolidayRule> rules, bool rehearsal) {
    return take(tx, rules, rehearsal, "rounds.rule_row", &RoundsLoaded::rules);
}

}  // namespace rounds

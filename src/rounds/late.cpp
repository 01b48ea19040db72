#include "rounds/late.h"

#include "base/text.h"
#include "journal/journal.h"
#include "places/places.h"
#include "rounds/events.h"
#include "rounds/queries.h"
#include "rounds/round_row.h"

#include <algorithm>

namespace rounds {
namespace {

using std::chrono::days;

constexpr days longest_ago{7}, farthest_ahead{14};
constexpr std::size_t longest_reason = 200;

Day today_of(db::Tx& tx) { return places::calendar_of(tx).zone().day(tx.now()); }

std::vector<Problem> problems_with(db::Tx& tx, const LateNotice& notice) {
    std::vector<Problem> problems;
    const auto wrong = [&](const char* field, const char* key) { problems.push_back({field, say(key)}); };
    const auto today = today_of(tx);
    if (!tx.find<std::string>(sql::find_round, notice.round)) wrong("round", "rounds.late_round");
    if (notice.day > today || notice.day < today - longest_ago) wrong("day", "rounds.late_day");
    const auto served = streets_of(tx, notice.round);
    if (!std::ranges::all_of(notice.streets, [&](const auto& street) { return std::ranges::find(served, street) != served.end(); }))
        wrong("streets", "rounds.late_streets");
    if (notice.reason.empty() || base::count_characters(notice.reason) > longest_reason) wrong("reason", "rounds.late_reason");
    if (notice.comes_by && (*notice.comes_by <= tx.now() || *notice.comes_by > tx.now() + farthest_ahead)) wrong("comes_by", "rounds.late_comes_by");
    return problems;
}

LateRound late_from(const db::Row& row) {
    return {.id = row.get<LateId>(0),
            .notice = {.round = row.get<std::string>(1), .day = row.get<Day>(2), .streets = {}, .reason = row.get<std::string>(3), .comes_by = row.get<std::optional<Instant>>(4)},
            .bin = {row.get<std::string>(6), row.get<std::string>(7), row.get<std::string>(8), row.get<std::string>(9)},
            .marked = row.get<Instant>(5)};
}

}  // namespace

bool LateRound::is_late_in(std::string_view usrn) const {
    return notice.streets.empty() || std::ranges::find(notice.streets, usrn) != notice.streets.end();
}

Result<LateId> mark_late(db::Tx& tx, const access::Actor& who, LateNotice notice) {
    TRY(access::require(who, access::Permission::tell_late_round));
    notice.reason = base::tidy_line(notice.reason.substr(0, longest_reason * 8));
    std::ranges::sort(notice.streets);
    notice.streets.erase(std::ranges::unique(notice.streets).begin(), notice.streets.end());
    if (auto problems = problems_with(tx, notice); !problems.empty()) return refuse_fields("rounds.late_wrong", std::move(problems));
    const auto& zone = places::calendar_of(tx).zone();
    const auto last = std::max(zone.day(tx.now()), notice.comes_by ? zone.day(*notice.comes_by) : notice.day);
    tx.run(sql::clear_late_of_day, tx.now(), notice.round, zone.day(tx.now()), notice.day);
    const auto id = tx.new_id<LateId>();
    tx.run(sql::add_late, id, notice.round, notice.day, last, notice.reason, notice.comes_by, tx.now());
    for (const auto& street : notice.streets) tx.run(sql::add_late_street, id, number_of(street));
    journal::announce(tx, RoundRunsLate{id, notice.round, base::to_iso(notice.day), static_cast<std::int64_t>(notice.streets.size())});
    return id;
}

Result<void> clear_late(db::Tx& tx, const access::Actor& who, LateId late) {
    TRY(access::require(who, access::Permission::tell_late_round));
    const auto round = tx.find<std::string>(sql::find_standing_late, late, today_of(tx));
    if (!round) return refuse(Kind::not_found, "rounds.late_gone");
    tx.run(sql::clear_late, tx.now(), late);
    journal::announce(tx, LateRoundCleared{late, *round});
    return {};
}

std::vector<LateRound> standing_late(db::Tx& tx) {
    std::vector<LateRound> standing;
    for (const auto row : tx.query(sql::standing_late, today_of(tx))) standing.push_back(late_from(row));
    for (auto& late : standing)
        for (const auto row : tx.query(sql::late_streets, late.id)) late.notice.streets.push_back(std::to_string(row.get<std::int64_t>(0)));
    return standing;
}

std::vector<LateRound> late_here(const std::vector<LateRound>& standing, const Timetable& timetable, std::string_view usrn) {
    std::vector<LateRound> here;
    for (const auto& late : standing)
        if (late.is_late_in(usrn) && std::ranges::find(timetable.rounds(), late.notice.round, &Round::code) != timetable.rounds().end()) here.push_back(late);
    return here;
}

}  // namespace rounds

#include "rounds/said.h"

#include <algorithm>
#include <map>

namespace rounds {
namespace {

using base::Language;
using std::chrono::days;

constexpr int reported_within = 2;  // working days
constexpr days looked_back{14};

/// The newest collection of each bin up to today, by the bin's code.
std::map<std::string, Collection> newest(const AtAddress& at) {
    std::map<std::string, Collection> last;
    for (auto& each : at.timetable.between(at.today - looked_back, at.today))
        if (each.day) last[each.bin.code] = std::move(each);
    return last;
}

bool is_late(const AtAddress& at, const std::string& bin) {
    return std::ranges::any_of(at.late, [&](const LateRound& late) { return late.bin.code == bin; });
}

/// "the lorry broke down" in the middle of a sentence, unless it begins with more than one capital: "DHL strike".
std::string within_sentence(std::string text) {
    const bool plain = text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z') && text[1] != ' ';
    if (plain) text[0] = static_cast<char>(text[0] + ('a' - 'A'));
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
    return text;
}

}  // namespace

std::optional<AtAddress> at_address(db::Tx& tx, std::string_view uprn) {
    auto address = places::find_address(tx, uprn);
    if (!address) return std::nullopt;
    AtAddress at{.address = *std::move(address), .timetable = {}, .late = {}, .today = {}, .calendar = places::calendar_of(tx)};
    at.zone = &at.calendar.zone();
    at.today = at.zone->day(tx.now());
    at.timetable = timetable_of(tx, at.address);
    if (!at.timetable.empty()) at.late = late_here(standing_late(tx), at.timetable, at.address.usrn);
    return at;
}

std::string said_day(Day day, Day today, Language language) {
    if (day == today) return say("rounds.today", {}, language);
    if (day == today + days{1}) return say("rounds.tomorrow", {}, language);
    return places::shown_date(day, language);
}

std::string said_by(const places::Zone& zone, Instant by, Instant now, Language language) {
    const auto local = zone.local(by);
    const auto clock = places::shown_clock(local.time, language);
    const auto today = zone.day(now);
    if (local.day == today) return clock;
    const bool tomorrow = local.day == today + days{1};
    return say(tomorrow ? "rounds.by_tomorrow" : "rounds.by_day", {{"time", clock}, {"day", places::shown_date(local.day, language)}}, language);
}

std::string said_of_late(const LateRound& late, std::string_view street, const places::Zone& zone, Instant now, Language language) {
    auto text = say(street.empty() ? "rounds.late_all" : "rounds.late_in",
                    {{"bin", within_sentence(late.bin.name)}, {"street", street}, {"reason", within_sentence(late.notice.reason)}}, language);
    text += ' ';
    if (late.notice.comes_by && *late.notice.comes_by > now)
        text += say("rounds.late_by", {{"time", said_by(zone, *late.notice.comes_by, now, language)}}, language);
    else
        text += say("rounds.late_unknown", {}, language);
    return text;
}

std::vector<std::string> said_of_due(const AtAddress& at, Language language) {
    std::vector<std::string> said;
    std::map<Day, std::string> later;  // the bins of each day
    const auto last = newest(at);
    for (const auto& next : at.timetable.next(at.today)) {
        if (is_late(at, next.bin.code)) continue;
        const auto before = last.find(next.bin.code);
        const bool is_today = *next.day == at.today;
        const bool was_due = before != last.end() && at.calendar.working_days_between(*before->second.day, at.today) <= reported_within;
        if (is_today)
            said.push_back(say("rounds.due_today", {{"bin", next.bin.name}}, language));
        else if (!was_due)
            later[*next.day] += (later.contains(*next.day) ? ", " : "") + next.bin.name;
    }
    for (const auto& [day, bins] : later) said.push_back(say("rounds.due_on", {{"bin", bins}, {"day", said_day(day, at.today, language)}}, language));
    return said;
}

}  // namespace rounds

#include "places/calendar.h"

#include "base/config.h"
#include "base/text.h"
#include "places/data.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>

namespace places {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 7> weekday_names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

std::optional<unsigned> read_weekdays(std::string_view text) {
    unsigned weekdays = 0;
    for (const auto word : base::split(text, ' ')) {
        if (word.empty()) continue;
        const auto known = std::ranges::find(weekday_names, base::lower_ascii(word));
        if (known == weekday_names.end()) return std::nullopt;
        weekdays |= 1U << (known - weekday_names.begin());
    }
    return weekdays == 0 ? std::nullopt : std::optional(weekdays);
}

/// "09:00"
std::optional<std::chrono::minutes> read_time_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 99; };
    const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return std::nullopt;
    return std::chrono::minutes(hour * 60 + minute);
}

/// "08:30-12:00"
std::optional<Spell> read_spell(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto from = read_time_of_day(text.substr(0, dash));
    const auto until = read_time_of_day(text.substr(dash + 1));
    if (!from || !until || *from >= *until) return std::nullopt;
    return Spell{*from, *until};
}

std::string time_text(std::chrono::minutes time) { return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60); }

std::string spells_text(const Spells& spells) {
    std::string text;
    for (const auto& spell : spells) text += (text.empty() ? "" : " ") + time_text(spell.from) + "-" + time_text(spell.until);
    return text;
}

std::string weekdays_text(unsigned weekdays) {
    std::string text;
    for (std::size_t day = 0; day < weekday_names.size(); ++day)
        if ((weekdays >> day & 1U) != 0) text += (text.empty() ? "" : " ") + std::string(weekday_names[day]);
    return text;
}

unsigned weekdays_of(const Week& week) {
    unsigned weekdays = 0;
    for (std::size_t day = 0; day < week.size(); ++day)
        if (!week[day].empty()) weekdays |= 1U << day;
    return weekdays;
}

unsigned weekdays_with(const Week& week, const Spells& spells) {
    unsigned weekdays = 0;
    for (std::size_t day = 0; day < week.size(); ++day)
        if (week[day] == spells) weekdays |= 1U << day;
    return weekdays;
}

std::unexpected<Refusal> wrong_hours(std::string_view part, std::string_view why) {
    return refuse(Kind::invalid, "places.office_hours", fmt::format("office_hours '{}': {}", part, why));
}

/// One part of a week: the days it names, perhaps none, and their spells.
struct Part {
    unsigned weekdays = 0;
    Spells spells;
};
Result<Part> read_part(std::string_view text) {
    Part part;
    for (const auto word : base::split(text, ' ')) {
        if (word.empty()) continue;
        if (const auto named = std::ranges::find(weekday_names, base::lower_ascii(word)); named != weekday_names.end()) {
            if (!part.spells.empty()) return wrong_hours(text, "days stand before hours");
            part.weekdays |= 1U << (named - weekday_names.begin());
            continue;
        }
        const auto spell = read_spell(word);
        if (!spell) return wrong_hours(text, fmt::format("'{}' is neither a day (mon) nor hours (09:00-17:00)", word));
        if (!part.spells.empty() && part.spells.back().until >= spell->from) return wrong_hours(text, "hours follow each other with a break between");
        part.spells.push_back(*spell);
    }
    if (part.spells.empty()) return wrong_hours(text, "no hours, such as 09:00-17:00");
    if (part.spells.size() > most_spells) return wrong_hours(text, fmt::format("at most {} spells a day", most_spells));
    return part;
}

/// Days that are named, and the spells for the others, if any.
struct Parts {
    Week week;
    Spells others;
};
Result<Parts> read_parts(std::string_view hours) {
    constexpr std::size_t longest = 700;
    if (hours.size() > longest) return wrong_hours(hours.substr(0, 40), "too long");
    Parts parts;
    std::string close;  // "09:00 - 17:00" is one word
    for (const char c : hours) {
        if (c == '-')
            while (close.ends_with(' ')) close.pop_back();
        if (c != ' ' || !close.ends_with('-')) close += c;
    }
    for (const auto text : base::split(close, ',')) {
        const auto part = TRY(read_part(base::trim(text)));
        if (part.weekdays == 0 && !parts.others.empty()) return wrong_hours(text, "which days?");
        if (part.weekdays == 0) parts.others = part.spells;
        for (std::size_t day = 0; day < parts.week.size(); ++day) {
            if ((part.weekdays >> day & 1U) == 0) continue;
            if (!parts.week[day].empty()) return wrong_hours(text, fmt::format("{} stands twice", weekday_names[day]));
            parts.week[day] = part.spells;
        }
    }
    return parts;
}

/// Hours as a setting says them beside the working days: those of most days unnamed.
std::string hours_text(const Week& week) {
    const Spells* usual = nullptr;
    int most = 0;
    for (const auto& spells : week)
        if (const int days = std::popcount(weekdays_with(week, spells)); !spells.empty() && days > most) usual = &spells, most = days;
    if (usual == nullptr) return {};
    auto text = spells_text(*usual);
    unsigned named = weekdays_with(week, *usual);
    for (std::size_t day = 0; day < week.size(); ++day) {
        if (week[day].empty() || (named >> day & 1U) != 0) continue;
        const auto alike = weekdays_with(week, week[day]);
        named |= alike;
        text += ", " + weekdays_text(alike) + " " + spells_text(week[day]);
    }
    return text;
}

/// Rules from four texts, each checked.
Result<CalendarRules> put_together(std::string_view zone, std::string_view holidays, std::string_view weekdays, std::string_view hours) {
    CalendarRules rules;
    TRY(find_zone(zone));
    rules.zone = zone;
    TRY(bank_holidays(holidays));
    rules.holidays = holidays;
    const auto days_read = read_weekdays(weekdays);
    if (!days_read) return refuse(Kind::invalid, "places.working_days", "working_days wants words like mon tue wed thu fri");
    const auto week = TRY(read_week(*days_read, hours));
    rules.hours = week;
    return rules;
}

}  // namespace

struct Calendar::Kept {
    CalendarRules rules;
    const Zone* zone;
    std::vector<Day> off;  // sorted: bank holidays and closing days
};

Result<std::vector<Holiday>> read_holidays(std::string_view text) {
    std::vector<Holiday> holidays;
    int number = 0;
    for (auto line : base::split(text, '\n')) {
        ++number;
        line = base::trim(line);
        if (line.empty() || line.front() == '#') continue;
        const auto day = base::parse_iso_day(line.substr(0, 10));
        if (!day || line.size() < 12 || line[10] != ' ' || (!holidays.empty() && holidays.back().day >= *day))
            return refuse(Kind::invalid, "places.holidays", fmt::format("line {} of the bank holidays", number));
        holidays.push_back({*day, std::string(base::trim(line.substr(11)))});
    }
    return holidays;
}

Result<std::vector<Holiday>> bank_holidays(std::string_view division) {
    if (division == "england-and-wales") return read_holidays(data::england_and_wales);
    if (division == "scotland") return read_holidays(data::scotland);
    if (division == "northern-ireland") return read_holidays(data::northern_ireland);
    if (division == "none") return std::vector<Holiday>{};
    return refuse(Kind::invalid, "places.division", "bank_holidays is england-and-wales, scotland, northern-ireland or none");
}

Week week_of(unsigned weekdays, const Spells& spells) {
    Week week;
    for (std::size_t day = 0; day < week.size(); ++day)
        if ((weekdays >> day & 1U) != 0) week[day] = spells;
    return week;
}

Week usual_week() {
    using namespace std::chrono_literals;
    return week_of(0b0111110, {{9h, 17h}});
}

Result<Week> read_week(unsigned weekdays, std::string_view hours) {
    auto parts = TRY(read_parts(hours));
    for (std::size_t day = 0; day < parts.week.size(); ++day) {
        const bool works = (weekdays >> day & 1U) != 0;
        auto& spells = parts.week[day];
        if (!works && !spells.empty()) return wrong_hours(hours, fmt::format("{} is no working day", weekday_names[day]));
        if (works && spells.empty()) spells = parts.others;
        if (works && spells.empty()) return wrong_hours(hours, fmt::format("{} has no hours", weekday_names[day]));
    }
    return parts.week;
}

Result<Week> read_week(std::string_view hours) {
    const auto parts = TRY(read_parts(hours));
    if (!parts.others.empty()) return wrong_hours(hours, "each part begins with its days, such as mon tue");
    return parts.week;
}

std::string week_text(const Week& week) {
    std::string text;
    unsigned named = 0;
    for (std::size_t day = 0; day < week.size(); ++day) {
        if (week[day].empty() || (named >> day & 1U) != 0) continue;
        const auto alike = weekdays_with(week, week[day]);
        named |= alike;
        text += (text.empty() ? "" : ", ") + weekdays_text(alike) + " " + spells_text(week[day]);
    }
    return text;
}

Calendar::Calendar() {
    static const auto usual = make({}).value();
    kept_ = usual.kept_;
}

Result<Calendar> Calendar::make(const CalendarRules& rules, std::vector<Day> closing_days) {
    if (weekdays_of(rules.hours) == 0) return refuse(Kind::invalid, "places.working_days", "no working day at all");
    const auto* zone = TRY(find_zone(rules.zone));
    const auto holidays = TRY(bank_holidays(rules.holidays));
    auto off = std::move(closing_days);
    for (const auto& holiday : holidays) off.push_back(holiday.day);
    std::ranges::sort(off);
    return Calendar(std::make_shared<const Kept>(Kept{rules, zone, std::move(off)}));
}

const Zone& Calendar::zone() const { return *kept_->zone; }
const CalendarRules& Calendar::rules() const { return kept_->rules; }

const Spells& Calendar::spells_on(Day day) const {
    static const Spells none;
    const auto& spells = kept_->rules.hours[std::chrono::weekday{day}.c_encoding()];
    return spells.empty() || is_closed(day) ? none : spells;
}

bool Calendar::is_working_day(Day day) const { return !spells_on(day).empty(); }

bool Calendar::is_closed(Day day) const { return std::ranges::binary_search(kept_->off, day); }

Day Calendar::add_working_days(Day day, int n) const {
    if (n == 0) {
        while (!is_working_day(day)) day += days{1};
        return day;
    }
    const auto step = days{n > 0 ? 1 : -1};
    for (int left = n > 0 ? n : -n; left > 0;) {
        day += step;
        if (is_working_day(day)) --left;
    }
    return day;
}

int Calendar::working_days_between(Day from, Day until) const {
    if (until < from) return -working_days_between(until, from);
    int count = 0;
    for (auto day = from + days{1}; day <= until; day += days{1})
        if (is_working_day(day)) ++count;
    return count;
}

bool Calendar::is_open(Instant at) const {
    const auto local = zone().local(at);
    return std::ranges::any_of(spells_on(local.day), [&](const Spell& spell) { return local.time >= spell.from && local.time < spell.until; });
}

Day Calendar::received_on(Instant from) const {
    const auto local = zone().local(from);
    const auto& spells = spells_on(local.day);
    const bool still = !spells.empty() && local.time < spells.back().until;
    return still ? local.day : add_working_days(local.day + days{1}, 0);
}

Instant Calendar::due(Instant from, int working_days) const {
    const auto last = add_working_days(received_on(from), std::max(working_days, 0));
    return zone().start_of(last + days{1}) - std::chrono::seconds{1};
}

Instant Calendar::opening(Instant from, int working_days) const {
    const auto day = add_working_days(received_on(from), std::max(working_days, 0));
    return zone().instant(day, spells_on(day).front().from);
}

/// When the wall shows the spells of a day, in order: once, or in two pieces where the clock changes on it.
void Calendar::find_spans(Day day, std::vector<Span>& spans) const {
    constexpr auto farthest = std::chrono::hours{26};  // of a wall clock from UTC
    spans.clear();
    const auto& spells = spells_on(day);
    if (spells.empty()) return;
    zone().each_offset(day - farthest, day + days{1} + farthest, [&](auto from, auto until, std::chrono::seconds offset) {
        for (const auto& spell : spells) {
            const auto begins = std::max<std::chrono::sys_seconds>(day + spell.from - offset, from);
            const auto ends = std::min<std::chrono::sys_seconds>(day + spell.until - offset, until);
            if (begins < ends) spans.push_back({begins, ends});
        }
    });
}

Duration Calendar::working_time_between(Instant from, Instant until) const {
    if (until < from) return -working_time_between(until, from);
    Duration time{};
    std::vector<Span> spans;
    const auto last = zone().day(until) + days{1};  // a clock that goes back over midnight shows a day again
    for (auto day = zone().day(from) - days{1}; day <= last; day += days{1}) {
        find_spans(day, spans);
        for (const auto& span : spans) time += std::max(std::min(span.until, until) - std::max(span.from, from), Duration{});
    }
    return time;
}

Instant Calendar::add_working_time(Instant from, Duration time) const {
    if (time == Duration{}) return from;
    std::vector<Span> spans;
    const bool ahead = time > Duration{};
    auto left = ahead ? time : -time;
    for (auto day = zone().day(from) - days{ahead ? 1 : -1};; day += days{ahead ? 1 : -1}) {
        find_spans(day, spans);
        if (!ahead) std::ranges::reverse(spans);
        for (const auto& span : spans) {
            const auto begins = ahead ? std::max(span.from, from) : span.from;
            const auto ends = ahead ? span.until : std::min(span.until, from);
            if (ends <= begins) continue;
            if (ends - begins >= left) return ahead ? begins + left : ends - left;
            left -= ends - begins;
        }
    }
}

Result<CalendarRules> rules_from(const base::Config& config, std::string_view zone) {
    const auto fallback = config.text("time_zone", default_zone);
    const CalendarRules usual;
    return put_together(zone.empty() ? std::string_view(fallback) : zone, config.text("bank_holidays", usual.holidays),
                        config.text("working_days", weekdays_text(weekdays_of(usual.hours))), config.text("office_hours", hours_text(usual.hours)));
}

std::string to_text(const CalendarRules& rules) {
    return fmt::format("{}|{}|{}|{}", rules.zone, rules.holidays, weekdays_text(weekdays_of(rules.hours)), hours_text(rules.hours));
}

Result<CalendarRules> parse_rules(std::string_view text) {
    const auto parts = base::split(text, '|');
    if (parts.size() != 4) return refuse(Kind::invalid, "places.rules", "the stored calendar has another shape");
    return put_together(parts[0], parts[1], parts[2], parts[3]);
}

}  // namespace places

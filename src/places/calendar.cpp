#include "places/calendar.h"

#include "base/config.h"
#include "base/text.h"
#include "places/data.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

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

bool read_hours(std::string_view text, CalendarRules& rules) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return false;
    const auto opens = read_time_of_day(base::trim(text.substr(0, dash)));
    const auto closes = read_time_of_day(base::trim(text.substr(dash + 1)));
    if (!opens || !closes || *opens >= *closes) return false;
    rules.opens = *opens;
    rules.closes = *closes;
    return true;
}

std::string weekdays_text(unsigned weekdays) {
    std::string text;
    for (std::size_t day = 0; day < weekday_names.size(); ++day)
        if ((weekdays >> day & 1U) != 0) text += (text.empty() ? "" : " ") + std::string(weekday_names[day]);
    return text;
}

std::string hours_text(const CalendarRules& rules) {
    return fmt::format("{:02}:{:02}-{:02}:{:02}", rules.opens.count() / 60, rules.opens.count() % 60, rules.closes.count() / 60,
                       rules.closes.count() % 60);
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
    rules.weekdays = *days_read;
    if (!read_hours(hours, rules)) return refuse(Kind::invalid, "places.office_hours", "office_hours wants 09:00-17:00");
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

Calendar::Calendar() {
    static const auto usual = make({}).value();
    kept_ = usual.kept_;
}

Result<Calendar> Calendar::make(const CalendarRules& rules, std::vector<Day> closing_days) {
    if ((rules.weekdays & 0b1111111U) == 0) return refuse(Kind::invalid, "places.working_days", "no working day at all");
    const auto* zone = TRY(find_zone(rules.zone));
    const auto holidays = TRY(bank_holidays(rules.holidays));
    auto off = std::move(closing_days);
    for (const auto& holiday : holidays) off.push_back(holiday.day);
    std::ranges::sort(off);
    return Calendar(std::make_shared<const Kept>(Kept{rules, zone, std::move(off)}));
}

const Zone& Calendar::zone() const { return *kept_->zone; }
const CalendarRules& Calendar::rules() const { return kept_->rules; }

bool Calendar::is_working_day(Day day) const {
    if ((kept_->rules.weekdays >> std::chrono::weekday{day}.c_encoding() & 1U) == 0) return false;
    return !std::ranges::binary_search(kept_->off, day);
}

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
    return is_working_day(local.day) && local.time >= kept_->rules.opens && local.time < kept_->rules.closes;
}

Day Calendar::received_on(Instant from) const {
    const auto local = zone().local(from);
    return add_working_days(local.time < kept_->rules.closes ? local.day : local.day + days{1}, 0);
}

Instant Calendar::due(Instant from, int working_days) const {
    const auto last = add_working_days(received_on(from), std::max(working_days, 0));
    return zone().start_of(last + days{1}) - std::chrono::seconds{1};
}

Instant Calendar::opening(Instant from, int working_days) const {
    return zone().instant(add_working_days(received_on(from), std::max(working_days, 0)), kept_->rules.opens);
}

Result<CalendarRules> rules_from(const base::Config& config, std::string_view zone) {
    const auto fallback = config.text("time_zone", default_zone);
    const CalendarRules usual;
    return put_together(zone.empty() ? std::string_view(fallback) : zone, config.text("bank_holidays", usual.holidays),
                        config.text("working_days", weekdays_text(usual.weekdays)), config.text("office_hours", hours_text(usual)));
}

std::string to_text(const CalendarRules& rules) {
    return fmt::format("{}|{}|{}|{}", rules.zone, rules.holidays, weekdays_text(rules.weekdays), hours_text(rules));
}

Result<CalendarRules> parse_rules(std::string_view text) {
    const auto parts = base::split(text, '|');
    if (parts.size() != 4) return refuse(Kind::invalid, "places.rules", "the stored calendar has another shape");
    return put_together(parts[0], parts[1], parts[2], parts[3]);
}

}  // namespace places

#include "dmn/temporal.h"

#include <fmt/format.h>

#include <cstdlib>

namespace dmn {
namespace {

constexpr std::int64_t last_year = 999'999'999;

bool is_leap(std::int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(std::int64_t year, std::int64_t month) {
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

std::string fraction(std::int64_t nanoseconds) {
    if (nanoseconds == 0) return "";
    auto digits = fmt::format(".{:09}", nanoseconds);
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits;
}

}  // namespace

std::optional<Date> Date::of(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (std::abs(year) > last_year || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return std::nullopt;
    return Date{static_cast<std::int32_t>(year), static_cast<std::int8_t>(month), static_cast<std::int8_t>(day)};
}

// Howard Hinnant's days_from_civil and civil_from_days: years of 400 begin in March.
std::int64_t Date::days() const {
    const auto y = static_cast<std::int64_t>(year) - (month <= 2 ? 1 : 0);
    const auto era = (y >= 0 ? y : y - 399) / 400;
    const auto year_of_era = y - era * 400;
    const auto day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

std::optional<Date> Date::of_days(std::int64_t since_1970) {
    if (std::abs(since_1970) > last_year * 366) return std::nullopt;
    const auto z = since_1970 + 719'468;
    const auto era = (z >= 0 ? z : z - 146'096) / 146'097;
    const auto day_of_era = z - era * 146'097;
    const auto year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const auto day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const auto mp = (5 * day_of_year + 2) / 153;
    const auto month = mp < 10 ? mp + 3 : mp - 9;
    return of(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * mp + 2) / 5 + 1);
}

std::optional<DaysTime> DaysTime::of(Nanoseconds total) {
    const auto seconds = total / nanoseconds_per_second - (total % nanoseconds_per_second < 0 ? 1 : 0);
    constexpr std::int64_t most = INT64_MAX / 4;
    if (seconds > most || seconds < -most) return std::nullopt;
    return DaysTime{static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(total - seconds * nanoseconds_per_second)};
}

std::optional<std::int64_t> offset_of(const Time& time) {
    return offset_at({Date{}, time});  // a zone's time of day alone is told as on 1 January 1970
}

Nanoseconds instant_of(const DateTime& at) {
    const auto offset = offset_at(at).value_or(0);
    return (static_cast<Nanoseconds>(at.date.days()) * seconds_per_day - offset) * nanoseconds_per_second + at.time.nanoseconds;
}

std::string to_text(const Date& date) {
    return fmt::format("{}{:04}-{:02}-{:02}", date.year < 0 ? "-" : "", std::abs(date.year), date.month, date.day);
}

std::string to_text(const Time& time) {
    return fmt::format("{:02}:{:02}:{:02}{}{}", time.hour(), time.minute(), time.second(),
                       fraction(time.nanoseconds % nanoseconds_per_second), time.zone.text());
}

std::string to_text(const DateTime& at) { return to_text(at.date) + 'T' + to_text(at.time); }

std::string to_text(const YearsMonths& duration) {
    const auto years = std::abs(duration.months / 12), months = std::abs(duration.months % 12);
    if (duration.months == 0) return "P0M";
    return fmt::format("{}P{}{}", duration.months < 0 ? "-" : "", years != 0 ? fmt::format("{}Y", years) : "",
                       months != 0 ? fmt::format("{}M", months) : "");
}

std::string to_text(const DaysTime& duration) {
    auto total = duration.total();
    if (total == 0) return "PT0S";
    std::string out = total < 0 ? "-P" : "P";
    if (total < 0) total = -total;
    const auto seconds = static_cast<std::int64_t>(total / nanoseconds_per_second);
    const auto nanoseconds = static_cast<std::int64_t>(total % nanoseconds_per_second);
    const auto days = seconds / seconds_per_day, rest = seconds % seconds_per_day;
    if (days != 0) out += fmt::format("{}D", days);
    if (rest == 0 && nanoseconds == 0) return out;
    out += 'T';
    if (rest / 3600 != 0) out += fmt::format("{}H", rest / 3600);
    if (rest / 60 % 60 != 0) out += fmt::format("{}M", rest / 60 % 60);
    if (rest % 60 != 0 || nanoseconds != 0) out += fmt::format("{}{}S", rest % 60, fraction(nanoseconds));
    return out;
}

}  // namespace dmn

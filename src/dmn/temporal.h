#pragma once
// Days, times of day, both together, and the two kinds of duration, as ISO 8601 and FEEL have them.
//
// Years run from -999,999,999 to 999,999,999, times to the nanosecond. What leaves this range is nothing.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace dmn {

inline constexpr std::int64_t nanoseconds_per_second = 1'000'000'000, seconds_per_day = 86'400;

/// A day without hour or zone.
struct Date {
    std::int32_t year = 1970;
    std::int8_t month = 1, day = 1;
    auto operator<=>(const Date&) const = default;

    static std::optional<Date> of(std::int64_t year, std::int64_t month, std::int64_t day);
    static std::optional<Date> of_days(std::int64_t since_1970);
    std::int64_t days() const;  // since 1970-01-01
};

/// Where a time is told: nowhere in particular, at an offset from UTC, or in a zone of the time zone database.
struct Zone {
    enum class Kind : std::uint8_t { none, offset, named };
    Kind kind = Kind::none;
    std::int32_t offset = 0;                     // in seconds; of Kind::offset
    const date::time_zone* database = nullptr;  // of Kind::named; lives as long as the program
    bool operator==(const Zone&) const = default;

    static std::optional<Zone> named(std::string_view name);
    std::string text() const;  // "", "Z", "+01:00", "@Europe/London"
};

struct Time {
    std::int64_t nanoseconds = 0;  // since midnight
    Zone zone = {};

    std::int64_t hour() const { return nanoseconds / (3600 * nanoseconds_per_second); }
    std::int64_t minute() const { return nanoseconds / (60 * nanoseconds_per_second) % 60; }
    std::int64_t second() const { return nanoseconds / nanoseconds_per_second % 60; }
};

struct DateTime {
    Date date = {};
    Time time = {};
};

struct YearsMonths {
    std::int64_t months = 0;
    auto operator<=>(const YearsMonths&) const = default;
};

__extension__ using Nanoseconds = __int128;
struct DaysTime {
    std::int64_t seconds = 0;      // rounded down
    std::int32_t nanoseconds = 0;  // 0 to 999,999,999, to be added
    auto operator<=>(const DaysTime&) const = default;

    static std::optional<DaysTime> of(Nanoseconds total);
    Nanoseconds total() const { return static_cast<Nanoseconds>(seconds) * nanoseconds_per_second + nanoseconds; }
};

/// The seconds by which a zone is ahead of UTC at that moment of its own local time; nothing where there is no zone.
std::optional<std::int64_t> offset_at(const DateTime&);
std::optional<std::int64_t> offset_of(const Time&);
/// Nanoseconds since 1970 in UTC; a local time without zone counts as if in UTC.
Nanoseconds instant_of(const DateTime&);
std::optional<DateTime> date_time_at(Nanoseconds since_1970, const Zone&);

std::optional<Date> parse_date(std::string_view);
std::optional<Time> parse_time(std::string_view);
std::optional<DateTime> parse_date_time(std::string_view);
std::optional<YearsMonths> parse_years_months(std::string_view);
std::optional<DaysTime> parse_days_time(std::string_view);
std::string to_text(const Date&);
std::string to_text(const Time&);
std::string to_text(const DateTime&);
std::string to_text(const YearsMonths&);
std::string to_text(const DaysTime&);

}  // namespace dmn

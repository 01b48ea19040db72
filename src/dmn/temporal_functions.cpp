// date, time, date and time, and what calendars say.

#include "dmn/arguments.h"
#include "dmn/builtin.h"
#include "dmn/literal.h"

#include <array>

namespace dmn {
namespace {

using Of = Value::Kind;

Value none(Evaluation& evaluation, std::string_view what) { return evaluation.fault(std::string(what)); }

Value date_of(Evaluation& evaluation, const Items& arguments) {
    if (arguments.size() == 3) {
        const auto year = whole_argument(evaluation, arguments, 0), month = whole_argument(evaluation, arguments, 1),
                   day = whole_argument(evaluation, arguments, 2);
        if (!year || !month || !day) return {};
        const auto date = Date::of(*year, *month, *day);
        return date ? Value(*date) : none(evaluation, "there is no such date");
    }
    const auto& from = argument(arguments, 0);
    if (from.kind() == Of::date) return from;
    if (from.kind() == Of::date_time) return from.date_time().date;
    const auto date = from.kind() == Of::text ? parse_date(from.text()) : std::nullopt;
    return date ? Value(*date) : none(evaluation, "that is no date");
}

/// Hours, minutes and seconds with a fraction, from `first` on.
std::optional<std::int64_t> time_of_day(Evaluation& evaluation, const Items& arguments, std::size_t first) {
    const auto hour = whole_argument(evaluation, arguments, first), minute = whole_argument(evaluation, arguments, first + 1);
    const auto second = number_argument(evaluation, arguments, first + 2);
    if (!hour || !minute || !second) return std::nullopt;
    const auto nanoseconds = multiply(*second, Decimal(nanoseconds_per_second));
    const auto whole = nanoseconds ? nanoseconds->floor().whole() : std::nullopt;
    if (!whole || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59 || *whole < 0 || *whole >= 60 * nanoseconds_per_second) {
        evaluation.fault("there is no such time");
        return std::nullopt;
    }
    return (*hour * 60 + *minute) * 60 * nanoseconds_per_second + *whole;
}

std::optional<Zone> zone_of(Evaluation& evaluation, const Value& offset) {
    if (offset.is_null()) return Zone{};
    if (offset.kind() == Of::text) {
        if (auto zone = Zone::named(offset.text())) return zone;
    } else if (offset.kind() == Of::days_time && std::abs(offset.days_time().seconds) <= 18 * 3600 && offset.days_time().nanoseconds == 0) {
        return Zone{.kind = Zone::Kind::offset, .offset = static_cast<std::int32_t>(offset.days_time().seconds)};
    }
    evaluation.fault("there is no such offset");
    return std::nullopt;
}

Value time_of(Evaluation& evaluation, const Items& arguments) {
    if (arguments.size() >= 3) {
        const auto nanoseconds = time_of_day(evaluation, arguments, 0);
        const auto zone = nanoseconds ? zone_of(evaluation, argument(arguments, 3)) : std::nullopt;
        return zone ? Value(Time{*nanoseconds, *zone}) : Value();
    }
    const auto& from = argument(arguments, 0);
    if (from.kind() == Of::time) return from;
    if (from.kind() == Of::date_time) return from.date_time().time;
    if (from.kind() == Of::date) return Time{0, Zone{.kind = Zone::Kind::offset}};
    const auto time = from.kind() == Of::text ? parse_time(from.text()) : std::nullopt;
    return time ? Value(*time) : none(evaluation, "that is no time");
}

std::optional<DateTime> date_time_from(std::string_view text) {
    if (const auto date = parse_date(text)) return DateTime{*date, {}};
    return parse_date_time(text);
}

Value date_and_time(Evaluation& evaluation, const Items& arguments) {
    if (arguments.size() >= 6) {
        const auto date = date_of(evaluation, {arguments[0], arguments[1], arguments[2]});
        const auto nanoseconds = date.is_null() ? std::nullopt : time_of_day(evaluation, arguments, 3);
        const auto zone = nanoseconds ? zone_of(evaluation, argument(arguments, 6)) : std::nullopt;
        return zone ? Value(DateTime{date.date(), {*nanoseconds, *zone}}) : Value();
    }
    const auto& first = argument(arguments, 0);
    const auto& second = argument(arguments, 1);
    if (arguments.size() == 2) {
        if ((first.kind() != Of::date && first.kind() != Of::date_time) || second.kind() != Of::time)
            return none(evaluation, "a date and a time are wanted");
        return DateTime{first.kind() == Of::date ? first.date() : first.date_time().date, second.time()};
    }
    if (first.kind() == Of::date_time) return first;
    if (first.kind() == Of::date) return DateTime{first.date(), {}};
    const auto both = first.kind() == Of::text ? date_time_from(first.text()) : std::nullopt;
    return both ? Value(*both) : none(evaluation, "that is no date and time");
}

std::optional<Date> day_argument(Evaluation& evaluation, const Items& arguments) {
    const auto& value = argument(arguments, 0);
    if (value.kind() == Of::date) return value.date();
    if (value.kind() == Of::date_time) return value.date_time().date;
    evaluation.fault("a date is wanted");
    return std::nullopt;
}

std::int64_t weekday(const Date& date) { return ((date.days() + 3) % 7 + 7) % 7 + 1; }
std::int64_t day_in_year(const Date& date) { return date.days() - Date{date.year, 1, 1}.days() + 1; }

/// ISO 8601: week 1 has the year's first Thursday.
std::int64_t week(const Date& date) {
    const auto thursday = *Date::of_days(date.days() - weekday(date) + 4);
    return (day_in_year(thursday) - 1) / 7 + 1;
}

Value day_of_year(Evaluation& evaluation, const Items& arguments) {
    const auto date = day_argument(evaluation, arguments);
    return date ? Value(day_in_year(*date)) : Value();
}
Value week_of_year(Evaluation& evaluation, const Items& arguments) {
    const auto date = day_argument(evaluation, arguments);
    if (!date || std::abs(date->year) > 999'999'990) return {};
    return week(*date);
}
Value day_of_week(Evaluation& evaluation, const Items& arguments) {
    static constexpr std::array names{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    const auto date = day_argument(evaluation, arguments);
    return date ? Value(names[static_cast<std::size_t>(weekday(*date) - 1)]) : Value();
}
Value month_of_year(Evaluation& evaluation, const Items& arguments) {
    static constexpr std::array names{"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
    const auto date = day_argument(evaluation, arguments);
    return date ? Value(names[static_cast<std::size_t>(date->month - 1)]) : Value();
}

Value now(Evaluation& evaluation, const Items&) {
    if (!evaluation.now()) return none(evaluation, "nobody has said what time it is");
    const auto at = date_time_at(static_cast<Nanoseconds>(evaluation.now()->time_since_epoch().count()) * 1000, Zone{.kind = Zone::Kind::offset});
    return at ? Value(*at) : Value();
}
Value today(Evaluation& evaluation, const Items& arguments) {
    const auto at = now(evaluation, arguments);
    return at.is_null() ? at : Value(at.date_time().date);
}

constexpr std::array temporal_rows{
    BuiltinRow{"date", "from | year, month, day", date_of},
    BuiltinRow{"time", "from | hour, minute, second, [offset]", time_of},
    BuiltinRow{"date and time", "from | date, time | year, month, day, hour, minute, second, [offset] | year, month, day, hour, minute, second, [timezone]", date_and_time},
    BuiltinRow{"day of year", "date", day_of_year},
    BuiltinRow{"day of week", "date", day_of_week},
    BuiltinRow{"month of year", "date", month_of_year},
    BuiltinRow{"week of year", "date", week_of_year},
    BuiltinRow{"now", "", now},
    BuiltinRow{"today", "", today},
};

}  // namespace

BuiltinRows temporal_functions() { return temporal_rows; }

}  // namespace dmn

// +, -, *, / and ** over numbers, texts, days, times and durations.

#include "dmn/evaluation.h"

#include <fmt/format.h>

#include <algorithm>

namespace dmn {
namespace {

using Of = Value::Kind;

Value unsuited(Evaluation& evaluation, const Value& a, const Value& b, std::string_view sign) {
    return evaluation.fault(fmt::format("{} {} {} has no meaning", kind_name(a), sign, kind_name(b)));
}
template <class T>
Value number_or(Evaluation& evaluation, std::optional<T> number, std::string_view why = "the result is out of range") {
    return number ? Value(*number) : evaluation.fault(std::string(why));
}

constexpr auto day_length = static_cast<Nanoseconds>(seconds_per_day) * nanoseconds_per_second;

std::optional<Date> moved(const Date& date, std::int64_t months) {
    const auto index = static_cast<std::int64_t>(date.year) * 12 + (date.month - 1) + months;
    const auto year = index / 12 - (index % 12 < 0 ? 1 : 0);
    const auto month = index - year * 12 + 1;
    for (int day = date.day; day > 27; --day)
        if (auto there = Date::of(year, month, day)) return there;
    return Date::of(year, month, date.day);
}

std::optional<DateTime> moved(const DateTime& at, Nanoseconds by) { return date_time_at(instant_of(at) + by, at.time.zone); }

DateTime midnight(const Date& date) { return {date, Time{0, Zone{.kind = Zone::Kind::offset}}}; }

/// A day, a time or both, moved by a duration; `sign` is 1 or -1.
std::optional<Value> moved(Evaluation& evaluation, const Value& from, const Value& by, int sign) {
    if (by.kind() == Of::years_months && std::abs(by.years_months().months) < 100'000'000'000) {
        const auto months = sign * by.years_months().months;
        if (from.kind() == Of::date) return number_or(evaluation, moved(from.date(), months));
        if (from.kind() != Of::date_time) return std::nullopt;
        const auto date = moved(from.date_time().date, months);
        return date ? Value(DateTime{*date, from.date_time().time}) : evaluation.fault("the result is out of range");
    }
    if (by.kind() != Of::days_time) return std::nullopt;
    const auto length = sign * by.days_time().total();
    switch (from.kind()) {
        case Of::date: {
            const auto at = moved(midnight(from.date()), length);
            return at ? Value(at->date) : evaluation.fault("the result is out of range");
        }
        case Of::date_time: return number_or(evaluation, moved(from.date_time(), length));
        case Of::time: {
            const auto at = (from.time().nanoseconds + length % day_length + day_length) % day_length;
            return Value(Time{static_cast<std::int64_t>(at), from.time().zone});
        }
        default: return std::nullopt;
    }
}

std::optional<YearsMonths> sum(YearsMonths a, YearsMonths b, int sign) {
    constexpr std::int64_t most = INT64_MAX / 4;
    const auto months = a.months + sign * b.months;
    return std::abs(months) < most ? std::optional(YearsMonths{months}) : std::nullopt;
}

DateTime as_date_time(const Value& value) { return value.kind() == Of::date ? midnight(value.date()) : value.date_time(); }

Value between(Evaluation& evaluation, const Value& a, const Value& b) {
    const auto first = as_date_time(a), second = as_date_time(b);
    if ((first.time.zone.kind == Zone::Kind::none) != (second.time.zone.kind == Zone::Kind::none))
        return evaluation.fault("only one of the two times has a zone");
    return number_or(evaluation, DaysTime::of(instant_of(first) - instant_of(second)));
}

Value between(Evaluation& evaluation, const Time& a, const Time& b) {
    const auto first = offset_of(a), second = offset_of(b);
    if (first.has_value() != second.has_value()) return evaluation.fault("only one of the two times has a zone");
    const auto seconds = static_cast<Nanoseconds>(second.value_or(0) - first.value_or(0));
    return number_or(evaluation, DaysTime::of(a.nanoseconds - b.nanoseconds + seconds * nanoseconds_per_second));
}

bool is_day(const Value& value) { return value.kind() == Of::date || value.kind() == Of::date_time; }

std::optional<Decimal> in_seconds(const DaysTime& duration) {
    const auto nanoseconds = divide(Decimal(duration.nanoseconds), Decimal(nanoseconds_per_second));
    return nanoseconds ? add(Decimal(duration.seconds), *nanoseconds) : std::nullopt;
}

std::optional<DaysTime> from_seconds(std::optional<Decimal> seconds) {
    if (!seconds) return std::nullopt;
    const auto whole = seconds->floor().whole();
    const auto rest = subtract(*seconds, seconds->floor());
    if (!whole || !rest) return std::nullopt;
    const auto nanoseconds = multiply(*rest, Decimal(nanoseconds_per_second))->floor().whole();
    return DaysTime::of(static_cast<Nanoseconds>(*whole) * nanoseconds_per_second + *nanoseconds);
}

std::optional<YearsMonths> from_months(std::optional<Decimal> months) {
    if (!months) return std::nullopt;
    const auto whole = months->rounded(0, Rounding::down);
    const auto number = whole ? whole->whole() : std::nullopt;
    return number && std::abs(*number) < INT64_MAX / 4 ? std::optional(YearsMonths{*number}) : std::nullopt;
}

std::optional<Decimal> times(Decimal a, Decimal b) { return multiply(a, b); }
std::optional<Decimal> over(Decimal a, Decimal b) { return divide(a, b); }

/// A duration times or divided by a number.
template <class Operation>
std::optional<Value> scaled(Evaluation& evaluation, const Value& duration, Decimal by, Operation operation) {
    if (duration.kind() == Of::years_months)
        return number_or(evaluation, from_months(operation(Decimal(duration.years_months().months), by)));
    if (duration.kind() != Of::days_time) return std::nullopt;
    const auto seconds = in_seconds(duration.days_time());
    return number_or(evaluation, from_seconds(seconds ? operation(*seconds, by) : std::nullopt));
}

}  // namespace

std::string_view kind_name(const Value& value) {
    switch (value.kind()) {
        case Of::null: return "null";
        case Of::boolean: return "a boolean";
        case Of::number: return "a number";
        case Of::text: return "a string";
        case Of::date: return "a date";
        case Of::time: return "a time";
        case Of::date_time: return "a date and time";
        case Of::years_months: return "a years and months duration";
        case Of::days_time: return "a days and time duration";
        case Of::list: return "a list";
        case Of::context: return "a context";
        case Of::range: return "a range";
        case Of::function: return "a function";
    }
    return "";
}

Value added(Evaluation& evaluation, const Value& a, const Value& b) {
    if (a.kind() == Of::number && b.kind() == Of::number) return number_or(evaluation, add(a.number(), b.number()));
    if (a.kind() == Of::text && b.kind() == Of::text) {
        if (!evaluation.charge_bytes(a.text().size() + b.text().size())) return {};
        return Value(a.text() + b.text());
    }
    if (a.kind() == Of::years_months && b.kind() == Of::years_months) return number_or(evaluation, sum(a.years_months(), b.years_months(), 1));
    if (a.kind() == Of::days_time && b.kind() == Of::days_time)
        return number_or(evaluation, DaysTime::of(a.days_time().total() + b.days_time().total()));
    if (auto later = moved(evaluation, a, b, 1)) return *later;
    if (auto later = moved(evaluation, b, a, 1)) return *later;
    return unsuited(evaluation, a, b, "+");
}

Value subtracted(Evaluation& evaluation, const Value& a, const Value& b) {
    if (a.kind() == Of::number && b.kind() == Of::number) return number_or(evaluation, subtract(a.number(), b.number()));
    if (is_day(a) && is_day(b)) return between(evaluation, a, b);
    if (a.kind() == Of::time && b.kind() == Of::time) return between(evaluation, a.time(), b.time());
    if (a.kind() == Of::years_months && b.kind() == Of::years_months) return number_or(evaluation, sum(a.years_months(), b.years_months(), -1));
    if (a.kind() == Of::days_time && b.kind() == Of::days_time)
        return number_or(evaluation, DaysTime::of(a.days_time().total() - b.days_time().total()));
    if (auto earlier = moved(evaluation, a, b, -1)) return *earlier;
    return unsuited(evaluation, a, b, "-");
}

Value multiplied(Evaluation& evaluation, const Value& a, const Value& b) {
    if (a.kind() == Of::number && b.kind() == Of::number) return number_or(evaluation, multiply(a.number(), b.number()));
    if (b.kind() == Of::number)
        if (auto product = scaled(evaluation, a, b.number(), times)) return *product;
    if (a.kind() == Of::number)
        if (auto product = scaled(evaluation, b, a.number(), times)) return *product;
    return unsuited(evaluation, a, b, "*");
}

Value divided(Evaluation& evaluation, const Value& a, const Value& b) {
    constexpr std::string_view by_zero = "division by zero";
    if (a.kind() == Of::number && b.kind() == Of::number)
        return number_or(evaluation, divide(a.number(), b.number()), b.number().is_zero() ? by_zero : "the result is out of range");
    if (a.kind() == Of::years_months && b.kind() == Of::years_months)
        return number_or(evaluation, divide(Decimal(a.years_months().months), Decimal(b.years_months().months)), by_zero);
    if (a.kind() == Of::days_time && b.kind() == Of::days_time) {
        const auto first = in_seconds(a.days_time()), second = in_seconds(b.days_time());
        return number_or(evaluation, first && second ? divide(*first, *second) : std::nullopt, by_zero);
    }
    if (b.kind() == Of::number)
        if (auto quotient = scaled(evaluation, a, b.number(), over)) return *quotient;
    return unsuited(evaluation, a, b, "/");
}

Value raised(Evaluation& evaluation, const Value& a, const Value& b) {
    if (a.kind() != Of::number || b.kind() != Of::number) return unsuited(evaluation, a, b, "**");
    return number_or(evaluation, power(a.number(), b.number()));
}

Value negated(Evaluation& evaluation, const Value& value) {
    if (value.kind() == Of::number) return value.number().negated();
    if (value.kind() == Of::years_months) return YearsMonths{-value.years_months().months};
    if (value.kind() == Of::days_time) return number_or(evaluation, DaysTime::of(-value.days_time().total()));
    return evaluation.fault(fmt::format("{} has no opposite", kind_name(value)));
}

}  // namespace dmn

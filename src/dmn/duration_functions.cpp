// duration, years and months duration.

#include "dmn/arguments.h"
#include "dmn/builtin.h"
#include "dmn/literal.h"

#include <array>

namespace dmn {
namespace {

using Of = Value::Kind;

Value duration(Evaluation& evaluation, const Items& arguments) {
    const auto& from = argument(arguments, 0);
    if (from.kind() == Of::days_time || from.kind() == Of::years_months) return from;
    auto value = from.kind() == Of::text ? duration_value(from.text()) : Value();
    return value.is_null() ? evaluation.fault("that is no duration") : value;
}

/// Whole months between two days, toward zero; the time of day does not count.
Value years_and_months(Evaluation& evaluation, const Items& arguments) {
    const auto& from = argument(arguments, 0);
    const auto& to = argument(arguments, 1);
    const auto is_day = [](const Value& v) { return v.kind() == Of::date || v.kind() == Of::date_time; };
    if (!is_day(from) || !is_day(to)) return evaluation.fault("two dates are wanted");
    const auto day = [](const Value& v) { return v.kind() == Of::date ? v.date() : v.date_time().date; };
    const auto first = day(from), last = day(to);
    auto months = (static_cast<std::int64_t>(last.year) - first.year) * 12 + (last.month - first.month);
    if (months > 0 && last.day < first.day) --months;
    if (months < 0 && last.day > first.day) ++months;
    return YearsMonths{months};
}

constexpr std::array duration_rows{
    BuiltinRow{"duration", "from", duration},
    BuiltinRow{"years and months duration", "from, to", years_and_months},
};

}  // namespace

BuiltinRows duration_functions() { return duration_rows; }

}  // namespace dmn

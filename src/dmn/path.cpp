// What stands behind a dot.

#include "dmn/evaluation.h"

#include <fmt/format.h>

namespace dmn {
namespace {

std::optional<Value> property(const Date& date, std::string_view name) {
    if (name == "year") return Value(std::int64_t{date.year});
    if (name == "month") return Value(std::int64_t{date.month});
    if (name == "day") return Value(std::int64_t{date.day});
    if (name == "weekday") return Value((((date.days() + 3) % 7) + 7) % 7 + 1);  // 1970-01-01 was a Thursday; Monday is 1
    return std::nullopt;
}

Value offset_value(std::optional<std::int64_t> seconds) { return seconds ? Value(DaysTime{*seconds, 0}) : Value(); }

std::optional<Value> property(const Time& time, std::string_view name) {
    if (name == "hour") return Value(time.hour());
    if (name == "minute") return Value(time.minute());
    if (name == "second") return Value(time.second());
    if (name == "time offset") return offset_value(offset_of(time));
    if (name == "timezone") return time.zone.kind == Zone::Kind::named ? Value(time.zone.text().substr(1)) : Value();
    return std::nullopt;
}

std::optional<Value> property(const DateTime& at, std::string_view name) {
    if (name == "time offset") return offset_value(offset_at(at));
    if (auto of_day = property(at.date, name)) return of_day;
    return property(at.time, name);
}

std::optional<Value> property(const YearsMonths& duration, std::string_view name) {
    if (name == "years") return Value(duration.months / 12);
    if (name == "months") return Value(duration.months % 12);
    return std::nullopt;
}

std::optional<Value> property(const DaysTime& duration, std::string_view name) {
    const bool negative = duration.total() < 0;
    const auto total = negative ? -duration.total() : duration.total();
    const auto seconds = static_cast<std::int64_t>(total / nanoseconds_per_second);
    const auto signed_value = [&](std::int64_t part) { return Value(negative ? -part : part); };
    if (name == "days") return signed_value(seconds / seconds_per_day);
    if (name == "hours") return signed_value(seconds % seconds_per_day / 3600);
    if (name == "minutes") return signed_value(seconds / 60 % 60);
    if (name == "seconds") return signed_value(seconds % 60);
    return std::nullopt;
}

std::optional<Value> property(const Range& range, std::string_view name) {
    if (name == "start") return range.spelling == Range::Spelling::other_than ? Value() : range.low;
    if (name == "end") return range.spelling == Range::Spelling::other_than ? Value() : range.high;
    if (name == "start included") return Value(range.low_included && range.spelling != Range::Spelling::other_than);
    if (name == "end included") return Value(range.high_included && range.spelling != Range::Spelling::other_than);
    return std::nullopt;
}

std::optional<Value> property(const Value& value, std::string_view name) {
    switch (value.kind()) {
        case Value::Kind::date: return property(value.date(), name);
        case Value::Kind::time: return property(value.time(), name);
        case Value::Kind::date_time: return property(value.date_time(), name);
        case Value::Kind::years_months: return property(value.years_months(), name);
        case Value::Kind::days_time: return property(value.days_time(), name);
        case Value::Kind::range: return property(value.range(), name);
        default: return std::nullopt;
    }
}

}  // namespace

Value member_of(Evaluation& evaluation, const Value& value, std::string_view name) {
    const Evaluation::Deeper level(evaluation);
    if (!level || value.is_null()) return {};
    if (value.kind() == Value::Kind::list) {
        Items members;
        for (const auto& item : value.list()) members.push_back(evaluation.charge(1) ? member_of(evaluation, item, name) : Value());
        return evaluation.made(std::move(members));
    }
    if (value.kind() == Value::Kind::context) {
        if (const auto* found = value.context().find(name)) return *found;
    } else if (auto found = property(value, name)) {
        return *found;
    }
    return evaluation.fault(fmt::format("{} has no {}", kind_name(value), name));
}

Value Evaluation::path(const Node& node, const ScopePtr& scope) { return member_of(*this, evaluate(node.child(0), scope), node.text); }

}  // namespace dmn

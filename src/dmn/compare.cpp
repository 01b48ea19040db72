// What equals what, and what comes before what.

#include "dmn/function.h"
#include "dmn/value.h"

namespace dmn {
namespace {

using Kind_ = Value::Kind;
template <class T>
int order(const T& a, const T& b) {
    return a < b ? -1 : (b < a ? 1 : 0);
}

/// FEEL tells times apart to the second.
template <class T>
T seconds(T nanoseconds) {
    return nanoseconds / nanoseconds_per_second - (nanoseconds % nanoseconds_per_second < 0 ? 1 : 0);
}

/// A time of day with a zone against one without has no order.
std::optional<int> order(const Time& a, const Time& b) {
    const auto first = offset_of(a), second = offset_of(b);
    if (first.has_value() != second.has_value()) return std::nullopt;
    return order(seconds(a.nanoseconds) - first.value_or(0), seconds(b.nanoseconds) - second.value_or(0));
}

std::optional<int> order(const DateTime& a, const DateTime& b) {
    if ((a.time.zone.kind == Zone::Kind::none) != (b.time.zone.kind == Zone::Kind::none)) return std::nullopt;
    return order(seconds(instant_of(a)), seconds(instant_of(b)));
}

std::optional<bool> equal_lists(const Items& a, const Items& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (equal(a[i], b[i]) != true) return false;
    return true;
}

std::optional<bool> equal_contexts(const Context& a, const Context& b) {
    if (a.size() != b.size()) return false;
    for (const auto& [name, value] : a.entries()) {
        const auto* other = b.find(name);
        if (other == nullptr || equal(value, *other) != true) return false;
    }
    return true;
}

bool equal_ranges(const Range& a, const Range& b) {
    return a.low_included == b.low_included && a.high_included == b.high_included && a.spelling == b.spelling &&
           equal(a.low, b.low) == true && equal(a.high, b.high) == true;
}

}  // namespace

std::optional<bool> equal(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (a.kind() != b.kind()) return std::nullopt;
    switch (a.kind()) {
        case Kind_::null: return true;
        case Kind_::boolean: return a.boolean() == b.boolean();
        case Kind_::number: return a.number() == b.number();
        case Kind_::text: return a.text() == b.text();
        case Kind_::date: return a.date() == b.date();
        case Kind_::time: return order(a.time(), b.time()).value_or(1) == 0;
        case Kind_::date_time: return order(a.date_time(), b.date_time()).value_or(1) == 0;
        case Kind_::years_months: return a.years_months() == b.years_months();
        case Kind_::days_time: return a.days_time() == b.days_time();
        case Kind_::list: return equal_lists(a.list(), b.list());
        case Kind_::context: return equal_contexts(a.context(), b.context());
        case Kind_::range: return equal_ranges(a.range(), b.range());
        case Kind_::function: return a.function()->is_same(*b.function());
    }
    return std::nullopt;
}

std::optional<int> compare(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return std::nullopt;
    switch (a.kind()) {
        case Kind_::number: return order(a.number(), b.number());
        case Kind_::text: return order(a.text(), b.text());
        case Kind_::date: return order(a.date(), b.date());
        case Kind_::time: return order(a.time(), b.time());
        case Kind_::date_time: return order(a.date_time(), b.date_time());
        case Kind_::years_months: return order(a.years_months(), b.years_months());
        case Kind_::days_time: return order(a.days_time(), b.days_time());
        default: return std::nullopt;
    }
}

bool same(const Value& a, const Value& b) { return equal(a, b) == true; }

}  // namespace dmn

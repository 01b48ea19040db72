// not, is.

#include "dmn/arguments.h"
#include "dmn/builtin.h"

#include <array>

namespace dmn {
namespace {

Value not_of(Evaluation&, const Items& arguments) {
    const auto& value = argument(arguments, 0);
    return value.kind() == Value::Kind::boolean ? Value(!value.boolean()) : Value();
}

/// Unlike `=`, times are the same only where they are told in the same way, and other kinds are not the same.
Value is(Evaluation& evaluation, const Items& arguments) {
    const auto &a = arguments[0], &b = arguments[1];
    if (!evaluation.charge(a.weight() / 64)) return {};
    if (a.kind() != b.kind()) return false;
    const auto told_alike = [](const Zone& x, const Zone& y) { return x == y; };
    if (a.kind() == Value::Kind::time) return a.time().nanoseconds == b.time().nanoseconds && told_alike(a.time().zone, b.time().zone);
    if (a.kind() == Value::Kind::date_time) {
        const auto &x = a.date_time(), &y = b.date_time();
        return x.date == y.date && x.time.nanoseconds == y.time.nanoseconds && told_alike(x.time.zone, y.time.zone);
    }
    return equal(a, b) == true;
}

constexpr std::array logic_rows{
    BuiltinRow{"not", "negand", not_of},
    BuiltinRow{"is", "value1, value2", is},
};

}  // namespace

BuiltinRows logic_functions() { return logic_rows; }

}  // namespace dmn

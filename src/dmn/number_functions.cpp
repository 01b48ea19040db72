// decimal, floor, round up, modulo, … over numbers.

#include "dmn/arguments.h"
#include "dmn/builtin.h"

#include <array>

namespace dmn {
namespace {

Value rounded(Evaluation& evaluation, const Items& arguments, Rounding rounding, std::int64_t places_without) {
    const auto number = number_argument(evaluation, arguments, 0);
    if (!number) return {};
    auto places = places_without;
    if (arguments.size() > 1) {
        const auto given = whole_argument(evaluation, arguments, 1);
        if (!given) return {};
        places = *given;
    }
    if (places < -6111 || places > 6176) return evaluation.fault("the scale is out of range");
    const auto result = number->rounded(places, rounding);
    return result ? Value(*result) : evaluation.fault("the result is out of range");
}

Value decimal(Evaluation& e, const Items& a) { return rounded(e, a, Rounding::half_even, 0); }
Value floor_of(Evaluation& e, const Items& a) { return rounded(e, a, Rounding::floor, 0); }
Value ceiling_of(Evaluation& e, const Items& a) { return rounded(e, a, Rounding::ceiling, 0); }
Value round_up(Evaluation& e, const Items& a) { return rounded(e, a, Rounding::up, 0); }
Value round_down(Evaluation& e, const Items& a) { return rounded(e, a, Rounding::down, 0); }
Value round_half_up(Evaluation& e, const Items& a) { return rounded(e, a, Rounding::half_up, 0); }
Value round_half_down(Evaluation& e, const Items& a) { return rounded(e, a, Rounding::half_down, 0); }

/// Also of a duration.
Value absolute(Evaluation& evaluation, const Items& arguments) {
    const auto& value = argument(arguments, 0);
    if (value.kind() == Value::Kind::years_months) return value.years_months().months < 0 ? negated(evaluation, value) : value;
    if (value.kind() == Value::Kind::days_time) return value.days_time().total() < 0 ? negated(evaluation, value) : value;
    const auto number = number_argument(evaluation, arguments, 0);
    return number ? Value(number->absolute()) : Value();
}

Value modulo_of(Evaluation& evaluation, const Items& arguments) {
    const auto dividend = number_argument(evaluation, arguments, 0), divisor = number_argument(evaluation, arguments, 1);
    if (!dividend || !divisor) return {};
    const auto rest = modulo(*dividend, *divisor);
    return rest ? Value(*rest) : evaluation.fault("division by zero");
}

template <class Function>
Value of_one(Evaluation& evaluation, const Items& arguments, Function function) {
    const auto number = number_argument(evaluation, arguments, 0);
    if (!number || !evaluation.charge(20)) return {};
    const auto result = function(*number);
    return result ? Value(*result) : evaluation.fault("the number has no such result");
}
Value sqrt_of(Evaluation& evaluation, const Items& arguments) {
    return of_one(evaluation, arguments, [](Decimal n) { return square_root(n); });
}
Value log_of(Evaluation& evaluation, const Items& arguments) {
    return of_one(evaluation, arguments, [](Decimal n) { return natural_logarithm(n); });
}
Value exp_of(Evaluation& evaluation, const Items& arguments) {
    return of_one(evaluation, arguments, [](Decimal n) { return exponential(n); });
}

Value is_even(Evaluation& evaluation, const Items& arguments, bool wanted) {
    const auto number = number_argument(evaluation, arguments, 0);
    if (!number) return {};
    if (!number->is_whole()) return false;
    return modulo(*number, Decimal(2))->is_zero() == wanted;
}
Value even(Evaluation& evaluation, const Items& arguments) { return is_even(evaluation, arguments, true); }
Value odd(Evaluation& evaluation, const Items& arguments) { return is_even(evaluation, arguments, false); }

constexpr std::array number_rows{
    BuiltinRow{"decimal", "n, scale", decimal},
    BuiltinRow{"floor", "n, [scale]", floor_of},
    BuiltinRow{"ceiling", "n, [scale]", ceiling_of},
    BuiltinRow{"round up", "n, scale", round_up},
    BuiltinRow{"round down", "n, scale", round_down},
    BuiltinRow{"round half up", "n, scale", round_half_up},
    BuiltinRow{"round half down", "n, scale", round_half_down},
    BuiltinRow{"abs", "n", absolute},
    BuiltinRow{"modulo", "dividend, divisor", modulo_of},
    BuiltinRow{"sqrt", "number", sqrt_of},
    BuiltinRow{"log", "number", log_of},
    BuiltinRow{"exp", "number", exp_of},
    BuiltinRow{"odd", "number", odd},
    BuiltinRow{"even", "number", even},
};

}  // namespace

BuiltinRows number_functions() { return number_rows; }

}  // namespace dmn

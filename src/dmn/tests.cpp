// Unary tests, and `in`, which is the same written out.

#include "dmn/evaluation.h"

#include <algorithm>

namespace dmn {
namespace {

Value from_optional(std::optional<bool> answer) { return answer ? Value(*answer) : Value(); }

/// A list is passed by itself, by each of its items, and by what is in one of its ranges.
Value among(const Items& items, const Value& input) {
    for (const auto& item : items) {
        if (equal(item, input) == true) return true;
        if (item.kind() == Value::Kind::range && contains(item.range(), input).is_true()) return true;
    }
    return false;
}

}  // namespace

Value contains(const Range& range, const Value& value) {
    using enum Range::Spelling;
    if (range.spelling == exactly) return from_optional(equal(range.low, value));
    if (range.spelling == other_than) {
        const auto same_value = equal(range.low, value);
        return same_value ? Value(!*same_value) : Value();
    }
    if (value.is_null() || (range.spelling == two_ends && (range.low.is_null() || range.high.is_null()))) return {};
    if (!range.low.is_null()) {
        const auto order = compare(value, range.low);
        if (!order) return {};
        if (*order < 0 || (*order == 0 && !range.low_included)) return false;
    }
    if (!range.high.is_null()) {
        const auto order = compare(value, range.high);
        if (!order) return {};
        if (*order > 0 || (*order == 0 && !range.high_included)) return false;
    }
    return true;
}

Value Evaluation::passes(const Node& test, const Value& input, const ScopePtr& scope) {
    if (test.kind == Form::any) return true;
    if (test.kind == Form::tests) return satisfies(test, input, scope);
    const auto value = evaluate(test, test.asks ? with_name(scope, "?", input) : scope);
    if (test.asks && (value.kind() == Value::Kind::boolean || value.is_null())) return value;
    charge(value.weight() / 64);
    switch (value.kind()) {
        case Value::Kind::range:
            if (input.kind() == Value::Kind::range) return from_optional(equal(value, input));
            return contains(value.range(), input);
        case Value::Kind::list:
            if (input.kind() == Value::Kind::list && equal(value, input) == true) return true;
            return among(value.list(), input);
        case Value::Kind::boolean:
            if (input.kind() != Value::Kind::boolean && test.kind != Form::literal) return value;
            break;
        default: break;
    }
    if (input.kind() == Value::Kind::list) return among(input.list(), value);
    return from_optional(equal(input, value));
}

Value Evaluation::satisfies(const Node& tests, const Value& input, const ScopePtr& scope) {
    if (tests.kind != Form::tests) return passes(tests, input, scope);
    const Deeper level(*this);
    if (!level) return {};
    Value answer = false;
    for (const auto& test : tests.children) {
        const auto passed = passes(*test, input, scope);
        if (stopped_) return {};
        if (passed.is_true()) {
            answer = true;
            break;
        }
        if (!passed.is_false()) answer = {};
    }
    if (tests.flag && answer.kind() == Value::Kind::boolean) return !answer.boolean();
    return answer;
}

}  // namespace dmn

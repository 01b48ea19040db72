// What an evaluation uses up, and what it says about its mistakes.

#include "dmn/evaluation.h"

#include "dmn/print.h"

#include <algorithm>

namespace dmn {
namespace {

constexpr std::size_t most_faults = 20;
constexpr std::size_t bytes_a_step = 64;

}  // namespace

bool Evaluation::stop(std::string_view why) {
    if (stopped_) return false;
    fault(std::string(why));
    stopped_ = true;
    return false;
}

Value Evaluation::fault(std::string what) {
    if (!stopped_ && faults_.size() < most_faults) faults_.push_back({std::move(what), current_ != nullptr ? spelled(*current_, 80) : std::string()});
    return {};
}

bool Evaluation::charge(std::uint64_t steps) {
    steps_ += steps;
    return !stopped_ && (steps_ <= conditions_.limits.steps || stop("it takes too many steps"));
}

bool Evaluation::charge_bytes(std::size_t bytes) {
    bytes_ += bytes;
    if (bytes > conditions_.limits.bytes || bytes_ > conditions_.limits.bytes) return stop("it needs too much memory");
    return charge(bytes / bytes_a_step);
}

Value Evaluation::made(Value value) {
    if (value.depth() > most_value_depth) {
        stop("lists and contexts stand too deep in one another");
        return {};
    }
    if (value.weight() > conditions_.limits.bytes) {
        stop("a value is too large");
        return {};
    }
    return value;
}

Value Evaluation::made(Items items) {
    if (!charge_bytes(items.size() * sizeof(Value))) return {};
    return made(Value(std::move(items)));
}

Outcome Evaluation::outcome(Value value) {
    if (stopped_) value = {};
    return {std::move(value), std::move(faults_), stopped_};
}

Outcome evaluate(const Expression& expression, const Context& inputs, const Conditions& conditions) {
    if (expression.root() == nullptr) return {};
    Evaluation evaluation(conditions);
    auto value = evaluation.evaluate(*expression.root(), with_entries(nullptr, Value(inputs)));
    return evaluation.outcome(std::move(value));
}

Outcome test(const Expression& tests, const Value& input, const Context& inputs, const Conditions& conditions) {
    if (tests.root() == nullptr) return {};
    Evaluation evaluation(conditions);
    auto value = evaluation.satisfies(*tests.root(), input, with_entries(nullptr, Value(inputs)));
    return evaluation.outcome(std::move(value));
}

}  // namespace dmn

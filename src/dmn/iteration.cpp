// for, some, every, and filters.

#include "dmn/evaluation.h"

#include <fmt/format.h>

namespace dmn {

/// A form with one or more variables, on its way through all their values.
struct Evaluation::Loop {
    const Node& node;
    Items results = {};   // of `for`
    bool broken = false;  // a domain was null
    bool decided = false; // `some` has found one, `every` has found another
    bool doubt = false;   // a condition was neither true nor false
};

void Evaluation::once(Loop& loop, std::size_t variable, const ScopePtr& scope, Value item) {
    go(loop, variable + 1, with_name(scope, loop.node.names[variable], std::move(item)));
}

void Evaluation::go_through(Loop& loop, std::size_t variable, const ScopePtr& scope, const Value& low, const Value& high) {
    const auto steps_of = [&](const Value& end) -> std::optional<std::int64_t> {
        if (end.kind() == Value::Kind::number) return end.number().whole();
        if (end.kind() == Value::Kind::date) return end.date().days();
        return std::nullopt;
    };
    const auto from = steps_of(low), to = steps_of(high);
    if (!from || !to || low.kind() != high.kind()) {
        fault("an iteration goes from one whole number, or one day, to another");
        loop.broken = true;
        return;
    }
    const bool days = low.kind() == Value::Kind::date;
    const int step = *from <= *to ? 1 : -1;
    for (auto at = *from;; at += step) {
        if (stopped_ || loop.broken || loop.decided) return;
        once(loop, variable, scope, days ? Value(*Date::of_days(at)) : Value(at));
        if (at == *to) return;
    }
}

namespace {

/// The ends of a range that holds whole numbers or days, as the first and last that are inside.
std::optional<std::pair<Value, Value>> inner_ends(const Range& range) {
    const auto moved = [](const Value& end, int by) -> Value {
        if (end.kind() == Value::Kind::number && end.number().whole()) return *end.number().whole() + by;
        if (end.kind() == Value::Kind::date) {
            const auto date = Date::of_days(end.date().days() + by);
            return date ? Value(*date) : Value();
        }
        return {};
    };
    auto low = moved(range.low, range.low_included ? 0 : 1), high = moved(range.high, range.high_included ? 0 : -1);
    if (low.is_null() || high.is_null()) return std::nullopt;
    return std::pair(std::move(low), std::move(high));
}

}  // namespace

void Evaluation::go(Loop& loop, std::size_t variable, const ScopePtr& scope) {
    const Deeper level(*this);
    if (!level) return;
    if (variable == loop.node.names.size()) return finish(loop, scope);
    const auto& domain = loop.node.child(variable);
    if (domain.kind == Form::range && domain.flag && domain.other_flag) {
        const auto low = evaluate(domain.child(0), scope), high = evaluate(domain.child(1), scope);
        return go_through(loop, variable, scope, low, high);
    }
    const auto value = evaluate(domain, scope);
    if (value.is_null()) {
        fault("there is nothing to go through");
        loop.broken = true;
    } else if (value.kind() == Value::Kind::list) {
        for (const auto& item : value.list()) {
            if (stopped_ || loop.broken || loop.decided) return;
            once(loop, variable, scope, item);
        }
    } else if (value.kind() == Value::Kind::range) {
        const auto ends = inner_ends(value.range());
        const bool none = ends && compare(ends->first, ends->second).value_or(1) > 0;
        if (!none) go_through(loop, variable, scope, ends ? ends->first : Value(), ends ? ends->second : Value());
    } else {
        once(loop, variable, scope, value);
    }
}

/// All variables are bound.
void Evaluation::finish(Loop& loop, const ScopePtr& scope) {
    const auto& body = loop.node.last();
    if (loop.node.kind == Form::iterate) {
        auto inner = scope;
        if (loop.node.flag) inner = with_name(scope, "partial", made(Items(loop.results)));
        loop.results.push_back(evaluate(body, inner));
        charge_bytes(sizeof(Value));
        return;
    }
    const auto answer = evaluate(body, scope);
    if (loop.node.kind == Form::some ? answer.is_true() : answer.is_false()) loop.decided = true;
    if (answer.kind() == Value::Kind::boolean) return;
    loop.doubt = true;
    if (loop.node.other_flag && !answer.is_null()) {
        fault("a condition is neither true nor false");
        loop.broken = true;
    }
}

Value Evaluation::iterate(const Node& node, const ScopePtr& scope) {
    Loop loop{node};
    go(loop, 0, scope);
    if (loop.broken || stopped_) return {};
    return made(Value(std::move(loop.results)));
}

Value Evaluation::quantified(const Node& node, const ScopePtr& scope) {
    Loop loop{node};
    go(loop, 0, scope);
    if (loop.broken || stopped_) return {};
    const bool some = node.kind == Form::some;
    if (loop.decided) return some;
    if (loop.doubt) return fault("a condition is neither true nor false");
    return !some;
}

Value Evaluation::item_at(const Items& items, const Value& index) {
    const auto whole = index.number().whole();
    const auto size = static_cast<std::int64_t>(items.size());
    if (!whole || *whole == 0 || *whole > size || *whole < -size) return fault(fmt::format("the list has no item {}", index.number().text()));
    return items[static_cast<std::size_t>(*whole > 0 ? *whole - 1 : size + *whole)];
}

Value Evaluation::filter(const Node& node, const ScopePtr& scope) {
    auto source = evaluate(node.child(0), scope);
    if (stopped_) return {};
    if (source.kind() != Value::Kind::list) source = Value(source.is_null() ? Items{} : Items{source});
    return filtered(source.list(), node.child(1), scope, node.flag);
}

/// Those for which the condition is true; where it is a number, the item at that place.
Value Evaluation::filtered(const Items& items, const Node& condition, const ScopePtr& scope, bool strict) {
    if (items.empty()) {
        const auto before = faults_.size();
        const auto index = evaluate(condition, scope);
        if (index.kind() == Value::Kind::number) return item_at(items, index);
        forget_faults(before);
        return Value(Items{});
    }
    Items kept;
    for (std::size_t i = 0; i < items.size() && !stopped_; ++i) {
        auto inner = with_name(scope, "item", items[i]);
        if (items[i].kind() == Value::Kind::context) inner = with_entries(std::move(inner), items[i]);
        const auto answer = evaluate(condition, inner);
        if (answer.kind() == Value::Kind::number && i == 0 && !strict) return item_at(items, answer);
        if (answer.is_true()) kept.push_back(items[i]);
        if (answer.kind() == Value::Kind::boolean || answer.is_null()) continue;
        fault("a filter is neither true nor false");
        if (strict) return {};
    }
    return made(std::move(kept));
}

}  // namespace dmn

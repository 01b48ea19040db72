#include "dmn/builtin.h"
#include "dmn/evaluation.h"

#include <fmt/format.h>

namespace dmn {
namespace {

/// What `function(a, b) body` evaluates to. It keeps the body, and the names that were there.
class Closure final : public Callable {
public:
    Closure(const Node& function, ScopePtr scope, std::vector<Parameter> parameters, const TypeShelf* shelf)
        : body_(function.shared_child(0)), scope_(std::move(scope)), parameters_(std::move(parameters)), shelf_(shelf) {}

    Value call(Evaluation& evaluation, Items arguments, const std::vector<std::string>& names) const override {
        auto ordered = arranged(evaluation, parameters_, std::move(arguments), names);
        if (!ordered) return {};
        auto scope = scope_;
        for (std::size_t i = 0; i < parameters_.size(); ++i) scope = with_name(std::move(scope), parameters_[i].name, std::move((*ordered)[i]));
        const auto* around = evaluation.shelf();
        evaluation.use(shelf_);
        auto value = evaluation.evaluate(*body_, scope);
        evaluation.use(around);
        return value;
    }
    std::vector<Parameter> parameters() const override { return parameters_; }
    std::size_t depth() const override { return scope_ ? scope_->depth + 1 : 1; }

private:
    std::shared_ptr<const Node> body_;
    ScopePtr scope_;
    std::vector<Parameter> parameters_;
    const TypeShelf* shelf_;
};

/// `and` with `decisive` false, `or` with true.
Value joined(const Value& a, const Value& b, bool decisive) {
    const auto decides = [&](const Value& v) { return decisive ? v.is_true() : v.is_false(); };
    if (decides(a) || decides(b)) return decisive;
    if (a.kind() != Value::Kind::boolean || b.kind() != Value::Kind::boolean) return {};
    return !decisive;
}

bool is_arithmetic(Form kind) {
    return kind == Form::add || kind == Form::subtract || kind == Form::multiply || kind == Form::divide || kind == Form::power;
}

bool holds(Form kind, int order) {
    switch (kind) {
        case Form::less: return order < 0;
        case Form::at_most: return order <= 0;
        case Form::greater: return order > 0;
        default: return order >= 0;
    }
}

}  // namespace

Value Evaluation::evaluate(const Node& node, const ScopePtr& scope) {
    if (!charge(1)) return {};
    switch (node.kind) {
        case Form::literal: return node.value;
        case Form::name: return name(node, scope);
        default: break;
    }
    const Deeper level(*this);
    if (!level) return {};
    const auto* around = std::exchange(current_, &node);
    Value value = form(node, scope);
    current_ = around;
    return value;
}

Value Evaluation::form(const Node& node, const ScopePtr& scope) {
    switch (node.kind) {
        case Form::literal:
        case Form::name: return {};
        case Form::input: return name(node, scope);
        case Form::list: return list(node, scope);
        case Form::context: return context(node, scope);
        case Form::range: return range(node, scope);
        case Form::half_range: return half_range(node, scope);
        case Form::negate:
        case Form::add:
        case Form::subtract:
        case Form::multiply:
        case Form::divide:
        case Form::power: return arithmetic(node, scope);
        case Form::either:
        case Form::both: return logic(node, scope);
        case Form::equal:
        case Form::not_equal:
        case Form::less:
        case Form::at_most:
        case Form::greater:
        case Form::at_least: return comparison(node, scope);
        case Form::between: return between(node, scope);
        case Form::in: return in(node, scope);
        case Form::instance_of: return instance_of(node, scope);
        case Form::condition: return condition(node, scope);
        case Form::iterate: return iterate(node, scope);
        case Form::some:
        case Form::every: return quantified(node, scope);
        case Form::path: return path(node, scope);
        case Form::filter: return filter(node, scope);
        case Form::call: return call(node, scope);
        case Form::function: return function(node, scope);
        case Form::external: return fault("functions of other languages are not called");
        case Form::result: return result(node, scope);
        case Form::typed: return typed(node, scope);
        case Form::table: return table(node, scope);
        case Form::broken: return fault(node.text);
        case Form::tests:
        case Form::any: return fault("unary tests have no value of their own");
    }
    return {};
}

Value Evaluation::name(const Node& node, const ScopePtr& scope) {
    std::size_t looks = 0;
    const auto* found = look_up(scope, node.kind == Form::input ? "?" : std::string_view(node.text), looks);
    if (looks > 16) charge(looks / 16);
    if (found != nullptr) return *found;
    if (node.builtin != nullptr) return node.builtin->function;
    return fault(fmt::format("no variable is called {}", node.kind == Form::input ? "?" : node.text));
}

Value Evaluation::list(const Node& node, const ScopePtr& scope) {
    Items items;
    items.reserve(node.size());
    for (const auto& child : node.children) items.push_back(evaluate(*child, scope));
    return made(std::move(items));
}

Value Evaluation::context(const Node& node, const ScopePtr& scope) {
    Context context;
    auto inner = scope;
    for (std::size_t i = 0; i < node.size() && !stopped_; ++i) {
        if (context.find(node.names[i]) != nullptr) return fault(fmt::format("two entries are called {}", node.names[i]));
        auto value = evaluate(node.child(i), inner);
        inner = with_name(std::move(inner), node.names[i], value);
        context.put(node.names[i], std::move(value));
    }
    if (!charge_bytes(context.size() * sizeof(Context::Entry))) return {};
    return made(Value(std::move(context)));
}

/// A boxed context with a last cell: its entries are names for that one.
Value Evaluation::result(const Node& node, const ScopePtr& scope) {
    auto inner = scope;
    for (std::size_t i = 0; i + 1 < node.size() && !stopped_; ++i) inner = with_name(inner, node.names[i], evaluate(node.child(i), inner));
    return evaluate(node.last(), inner);
}

Value Evaluation::typed(const Node& node, const ScopePtr& scope) {
    const auto value = evaluate(node.child(0), scope);
    const auto type = type_named(node.types.front());
    return type ? coerced(*this, value, type) : value;
}

Value Evaluation::range(const Node& node, const ScopePtr& scope) {
    auto low = evaluate(node.child(0), scope), high = evaluate(node.child(1), scope);
    return ranged(node.flag, std::move(low), std::move(high), node.other_flag);
}

Value Evaluation::ranged(bool low_included, Value low, Value high, bool high_included) {
    if (low.is_null() && high.is_null()) return fault("a range has no ends");
    if (!low.is_null() && !high.is_null()) {
        const auto order = dmn::compare(low, high);
        if (!order) return fault(fmt::format("{} and {} are no ends of a range", kind_name(low), kind_name(high)));
        if (*order > 0) return fault("a range begins behind its end");
    }
    return Value(Range{low_included && !low.is_null(), high_included && !high.is_null(), std::move(low), std::move(high)});
}

Value Evaluation::half_range(const Node& node, const ScopePtr& scope) {
    auto end = evaluate(node.child(0), scope);
    if (node.text == "=") return Value(Range{true, true, end, end, Range::Spelling::exactly});
    if (node.text == "!=") return Value(Range{true, true, end, end, Range::Spelling::other_than});
    if (end.is_null()) return fault("a range has no end");
    const bool included = node.text.size() == 2;
    return node.text[0] == '<' ? Value(Range{false, included, {}, std::move(end), Range::Spelling::below})
                               : Value(Range{included, false, std::move(end), {}, Range::Spelling::above});
}

Value Evaluation::arithmetic(const Node& node, const ScopePtr& scope) {
    if (node.kind == Form::negate) return negated(*this, evaluate(node.child(0), scope));
    std::vector<const Node*> chain;  // a + b + c leans to the left: no level of its own for each sign
    const auto* first = &node;
    for (; is_arithmetic(first->kind); first = &first->child(0)) chain.push_back(first);
    auto value = evaluate(*first, scope);
    for (; !chain.empty() && charge(1); chain.pop_back()) {
        current_ = chain.back();
        value = calculated(chain.back()->kind, value, evaluate(chain.back()->child(1), scope));
    }
    return value;
}

Value Evaluation::calculated(Form sign, const Value& left, const Value& right) {
    switch (sign) {
        case Form::add: return added(*this, left, right);
        case Form::subtract: return subtracted(*this, left, right);
        case Form::multiply: return multiplied(*this, left, right);
        case Form::divide: return divided(*this, left, right);
        default: return raised(*this, left, right);
    }
}

Value Evaluation::logic(const Node& node, const ScopePtr& scope) {
    const bool decisive = node.kind == Form::either;
    const auto left = evaluate(node.child(0), scope);
    if (decisive ? left.is_true() : left.is_false()) return decisive;
    const auto right = evaluate(node.child(1), scope);
    for (const auto* side : {&left, &right})
        if (side->kind() != Value::Kind::boolean && !side->is_null()) fault(fmt::format("{} is neither true nor false", kind_name(*side)));
    return joined(left, right, decisive);
}

Value Evaluation::comparison(const Node& node, const ScopePtr& scope) {
    const auto left = evaluate(node.child(0), scope), right = evaluate(node.child(1), scope);
    if (node.kind == Form::equal || node.kind == Form::not_equal) {
        charge(std::min(left.weight(), right.weight()) / 64);
        const auto equal = dmn::equal(left, right);
        if (!equal) return fault(fmt::format("{} is not compared with {}", kind_name(left), kind_name(right)));
        return *equal == (node.kind == Form::equal);
    }
    const auto order = dmn::compare(left, right);
    if (!order) return fault(fmt::format("{} has no order with {}", kind_name(left), kind_name(right)));
    return holds(node.kind, *order);
}

Value Evaluation::between(const Node& node, const ScopePtr& scope) {
    const auto value = evaluate(node.child(0), scope), low = evaluate(node.child(1), scope), high = evaluate(node.child(2), scope);
    const auto above = dmn::compare(value, low), below = dmn::compare(value, high);
    if (!above || !below) return fault(fmt::format("{} has no order with the ends", kind_name(value)));
    return *above >= 0 && *below <= 0;
}

Value Evaluation::in(const Node& node, const ScopePtr& scope) {
    const auto value = evaluate(node.child(0), scope);
    return satisfies(node.child(1), value, scope);
}

Value Evaluation::instance_of(const Node& node, const ScopePtr& scope) {
    const auto value = evaluate(node.child(0), scope);
    const auto type = type_named(node.types.front());
    if (!type) return fault(fmt::format("no type is called {}", node.types.front().name));
    if (value.is_null()) return type->kind == TypeBody::Kind::null;
    return conforms(*this, value, type, Allowed::anything);
}

Value Evaluation::condition(const Node& node, const ScopePtr& scope) {
    const auto decides = evaluate(node.child(0), scope);
    if (decides.kind() != Value::Kind::boolean && !decides.is_null()) {
        fault("a condition is neither true nor false");
        if (node.flag) return {};  // a boxed one
    }
    return evaluate(node.child(decides.is_true() ? 1 : 2), scope);
}

Value Evaluation::function(const Node& node, const ScopePtr& scope) {
    std::vector<Parameter> parameters;
    for (std::size_t i = 0; i < node.names.size(); ++i) parameters.push_back({node.names[i], type_named(node.types[i])});
    if (node.last().kind == Form::external) fault("functions of other languages are not called");
    if (!charge_bytes(sizeof(Closure))) return {};
    return made(Value(std::shared_ptr<const Callable>(std::make_shared<Closure>(node, scope, std::move(parameters), shelf_))));
}

Value Evaluation::call(const Node& node, const ScopePtr& scope) {
    const auto& callee = node.child(0);
    std::size_t looks = 0;
    const auto* shadow = callee.kind == Form::name ? look_up(scope, callee.text, looks) : nullptr;
    const bool built_in = callee.builtin != nullptr && callee.kind == Form::name &&
                          (shadow == nullptr || shadow->kind() != Value::Kind::function);
    Value function = built_in ? Value() : evaluate(callee, scope);
    Items arguments;
    arguments.reserve(node.size() - 1);
    for (std::size_t i = 1; i < node.size(); ++i) arguments.push_back(evaluate(node.child(i), scope));
    if (stopped_) return {};
    if (built_in) return call_builtin(*this, *callee.builtin, std::move(arguments), node.names);
    return call(function, std::move(arguments), node.names);
}

Value Evaluation::call(const Value& function, Items arguments, const std::vector<std::string>& names) {
    if (!charge(1)) return {};
    if (function.kind() != Value::Kind::function) return fault(fmt::format("{} cannot be called", kind_name(function)));
    const Deeper level(*this);
    if (!level) return {};
    return function.function()->call(*this, std::move(arguments), names);
}

std::optional<Items> arranged(Evaluation& evaluation, const std::vector<Parameter>& parameters, Items arguments,
                              const std::vector<std::string>& names) {
    if (arguments.size() != parameters.size()) {
        evaluation.fault(fmt::format("{} arguments where {} are wanted", arguments.size(), parameters.size()));
        return std::nullopt;
    }
    Items ordered(parameters.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::size_t place = i;
        if (!names.empty()) {
            for (place = 0; place < parameters.size() && parameters[place].name != names[i]; ++place) {
            }
            if (place == parameters.size()) {
                evaluation.fault(fmt::format("no parameter is called {}", names[i]));
                return std::nullopt;
            }
        }
        auto value = coerced(evaluation, arguments[i], parameters[place].type);
        if (value.is_null() && !arguments[i].is_null()) return std::nullopt;
        ordered[place] = std::move(value);
    }
    return ordered;
}

}  // namespace dmn

#include "dmn/domain.h"

#include "dmn/bound.h"

#include <algorithm>
#include <map>

namespace dmn {
namespace {

/// "answers.size" of a name and what is taken out of it; empty for anything else.
std::string path_text(const Node& node) {
    if (node.kind == Form::name) return node.text;
    if (node.kind != Form::path) return {};
    const auto before = path_text(node.child(0));
    return before.empty() ? std::string() : before + '.' + node.text;
}

/// The name that a path begins with.
const std::string& start_of(const Node& node) { return node.kind == Form::path ? start_of(node.child(0)) : node.text; }

/// What is asked for outside an expression: neither functions that it calls nor names that it gives itself.
class Paths final : public BoundWalk {
public:
    std::vector<std::string> found() && { return std::move(found_); }

private:
    bool take(const Node& node) override {
        if (node.kind == Form::call && node.child(0).kind == Form::name) called_ = &node.child(0);
        auto path = path_text(node);
        if (path.empty()) return false;
        const bool is_known = std::ranges::find(found_, path) != found_.end();
        if (&node != called_ && !is_bound(start_of(node)) && !is_known) found_.push_back(std::move(path));
        return true;
    }

    const Node* called_ = nullptr;
    std::vector<std::string> found_;
};

void gather_literal(const Value& value, std::vector<Value>& literals) {
    using Kind = Value::Kind;
    if (value.kind() == Kind::text || value.kind() == Kind::number || value.kind() == Kind::boolean) literals.push_back(value);
    if (value.kind() == Kind::range) gather_literal(value.range().low, literals), gather_literal(value.range().high, literals);
    if (value.kind() == Kind::list)
        for (const auto& each : value.list()) gather_literal(each, literals);
}

void gather_literals(const Node& node, std::vector<Value>& literals) {
    if (node.kind == Form::literal) gather_literal(node.value, literals);
    if (node.kind == Form::negate && node.child(0).kind == Form::literal && node.child(0).value.kind() == Value::Kind::number)
        literals.emplace_back(node.child(0).value.number().negated());
    for (const auto& child : node.children) gather_literals(*child, literals);
}

/// The ends and what lies between each two of them, and beyond.
std::vector<Decimal> told_apart(const Domain& domain, std::vector<Decimal> ends) {
    const Decimal one(1), two(2);
    if (domain.from) ends.push_back(*domain.from);
    if (domain.up_to) ends.push_back(*domain.up_to);
    if (ends.empty()) ends.emplace_back(0);
    std::ranges::sort(ends);
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    std::vector<Decimal> all;
    const auto add_one = [&](std::optional<Decimal> number) {
        if (number && (!domain.whole || number->is_whole())) all.push_back(*number);
    };
    add_one(subtract(domain.whole ? ends.front().ceiling() : ends.front(), one));
    for (std::size_t i = 0; i < ends.size(); ++i) {
        add_one(ends[i]);
        if (i + 1 == ends.size()) break;
        if (domain.whole) {
            const auto next = add(ends[i].floor(), one);
            if (next && *next < ends[i + 1]) add_one(next);
        } else if (const auto sum = add(ends[i], ends[i + 1])) {
            add_one(divide(*sum, two));
        }
    }
    add_one(add(domain.whole ? ends.back().floor() : ends.back(), one));
    std::erase_if(all, [&](const Decimal& number) { return (domain.from && number < *domain.from) || (domain.up_to && number > *domain.up_to); });
    return all;
}

struct Input {
    std::string path;
    std::vector<Value> samples;
};

bool go_through(std::span<const Input> inputs, const Context& so_far, const std::function<bool(const Context&)>& each) {
    if (inputs.empty()) return each(so_far);
    for (const auto& value : inputs.front().samples) {
        auto next = so_far;
        put_at(next, inputs.front().path, value);
        if (!go_through(inputs.subspan(1), next, each)) return false;
    }
    return true;
}

}  // namespace

void put_at(Context& context, std::string_view path, const Value& value) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return context.put(std::string(path), value);
    const auto* there = context.find(path.substr(0, dot));
    auto inner = there != nullptr && there->kind() == Value::Kind::context ? there->context() : Context();
    put_at(inner, path.substr(dot + 1), value);
    context.put(std::string(path.substr(0, dot)), Value(std::move(inner)));
}

std::vector<std::string> paths_of(const Expression& expression) {
    if (expression.root() == nullptr) return {};
    Paths paths;
    paths.look_at(*expression.root());
    return std::move(paths).found();
}

std::vector<Value> literals_of(const Expression& expression) {
    std::vector<Value> literals;
    if (expression.root() != nullptr) gather_literals(*expression.root(), literals);
    return literals;
}

std::vector<Value> samples_of(const Domain& domain, const std::vector<Value>& literals) {
    auto samples = domain.values;
    if (domain.open) {
        samples.insert(samples.end(), literals.begin(), literals.end());
        for (auto& other : {Value("something else"), Value(true), Value(false), Value()}) samples.push_back(other);
    }
    if (!domain.numbers) return samples;
    std::vector<Decimal> ends;
    for (const auto& literal : literals)
        if (literal.kind() == Value::Kind::number) ends.push_back(literal.number());
    for (const auto& number : told_apart(domain, std::move(ends))) samples.emplace_back(number);
    return samples;
}

bool try_all(std::span<const Expression> expressions, const Domains& domains, const std::function<bool(const Context&)>& each, std::size_t most) {
    std::vector<Value> literals;
    std::vector<Input> inputs;
    for (const auto& expression : expressions) std::ranges::move(literals_of(expression), std::back_inserter(literals));
    std::size_t ways = 1;
    for (const auto& expression : expressions)
        for (const auto& path : paths_of(expression)) {
            if (std::ranges::find(inputs, path, &Input::path) != inputs.end()) continue;
            const auto domain = domains(path);
            if (!domain) return false;
            inputs.push_back({path, samples_of(*domain, literals)});
            ways *= inputs.back().samples.size();
            if (ways > most) return false;
        }
    go_through(inputs, Context(), each);
    return true;
}

}  // namespace dmn

// get value, get entries, context, context put, context merge.

#include "dmn/arguments.h"
#include "dmn/builtin.h"

#include <array>

namespace dmn {
namespace {

Value get_value(Evaluation& evaluation, const Items& arguments) {
    const auto& context = argument(arguments, 0);
    const auto& key = argument(arguments, 1);
    if (context.kind() != Value::Kind::context || key.kind() != Value::Kind::text) return evaluation.fault("a context and a key are wanted");
    const auto* found = context.context().find(key.text());
    return found != nullptr ? *found : Value();
}

Value get_entries(Evaluation& evaluation, const Items& arguments) {
    const auto& context = argument(arguments, 0);
    if (context.kind() != Value::Kind::context) return evaluation.fault("a context is wanted");
    Items entries;
    for (const auto& [name, value] : context.context().entries()) {
        if (!evaluation.charge_bytes(2 * sizeof(Value) + 64)) return {};
        entries.emplace_back(Context{{"key", Value(name)}, {"value", value}});
    }
    return evaluation.made(std::move(entries));
}

Value finished(Evaluation& evaluation, Context context) {
    if (!evaluation.charge_bytes(context.size() * sizeof(Context::Entry))) return {};
    return evaluation.made(Value(std::move(context)));
}

Value context_of(Evaluation& evaluation, const Items& arguments) {
    const auto entries = list_argument(evaluation, arguments, 0);
    if (!entries) return {};
    Context context;
    for (const auto& entry : *entries) {
        const auto* key = entry.kind() == Value::Kind::context ? entry.context().find("key") : nullptr;
        const auto* value = key != nullptr ? entry.context().find("value") : nullptr;
        if (value == nullptr || key->kind() != Value::Kind::text) return evaluation.fault("an entry has no key or no value");
        if (context.find(key->text()) != nullptr) return evaluation.fault("a key stands there twice");
        context.put(key->text(), *value);
    }
    return finished(evaluation, std::move(context));
}

/// With the value put at the end of a path of keys; nothing where the path leads through what is no context.
std::optional<Value> put_at(Evaluation& evaluation, const Value& into, const Items& keys, std::size_t from, const Value& value) {
    const Evaluation::Deeper level(evaluation);
    if (!level || into.kind() != Value::Kind::context || keys[from].kind() != Value::Kind::text) return std::nullopt;
    auto context = into.context();
    const auto& key = keys[from].text();
    if (from + 1 == keys.size()) {
        context.put(key, value);
    } else {
        const auto* inner = context.find(key);
        auto changed = put_at(evaluation, inner != nullptr ? *inner : Value(), keys, from + 1, value);
        if (!changed) return std::nullopt;
        context.put(key, std::move(*changed));
    }
    return finished(evaluation, std::move(context));
}

Value context_put(Evaluation& evaluation, const Items& arguments) {
    const auto& keys = arguments[1];
    if (keys.kind() == Value::Kind::list && keys.list().empty()) return evaluation.fault("there are no keys");
    const auto path = keys.kind() == Value::Kind::list ? keys.list() : Items{keys};
    const auto changed = put_at(evaluation, argument(arguments, 0), path, 0, arguments[2]);
    return changed ? *changed : evaluation.fault("the keys lead to no context");
}

Value context_merge(Evaluation& evaluation, const Items& arguments) {
    const auto contexts = list_argument(evaluation, arguments, 0);
    if (!contexts) return {};
    Context all;
    for (const auto& each : *contexts) {
        if (each.kind() != Value::Kind::context) return evaluation.fault("a context is wanted");
        for (const auto& [name, value] : each.context().entries()) all.put(name, value);
        if (!evaluation.charge(each.context().size())) return {};
    }
    return finished(evaluation, std::move(all));
}

constexpr std::array rows{
    BuiltinRow{"get value", "m, key", get_value},
    BuiltinRow{"get entries", "m", get_entries},
    BuiltinRow{"context", "entries", context_of},
    BuiltinRow{"context put", "context, key, value | context, keys, value", context_put},
    BuiltinRow{"context merge", "contexts", context_merge},
};

}  // namespace

BuiltinRows context_functions() { return rows; }

}  // namespace dmn

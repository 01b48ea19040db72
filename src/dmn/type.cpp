#include "dmn/type.h"

#include "dmn/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace dmn {
namespace {

using K = TypeBody::Kind;

struct BuiltInName {
    std::string_view name;
    K kind;
};
constexpr std::array built_in_names{
    BuiltInName{"Any", K::any},
    BuiltInName{"any", K::any},
    BuiltInName{"null", K::null},
    BuiltInName{"Null", K::null},
    BuiltInName{"boolean", K::boolean},
    BuiltInName{"number", K::number},
    BuiltInName{"string", K::text},
    BuiltInName{"date", K::date},
    BuiltInName{"time", K::time},
    BuiltInName{"date and time", K::date_time},
    BuiltInName{"dateTime", K::date_time},
    BuiltInName{"years and months duration", K::years_months},
    BuiltInName{"yearMonthDuration", K::years_months},
    BuiltInName{"days and time duration", K::days_time},
    BuiltInName{"dayTimeDuration", K::days_time},
    BuiltInName{"list", K::list},
    BuiltInName{"context", K::context},
    BuiltInName{"range", K::range},
    BuiltInName{"function", K::function},
};

bool is_any(const Type& type) { return !type || (type->kind == K::any && !type->allowed); }

/// Kinds of values and of types stand in the same order, but for any.
bool is_of_kind(const Value& value, K kind) {
    switch (value.kind()) {
        case Value::Kind::null: return kind == K::null;
        case Value::Kind::boolean: return kind == K::boolean;
        case Value::Kind::number: return kind == K::number;
        case Value::Kind::text: return kind == K::text;
        case Value::Kind::date: return kind == K::date;
        case Value::Kind::time: return kind == K::time;
        case Value::Kind::date_time: return kind == K::date_time;
        case Value::Kind::years_months: return kind == K::years_months;
        case Value::Kind::days_time: return kind == K::days_time;
        case Value::Kind::list: return kind == K::list;
        case Value::Kind::context: return kind == K::context;
        case Value::Kind::range: return kind == K::range;
        case Value::Kind::function: return kind == K::function;
    }
    return false;
}

bool conforms_as_context(Evaluation& evaluation, const Context& context, const TypeBody& type, Allowed allowed) {
    for (const auto& [name, member] : type.members) {
        const auto* value = context.find(name);
        if (value == nullptr || !conforms(evaluation, *value, member, allowed)) return false;
    }
    return true;
}

/// Whoever wants a function of the type can work with this one: it takes at least as much and gives no more.
bool conforms_as_function(const Callable& function, const TypeBody& type) {
    const auto parameters = function.parameters();
    if (parameters.size() != type.members.size()) return false;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (!is_subtype(type.members[i].second, parameters[i].type)) return false;
    return is_subtype(function.result(), type.result);
}

bool conforms_as_range(Evaluation& evaluation, const Range& range, const Type& element) {
    return conforms(evaluation, range.low, element) && conforms(evaluation, range.high, element);
}

bool is_allowed(Evaluation& evaluation, const Value& value, const std::shared_ptr<const Node>& tests) {
    return !tests || evaluation.satisfies(*tests, value, with_name(nullptr, "?", value)).is_true();
}

bool has_the_kind(Evaluation& evaluation, const Value& value, const TypeBody& type, Allowed allowed) {
    if (type.kind == K::any) return true;
    if (!is_of_kind(value, type.kind)) return false;
    switch (type.kind) {
        case K::list:
            return std::ranges::all_of(value.list(), [&](const Value& item) { return conforms(evaluation, item, type.element, allowed); });
        case K::context: return conforms_as_context(evaluation, value.context(), type, allowed);
        case K::range: return conforms_as_range(evaluation, value.range(), type.element);
        case K::function: return conforms_as_function(*value.function(), type);
        default: return true;
    }
}

/// Two types beside each other, member by member. Types that share their parts could be gone through without end: after so many
/// looks they count as different.
class Comparison {
public:
    bool is_subtype(const Type& a, const Type& b) {
        if (is_any(b)) return true;
        if (is_any(a) || --looks_ < 0) return false;
        if (a == b || a->kind == K::null) return true;
        if (a->kind != b->kind) return false;
        switch (a->kind) {
            case K::list:
            case K::range: return is_subtype(a->element, b->element);
            case K::context: return contexts(*a, *b);
            case K::function: return functions(*a, *b);
            default: return true;
        }
    }

private:
    bool contexts(const TypeBody& a, const TypeBody& b) {
        return std::ranges::all_of(b.members, [&](const auto& wanted) {
            const auto found = std::ranges::find(a.members, wanted.first, [](const auto& m) { return m.first; });
            return found != a.members.end() && is_subtype(found->second, wanted.second);
        });
    }
    bool functions(const TypeBody& a, const TypeBody& b) {
        if (a.members.size() != b.members.size()) return false;
        for (std::size_t i = 0; i < a.members.size(); ++i)
            if (!is_subtype(b.members[i].second, a.members[i].second)) return false;
        return is_subtype(a.result, b.result);
    }

    int looks_ = 10'000;
};

}  // namespace

Type built_in_type(std::string_view name) {
    const auto* found = std::ranges::find(built_in_names, name, &BuiltInName::name);
    if (found == built_in_names.end()) return nullptr;
    return std::make_shared<const TypeBody>(TypeBody{.kind = found->kind, .name = std::string(name)});
}

Type list_type(Type element) { return std::make_shared<const TypeBody>(TypeBody{.kind = K::list, .element = std::move(element)}); }

bool is_subtype(const Type& a, const Type& b) { return Comparison().is_subtype(a, b); }

bool conforms(Evaluation& evaluation, const Value& value, const Type& type, Allowed allowed) {
    if (!type) return true;
    const Evaluation::Deeper level(evaluation);
    if (!level || !evaluation.charge(1)) return false;
    if (value.is_null()) return true;
    return has_the_kind(evaluation, value, *type, allowed) && (allowed == Allowed::anything || is_allowed(evaluation, value, type->allowed));
}

Value coerced(Evaluation& evaluation, const Value& value, const Type& type) {
    if (is_any(type) || value.is_null()) return value;
    if (conforms(evaluation, value, type)) return value;
    if (type->kind == K::date_time && value.kind() == Value::Kind::date)
        return DateTime{value.date(), Time{0, Zone{.kind = Zone::Kind::offset}}};
    if (type->kind != K::list && value.kind() == Value::Kind::list && value.list().size() == 1 && conforms(evaluation, value.list()[0], type))
        return value.list()[0];
    if (type->kind == K::list && value.kind() != Value::Kind::list) {
        Value alone(Items{value});
        if (conforms(evaluation, alone, type)) return alone;
    }
    return evaluation.fault(fmt::format("{} is not of type {}", kind_name(value), to_text(type)));
}

std::string to_text(const Type& type) {
    if (!type) return "Any";
    if (!type->name.empty()) return type->name;
    switch (type->kind) {
        case K::list: return fmt::format("list<{}>", to_text(type->element));
        case K::range: return fmt::format("range<{}>", to_text(type->element));
        case K::context: return "context";
        case K::function: return "function";
        default: return "Any";
    }
}

Type Evaluation::type_named(const TypeName& written) const {
    const auto all = [&](const std::vector<TypeName>& names, std::vector<Type>& types) {
        for (const auto& each : names) types.push_back(type_named(each));
        return std::ranges::none_of(types, [](const Type& t) { return t == nullptr; });
    };
    std::vector<Type> of;
    if (!all(written.of, of)) return nullptr;
    if (written.name == "list" || written.name == "range") {
        const auto kind = written.name == "list" ? K::list : K::range;
        return std::make_shared<const TypeBody>(TypeBody{.kind = kind, .element = of.empty() ? nullptr : of.front()});
    }
    if (written.name == "context" || written.name == "function") {
        TypeBody body{.kind = written.name == "context" ? K::context : K::function};
        for (std::size_t i = 0; i < of.size(); ++i) body.members.emplace_back(written.members.empty() ? "" : written.members[i], of[i]);
        if (!written.result.empty() && !(body.result = type_named(written.result.front()))) return nullptr;
        return std::make_shared<const TypeBody>(std::move(body));
    }
    if (shelf_ != nullptr)
        if (auto found = shelf_->find(written.name)) return found;
    return built_in_type(written.name);
}

}  // namespace dmn

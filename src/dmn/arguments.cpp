#include "dmn/arguments.h"

#include <fmt/format.h>

namespace dmn {
namespace {

std::nullopt_t unsuited(Evaluation& evaluation, const Value& value, std::string_view wanted) {
    evaluation.fault(fmt::format("{} where {} is wanted", kind_name(value), wanted));
    return std::nullopt;
}

}  // namespace

const Value& argument(const Items& arguments, std::size_t i) {
    static const Value none;
    if (i >= arguments.size()) return none;
    const auto& given = arguments[i];
    return given.kind() == Value::Kind::list && given.list().size() == 1 ? given.list()[0] : given;
}

const std::string* text_argument(Evaluation& evaluation, const Items& arguments, std::size_t i) {
    const auto& value = argument(arguments, i);
    if (value.kind() == Value::Kind::text) return &value.text();
    unsuited(evaluation, value, "a string");
    return nullptr;
}

std::optional<Decimal> number_argument(Evaluation& evaluation, const Items& arguments, std::size_t i) {
    const auto& value = argument(arguments, i);
    if (value.kind() != Value::Kind::number) return unsuited(evaluation, value, "a number");
    return value.number();
}

std::optional<std::int64_t> whole_argument(Evaluation& evaluation, const Items& arguments, std::size_t i) {
    const auto& value = argument(arguments, i);
    const auto whole = value.kind() == Value::Kind::number ? value.number().rounded(0, Rounding::down) : std::nullopt;
    const auto number = whole ? whole->whole() : std::nullopt;
    if (!number) return unsuited(evaluation, value, "a whole number");
    return number;
}

std::optional<Items> list_argument(Evaluation& evaluation, const Items& arguments, std::size_t i) {
    if (i >= arguments.size() || arguments[i].is_null()) return unsuited(evaluation, Value(), "a list");
    if (arguments[i].kind() == Value::Kind::list) {
        evaluation.charge(arguments[i].list().size() / 4);
        return arguments[i].list();
    }
    return Items{arguments[i]};
}

std::optional<Items> items_argument(Evaluation& evaluation, const Items& arguments) {
    if (arguments.size() == 1) return list_argument(evaluation, arguments, 0);
    return arguments;
}

}  // namespace dmn

// string length, substring, contains, … They count code points.

#include "dmn/arguments.h"
#include "dmn/builtin.h"
#include "dmn/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace dmn {
namespace {

Value substring(Evaluation& evaluation, const Items& arguments) {
    const auto* text = text_argument(evaluation, arguments, 0);
    const auto start = text != nullptr ? whole_argument(evaluation, arguments, 1) : std::nullopt;
    if (!start || !evaluation.charge_bytes(text->size() * 4)) return {};
    const auto points = to_code_points(*text);
    const auto size = static_cast<std::int64_t>(points.size());
    auto length = size;
    if (arguments.size() > 2) {
        const auto given = whole_argument(evaluation, arguments, 2);
        if (!given) return {};
        if (*given < 1) return evaluation.fault("the length of a part is less than 1");
        length = *given;
    }
    if (*start == 0 || *start > size || *start < -size) return evaluation.fault("a part begins outside the string");
    const auto from = *start > 0 ? *start - 1 : size + *start;
    return Value(from_code_points(std::u32string_view(points).substr(static_cast<std::size_t>(from), static_cast<std::size_t>(length))));
}

Value string_length(Evaluation& evaluation, const Items& arguments) {
    const auto* text = text_argument(evaluation, arguments, 0);
    if (text == nullptr || !evaluation.charge(text->size() / 64)) return {};
    std::int64_t count = 0;
    for (std::size_t i = 0; i < text->size(); i += code_point_at(*text, i).size) ++count;
    return count;
}

template <class Change>
Value changed(Evaluation& evaluation, const Items& arguments, Change change) {
    const auto* text = text_argument(evaluation, arguments, 0);
    if (text == nullptr || !evaluation.charge_bytes(text->size() * 5)) return {};
    auto points = to_code_points(*text);
    for (auto& c : points) c = change(c);
    return Value(from_code_points(points));
}

Value upper_case(Evaluation& evaluation, const Items& arguments) { return changed(evaluation, arguments, upper); }
Value lower_case(Evaluation& evaluation, const Items& arguments) { return changed(evaluation, arguments, lower); }

/// Two texts, and what becomes of them.
template <class Answer>
Value of_two(Evaluation& evaluation, const Items& arguments, Answer answer) {
    const auto* text = text_argument(evaluation, arguments, 0);
    const auto* match = text_argument(evaluation, arguments, 1);
    if (text == nullptr || match == nullptr || !evaluation.charge_bytes(text->size())) return {};
    return Value(answer(std::string_view(*text), std::string_view(*match)));
}

Value contains_text(Evaluation& evaluation, const Items& arguments) {
    return of_two(evaluation, arguments, [](auto text, auto match) { return text.find(match) != std::string_view::npos; });
}
Value starts_with(Evaluation& evaluation, const Items& arguments) {
    return of_two(evaluation, arguments, [](auto text, auto match) { return text.starts_with(match); });
}
Value ends_with(Evaluation& evaluation, const Items& arguments) {
    return of_two(evaluation, arguments, [](auto text, auto match) { return text.ends_with(match); });
}
Value substring_before(Evaluation& evaluation, const Items& arguments) {
    return of_two(evaluation, arguments, [](auto text, auto match) {
        const auto place = text.find(match);
        return std::string(place == std::string_view::npos ? "" : text.substr(0, place));
    });
}
Value substring_after(Evaluation& evaluation, const Items& arguments) {
    return of_two(evaluation, arguments, [](auto text, auto match) {
        const auto place = text.find(match);
        return std::string(place == std::string_view::npos ? "" : text.substr(place + match.size()));
    });
}

Value string_join(Evaluation& evaluation, const Items& arguments) {
    const auto items = list_argument(evaluation, arguments, 0);
    if (!items) return {};
    const auto& between = argument(arguments, 1);
    if (between.kind() != Value::Kind::text && !between.is_null()) return evaluation.fault("the delimiter is no string");
    std::string out;
    bool first = true;
    for (const auto& item : *items) {
        if (item.is_null()) continue;
        if (item.kind() != Value::Kind::text) return evaluation.fault(fmt::format("{} is no string to be joined", kind_name(item)));
        if (!first && !between.is_null()) out += between.text();
        first = false;
        if (!evaluation.charge_bytes(item.text().size() + (between.is_null() ? 0 : between.text().size()))) return {};
        out += item.text();
    }
    return Value(std::move(out));
}

Value string_of(Evaluation& evaluation, const Items& arguments) {
    const auto& value = arguments[0];
    if (value.is_null() || !evaluation.charge_bytes(value.weight())) return {};
    return Value(to_text(value));
}

std::string without(std::string text, const std::string& part) {
    for (auto place = text.find(part); !part.empty() && place != std::string::npos; place = text.find(part, place)) text.erase(place, part.size());
    return text;
}

Value number_of(Evaluation& evaluation, const Items& arguments) {
    const auto* from = text_argument(evaluation, arguments, 0);
    if (from == nullptr) return {};
    if (from->size() > 1000) return evaluation.fault("the string is too long for a number");
    const auto& grouping = argument(arguments, 1);
    const auto& point = argument(arguments, 2);
    const auto one_of = [](const Value& value, std::string_view signs) {
        return value.is_null() || (value.kind() == Value::Kind::text && value.text().size() == 1 && signs.contains(value.text()[0]));
    };
    if (!one_of(grouping, " ,.") || !one_of(point, ",.") || (!grouping.is_null() && same(grouping, point)))
        return evaluation.fault("the separators do not suit");
    auto text = grouping.is_null() ? *from : without(*from, grouping.text());
    if (!point.is_null() && point.text() == ",") {
        if (text.contains('.')) return evaluation.fault("the string is no number");
        std::ranges::replace(text, ',', '.');
    }
    const auto number = Decimal::parse(text);
    return number ? Value(*number) : evaluation.fault("the string is no number");
}

constexpr std::array text_rows{
    BuiltinRow{"substring", "string, start position, [length]", substring},
    BuiltinRow{"string length", "string", string_length},
    BuiltinRow{"upper case", "string", upper_case},
    BuiltinRow{"lower case", "string", lower_case},
    BuiltinRow{"substring before", "string, match", substring_before},
    BuiltinRow{"substring after", "string, match", substring_after},
    BuiltinRow{"contains", "string, match", contains_text},
    BuiltinRow{"starts with", "string, match", starts_with},
    BuiltinRow{"ends with", "string, match", ends_with},
    BuiltinRow{"string join", "list, [delimiter]", string_join},
    BuiltinRow{"string", "from", string_of},
    BuiltinRow{"number", "from, [grouping separator], [decimal separator]", number_of},
};

}  // namespace

BuiltinRows text_functions() { return text_rows; }

}  // namespace dmn

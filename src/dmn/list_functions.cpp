// append, sublist, sort, … Positions count from 1, and from the end where they are negative.

#include "dmn/arguments.h"
#include "dmn/builtin.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace dmn {
namespace {

Value count(Evaluation& evaluation, const Items& arguments) {
    const auto items = list_argument(evaluation, arguments, 0);
    return items ? Value(static_cast<std::int64_t>(items->size())) : Value();
}

Value list_contains(Evaluation& evaluation, const Items& arguments) {
    const auto items = list_argument(evaluation, arguments, 0);
    if (!items || !evaluation.charge(items->size())) return {};
    return std::ranges::any_of(*items, [&](const Value& item) { return equal(item, arguments[1]) == true; });
}

Value sublist(Evaluation& evaluation, const Items& arguments) {
    const auto items = list_argument(evaluation, arguments, 0);
    const auto start = items ? whole_argument(evaluation, arguments, 1) : std::nullopt;
    if (!start) return {};
    const auto size = static_cast<std::int64_t>(items->size());
    if (*start == 0 || *start > size || *start < -size) return evaluation.fault("a part begins outside the list");
    const auto from = *start > 0 ? *start - 1 : size + *start;
    auto length = size - from;
    if (arguments.size() > 2) {
        const auto given = whole_argument(evaluation, arguments, 2);
        if (!given) return {};
        if (*given < 1 || *given > length) return evaluation.fault("a part ends outside the list");
        length = *given;
    }
    return evaluation.made(Items(items->begin() + from, items->begin() + from + length));
}

Value append(Evaluation& evaluation, const Items& arguments) {
    auto items = list_argument(evaluation, arguments, 0);
    if (!items) return {};
    items->insert(items->end(), arguments.begin() + 1, arguments.end());
    return evaluation.made(std::move(*items));
}

Value concatenate(Evaluation& evaluation, const Items& arguments) {
    Items all;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto items = list_argument(evaluation, arguments, i);
        if (!items || !evaluation.charge_bytes(items->size() * sizeof(Value))) return {};
        all.insert(all.end(), items->begin(), items->end());
    }
    return evaluation.made(std::move(all));
}

/// The place that a position means, counted from 0; nothing where it is outside.
std::optional<std::size_t> place_in(Evaluation& evaluation, std::size_t size, std::int64_t position) {
    const auto count = static_cast<std::int64_t>(size);
    if (position == 0 || position > count || position < -count) {
        evaluation.fault(fmt::format("the list has no position {}", position));
        return std::nullopt;
    }
    return static_cast<std::size_t>(position > 0 ? position - 1 : count + position);
}

Value insert_before(Evaluation& evaluation, const Items& arguments) {
    auto items = list_argument(evaluation, arguments, 0);
    const auto position = items ? whole_argument(evaluation, arguments, 1) : std::nullopt;
    if (!position) return {};
    const bool behind = *position == static_cast<std::int64_t>(items->size()) + 1;
    const auto place = behind ? std::optional(items->size()) : place_in(evaluation, items->size(), *position);
    if (!place) return {};
    items->insert(items->begin() + static_cast<std::ptrdiff_t>(*place), arguments[2]);
    return evaluation.made(std::move(*items));
}

Value remove(Evaluation& evaluation, const Items& arguments) {
    auto items = list_argument(evaluation, arguments, 0);
    const auto position = items ? whole_argument(evaluation, arguments, 1) : std::nullopt;
    const auto place = position ? place_in(evaluation, items->size(), *position) : std::nullopt;
    if (!place) return {};
    items->erase(items->begin() + static_cast<std::ptrdiff_t>(*place));
    return evaluation.made(std::move(*items));
}

Value list_replace(Evaluation& evaluation, const Items& arguments) {
    auto items = list_argument(evaluation, arguments, 0);
    if (!items) return {};
    if (arguments[1].kind() == Value::Kind::function) {
        for (auto& item : *items) {
            const auto matches = evaluation.call(arguments[1], {item, arguments[2]});
            if (matches.kind() != Value::Kind::boolean) return evaluation.fault("the match is neither true nor false");
            if (matches.boolean()) item = arguments[2];
        }
        return evaluation.made(std::move(*items));
    }
    const auto position = whole_argument(evaluation, arguments, 1);
    const auto place = position ? place_in(evaluation, items->size(), *position) : std::nullopt;
    if (!place) return {};
    (*items)[*place] = arguments[2];
    return evaluation.made(std::move(*items));
}

Value reverse(Evaluation& evaluation, const Items& arguments) {
    auto items = list_argument(evaluation, arguments, 0);
    if (!items) return {};
    std::ranges::reverse(*items);
    return evaluation.made(std::move(*items));
}

Value index_of(Evaluation& evaluation, const Items& arguments) {
    const auto items = list_argument(evaluation, arguments, 0);
    if (!items || !evaluation.charge(items->size())) return {};
    Items places;
    for (std::size_t i = 0; i < items->size(); ++i)
        if (equal((*items)[i], arguments[1]) == true) places.push_back(static_cast<std::int64_t>(i + 1));
    return evaluation.made(std::move(places));
}

Value distinct(Evaluation& evaluation, const Items& items) {
    Items kept;
    for (const auto& item : items) {
        if (!evaluation.charge(1 + kept.size() / 8)) return {};
        if (std::ranges::none_of(kept, [&](const Value& other) { return equal(item, other) == true; })) kept.push_back(item);
    }
    return evaluation.made(std::move(kept));
}

Value distinct_values(Evaluation& evaluation, const Items& arguments) {
    const auto items = list_argument(evaluation, arguments, 0);
    return items ? distinct(evaluation, *items) : Value();
}

Value union_of(Evaluation& evaluation, const Items& arguments) {
    const auto all = concatenate(evaluation, arguments);
    return all.is_null() ? all : distinct(evaluation, all.list());
}

void flatten_into(Evaluation& evaluation, Items& flat, const Items& items) {
    const Evaluation::Deeper level(evaluation);
    if (!level) return;
    for (const auto& item : items) {
        if (!evaluation.charge_bytes(sizeof(Value))) return;
        if (item.kind() == Value::Kind::list) {
            flatten_into(evaluation, flat, item.list());
        } else {
            flat.push_back(item);
        }
    }
}

Value flatten(Evaluation& evaluation, const Items& arguments) {
    const auto items = list_argument(evaluation, arguments, 0);
    if (!items) return {};
    Items flat;
    flatten_into(evaluation, flat, *items);
    return evaluation.made(std::move(flat));
}

/// Merges by a function that somebody else wrote, and which may contradict itself: the standard library's sorting may not be given that.
class Sorting {
public:
    Sorting(Evaluation& evaluation, const Value& precedes) : evaluation_(evaluation), precedes_(precedes) {}

    /// False where two items have no order.
    bool sort(Items& items) {
        Items other(items.size());
        for (std::size_t width = 1; width < items.size(); width *= 2) {
            for (std::size_t from = 0; from < items.size(); from += 2 * width)
                if (!merge(items, other, from, std::min(from + width, items.size()), std::min(from + 2 * width, items.size()))) return false;
            items.swap(other);
        }
        return true;
    }

private:
    bool merge(const Items& from, Items& to, std::size_t left, std::size_t middle, std::size_t end) {
        auto right = middle;
        for (auto place = left; place < end; ++place) {
            bool second = left == middle;
            if (!second && right < end) {
                const auto earlier = comes_before(from[right], from[left]);
                if (!earlier) return false;
                second = *earlier;
            }
            to[place] = from[second ? right++ : left++];
        }
        return true;
    }
    std::optional<bool> comes_before(const Value& a, const Value& b) {
        if (!evaluation_.charge(1)) return std::nullopt;
        if (precedes_.is_null()) {
            const auto order = compare(a, b);
            if (!order) evaluation_.fault(fmt::format("{} has no order with {}", kind_name(a), kind_name(b)));
            return order ? std::optional(*order < 0) : std::nullopt;
        }
        const auto answer = evaluation_.call(precedes_, {a, b});
        if (answer.kind() == Value::Kind::boolean) return answer.boolean();
        evaluation_.fault("the order is neither true nor false");
        return std::nullopt;
    }

    Evaluation& evaluation_;
    const Value& precedes_;
};

Value sort(Evaluation& evaluation, const Items& arguments) {
    auto items = list_argument(evaluation, arguments, 0);
    if (!items) return {};
    const auto& precedes = argument(arguments, 1);
    if (!precedes.is_null() && precedes.kind() != Value::Kind::function) return evaluation.fault("the order is no function");
    if (!Sorting(evaluation, precedes).sort(*items)) return {};
    return evaluation.made(std::move(*items));
}

constexpr std::array list_rows{
    BuiltinRow{"count", "list", count},
    BuiltinRow{"list contains", "list, element", list_contains},
    BuiltinRow{"sublist", "list, start position, [length]", sublist},
    BuiltinRow{"append", "list, item…", append},
    BuiltinRow{"concatenate", "list…", concatenate},
    BuiltinRow{"insert before", "list, position, newItem", insert_before},
    BuiltinRow{"remove", "list, position", remove},
    BuiltinRow{"list replace", "list, position, newItem | list, match, newItem", list_replace},
    BuiltinRow{"reverse", "list", reverse},
    BuiltinRow{"index of", "list, match", index_of},
    BuiltinRow{"union", "list…", union_of},
    BuiltinRow{"distinct values", "list", distinct_values},
    BuiltinRow{"flatten", "list", flatten},
    BuiltinRow{"sort", "list, [precedes]", sort},
};

}  // namespace

BuiltinRows list_functions() { return list_rows; }

}  // namespace dmn

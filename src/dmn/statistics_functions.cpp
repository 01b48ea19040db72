// min, max, sum, mean, … of a list, or of the arguments themselves.

#include "dmn/arguments.h"
#include "dmn/builtin.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace dmn {
namespace {

/// The item that no other comes before; `sign` is -1 for the greatest.
Value extreme(Evaluation& evaluation, const Items& arguments, int sign) {
    const auto items = items_argument(evaluation, arguments);
    if (!items || items->empty() || !evaluation.charge(items->size())) return {};
    auto best = items->front();
    for (const auto& item : *items) {
        const auto order = compare(item, best);
        if (!order) return evaluation.fault(fmt::format("{} has no order with {}", kind_name(item), kind_name(best)));
        if (*order * sign < 0) best = item;
    }
    return best;
}
Value min_of(Evaluation& evaluation, const Items& arguments) { return extreme(evaluation, arguments, 1); }
Value max_of(Evaluation& evaluation, const Items& arguments) { return extreme(evaluation, arguments, -1); }

std::optional<std::vector<Decimal>> numbers_of(Evaluation& evaluation, const Items& arguments) {
    const auto items = items_argument(evaluation, arguments);
    if (!items || !evaluation.charge(items->size())) return std::nullopt;
    std::vector<Decimal> numbers;
    for (const auto& item : *items) {
        if (item.kind() != Value::Kind::number) {
            evaluation.fault(fmt::format("{} where a number is wanted", kind_name(item)));
            return std::nullopt;
        }
        numbers.push_back(item.number());
    }
    return numbers;
}

Value from_number(Evaluation& evaluation, std::optional<Decimal> number) {
    return number ? Value(*number) : evaluation.fault("the result is out of range");
}

std::optional<Decimal> total(const std::vector<Decimal>& numbers) {
    std::optional<Decimal> sum = Decimal(0);
    for (const auto number : numbers)
        if (sum) sum = add(*sum, number);
    return sum;
}
std::optional<Decimal> average(const std::vector<Decimal>& numbers) {
    const auto sum = total(numbers);
    return sum ? divide(*sum, Decimal(static_cast<std::int64_t>(numbers.size()))) : std::nullopt;
}

Value sum(Evaluation& evaluation, const Items& arguments) {
    const auto items = items_argument(evaluation, arguments);
    if (!items || items->empty()) return {};
    const auto kind = items->front().kind();
    if (kind != Value::Kind::number && kind != Value::Kind::years_months && kind != Value::Kind::days_time)
        return evaluation.fault(fmt::format("{} where a number is wanted", kind_name(items->front())));
    auto all = items->front();
    for (std::size_t i = 1; i < items->size() && evaluation.charge(1); ++i) {
        all = added(evaluation, all, (*items)[i]);
        if (all.is_null()) return {};
    }
    return all;
}

Value mean(Evaluation& evaluation, const Items& arguments) {
    const auto numbers = numbers_of(evaluation, arguments);
    if (!numbers || numbers->empty()) return {};
    return from_number(evaluation, average(*numbers));
}

Value product(Evaluation& evaluation, const Items& arguments) {
    const auto numbers = numbers_of(evaluation, arguments);
    if (!numbers || numbers->empty()) return {};
    std::optional<Decimal> all = Decimal(1);
    for (const auto number : *numbers)
        if (all) all = multiply(*all, number);
    return from_number(evaluation, all);
}

Value median(Evaluation& evaluation, const Items& arguments) {
    auto numbers = numbers_of(evaluation, arguments);
    if (!numbers || numbers->empty()) return {};
    std::ranges::sort(*numbers);
    const auto middle = numbers->size() / 2;
    if (numbers->size() % 2 == 1) return (*numbers)[middle];
    return from_number(evaluation, average({(*numbers)[middle - 1], (*numbers)[middle]}));
}

/// Of a sample: the squares are divided by one less than there are numbers.
Value stddev(Evaluation& evaluation, const Items& arguments) {
    const auto numbers = numbers_of(evaluation, arguments);
    if (!numbers) return {};
    if (numbers->size() < 2) return evaluation.fault("a deviation wants two numbers");
    const auto middle = average(*numbers);
    std::optional<Decimal> squares = Decimal(0);
    for (const auto number : *numbers) {
        const auto apart = middle ? subtract(number, *middle) : std::nullopt;
        const auto square = apart ? multiply(*apart, *apart) : std::nullopt;
        squares = squares && square ? add(*squares, *square) : std::nullopt;
    }
    const auto mean_square = squares ? divide(*squares, Decimal(static_cast<std::int64_t>(numbers->size() - 1))) : std::nullopt;
    return from_number(evaluation, mean_square ? square_root(*mean_square) : std::nullopt);
}

/// The numbers that stand there most often, in ascending order.
Value mode(Evaluation& evaluation, const Items& arguments) {
    auto numbers = numbers_of(evaluation, arguments);
    if (!numbers) return {};
    std::ranges::sort(*numbers);
    std::size_t most = 0;
    Items often;
    for (std::size_t i = 0; i < numbers->size();) {
        auto end = i;
        while (end < numbers->size() && (*numbers)[end] == (*numbers)[i]) ++end;
        if (end - i > most) often.clear();
        if (end - i >= most) often.push_back((*numbers)[i]);
        most = std::max(most, end - i);
        i = end;
    }
    return evaluation.made(std::move(often));
}

/// Whether every one is `wanted`; any other than a boolean leaves it open, unless one decides.
Value throughout(Evaluation& evaluation, const Items& arguments, bool wanted) {
    const auto items = items_argument(evaluation, arguments);
    if (!items || !evaluation.charge(items->size())) return {};
    bool doubt = false;
    for (const auto& item : *items) {
        if (item.kind() == Value::Kind::boolean && item.boolean() != wanted) return !wanted;
        if (item.kind() != Value::Kind::boolean) {
            doubt = true;
            if (!item.is_null()) evaluation.fault(fmt::format("{} is neither true nor false", kind_name(item)));
        }
    }
    return doubt ? Value() : Value(wanted);
}
Value all_of(Evaluation& evaluation, const Items& arguments) { return throughout(evaluation, arguments, true); }
Value any_of(Evaluation& evaluation, const Items& arguments) { return throughout(evaluation, arguments, false); }

constexpr std::array statistics_rows{
    BuiltinRow{"min", "list | c…", min_of},         BuiltinRow{"max", "list | c…", max_of},       BuiltinRow{"sum", "list | n…", sum},
    BuiltinRow{"mean", "list | n…", mean},          BuiltinRow{"product", "list | n…", product},  BuiltinRow{"median", "list | n…", median},
    BuiltinRow{"stddev", "list | n…", stddev},      BuiltinRow{"mode", "list | n…", mode},        BuiltinRow{"all", "list | b…", all_of},
    BuiltinRow{"any", "list | b…", any_of},
};

}  // namespace

BuiltinRows statistics_functions() { return statistics_rows; }

}  // namespace dmn

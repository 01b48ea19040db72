#include "dmn/feel.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "dmn/test/shown.h"

using namespace dmn;

namespace {

Decimal any_decimal() {
    const auto digits = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
    const auto places = *rc::gen::inRange(0, 8);
    return *divide(Decimal(digits), *power(Decimal(10), Decimal(places)));
}

/// Any expression, at most so deep.
std::string any_expression(int levels) {
    const auto leaf = [] {
        return *rc::gen::element<std::string>("1", "2.5", "\"a\"", "true", "null", "x", "@\"2026-11-27\"", "@\"PT1H\"", "[1, 2]", "{k: 1}");
    };
    if (levels == 0) return leaf();
    const auto next = [&] { return any_expression(levels - 1); };
    switch (*rc::gen::inRange(0, 16)) {
        case 0: return "(" + next() + " + " + next() + ")";
        case 1: return "(" + next() + " * " + next() + ")";
        case 2: return "(-" + next() + ")";
        case 3: return "(" + next() + " < " + next() + ")";
        case 4: return "(" + next() + " and " + next() + ")";
        case 5: return "(if " + next() + " then " + next() + " else " + next() + ")";
        case 6: return "(for i in " + next() + " return " + next() + ")";
        case 7: return "(some i in " + next() + " satisfies " + next() + ")";
        case 8: return "[" + next() + ", " + next() + "]";
        case 9: return "{a: " + next() + ", b b: " + next() + "}";
        case 10: return "(" + next() + ")[" + next() + "]";
        case 11: return "string(" + next() + ")";
        case 12: return "(" + next() + " in (" + next() + ", < " + next() + "))";
        case 13: return "(function(p) " + next() + ")(" + next() + ")";
        case 14: return "(" + next() + " instance of list<number>)";
        default: return "(" + next() + " between " + next() + " and " + next() + ")";
    }
}

}  // namespace

TEST_CASE("decimals add and multiply as they do on paper") {
    CHECK(rc::check("laws", [] {
        const auto a = any_decimal(), b = any_decimal(), c = any_decimal();
        RC_ASSERT(*add(a, b) == *add(b, a));
        RC_ASSERT(*multiply(a, b) == *multiply(b, a));
        RC_ASSERT(*subtract(*add(a, b), b) == a);
        RC_ASSERT(*add(*add(a, b), c) == *add(a, *add(b, c)));
        RC_ASSERT(*Decimal::parse(a.text()) == a);
        RC_ASSERT((a < b) == subtract(a, b)->is_negative());
        if (!b.is_zero()) {
            const auto rest = *modulo(a, b);
            RC_ASSERT(rest.is_zero() || rest.is_negative() == b.is_negative());
            RC_ASSERT(rest.absolute() < b.absolute());
        }
    }));
}

TEST_CASE("rounding stays within one unit, and half goes where it should") {
    CHECK(rc::check("rounding", [] {
        const auto a = any_decimal();
        for (const auto rounding : {Rounding::half_even, Rounding::half_up, Rounding::half_down, Rounding::up, Rounding::down, Rounding::floor, Rounding::ceiling}) {
            const auto rounded = *a.rounded(2, rounding);
            RC_ASSERT(subtract(rounded, a)->absolute() < *Decimal::parse("0.01"));
            RC_ASSERT(*rounded.rounded(2, rounding) == rounded);
        }
    }));
    CHECK(Decimal::parse("2.5")->rounded(0, Rounding::half_even)->text() == "2");
    CHECK(Decimal::parse("-2.5")->rounded(0, Rounding::half_up)->text() == "-3");
    CHECK(Decimal::parse("-2.5")->rounded(0, Rounding::half_down)->text() == "-2");
    CHECK(Decimal::parse("2.501")->rounded(0, Rounding::half_down)->text() == "3");
}

TEST_CASE("an expression written out is read as the same, and comes to the same") {
    CHECK(rc::check("print", [] {
        const auto text = any_expression(3);
        const auto first = parse(text);
        RC_ASSERT(first.has_value());
        const auto printed = to_text(*first);
        const auto second = parse(printed);
        RC_LOG() << text << "\n" << printed << "\n";
        RC_ASSERT(second.has_value());
        RC_ASSERT(to_text(*second) == printed);
        const Context inputs{{"x", 7}};
        RC_ASSERT(to_feel(evaluate(*first, inputs).value) == to_feel(evaluate(*second, inputs).value));
    }));
}

TEST_CASE("a value written as FEEL evaluates to itself") {
    CHECK(rc::check("values", [] {
        const auto value = dmn::given::shown(any_expression(2), {{"x", 7}});
        RC_PRE(!value.contains("function"));
        RC_ASSERT(dmn::given::shown(value) == value);
    }));
}

TEST_CASE("days counted and counted back are the same day") {
    CHECK(rc::check("days", [] {
        const auto days = *rc::gen::inRange<std::int64_t>(-100'000'000'000, 100'000'000'000);
        const auto date = Date::of_days(days);
        RC_ASSERT(date.has_value());
        RC_ASSERT(date->days() == days);
        RC_ASSERT(parse_date(to_text(*date)) == date);
    }));
}

TEST_CASE("durations are read as they are written") {
    CHECK(rc::check("durations", [] {
        const auto total = *rc::gen::arbitrary<std::int64_t>();
        const auto duration = *DaysTime::of(total);
        RC_ASSERT(parse_days_time(to_text(duration)) == duration);
        const YearsMonths months{*rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000)};
        RC_ASSERT(parse_years_months(to_text(months)) == months);
    }));
}

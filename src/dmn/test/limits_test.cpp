// Every evaluation ends, whatever it is given.

#include "dmn/feel.h"

#include <doctest/doctest.h>

#include <string>

using namespace dmn;

namespace {

Outcome ran(const std::string& text, const Context& inputs = {}, const Limits& limits = {}) {
    const auto expression = parse(text, Names::of(inputs));
    REQUIRE_MESSAGE(expression, text);
    return evaluate(*expression, inputs, {.limits = limits});
}

std::string repeated(std::string_view part, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += part;
    return out;
}

}  // namespace

TEST_CASE("an iteration over a thousand million numbers stops") {
    const auto outcome = ran("for i in 1..1000000000 return i");
    CHECK(outcome.cut_short);
    CHECK(outcome.value.is_null());
    CHECK(ran("some i in 1..1000000000 satisfies i < 0").cut_short);
    CHECK(ran("for a in 1..3000, b in 1..3000 return a * b").cut_short);
    CHECK(ran("count(for i in [1..9000000000000000000] return i)").cut_short);
}

TEST_CASE("a function that calls itself without end stops") {
    CHECK(ran("(function(f) f(f))(function(f) f(f))").cut_short);
    CHECK(ran("(function(f) 1 + f(f))(function(f) 1 + f(f))").faults[0].what == "it calls or nests too deeply");
}

TEST_CASE("lists that double or stand in one another stop before they fill the memory") {
    CHECK(ran("for i in 1..100 return if i = 1 then [1] else [partial[-1], partial[-1]]").cut_short);
    CHECK(ran("for i in 1..5000 return if i = 1 then [1] else [partial[-1]]").cut_short);
    CHECK(ran("for i in 1..60 return if i = 1 then \"aaaaaaaaaaaaaaaa\" else partial[-1] + partial[-1]").cut_short);
    CHECK(ran("for i in 1..5000 return if i = 1 then function() 1 else (function(g) function() g)(partial[-1])").cut_short);
}

TEST_CASE("a pattern that goes astray gives up") {
    for (const auto* pattern : {"(a*)*b", "(a|a)*b", "(a+)+$", "(.*)(.*)(.*)(.*)(.*)[^!]$x"}) {
        const auto outcome = ran("matches(text, p)", {{"text", std::string(5000, 'a') + "!"}, {"p", pattern}});
        CHECK_MESSAGE(!outcome.value.is_true(), pattern);
    }
    CHECK(ran("replace(text, \"a\", text)", {{"text", std::string(100'000, 'a')}}).cut_short);
}

TEST_CASE("deep nesting is refused, not recursed into") {
    for (const auto* open : {"(", "[", "{a: ", "-", "not(", "if ", "function() ", "1 in (", "f(", "x[", "for x in ", "[1..", "]1..", "(1..", "a instance of list<", "function(a: list<"})
        CHECK_FALSE_MESSAGE(parse(repeated(open, 20'000 / static_cast<int>(std::string_view(open).size()))), open);
    for (const auto* chain : {"1+", "a.", "true and ", "1<"}) CHECK_FALSE_MESSAGE(parse(repeated(chain, 5000) + "b"), chain);
    CHECK(parse(repeated("(", 40) + "1" + repeated(")", 40)));
    CHECK(parse(repeated("1 + ", 300) + "1"));
    CHECK_FALSE(parse(std::string(100'000, ' ') + "1"));
}

TEST_CASE("the limits can be set, and the same expression stops at the same step") {
    const Limits few{.steps = 1000};
    CHECK(ran("for i in 1..100 return i", {}, few).value.list().size() == 100);
    CHECK(ran("for i in 1..1000 return i", {}, few).cut_short);
    CHECK(ran("string join(for i in 1..100 return \"0123456789\")", {}, {.bytes = 500}).cut_short);
}

TEST_CASE("sorting by an order that contradicts itself ends") {
    CHECK(ran("count(sort(for i in 1..500 return i, function(a, b) true))").value.number() == Decimal(500));
}

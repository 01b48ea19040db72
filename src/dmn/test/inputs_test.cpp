#include "dmn/feel.h"

#include <doctest/doctest.h>

namespace {

using Asked = std::vector<std::string>;

Asked asked(std::string_view text, const std::set<std::string, std::less<>>& inputs = {}) {
    const auto expression = dmn::parse(text);
    REQUIRE_MESSAGE(expression, text);
    return dmn::inputs_of(*expression, inputs);
}

}  // namespace

TEST_CASE("an expression asks for the names that nothing inside it binds, each once and in order") {
    CHECK(asked("size = \"van\" and (count > 3 or size = other)", {"count"}) == Asked{"size", "count", "other"});
    CHECK(asked("for x in list1, y in [x, z] return x + y + w") == Asked{"list1", "z", "w"});
    CHECK(asked("some x in items satisfies x = wanted") == Asked{"items", "wanted"});
    CHECK(asked("every x in items satisfies x = x").front() == "items");
    CHECK(asked("function(a, b) a + b + c") == Asked{"c"});
    CHECK(asked("{a: 1, b: a + q}.b") == Asked{"q"});
    CHECK(asked("items[item > least]") == Asked{"items", "least"});
    CHECK(asked("start.year") == Asked{"start"});
    CHECK(asked("x between low and high") == Asked{"x", "low", "high"});
    CHECK(asked("x in (1, n, [2..m])") == Asked{"x", "n", "m"});
    CHECK(asked("if a then b else c") == Asked{"a", "b", "c"});
    CHECK(asked("1 + 2").empty());
}

TEST_CASE("a built-in name is asked for only where an input hides it") {
    CHECK(asked("list contains(items, \"sofa\")") == Asked{"items"});
    CHECK(asked("number > 3") == Asked{});
    CHECK(asked("number > 3", {"number"}) == Asked{"number"});
    CHECK(dmn::inputs_of(dmn::Expression{}, {}).empty());
}

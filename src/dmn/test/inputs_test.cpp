#include "dmn/domain.h"
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

TEST_CASE("the paths that an expression asks for leave out what it names itself, and the functions that it calls") {
    const auto paths = [](std::string_view text) {
        const auto expression = dmn::parse(text);
        REQUIRE_MESSAGE(expression, text);
        return dmn::paths_of(*expression);
    };
    CHECK(paths("answers.size = \"van\" and answers.size != reason") == Asked{"answers.size", "reason"});
    CHECK(paths("{count: answers.count, much: count > 5}.much") == Asked{"answers.count"});
    CHECK(paths("{rest: {cost: answers.fee}, whole: rest.cost + 1}.whole") == Asked{"answers.fee"});
    CHECK(paths("{much: count > 5, count: answers.count}.much") == Asked{"count", "answers.count"});
    CHECK(paths("for x in answers.rows return x.age + least") == Asked{"answers.rows", "least"});
    CHECK(paths("some x in answers.rows satisfies x.age > 17") == Asked{"answers.rows"});
    CHECK(paths("answers.rows[item.age > least]") == Asked{"answers.rows", "least"});
    CHECK(paths("(function(a) a + b)(answers.count)") == Asked{"b", "answers.count"});
    CHECK(paths("count(answers.rows)") == Asked{"answers.rows"});
}

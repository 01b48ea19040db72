#pragma once
// For the tests: expressions and what they come to, as texts.

#include "dmn/feel.h"

#include <string>
#include <string_view>

namespace dmn::given {

/// The value as FEEL; "refused" where it cannot be read.
inline std::string shown(std::string_view text, const Context& inputs = {}, const Conditions& conditions = {}) {
    const auto expression = parse(text, Names::of(inputs));
    return expression ? to_feel(evaluate(*expression, inputs, conditions).value) : "refused";
}

/// Does the input pass the tests.
inline std::string passes(std::string_view tests, const Value& input, const Context& inputs = {}) {
    const auto expression = parse_unary_tests(tests, Names::of(inputs));
    return expression ? to_feel(test(*expression, input, inputs).value) : "refused";
}

}  // namespace dmn::given

#pragma once
// For the tests: small models.

#include "dmn/dmn.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace dmn::given {

inline std::string document(std::string_view inside) {
    return fmt::format(
        R"(<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="Test" namespace="urn:test">{}</definitions>)", inside);
}

struct Row {
    std::string test, result;
};

/// A decision "d" over the number "n": a table of one input and one output.
inline std::string table(std::string_view policy, const std::vector<Row>& rows, std::string_view output = {}) {
    std::string rules;
    for (const auto& row : rows)
        rules += fmt::format("<rule><inputEntry><text><![CDATA[{}]]></text></inputEntry><outputEntry><text>{}</text></outputEntry></rule>", row.test, row.result);
    return document(fmt::format(
        R"(<inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData>
<decision id="d" name="d"><variable name="d"/><informationRequirement><requiredInput href="#n"/></informationRequirement>
<decisionTable {}><input><inputExpression><text>n</text></inputExpression></input><output>{}</output>{}</decisionTable></decision>)",
        policy, output, rules));
}

}  // namespace dmn::given

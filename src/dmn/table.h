#pragma once
// Inside dmn: decision tables.

#include "dmn/tree.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dmn {

enum class HitPolicy { unique, any, priority, first, rule_order, output_order, collect, sum, least, greatest, count };
/// "UNIQUE", "COLLECT SUM"
std::string_view policy_name(HitPolicy);

struct Table {
    using Cell = std::shared_ptr<const Node>;
    struct Input {
        Cell expression;
        Cell allowed = {};  // unary tests; may be none
        std::string text;
    };
    struct Output {
        std::string name;
        Cell allowed = {};   // unary tests, in the order of their priority; may be none
        Cell otherwise = {};  // the default; may be none
    };
    struct Line {
        std::string id, note;
        std::vector<Cell> tests, results;
        std::vector<std::string> texts;  // of the tests
    };
    HitPolicy policy = HitPolicy::unique;
    std::vector<Input> inputs;
    std::vector<Output> outputs;
    std::vector<Line> lines;
};

}  // namespace dmn

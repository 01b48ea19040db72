#pragma once
// Inside bpmn only: the places of what stands in one scope, worked out.

#include "bpmn/picture.h"

namespace bpmn {

struct Block {
    double width = 0, height = 0;
    std::vector<Shape> shapes;
    std::vector<Edge> edges;
    /// Puts another block into this one, its corner at x, y.
    void take(Block&& inner, double x, double y);
};

/// At most `budget` things, which is lowered by what was placed.
Block lay_out(const Element& scope, std::size_t& budget);

}  // namespace bpmn

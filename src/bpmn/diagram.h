#pragma once
// The diagram interchange of a model: where things stand on paper, in the units of the drawing (y runs down).

#include "bpmn/flow.h"

namespace bpmn {

struct Point {
    double x = 0, y = 0;
};
struct Bounds {
    double x = 0, y = 0, width = 0, height = 0;
};

/// The `BPMNShape` or `BPMNEdge` elements of a diagram, in drawing order.
Elements diagram_elements(const Element& diagram);
/// What a shape or edge, or a diagram's plane, shows; or null.
inline const Element* shown(const Element& drawn) { return drawn.target("bpmnElement"); }
/// Numbers that are none, or no finite ones, or beyond ten million, count as absent.
std::optional<Bounds> bounds(const Element& shape_or_label);
std::vector<Point> waypoints(const Element& edge);
std::optional<Bounds> label_bounds(const Element& shape_or_edge);

}  // namespace bpmn

#include "bpmn/diagram.h"

#include "base/text.h"

#include <charconv>
#include <cmath>

namespace bpmn {
namespace {

std::optional<double> coordinate(const Element& holder, std::string_view name) {
    auto text = base::trim(holder.attribute(name));
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || std::abs(value) > 1e7)
        return std::nullopt;
    return value;
}

}  // namespace

Elements diagram_elements(const Element& diagram) {
    const auto* plane = diagram.child("BPMNPlane");
    return plane != nullptr ? plane->children(Type::diagram_element) : Elements();
}

std::optional<Bounds> bounds(const Element& shape) {
    const auto* box = shape.child("Bounds");
    if (box == nullptr) return std::nullopt;
    const auto x = coordinate(*box, "x"), y = coordinate(*box, "y"), width = coordinate(*box, "width"),
               height = coordinate(*box, "height");
    if (!x || !y || !width || !height || *width < 0 || *height < 0) return std::nullopt;
    return Bounds{*x, *y, *width, *height};
}

std::vector<Point> waypoints(const Element& edge) {
    std::vector<Point> points;
    for (const auto* each : edge.children("waypoint"))
        if (const auto x = coordinate(*each, "x"), y = coordinate(*each, "y"); x && y) points.push_back({*x, *y});
    return points;
}

std::optional<Bounds> label_bounds(const Element& drawn) {
    const auto* label = drawn.child("BPMNLabel");
    return label != nullptr ? bounds(*label) : std::nullopt;
}

}  // namespace bpmn

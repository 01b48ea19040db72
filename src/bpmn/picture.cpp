#include "bpmn/picture.h"

#include "base/text.h"
#include "bpmn/lettering.h"

#include <algorithm>
#include <map>

namespace bpmn {
namespace {

/// Lower is drawn first: what holds other things lies under them.
int layer_of(const Shape& shape) {
    const auto& element = *shape.element;
    if (element.is(Type::participant)) return shape.drawn_from_band ? 4 : 0;
    if (element.is(Type::lane)) return 1;
    if (shape.expanded || element.is(Type::sub_choreography)) return 2;
    if (element.is(Type::boundary_event)) return 5;
    return 3;
}

double area(const Bounds& box) { return box.width * box.height; }

void sort_shapes(Picture& picture) {
    std::ranges::stable_sort(picture.shapes, [](const Shape& one, const Shape& other) {
        const auto here = layer_of(one), there = layer_of(other);
        return here != there ? here < there : here <= 2 && area(one.box) > area(other.box);
    });
}

class Extent {
public:
    void hold(const Bounds& box) {
        hold(Point{box.x, box.y});
        hold(Point{box.x + box.width, box.y + box.height});
    }
    void hold(const Point& point) {
        left_ = any_ ? std::min(left_, point.x) : point.x;
        right_ = any_ ? std::max(right_, point.x) : point.x;
        top_ = any_ ? std::min(top_, point.y) : point.y;
        bottom_ = any_ ? std::max(bottom_, point.y) : point.y;
        any_ = true;
    }
    Bounds box() const { return {left_, top_, right_ - left_, bottom_ - top_}; }

private:
    bool any_ = false;
    double left_ = 0, right_ = 0, top_ = 0, bottom_ = 0;
};

/// Labels beside their shapes need room as well.
Bounds extent_of(const Picture& picture) {
    Extent extent;
    for (const auto& shape : picture.shapes) {
        extent.hold(shape.box);
        if (shape.label) extent.hold(*shape.label);
        const bool outside = shape.element->is(Type::event) || shape.element->is(Type::gateway) ||
                             shape.element->is(Type::data_object_reference);
        if (outside && !shape.label && !label_of(*shape.element).empty())
            extent.hold(Bounds{shape.box.x + shape.box.width / 2 - 50, shape.box.y, 100, shape.box.height + 45});
    }
    for (const auto& edge : picture.edges) {
        for (const auto& point : edge.points) extent.hold(point);
        if (edge.label) extent.hold(*edge.label);
    }
    return extent.box();
}

std::optional<Shape> read_shape(const Element& drawn) {
    const auto* element = shown(drawn);
    const auto box = bounds(drawn);
    if (element == nullptr || !box || element->type() == Type::sequence_flow) return std::nullopt;
    Shape shape{.element = element, .box = *box, .label = label_bounds(drawn)};
    shape.expanded = drawn.flag("isExpanded");
    shape.horizontal = !drawn.has("isHorizontal") || drawn.flag("isHorizontal");
    shape.marked = !drawn.has("isMarkerVisible") || drawn.flag("isMarkerVisible");
    shape.drawn_from_band = drawn.has("participantBandKind");
    return shape;
}

std::optional<Edge> read_edge(const Element& drawn) {
    const auto* element = shown(drawn);
    auto points = waypoints(drawn);
    if (element == nullptr || points.size() < 2) return std::nullopt;
    return Edge{.element = element,
                .points = std::move(points),
                .label = label_bounds(drawn),
                .message_visible = drawn.has("messageVisibleKind")};
}

Picture read_picture(const Element& diagram) {
    Picture picture{.name = diagram.name()};
    if (const auto* plane = diagram.child("BPMNPlane")) picture.of = shown(*plane);
    for (const auto* drawn : diagram_elements(diagram)) {
        if (picture.shapes.size() + picture.edges.size() >= most_drawn) {
            picture.cut = true;
            break;
        }
        if (drawn->type() == Type::bpmn_shape) {
            if (auto shape = read_shape(*drawn)) picture.shapes.push_back(std::move(*shape));
        } else if (drawn->type() == Type::bpmn_edge) {
            if (auto edge = read_edge(*drawn)) picture.edges.push_back(std::move(*edge));
        }
    }
    return picture;
}

/// Not every tool says that a sub-process is expanded; what is drawn inside it says so.
void find_expanded(Picture& picture) {
    std::map<const Element*, bool> holders;
    for (const auto& shape : picture.shapes) holders[shape.element->parent()] = true;
    for (auto& shape : picture.shapes)
        if (shape.element->is(Type::sub_process) && holders.contains(shape.element) && shape.box.width > 120)
            shape.expanded = true;
}

}  // namespace

std::string label_of(const Element& element) {
    if (element.type() == Type::text_annotation) {
        const auto* text = element.child("text");
        return text != nullptr ? text->text() : std::string();
    }
    if (element.type() == Type::group) {
        const auto* category = element.target("categoryValueRef");
        return category != nullptr ? category->attribute("value") : std::string();
    }
    auto name = element.name();
    if (name.empty()) name = data_behind(element).name();
    const auto* state = element.child("dataState");
    if (state != nullptr && !state->name().empty() && name.find('[') == std::string::npos)
        name += " [" + state->name() + "]";
    return std::string(base::first_characters(name, 2000));
}

std::vector<Picture> drawn_pictures(const Model& model) {
    std::vector<Picture> all;
    for (const auto* diagram : model.all(Type::bpmn_diagram)) {
        auto picture = read_picture(*diagram);
        if (picture.shapes.empty()) continue;
        find_expanded(picture);
        sort_shapes(picture);
        picture.extent = extent_of(picture);
        all.push_back(std::move(picture));
    }
    return all;
}

std::vector<Picture> pictures(const Model& model) {
    auto all = drawn_pictures(model);
    if (!all.empty()) return all;
    all = laid_out_pictures(model);
    for (auto& picture : all) {
        sort_shapes(picture);
        picture.extent = extent_of(picture);
    }
    return all;
}

}  // namespace bpmn

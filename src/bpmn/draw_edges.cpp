// Flows and associations.

#include "bpmn/draw_nodes.h"

#include "bpmn/lettering.h"
#include "bpmn/symbols.h"

#include <algorithm>
#include <cmath>

namespace bpmn {
namespace {

struct Direction {
    double x = 1, y = 0;
};

double distance(Point one, Point other) { return std::hypot(other.x - one.x, other.y - one.y); }

Direction direction(Point from, Point to) {
    const double length = distance(from, to);
    return length > 0 ? Direction{(to.x - from.x) / length, (to.y - from.y) / length} : Direction{};
}

/// The point `along` the way and `aside` of it.
Point beside(Point at, Direction way, double along, double aside) {
    return {at.x + way.x * along - way.y * aside, at.y + way.y * along + way.x * aside};
}

/// The last stretch that has a length, so that an arrow knows where it points.
Direction last_way(const std::vector<Point>& points) {
    for (std::size_t i = points.size() - 1; i > 0; --i)
        if (distance(points[i - 1], points.back()) > 0.5) return direction(points[i - 1], points.back());
    return {};
}

Direction first_way(const std::vector<Point>& points) {
    for (std::size_t i = 1; i < points.size(); ++i)
        if (distance(points.front(), points[i]) > 0.5) return direction(points.front(), points[i]);
    return {};
}

void draw_head(Pen& pen, Point tip, Direction way, std::string_view fill) {
    pen.polygon({tip, beside(tip, way, -9, 4), beside(tip, way, -9, -4)}, {.width = 1.1, .fill = fill});
}

void draw_open_head(Pen& pen, Point tip, Direction way) {
    pen.line({beside(tip, way, -8, 4.5), tip, beside(tip, way, -8, -4.5)}, {.width = 1.3});
}

void draw_sequence_flow(Pen& pen, const Edge& edge) {
    const auto way = first_way(edge.points);
    pen.line(edge.points, {.width = 1.4});
    draw_head(pen, edge.points.back(), last_way(edge.points), ink);
    const auto* from = source(*edge.element);
    if (from == nullptr) return;
    const auto start = edge.points.front();
    if (default_flow(*from) == edge.element)
        pen.line({beside(start, way, 7, 5), beside(start, way, 13, -5)}, {.width = 1.4});
    else if (from->is(Type::activity) && condition(*edge.element))
        pen.polygon({start, beside(start, way, 7, 4), beside(start, way, 14, 0), beside(start, way, 7, -4)},
                    {.width = 1.2});
}

/// Half of the way along all its stretches.
Point halfway(const std::vector<Point>& points) {
    double whole = 0;
    for (std::size_t i = 1; i < points.size(); ++i) whole += distance(points[i - 1], points[i]);
    double left = whole / 2;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const double stretch = distance(points[i - 1], points[i]);
        if (stretch >= left && stretch > 0) return beside(points[i - 1], direction(points[i - 1], points[i]), left, 0);
        left -= stretch;
    }
    return points.front();
}

void draw_message_flow(Pen& pen, const Edge& edge) {
    pen.line(edge.points, {.width = 1.3, .dashes = "7 4"});
    pen.circle(beside(edge.points.front(), first_way(edge.points), 3.5, 0), 3.5, {.width = 1.2});
    draw_head(pen, edge.points.back(), last_way(edge.points), paper);
    if (!edge.message_visible) return;
    const auto middle = halfway(edge.points);
    pen.symbol(symbol::envelope, {middle.x - 11, middle.y - 11}, 22, {.width = 0.9});
}

void draw_association(Pen& pen, const Edge& edge) {
    pen.line(edge.points, {.width = 1.4, .dashes = "1.5 3.5"});
    const bool data = edge.element->is(Type::data_association);
    const auto& way = edge.element->attribute("associationDirection");
    if (data || way == "One" || way == "Both") draw_open_head(pen, edge.points.back(), last_way(edge.points));
    const auto back = first_way(edge.points);
    if (way == "Both") draw_open_head(pen, edge.points.front(), {-back.x, -back.y});
}

/// Above the longest level stretch, or right of an upright one.
Bounds free_place(const Edge& edge, const std::string& text) {
    std::size_t longest = 1;
    for (std::size_t i = 1; i < edge.points.size(); ++i)
        if (distance(edge.points[i - 1], edge.points[i]) > distance(edge.points[longest - 1], edge.points[longest]))
            longest = i;
    const auto from = edge.points[longest - 1], to = edge.points[longest];
    const double width = std::min(90.0, width_of(text, letter_size) + 4);
    const bool level = std::abs(to.x - from.x) >= std::abs(to.y - from.y);
    if (level) return {(from.x + to.x) / 2 - width / 2, (from.y + to.y) / 2 - 15, width, 14};
    return {(from.x + to.x) / 2 + 5, (from.y + to.y) / 2 - 7, width, 14};
}

}  // namespace

void draw_edge(Pen& pen, const Edge& edge) {
    if (edge.element->is(Type::sequence_flow)) return draw_sequence_flow(pen, edge);
    if (edge.element->is(Type::message_flow)) return draw_message_flow(pen, edge);
    if (edge.element->is(Type::association) || edge.element->is(Type::data_association))
        return draw_association(pen, edge);
    if (edge.element->is(Type::conversation_link)) {
        pen.line(edge.points, {.width = 4.5});
        return pen.line(edge.points, {.width = 2, .stroke = paper});
    }
    pen.line(edge.points, {.width = 1.2});
}

void draw_edge_label(Pen& pen, const Edge& edge) {
    const auto text = label_of(*edge.element);
    if (text.empty()) return;
    const bool placed = edge.label && edge.label->width > 0;
    const auto at = placed ? *edge.label : free_place(edge, text);
    pen.words(wrap(text, room_for(text, at.width), letter_size, 4), {at.x + at.width / 2, at.y}, letter_size,
              Anchor::middle, true);
}

}  // namespace bpmn

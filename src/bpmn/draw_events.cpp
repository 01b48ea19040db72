// Events and gateways.

#include "bpmn/draw_nodes.h"

#include "bpmn/symbols.h"

#include <algorithm>

namespace bpmn {
namespace {

std::string_view symbol_of(Type definition) {
    switch (definition) {
        case Type::timer_event_definition: return symbol::clock;
        case Type::error_event_definition: return symbol::lightning;
        case Type::escalation_event_definition: return symbol::escalation;
        case Type::cancel_event_definition: return symbol::cross;
        case Type::compensate_event_definition: return symbol::rewind;
        case Type::conditional_event_definition: return symbol::page;
        case Type::link_event_definition: return symbol::arrow;
        case Type::signal_event_definition: return symbol::triangle;
        default: return {};
    }
}

void draw_event_sign(Pen& pen, const Element& event, Point middle, double radius) {
    const auto definitions = event_definitions(event);
    if (definitions.empty()) return;
    const bool throws = event.is(Type::throw_event);
    const double size = radius * 1.1, scale = 16 / size;
    const Point corner{middle.x - size / 2, middle.y - size / 2};
    const Look how = {.width = 1.1 * scale, .fill = throws ? ink : paper};
    if (definitions.size() > 1) {
        const bool all = event.flag("parallelMultiple");
        return pen.symbol(all ? symbol::plus : symbol::pentagon, corner, size, how);
    }
    const auto type = definitions[0]->type();
    if (type == Type::terminate_event_definition) return pen.circle(middle, radius * 0.58, {.width = 1, .fill = ink});
    if (type == Type::message_event_definition) {
        if (!throws) return pen.symbol(symbol::envelope, corner, size, how);
        pen.symbol(symbol::envelope_back, corner, size, how);
        return pen.symbol(symbol::envelope_flap, corner, size, {.width = 1.3 * scale, .fill = none, .stroke = paper});
    }
    pen.symbol(symbol_of(type), corner, size, how);
}

Point middle_of(const Bounds& box) { return {box.x + box.width / 2, box.y + box.height / 2}; }

void draw_gateway_sign(Pen& pen, const Shape& shape, Point middle, double reach) {
    const auto& gateway = *shape.element;
    const Look bar = {.width = std::max(2.0, reach / 6), .fill = none};
    const auto cross = [&](double arm, bool straight) {
        if (straight) {
            pen.line({{middle.x - arm, middle.y}, {middle.x + arm, middle.y}}, bar);
            return pen.line({{middle.x, middle.y - arm}, {middle.x, middle.y + arm}}, bar);
        }
        pen.line({{middle.x - arm, middle.y - arm}, {middle.x + arm, middle.y + arm}}, bar);
        pen.line({{middle.x - arm, middle.y + arm}, {middle.x + arm, middle.y - arm}}, bar);
    };
    const auto pentagon = [&](double size) {
        pen.symbol(symbol::pentagon, {middle.x - size / 2, middle.y - size / 2}, size,
                   {.width = 16 / size, .fill = none});
    };
    switch (gateway.type()) {
        case Type::exclusive_gateway:
            if (shape.marked) cross(reach * 0.28, false);
            return;
        case Type::parallel_gateway: return cross(reach * 0.48, true);
        case Type::inclusive_gateway: return pen.circle(middle, reach * 0.45, bar);
        case Type::complex_gateway: cross(reach * 0.48, true); return cross(reach * 0.34, false);
        case Type::event_based_gateway:
            pen.circle(middle, reach * 0.6, {.width = 1, .fill = none});
            if (!gateway.flag("instantiate")) pen.circle(middle, reach * 0.5, {.width = 1, .fill = none});
            if (gateway.attribute("eventGatewayType") == "Parallel")
                return pen.symbol(symbol::plus, {middle.x - reach * 0.35, middle.y - reach * 0.35}, reach * 0.7,
                                  {.width = 1, .fill = none});
            return pentagon(reach * 0.62);
        default: return;
    }
}

}  // namespace

void draw_event(Pen& pen, const Shape& shape) {
    const auto& event = *shape.element;
    const auto middle = middle_of(shape.box);
    const double radius = std::max(1.0, std::min(shape.box.width, shape.box.height) / 2);
    const bool inner_start =
        event.type() == Type::start_event && event.parent() != nullptr && is_event_sub_process(*event.parent());
    const bool dashed = (event.type() == Type::boundary_event || inner_start) && !interrupts(event);
    const std::string_view dashes = dashed ? "3.5 2.2" : "";
    pen.circle(middle, radius, {.width = event.type() == Type::end_event ? 3.2 : 1.4, .dashes = dashes});
    const bool doubled = event.type() != Type::start_event && event.type() != Type::end_event;
    if (doubled && radius > 5) pen.circle(middle, radius - 3, {.width = 1.2, .fill = none, .dashes = dashes});
    draw_event_sign(pen, event, middle, doubled ? radius - 2 : radius);
}

void draw_gateway(Pen& pen, const Shape& shape) {
    const auto& box = shape.box;
    const auto middle = middle_of(box);
    pen.polygon({{middle.x, box.y}, {box.x + box.width, middle.y}, {middle.x, box.y + box.height}, {box.x, middle.y}});
    draw_gateway_sign(pen, shape, middle, std::max(2.0, std::min(box.width, box.height) / 2));
}

}  // namespace bpmn

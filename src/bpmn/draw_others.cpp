// Data, artifacts and what else stands in a diagram; names that stand beside things.

#include "bpmn/draw_nodes.h"

#include "base/text.h"
#include "bpmn/lettering.h"
#include "bpmn/symbols.h"

#include <algorithm>

namespace bpmn {
namespace {

bool is_collection(const Element& data) {
    const auto& behind = data_behind(data);
    return data.flag("isCollection") || behind.flag("isCollection");
}

void draw_page(Pen& pen, const Shape& shape) {
    const auto& box = shape.box;
    const double fold = std::min({10.0, box.width / 3, box.height / 3}), right = box.x + box.width,
                 bottom = box.y + box.height;
    pen.polygon({{box.x, box.y}, {right - fold, box.y}, {right, box.y + fold}, {right, bottom}, {box.x, bottom}},
                {.width = 1.3});
    pen.line({{right - fold, box.y}, {right - fold, box.y + fold}, {right, box.y + fold}}, {.width = 1.3});
    const auto& element = *shape.element;
    const double size = std::min(13.0, box.width / 2);
    if (element.is(Type::data_input))
        pen.symbol(symbol::arrow, {box.x + 3, box.y + 3}, size, {.width = 1.2, .fill = none});
    if (element.is(Type::data_output))
        pen.symbol(symbol::arrow, {box.x + 3, box.y + 3}, size, {.width = 1.2, .fill = ink});
    if (is_collection(element))
        pen.symbol(symbol::bars_upright, {box.x + box.width / 2 - 5, bottom - 13}, 10, {.width = 2.2, .fill = none});
}

void draw_store(Pen& pen, const Bounds& box) {
    const double rise = box.height / 7, right = box.x + box.width;
    const auto arc = [&](double y, double bend) {
        std::vector<Point> points;
        for (int i = 0; i <= 12; ++i) {
            const double t = i / 12.0, off = 2 * t - 1;
            points.push_back({box.x + box.width * t, y + bend * (1 - off * off)});
        }
        return points;
    };
    auto outline = arc(box.y + rise, -rise);
    auto bottom = arc(box.y + box.height - rise, rise);
    outline.insert(outline.end(), bottom.rbegin(), bottom.rend());
    pen.polygon(outline, {.width = 1.3});
    for (int i = 0; i < 3; ++i) pen.line(arc(box.y + rise * (1 + 0.6 * i), rise), {.width = 1.1});
    pen.line({{box.x, box.y + rise}, {box.x, box.y + box.height - rise}}, {.width = 1.3});
    pen.line({{right, box.y + rise}, {right, box.y + box.height - rise}}, {.width = 1.3});
}

void draw_annotation(Pen& pen, const Shape& shape) {
    const auto& box = shape.box;
    const double arm = std::min(10.0, box.width / 3);
    pen.line({{box.x + arm, box.y}, {box.x, box.y}, {box.x, box.y + box.height}, {box.x + arm, box.y + box.height}},
             {.width = 1.3});
    const auto most = static_cast<std::size_t>(std::max(1.0, (box.height + 6) / (letter_size * 1.15)));
    pen.words(wrap(label_of(*shape.element), box.width - 8, letter_size, std::max<std::size_t>(most, 3)),
              {box.x + 6, box.y + 3}, letter_size, Anchor::start, true);
}

void draw_boxed(Pen& pen, const Shape& shape, double radius) {
    pen.box(shape.box, radius);
    const auto lines = wrap(label_of(*shape.element), shape.box.width - 8, letter_size, 4);
    pen.words(lines,
              {shape.box.x + shape.box.width / 2,
               shape.box.y + (shape.box.height - static_cast<double>(lines.size()) * letter_size * 1.15) / 2},
              letter_size, Anchor::middle);
}

void draw_conversation(Pen& pen, const Shape& shape) {
    const auto& box = shape.box;
    const double slope = box.width / 4, middle = box.y + box.height / 2, right = box.x + box.width;
    pen.polygon({{box.x, middle},
                 {box.x + slope, box.y},
                 {right - slope, box.y},
                 {right, middle},
                 {right - slope, box.y + box.height},
                 {box.x + slope, box.y + box.height}},
                {.width = shape.element->type() == Type::call_conversation ? 3.5 : 1.5});
    if (shape.element->type() == Type::sub_conversation)
        pen.symbol(symbol::collapsed, {box.x + box.width / 2 - 6, box.y + box.height - 15}, 12,
                   {.width = 1.3, .fill = none});
}

bool stands_outside(const Element& element) {
    return element.is(Type::event) || element.is(Type::gateway) || element.is(Type::data_object_reference) ||
           element.is(Type::data_object) || element.is(Type::data_store_reference) || element.is(Type::data_store) ||
           element.is(Type::data_input) || element.is(Type::data_output) || element.is(Type::conversation_node) ||
           element.is(Type::message) || element.is(Type::message_flow);
}

}  // namespace

void draw_other(Pen& pen, const Shape& shape) {
    const auto& element = *shape.element;
    if (element.is(Type::data_object_reference) || element.is(Type::data_object) || element.is(Type::data_input) ||
        element.is(Type::data_output))
        return draw_page(pen, shape);
    if (element.is(Type::data_store_reference) || element.is(Type::data_store)) return draw_store(pen, shape.box);
    if (element.type() == Type::text_annotation) return draw_annotation(pen, shape);
    if (element.type() == Type::group) return pen.box(shape.box, 8, {.width = 1.5, .fill = none, .dashes = "9 3 2 3"});
    if (element.is(Type::conversation_node)) return draw_conversation(pen, shape);
    if (element.is(Type::message) || element.is(Type::message_flow))
        return pen.symbol(symbol::envelope, {shape.box.x, shape.box.y + (shape.box.height - shape.box.width) / 2},
                          shape.box.width, {.width = 0.8});
    draw_boxed(pen, shape, element.is(Type::choreography_activity) ? 8 : 0);
}

double room_for(std::string_view text, double given) {
    double longest = 40;
    const auto line = base::tidy_line(base::first_characters(text, 500));
    for (const auto word : base::split(line, ' ')) longest = std::max(longest, width_of(word, letter_size) + 1);
    return std::max(given * 1.08 + 4, std::min(longest, 110.0));
}

void draw_outer_label(Pen& pen, const Shape& shape) {
    const auto& element = *shape.element;
    const auto text = label_of(element);
    if (text.empty()) return;
    if (element.type() == Type::group) {
        const auto at = shape.label.value_or(Bounds{shape.box.x, shape.box.y + 3, shape.box.width, 14});
        return pen.words(wrap(text, std::max(at.width + 6, 60.0), letter_size, 2), {at.x + at.width / 2, at.y},
                         letter_size, Anchor::middle, true);
    }
    if (!stands_outside(element)) return;
    const bool placed = shape.label && shape.label->width > 0;
    auto at = placed ? *shape.label
                     : Bounds{shape.box.x + shape.box.width / 2 - 45, shape.box.y + shape.box.height + 3, 90, 14};
    const double bottom = shape.box.y + shape.box.height, middle = at.x + at.width / 2;
    const bool under =
        middle > shape.box.x && middle < shape.box.x + shape.box.width && at.y > bottom - 12 && at.y < bottom + 3;
    if (under) at.y = bottom + 3;
    pen.words(wrap(text, room_for(text, at.width), letter_size, 6), {middle, at.y}, letter_size, Anchor::middle, true);
}

}  // namespace bpmn

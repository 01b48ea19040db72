// Tasks, calls and sub-processes, with their signs and markers; pools and lanes.

#include "bpmn/draw_nodes.h"

#include "bpmn/lettering.h"
#include "bpmn/symbols.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace bpmn {
namespace {

constexpr double sign = 15, margin = 5;
constexpr Look thin = {.width = 1.1, .fill = none};
constexpr Look solid = {.width = 1, .fill = ink};

void draw_envelope(Pen& pen, Point corner, double size, bool filled) {
    if (!filled) return pen.symbol(symbol::envelope, corner, size, {.width = 1.1});
    pen.symbol(symbol::envelope_back, corner, size, solid);
    pen.symbol(symbol::envelope_flap, corner, size, {.width = 1.3, .fill = none, .stroke = paper});
}

void draw_task_sign(Pen& pen, const Element& task, Type type, Point corner) {
    switch (type) {
        case Type::user_task:
        case Type::global_user_task: return pen.symbol(symbol::person, corner, sign, {.width = 1.1});
        case Type::manual_task:
        case Type::global_manual_task: return pen.symbol(symbol::hand, corner, sign, {.width = 1});
        case Type::service_task: return pen.symbol(symbol::gear, corner, sign + 1, {.width = 1});
        case Type::script_task:
        case Type::global_script_task: return pen.symbol(symbol::scroll, corner, sign, {.width = 1.1});
        case Type::business_rule_task:
        case Type::global_business_rule_task:
            pen.symbol(symbol::table, corner, sign, {.width = 1.1});
            return pen.symbol(symbol::table_head, corner, sign, {.width = 1.1, .fill = ink});
        case Type::send_task: return draw_envelope(pen, corner, sign + 1, true);
        case Type::receive_task:
            if (task.flag("instantiate")) pen.circle({corner.x + 8, corner.y + 8}, 9, thin);
            return draw_envelope(
                pen, {corner.x + (task.flag("instantiate") ? 3 : 0), corner.y + (task.flag("instantiate") ? 3 : 0)},
                task.flag("instantiate") ? 10 : sign + 1, false);
        default: return;
    }
}

struct Marker {
    std::string_view path;
    Look look;
};

std::vector<Marker> markers(const Shape& shape) {
    const auto& element = *shape.element;
    constexpr Look stroke = {.width = 1.6, .fill = none}, heavy = {.width = 2.2, .fill = none};
    std::vector<Marker> all;
    if (const auto* repeats = loop(element)) {
        if (repeats->type() == Type::standard_loop_characteristics)
            all.push_back({symbol::loop, stroke});
        else
            all.push_back({repeats->flag("isSequential") ? symbol::bars_flat : symbol::bars_upright, heavy});
    }
    if (element.flag("isForCompensation")) all.push_back({symbol::rewind, {.width = 1.2, .fill = none}});
    const bool calls_process = element.type() == Type::call_activity &&
                               (called_element(element) == nullptr || called_element(element)->is(Type::process));
    if (!shape.expanded && (element.is(Type::sub_process) || calls_process))
        all.push_back({symbol::collapsed, {.width = 1.3, .fill = none}});
    if (element.type() == Type::ad_hoc_sub_process) all.push_back({symbol::wave, heavy});
    return all;
}

void draw_markers(Pen& pen, const Shape& shape) {
    const auto all = markers(shape);
    const double size = 12, gap = 4;
    double x = shape.box.x + (shape.box.width - static_cast<double>(all.size()) * (size + gap) + gap) / 2;
    for (const auto& each : all) {
        pen.symbol(each.path, {x, shape.box.y + shape.box.height - size - 3}, size, each.look);
        x += size + gap;
    }
}

void draw_inner_label(Pen& pen, const Shape& shape, bool has_sign) {
    const auto& box = shape.box;
    const auto text = label_of(*shape.element);
    if (shape.expanded)
        return pen.words(wrap(text, box.width - 2 * margin - (has_sign ? sign + 4 : 0), letter_size, 2),
                         {box.x + margin + (has_sign ? sign + 4 : 0), box.y + 5}, letter_size, Anchor::start);
    const double under = markers(shape).empty() ? 0 : 15;
    const auto most = static_cast<std::size_t>(std::max(1.0, (box.height - under - 4) / (letter_size * 1.15)));
    const auto fit = [&](double left, double right) {
        const auto lines = wrap(text, right - left, letter_size, most);
        const double height = static_cast<double>(lines.size()) * letter_size * 1.15;
        return std::pair(lines,
                         Point{(left + right) / 2, std::max(box.y + (box.height - under - height) / 2, box.y + 2)});
    };
    auto [lines, top] = fit(box.x + margin, box.x + box.width - margin);
    // Words that would run into the sign stand beside it.
    if (has_sign && top.y < box.y + margin + sign - 3) {
        auto [beside, place] = fit(box.x + margin + sign + 1, box.x + box.width - 2);
        if (beside.size() < most || beside.back().find("…") == std::string::npos)
            std::tie(lines, top) = std::pair(beside, place);
    }
    pen.words(lines, top, letter_size, Anchor::middle, true);
}

}  // namespace

void draw_activity(Pen& pen, const Shape& shape) {
    const auto& element = *shape.element;
    const auto& box = shape.box;
    const double radius = std::min({10.0, box.width / 5, box.height / 5});
    Look look;
    if (element.type() == Type::call_activity) look.width = 3.5;
    if (is_event_sub_process(element)) look.dashes = "1.5 3";
    pen.box(box, radius, look);
    if (element.type() == Type::transaction && box.width > 12 && box.height > 12)
        pen.box({box.x + 3, box.y + 3, box.width - 6, box.height - 6}, std::max(1.0, radius - 3),
                {.width = 1.2, .fill = none});
    const auto* called = called_element(element);
    auto type = element.type() == Type::call_activity && called != nullptr ? called->type() : element.type();
    const bool has_sign = type != Type::task && (is_a(type, Type::task) || is_a(type, Type::global_task));
    if (has_sign) draw_task_sign(pen, element, type, {box.x + margin, box.y + margin});
    bool event_sign = false;
    if (is_event_sub_process(element) && !shape.expanded)
        for (const auto* node : flow_nodes(element))
            if (node->type() == Type::start_event && !event_sign) {
                draw_event(pen, {.element = node, .box = {box.x + margin, box.y + margin, 18, 18}});
                event_sign = true;
            }
    draw_inner_label(pen, shape, has_sign || event_sign);
    draw_markers(pen, shape);
}

void draw_pool(Pen& pen, const Shape& shape) {
    const auto& box = shape.box;
    pen.box(box, 0, {.width = 1.5});
    const auto name = label_of(*shape.element);
    constexpr double band = 30, size = letter_size + 1;
    const bool closed = shape.element->target("processRef") == nullptr || shape.drawn_from_band;
    if (closed || box.width < 3 * band) {
        const auto lines = wrap(name, box.width - 10, size, 4);
        pen.words(lines,
                  {box.x + box.width / 2, box.y + (box.height - static_cast<double>(lines.size()) * size * 1.15) / 2},
                  size, Anchor::middle);
    } else if (shape.horizontal) {
        pen.box({box.x, box.y, band, box.height}, 0, {.width = 1.5, .fill = "var(--bpmn-pool, Canvas)"});
        const auto lines = wrap(name, box.height - 8, size, 2);
        for (std::size_t i = 0; i < lines.size(); ++i)
            pen.upright(
                lines[i],
                {box.x + band / 2 + (static_cast<double>(i) - static_cast<double>(lines.size() - 1) / 2) * size * 1.1,
                 box.y + box.height / 2},
                size);
    } else {
        pen.box({box.x, box.y, box.width, band}, 0, {.width = 1.5, .fill = "var(--bpmn-pool, Canvas)"});
        pen.words(wrap(name, box.width - 8, size, 2), {box.x + box.width / 2, box.y + 7}, size, Anchor::middle);
    }
    const auto* many = shape.element->child("participantMultiplicity");
    if (many != nullptr && many->number("maximum", 1) > 1)
        pen.symbol(symbol::bars_upright, {box.x + box.width / 2 - 6, box.y + box.height - 15}, 12,
                   {.width = 2.2, .fill = none});
}

void draw_lane(Pen& pen, const Shape& shape) {
    const auto& box = shape.box;
    pen.box(box, 0, {.width = 1.2, .fill = none});
    const auto name = label_of(*shape.element);
    if (name.empty()) return;
    if (shape.horizontal) {
        const auto lines = wrap(name, box.height - 8, letter_size, 2);
        for (std::size_t i = 0; i < lines.size(); ++i)
            pen.upright(lines[i], {box.x + 10 + static_cast<double>(i) * letter_size * 1.1, box.y + box.height / 2},
                        letter_size);
    } else {
        pen.words(wrap(name, box.width - 8, letter_size, 2), {box.x + box.width / 2, box.y + 5}, letter_size,
                  Anchor::middle);
    }
}

}  // namespace bpmn

// Pictures made of laid out blocks: a process alone, or pools with messages between them.

#include "bpmn/layout.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace bpmn {
namespace {

using Boxes = std::unordered_map<const Element*, Bounds>;

Boxes boxes_of(const Picture& picture) {
    Boxes boxes;
    for (const auto& shape : picture.shapes) boxes.emplace(shape.element, shape.box);
    return boxes;
}

/// Data of an activity's own is drawn as the activity.
const Element* drawn_for(const Element* end, const Boxes& boxes) {
    for (; end != nullptr; end = end->parent())
        if (boxes.contains(end)) return end;
    return nullptr;
}

/// The point of the border of a box that lies towards another.
Point towards(const Bounds& box, const Bounds& other) {
    const Point middle{box.x + box.width / 2, box.y + box.height / 2},
        there{other.x + other.width / 2, other.y + other.height / 2};
    const double x = there.x - middle.x, y = there.y - middle.y;
    const double share =
        std::max({std::abs(x) / std::max(1.0, box.width / 2), std::abs(y) / std::max(1.0, box.height / 2), 1.0});
    return {middle.x + x / share, middle.y + y / share};
}

void join(Picture& picture, const Boxes& boxes, const Element& edge, const Element* from, const Element* to) {
    from = drawn_for(from, boxes);
    to = drawn_for(to, boxes);
    if (from == nullptr || to == nullptr || from == to) return;
    const auto &here = boxes.at(from), &there = boxes.at(to);
    picture.edges.push_back({.element = &edge, .points = {towards(here, there), towards(there, here)}});
}

void join_all(Picture& picture, const Element& scope, const Boxes& boxes) {
    for (const auto& each : scope.children()) {
        if (picture.edges.size() >= 2 * most_drawn) return;
        if (each->is(Type::association)) join(picture, boxes, *each, source(*each), target(*each));
        if (each->is(Type::data_association))
            for (const auto* from : association_sources(*each))
                join(picture, boxes, *each, from, association_target(*each));
        if (each->is(Type::flow_node)) join_all(picture, *each, boxes);
    }
}

/// The pool that an element stands in, or is.
const Bounds* pool_box(const Picture& picture, const Element& element) {
    for (const auto& shape : picture.shapes) {
        if (!shape.element->is(Type::participant)) continue;
        const auto* process = shape.element->target("processRef");
        if (shape.element == &element || (process != nullptr && process == process_of(element))) return &shape.box;
    }
    return nullptr;
}

/// Straight down or up, with a step in the gap before the pool it leads to; one step for each, so that they can be told
/// apart.
void join_message_flow(Picture& picture, const Boxes& boxes, const Element& flow, std::size_t index) {
    const auto *from = drawn_for(source(flow), boxes), *to = drawn_for(target(flow), boxes);
    if (from == nullptr || to == nullptr || from == to) return;
    const auto &here = boxes.at(from), &there = boxes.at(to);
    const bool down = here.y < there.y;
    double start = here.x + here.width / 2, end = there.x + there.width / 2;
    if (from->is(Type::participant)) start = end;
    if (to->is(Type::participant)) end = start;
    const double begin = down ? here.y + here.height : here.y, finish = down ? there.y : there.y + there.height;
    const auto* pool = pool_box(picture, *to);
    const double off = 12 + 6 * static_cast<double>(index % 5), edge_of_pool = pool == nullptr ? finish
                                                                               : down          ? pool->y
                                                                                               : pool->y + pool->height;
    const double step = down ? edge_of_pool - off : edge_of_pool + off;
    Edge edge{.element = &flow, .points = {{start, begin}}};
    if (std::abs(start - end) > 0.5) edge.points.insert(edge.points.end(), {{start, step}, {end, step}});
    edge.points.push_back({end, finish});
    picture.edges.push_back(std::move(edge));
}

void limit(Picture& picture) {
    if (picture.shapes.size() + picture.edges.size() <= most_drawn) return;
    picture.cut = true;
    if (picture.shapes.size() > most_drawn) picture.shapes.resize(most_drawn);
    picture.edges.resize(std::min(picture.edges.size(), most_drawn - picture.shapes.size()));
}

Picture picture_of_process(const Element& process) {
    std::size_t budget = most_drawn;
    auto block = lay_out(process, budget);
    Picture picture{
        .name = process.name(), .of = &process, .shapes = std::move(block.shapes), .edges = std::move(block.edges)};
    join_all(picture, process, boxes_of(picture));
    picture.cut = budget == 0;
    limit(picture);
    return picture;
}

Picture picture_of_collaboration(const Element& collaboration, std::unordered_set<const Element*>& shown) {
    constexpr double band = 30, gap = 50;
    std::size_t budget = most_drawn;
    Picture picture{.name = collaboration.name(), .of = &collaboration};
    Block all;
    double y = 0, width = 300;
    std::vector<std::size_t> pools;
    for (const auto* participant : collaboration.children(Type::participant)) {
        const auto* process = participant->target("processRef");
        const bool open = process != nullptr && process->is(Type::process) && shown.insert(process).second;
        auto block = open ? lay_out(*process, budget) : Block{.height = 60};
        pools.push_back(all.shapes.size());
        all.shapes.push_back({.element = participant, .box = {0, y, band + block.width, block.height}});
        width = std::max(width, band + block.width);
        const double height = block.height;
        all.take(std::move(block), band, y);
        y += height + gap;
    }
    for (const auto pool : pools) all.shapes[pool].box.width = width;
    for (auto& shape : all.shapes)
        if (shape.element->is(Type::lane) && shape.element->above(Type::lane) == nullptr)
            shape.box.width = width - band;
    picture.shapes = std::move(all.shapes);
    picture.edges = std::move(all.edges);
    const auto boxes = boxes_of(picture);
    for (const auto* participant : collaboration.children(Type::participant))
        if (const auto* process = participant->target("processRef")) join_all(picture, *process, boxes);
    std::size_t index = 0;
    for (const auto* flow : collaboration.children(Type::message_flow))
        join_message_flow(picture, boxes, *flow, index++);
    picture.cut = budget == 0;
    limit(picture);
    return picture;
}

}  // namespace

std::vector<Picture> laid_out_pictures(const Model& model) {
    std::vector<Picture> all;
    std::unordered_set<const Element*> shown;
    for (const auto* collaboration : model.all(Type::collaboration)) {
        auto picture = picture_of_collaboration(*collaboration, shown);
        if (!picture.shapes.empty()) all.push_back(std::move(picture));
    }
    for (const auto* process : model.all(Type::process)) {
        if (!shown.insert(process).second) continue;
        auto picture = picture_of_process(*process);
        if (!picture.shapes.empty()) all.push_back(std::move(picture));
    }
    return all;
}

}  // namespace bpmn

#include "designer/step_list.h"

#include "base/words.h"
#include "bpmn/diagram.h"
#include "bpmn/outline.h"
#include "bpmn/read.h"
#include "bpmn/write.h"
#include "designer/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace designer {
namespace {

using bpmn::Element;
using bpmn::Type;

constexpr std::string_view own = "urn:guildhall:bpmn";
constexpr double room = 160, width = 110, height = 80;

std::unexpected<Refusal> no_place(const char* field, const char* key) { return refuse_fields("forms.problems", {{field, base::say(key)}}); }

void walk(Element& element, const std::function<void(Element&)>& visit) {
    visit(element);
    for (const auto& child : element.children()) walk(*child, visit);
}

Element* find(bpmn::Model& model, std::string_view id) {
    Element* found = nullptr;
    walk(model.definitions(), [&](Element& element) {
        if (found == nullptr && !id.empty() && element.id() == id) found = &element;
    });
    return found;
}

/// Of a drawing: the shape or edge that shows the element.
Element* drawn(bpmn::Model& model, std::string_view id) {
    Element* found = nullptr;
    walk(model.definitions(), [&](Element& element) {
        if (element.written("bpmnElement") == id && (element.is(Type::bpmn_shape) || element.is(Type::bpmn_edge))) found = &element;
    });
    return found;
}

Element* first_below(Element& element, Type type) {
    for (const auto& child : element.children())
        if (child->is(type)) return child.get();
    return nullptr;
}

bool is_task(const Element& element) { return element.is(Type::user_task) || element.is(Type::manual_task); }

/// The prefix under which the map says what is the council's own; declared where it is not.
std::string own_prefix(bpmn::Model& model) {
    for (const auto& attribute : model.definitions().attributes())
        if (attribute.prefix == "xmlns" && attribute.value == own) return attribute.name;
    model.definitions().add_attribute({.prefix = "xmlns", .name = "gh", .value = std::string(own)});
    return "gh";
}

std::string free_id(bpmn::Model& model, const std::string& wanted) {
    auto id = wanted.empty() || (wanted[0] >= '0' && wanted[0] <= '9') ? "step_" + wanted : wanted;
    for (int i = 2; find(model, id) != nullptr; ++i) id = fmt::format("{}_{}", wanted.empty() ? "step" : wanted, i);
    return id;
}

double number(const Element& element, std::string_view name) {
    try {
        return std::stod(element.attribute(name));
    } catch (const std::exception&) {
        return 0;
    }
}
void set_number(Element& element, std::string_view name, double value) { element.set(name, fmt::format("{:g}", value)); }

/// Everything to the right of `edge` moves by `room`; what reaches across it grows.
void make_room(bpmn::Model& model, double edge) {
    walk(model.definitions(), [&](Element& element) {
        if (element.is(Type::bounds)) {
            const auto x = number(element, "x"), wide = number(element, "width");
            if (x >= edge)
                set_number(element, "x", x + room);
            else if (x + wide > edge + 1)
                set_number(element, "width", wide + room);
        }
        if (element.tag() == "waypoint" && number(element, "x") > edge + 1) set_number(element, "x", number(element, "x") + room);
    });
}

void add_waypoint(Element& edge, double x, double y) {
    auto& point = edge.add("waypoint", Type::point);
    set_number(point, "x", x);
    set_number(point, "y", y);
}

/// The new step's shape behind its forerunner's, and both flows. A map without a drawing has it worked out.
void draw_step(bpmn::Model& model, const std::string& after, const std::string& id, const std::string& into, const std::string& out) {
    auto* before = drawn(model, after);
    auto* edge = drawn(model, into);
    auto* box = before == nullptr ? nullptr : first_below(*before, Type::bounds);
    if (box == nullptr || edge == nullptr) return;
    const auto right = number(*box, "x") + number(*box, "width"), middle = number(*box, "y") + number(*box, "height") / 2;
    make_room(model, right);
    const auto at = right + (room - width) / 2 + 10;
    auto* plane = model.find(edge->id()) == nullptr ? nullptr : const_cast<Element*>(edge->parent());
    if (plane == nullptr) return;
    auto& shape = plane->add("BPMNShape", Type::bpmn_shape);
    shape.set("id", id + "_di");
    shape.set("bpmnElement", id);
    auto& place = shape.add("Bounds", Type::bounds);
    set_number(place, "x", at);
    set_number(place, "y", middle - height / 2);
    set_number(place, "width", width);
    set_number(place, "height", height);
    std::vector<bpmn::Point> old;
    for (const auto& child : edge->children())
        if (child->tag() == "waypoint") {
            old.push_back({number(*child, "x"), number(*child, "y")});
            if (old.size() == 1) continue;
            set_number(*child, "x", at);
            set_number(*child, "y", middle);
        }
    auto& onward = plane->add("BPMNEdge", Type::bpmn_edge);
    onward.set("id", out + "_di");
    onward.set("bpmnElement", out);
    add_waypoint(onward, at + width, middle);
    for (std::size_t i = 1; i < old.size(); ++i) add_waypoint(onward, old[i].x, old[i].y);
}

void add_reference(Element& node, std::string_view tag, const std::string& id) { node.add(tag, Type::reference).set_words(id); }

/// In `incoming` and `outgoing` of a node.
void rename_reference(Element& node, std::string_view tag, std::string_view from, const std::string& to) {
    for (const auto& child : node.children())
        if (child->tag() == tag && child->text() == from) child->set_words(to);
}

/// Written anew and read again, so that nothing goes on that could not come back.
Result<std::string> checked(bpmn::Model& model) {
    model.resolve();
    auto text = bpmn::write(model);
    TRY(bpmn::read(text));
    return text;
}

}  // namespace

std::vector<ListedStep> steps_of(std::string_view process) {
    std::vector<ListedStep> steps;
    const auto model = bpmn::read(process);
    if (!model) return steps;
    for (const auto* each : model->all(Type::process))
        for (const auto& step : bpmn::outline(*each)) {
            const auto& element = *step.element;
            const bool one_way_on = element.outgoing().size() == 1 && element.is(Type::flow_node);
            steps.push_back({.id = element.id(),
                             .number = step.number,
                             .kind = step.kind,
                             .name = step.name,
                             .lane = step.lane,
                             .then = step.then,
                             .can_follow = one_way_on,
                             .can_go = one_way_on && is_task(element) && element.incoming().size() == 1 && element.boundary_events().empty(),
                             .is_task = is_task(element)});
        }
    return steps;
}

Result<std::string> with_step(std::string_view process, std::string_view after, const NewStep& step) {
    auto model = TRY(bpmn::read(process));
    auto* before = find(model, after);
    if (before == nullptr || !before->is(Type::flow_node) || before->outgoing().size() != 1) return no_place("after", "designer.step_after");
    auto* flow = find(model, before->outgoing().front()->id());
    const auto target = flow == nullptr ? std::string() : flow->written("targetRef");
    auto* behind = find(model, target);
    if (flow == nullptr || behind == nullptr) return no_place("after", "designer.step_after");
    const auto id = free_id(model, code_from(step.name)), onward = free_id(model, "f_" + id);
    auto* scope = find(model, before->parent()->id());
    if (scope == nullptr) return no_place("after", "designer.step_after");
    const auto gh = own_prefix(model);
    draw_step(model, std::string(after), id, flow->id(), onward);
    auto& task = scope->add("userTask", Type::user_task);
    task.set("id", id);
    task.set("name", step.name);
    const auto say = [&](const char* name, const std::string& value) {
        if (!value.empty()) task.add_attribute({.prefix = gh, .name = name, .value = value});
    };
    say("team", step.team);
    say("skill", step.skill);
    say("form", step.form);
    say("notBy", step.not_by);
    say("plain", step.plain);
    add_reference(task, "incoming", flow->id());
    add_reference(task, "outgoing", onward);
    auto& way = scope->add("sequenceFlow", Type::sequence_flow);
    way.set("id", onward);
    way.set("sourceRef", id);
    way.set("targetRef", target);
    flow->set("targetRef", id);
    rename_reference(*behind, "incoming", flow->id(), onward);
    if (const auto* lane = before->lane())
        if (auto* found = find(model, lane->id())) add_reference(*found, "flowNodeRef", id);
    return checked(model);
}

Result<std::string> without_step(std::string_view process, std::string_view id) {
    auto model = TRY(bpmn::read(process));
    const auto listed = steps_of(process);
    const auto which = std::ranges::find(listed, id, &ListedStep::id);
    if (which == listed.end() || !which->can_go) return no_place("step", "designer.step_stays");
    const auto* step = model.find(id);
    const auto into = step->incoming().front()->id(), out = step->outgoing().front()->id(), target = step->outgoing().front()->written("targetRef");
    // What goes is left out of the tree: elements are made anew around it.
    const std::function<std::unique_ptr<Element>(const Element&)> copy = [&](const Element& from) {
        auto to = std::make_unique<Element>(from.type(), from.space(), from.prefix(), from.tag());
        for (const auto& attribute : from.attributes()) {
            auto kept = attribute;
            kept.target = nullptr;
            if (from.id() == into && kept.prefix.empty() && kept.name == "targetRef") kept.value = target;
            to->add_attribute(std::move(kept));
        }
        to->set_words(from.words());
        for (const auto& child : from.children()) {
            const auto shows = child->written("bpmnElement");
            const bool is_gone = child->id() == id || child->id() == out || shows == id || shows == out || (child->tag() == "flowNodeRef" && child->text() == id);
            if (is_gone) continue;
            auto& added = to->add(copy(*child));
            if (from.id() == target && child->tag() == "incoming" && child->text() == out) added.set_words(into);
        }
        return to;
    };
    auto root = copy(model.definitions());
    bpmn::Model fresh;
    std::vector<bpmn::Point> ends;
    if (const auto* edge = drawn(model, out))
        for (const auto& point : bpmn::waypoints(*edge)) ends.push_back(point);
    walk(*root, [&](Element& element) {
        if (element.written("bpmnElement") != into || !element.is(Type::bpmn_edge) || ends.empty()) return;
        bool first = true;
        for (const auto& child : element.children())
            if (child->tag() == "waypoint" && !std::exchange(first, false)) {
                set_number(*child, "x", ends.back().x);
                set_number(*child, "y", ends.back().y);
            }
    });
    fresh.set_definitions(std::move(root));
    return checked(fresh);
}

}  // namespace designer

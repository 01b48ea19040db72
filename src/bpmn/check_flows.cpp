// Sequence flows and message flows: what they may join.

#include "bpmn/checks.h"

#include <algorithm>
#include <unordered_map>

namespace bpmn {
namespace {

void check_ends(Findings& found, Listing& listing, const Element& flow) {
    const auto *from = source(flow), *to = target(flow);
    if (from != nullptr && (from->is(Type::artifact) || is_event_sub_process(*from)))
        found.add(flow, "flow_source", {{"other", describe(*from)}});
    if (to != nullptr && (to->is(Type::artifact) || is_event_sub_process(*to)))
        found.add(flow, "flow_target", {{"other", describe(*to)}});
    if (from != nullptr && to != nullptr) {
        const auto *here = process_of(*from), *there = process_of(*to);
        if (here != there)
            found.add(flow, "flow_leaves_pool", {{"from", describe(*from)}, {"to", describe(*to)}});
        else if (scope_of(*from) != scope_of(*to))
            found.add(flow, "flow_leaves_level", {{"from", describe(*from)}, {"to", describe(*to)}});
    }
    if (from != nullptr && from->is(Type::flow_node) && !listing.has(*from, "outgoing", flow))
        found.add(flow, "flow_not_listed", {{"other", describe(*from)}, {"list", "outgoing"}});
    if (to != nullptr && to->is(Type::flow_node) && !listing.has(*to, "incoming", flow))
        found.add(flow, "flow_not_listed", {{"other", describe(*to)}, {"list", "incoming"}});
}

/// What a node lists must be flows that really end or begin there.
void check_lists(Findings& found, const Element& node) {
    for (const auto& [tag, end] : {std::pair("incoming", "targetRef"), {"outgoing", "sourceRef"}})
        for (const auto* each : node.children(tag))
            if (each->target() != nullptr && each->target()->is(Type::sequence_flow) &&
                each->target()->target(end) != &node)
                found.add(node, "flow_listed_wrongly", {{"other", describe(*each->target())}, {"list", tag}});
}

void check_default(Findings& found, const Element& node) {
    const auto* flow = default_flow(node);
    if (flow != nullptr && flow->is(Type::sequence_flow) && source(*flow) != &node)
        found.add(node, "default_elsewhere", {{"other", describe(*flow)}});
}

void check_message_flow_end(Findings& found, const Element& flow, const Element* end, bool sends) {
    if (end == nullptr) return;
    const auto other = std::vector<SaidValue>{{"other", describe(*end)}};
    if (end->is(Type::artifact)) return found.add(flow, "message_flow_artifact", other);
    if (!end->is(Type::event)) return;
    const auto definitions = event_definitions(*end);
    const bool speaks =
        std::ranges::any_of(definitions, [](const Element* each) { return each->is(Type::message_event_definition); });
    const bool throws = end->is(Type::throw_event);
    if (sends != throws) return found.add(flow, sends ? "message_flow_from_catch" : "message_flow_to_throw", other);
    if (!speaks && (end->type() == Type::start_event || end->type() == Type::end_event))
        found.add(*end, "message_flow_without_message", {{"other", describe(flow)}});
}

}  // namespace

void check_sequence_flows(Findings& found) {
    Listing listing;
    for (const auto* flow : found.model().all(Type::sequence_flow)) {
        check_ends(found, listing, *flow);
        if (is_executable(*flow) && flow->has("isImmediate") && !flow->flag("isImmediate"))
            found.add(*flow, "flow_not_immediate");
    }
    for (const auto* node : found.model().all(Type::flow_node)) {
        check_lists(found, *node);
        check_default(found, *node);
        const auto& out = node->outgoing();
        if (node->is(Type::activity) && out.size() == 1 && condition(*out[0]))
            found.add(*node, "only_flow_conditional", {{"other", describe(*out[0])}});
    }
}

void check_message_flows(Findings& found) {
    const auto& model = found.model();
    std::unordered_map<const Element*, const Element*> pools;  // by process
    for (const auto* each : model.all(Type::participant)) pools.emplace(each->target("processRef"), each);
    const auto pool = [&](const Element& end) -> const Element* {
        if (end.type() == Type::participant) return &end;
        const auto* process = process_of(end);
        const auto found_pool = process != nullptr ? pools.find(process) : pools.end();
        return found_pool == pools.end() ? nullptr : found_pool->second;
    };
    for (const auto* flow : model.all(Type::message_flow)) {
        const auto *from = source(*flow), *to = target(*flow);
        check_message_flow_end(found, *flow, from, true);
        check_message_flow_end(found, *flow, to, false);
        if (from == nullptr || to == nullptr || flow->above(Type::choreography) != nullptr) continue;
        const auto *here = pool(*from), *there = pool(*to);
        const bool one_process = process_of(*from) != nullptr && process_of(*from) == process_of(*to);
        if (from == to || one_process || (here != nullptr && here == there))
            found.add(*flow, "message_flow_in_pool", {{"from", describe(*from)}, {"to", describe(*to)}});
    }
}

}  // namespace bpmn

// Gateways: how many flows they join and part, and what may stand behind an event-based one.

#include "bpmn/checks.h"

#include <algorithm>

namespace bpmn {
namespace {

void check_direction(Findings& found, const Element& gateway) {
    const auto in = gateway.incoming().size(), out = gateway.outgoing().size();
    const auto& direction = gateway.attribute("gatewayDirection");
    if (direction == "Converging" && out > 1) found.add(gateway, "converging_parts");
    if (direction == "Diverging" && in > 1) found.add(gateway, "diverging_joins");
    if (direction == "Mixed" && (in < 2 || out < 2)) found.add(gateway, "mixed_is_not");
    const bool begins = gateway.type() == Type::event_based_gateway && gateway.flag("instantiate");
    if (in < 2 && out < 2 && !begins) found.add(gateway, "gateway_idle");
}

bool may_follow(const Element& node) {
    if (node.type() == Type::receive_task) return true;
    if (node.type() != Type::intermediate_catch_event) return false;
    const auto definitions = event_definitions(node);
    return !definitions.empty() && std::ranges::all_of(definitions, [](const Element* each) {
        return each->is(Type::message_event_definition) || each->is(Type::signal_event_definition) ||
               each->is(Type::timer_event_definition) || each->is(Type::conditional_event_definition);
    });
}

void check_behind(Findings& found, const Element& gateway, const Element& node) {
    const std::vector<SaidValue> other = {{"other", describe(gateway)}};
    if (!may_follow(node)) found.add(node, "behind_event_gateway", other);
    if (node.incoming().size() > 1) found.add(node, "behind_event_gateway_incoming", other);
    if (node.type() == Type::receive_task && !node.boundary_events().empty())
        found.add(node, "behind_event_gateway_boundary", other);
}

void check_event_based(Findings& found, const Element& gateway) {
    if (gateway.outgoing().size() < 2) found.add(gateway, "event_gateway_outgoing");
    if (gateway.flag("instantiate") && !gateway.incoming().empty()) found.add(gateway, "event_gateway_incoming");
    bool receives = false, hears = false;
    for (const auto* flow : gateway.outgoing()) {
        if (condition(*flow)) found.add(*flow, "event_gateway_condition", {{"other", describe(gateway)}});
        const auto* node = target(*flow);
        if (node == nullptr || !node->is(Type::flow_node)) continue;
        check_behind(found, gateway, *node);
        receives |= node->type() == Type::receive_task;
        hears |= node->is(Type::event) && event_definition(*node, Type::message_event_definition) != nullptr;
    }
    if (receives && hears) found.add(gateway, "event_gateway_mixed");
}

}  // namespace

void check_gateways(Findings& found) {
    for (const auto* gateway : found.model().all(Type::gateway)) {
        check_direction(found, *gateway);
        if (gateway->type() == Type::event_based_gateway) check_event_based(found, *gateway);
    }
}

}  // namespace bpmn

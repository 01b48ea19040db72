// What stands together in one process or sub-process: beginnings, ends, and nodes that nothing leads to or from.

#include "bpmn/checks.h"

#include <algorithm>

namespace bpmn {
namespace {

bool any_of_type(const Elements& nodes, Type type) {
    return std::ranges::any_of(nodes, [&](const Element* each) { return each->is(type); });
}

/// Starts instances without being a start event.
bool instantiates(const Element& node) {
    return (node.type() == Type::receive_task || node.type() == Type::event_based_gateway) && node.flag("instantiate");
}

/// What stands beside the flow: it is reached in other ways.
bool stands_apart(const Element& node) {
    return node.type() == Type::boundary_event || node.flag("isForCompensation") || is_event_sub_process(node);
}

bool has_link(const Element& node) { return event_definition(node, Type::link_event_definition) != nullptr; }

/// Follows nothing though the level has a beginning.
bool is_unreached(const Element& node) {
    if (!node.incoming().empty() || stands_apart(node) || node.type() == Type::start_event || instantiates(node))
        return false;
    return !(node.type() == Type::intermediate_catch_event && has_link(node));
}

bool is_dead_end(const Element& node) {
    if (!node.outgoing().empty() || node.type() == Type::end_event || node.flag("isForCompensation") ||
        is_event_sub_process(node))
        return false;
    if (node.type() == Type::boundary_event) return false;  // has rules of its own
    return !(node.type() == Type::intermediate_throw_event && has_link(node));
}

void check_level(Findings& found, const Element& scope) {
    const auto nodes = flow_nodes(scope);
    const bool starts = any_of_type(nodes, Type::start_event), ends = any_of_type(nodes, Type::end_event);
    const bool instantiated = std::ranges::any_of(nodes, [](const Element* each) { return instantiates(*each); });
    if (ends && !starts && !instantiated) found.add(scope, "end_without_start");
    if (starts && !ends) found.add(scope, "start_without_end");
    for (const auto* node : nodes) {
        if ((starts || instantiated) && is_unreached(*node)) found.add(*node, "unreached");
        if (ends && is_dead_end(*node)) found.add(*node, "dead_end");
        if (node->is(Type::choreography_activity))
            found.add(*node, "choreography_in_process", {{"other", describe(scope)}});
    }
}

void check_ad_hoc(Findings& found, const Element& scope) {
    const auto nodes = flow_nodes(scope);
    if (!any_of_type(nodes, Type::activity)) found.add(scope, "ad_hoc_empty");
    for (const auto* node : nodes)
        if (node->type() == Type::start_event || node->type() == Type::end_event ||
            node->is(Type::choreography_activity))
            found.add(*node, "ad_hoc_forbids", {{"other", describe(scope)}});
    for (const auto* node : scope.children(Type::conversation_node))
        found.add(*node, "ad_hoc_forbids", {{"other", describe(scope)}});
}

void check_starts(Findings& found, const Element& scope) {
    Elements starts;
    for (const auto* node : flow_nodes(scope))
        if (node->type() == Type::start_event) starts.push_back(node);
    if (is_event_sub_process(scope)) {
        if (!scope.incoming().empty() || !scope.outgoing().empty()) found.add(scope, "event_sub_process_flow");
        if (starts.size() != 1) found.add(scope, "event_sub_process_start");
    } else if (scope.is(Type::sub_process)) {
        for (const auto* start : starts)
            if (!event_definitions(*start).empty()) found.add(*start, "sub_process_start");
    }
}

}  // namespace

void check_levels(Findings& found) {
    for (const auto* scope : found.model().elements()) {
        if (!scope->is(Type::process) && !scope->is(Type::sub_process)) continue;
        if (scope->type() == Type::ad_hoc_sub_process)
            check_ad_hoc(found, *scope);
        else
            check_level(found, *scope);
        check_starts(found, *scope);
        if (scope->is(Type::sub_process) && scope->child("ioSpecification") != nullptr && is_executable(*scope))
            found.add(*scope, "sub_process_data");
        if (scope->type() == Type::process && scope->flag("isExecutable") &&
            scope->attribute("processType") == "Public")
            found.add(*scope, "public_executable");
    }
}

}  // namespace bpmn

#include "bpmn/plan.h"

namespace bpmn {

bool is_scope(NodeKind kind) { return kind <= NodeKind::event_sub_process; }
bool is_activity(NodeKind kind) {
    return kind >= NodeKind::sub_process && kind <= NodeKind::rule_task && kind != NodeKind::event_sub_process;
}
bool is_gateway(NodeKind kind) { return kind >= NodeKind::exclusive; }

NodeIndex Plan::find(std::string_view id) const {
    const auto found = node_by_id.find(std::string(id));
    return found == node_by_id.end() ? nowhere : found->second;
}

FlowIndex Plan::find_flow(std::string_view id) const {
    const auto found = flow_by_id.find(std::string(id));
    return found == flow_by_id.end() ? nowhere : found->second;
}

NodeIndex Plan::process_of(NodeIndex index) const {
    while (index != nowhere && at(index).kind != NodeKind::process) index = at(index).parent;
    return index;
}

namespace {

/// What a token at each node may come from: along flows, links, and out of activities by their boundary events.
std::vector<std::vector<NodeIndex>> steps_back(const Plan& plan) {
    std::vector<std::vector<NodeIndex>> before(plan.nodes.size());
    const auto add = [&](NodeIndex from, NodeIndex to) { before[static_cast<std::size_t>(to)].push_back(from); };
    for (const auto& flow : plan.flows) add(flow.source, flow.target);
    for (NodeIndex i = 0; i < static_cast<NodeIndex>(plan.nodes.size()); ++i) {
        const auto& node = plan.at(i);
        if (node.attached_to != nowhere) add(node.attached_to, i);
        for (const auto& part : node.parts)
            if (part.trigger == Trigger::link && part.target != nowhere) add(i, part.target);
    }
    return before;
}

/// Everything from which `start` can be reached without passing `avoided`.
std::vector<bool> reaching(const std::vector<std::vector<NodeIndex>>& before, NodeIndex start, NodeIndex avoided) {
    std::vector<bool> seen(before.size());
    std::vector<NodeIndex> open{start};
    while (!open.empty()) {
        const auto at = static_cast<std::size_t>(open.back());
        open.pop_back();
        if (static_cast<NodeIndex>(at) == avoided || seen[at]) continue;
        seen[at] = true;
        open.insert(open.end(), before[at].begin(), before[at].end());
    }
    return seen;
}

void look_upstream(Plan& plan) {
    const auto before = steps_back(plan);
    for (NodeIndex i = 0; i < static_cast<NodeIndex>(plan.nodes.size()); ++i) {
        auto& node = plan.nodes[static_cast<std::size_t>(i)];
        if ((node.kind != NodeKind::inclusive && node.kind != NodeKind::complex) || node.incoming.size() < 2) continue;
        for (const auto flow : node.incoming) node.upstream.push_back(reaching(before, plan.flow(flow).source, i));
    }
}

bool begins_by_itself(const Plan& plan, const Node& node) {
    if (node.kind == NodeKind::start_event) return node.parts.empty();
    if (node.kind == NodeKind::boundary_event || node.kind == NodeKind::event_sub_process || node.for_compensation)
        return false;
    if (node.kind == NodeKind::catch_event && !node.parts.empty() && node.parts.front().trigger == Trigger::link)
        return false;
    return node.incoming.empty() && !node.instantiate && plan.at(node.parent).kind != NodeKind::event_sub_process;
}

bool is_triggered(const Node& node) {
    return (node.kind == NodeKind::start_event && !node.parts.empty()) || (node.instantiate && node.incoming.empty());
}

/// A scope with start events begins there; one without begins wherever nothing leads.
void place_starts(Plan& plan) {
    std::vector<bool> has_start(plan.nodes.size());
    for (const auto& node : plan.nodes)
        if (node.parent != nowhere && (node.kind == NodeKind::start_event || is_triggered(node)))
            has_start[static_cast<std::size_t>(node.parent)] = true;
    for (NodeIndex i = 0; i < static_cast<NodeIndex>(plan.nodes.size()); ++i) {
        const auto& node = plan.at(i);
        if (node.parent == nowhere) continue;
        auto& scope = plan.nodes[static_cast<std::size_t>(node.parent)];
        if (node.kind == NodeKind::event_sub_process) scope.event_subs.push_back(i);
        if (is_triggered(node)) scope.triggered.push_back(i);
        if (!begins_by_itself(plan, node)) continue;
        if (node.kind == NodeKind::start_event || !has_start[static_cast<std::size_t>(node.parent)])
            scope.starts.push_back(i);
    }
}

}  // namespace

Result<void> connect(Plan& plan) {
    for (NodeIndex i = 0; i < static_cast<NodeIndex>(plan.nodes.size()); ++i) {
        const auto& node = plan.at(i);
        if (!plan.node_by_id.emplace(node.id, i).second && node.parent == nowhere)
            return refuse(Kind::invalid, "bpmn.id_twice", node.id);
        if (node.attached_to != nowhere) plan.nodes[static_cast<std::size_t>(node.attached_to)].boundaries.push_back(i);
    }
    for (FlowIndex i = 0; i < static_cast<FlowIndex>(plan.flows.size()); ++i) {
        const auto& flow = plan.flow(i);
        if (!plan.flow_by_id.emplace(flow.id, i).second) return refuse(Kind::invalid, "bpmn.id_twice", flow.id);
        plan.nodes[static_cast<std::size_t>(flow.source)].outgoing.push_back(i);
        plan.nodes[static_cast<std::size_t>(flow.target)].incoming.push_back(i);
    }
    place_starts(plan);
    look_upstream(plan);
    return {};
}

}  // namespace bpmn

#include "bpmn/order.h"

#include <algorithm>

namespace bpmn {

Elements flows_from(const Element& node) {
    auto flows = node.outgoing();
    for (const auto* event : node.boundary_events())
        flows.insert(flows.end(), event->outgoing().begin(), event->outgoing().end());
    std::erase_if(flows, [&](const Element* flow) {
        const auto* to = target(*flow);
        return to == nullptr || !to->is(Type::flow_node) || to->type() == Type::boundary_event ||
               to->parent() != node.parent();
    });
    return flows;
}

const Element* origin(const Element& flow) {
    const auto* from = source(flow);
    if (from == nullptr || from->type() != Type::boundary_event) return from;
    const auto* host = attached_to(*from);
    return host != nullptr && host->parent() == from->parent() ? host : from;
}

namespace {

/// Walks in depth without calling itself; a process may be a long chain.
class Walk {
public:
    explicit Walk(const Element& scope) {
        for (const auto* node : flow_nodes(scope))
            if (node->type() != Type::boundary_event) all_.push_back(node);
    }

    Order order() && {
        // What is entered last comes first in the end: the beginnings in their order, before what stands apart from
        // them.
        for (const auto* node : all_)
            if (node->incoming().empty() && is_event_sub_process(*node)) visit(node);
        for (auto node = all_.rbegin(); node != all_.rend(); ++node)
            if ((*node)->incoming().empty()) visit(*node);
        for (const auto* node : all_) visit(node);
        std::ranges::reverse(finished_);
        order_.nodes = finished_;
        for (const auto* node : order_.nodes) {
            const auto here = order_.layer[node];
            for (const auto* flow : flows_from(*node)) {
                if (order_.backward.contains(flow)) continue;
                auto& there = order_.layer[target(*flow)];
                there = std::max(there, here + 1);
            }
        }
        return std::move(order_);
    }

private:
    enum class Mark { fresh, open, done };
    struct Step {
        const Element* node;
        Elements flows;
        std::size_t next = 0;
    };

    void visit(const Element* root) {
        if (marks_[root] != Mark::fresh) return;
        std::vector<Step> path;
        const auto enter = [&](const Element* node) {
            marks_[node] = Mark::open;
            auto flows = flows_from(*node);
            std::ranges::reverse(flows);  // so that the first way out comes first in the end
            path.push_back({node, std::move(flows)});
        };
        enter(root);
        while (!path.empty()) {
            auto& step = path.back();
            if (step.next == step.flows.size()) {
                marks_[step.node] = Mark::done;
                finished_.push_back(step.node);
                path.pop_back();
                continue;
            }
            const auto* flow = step.flows[step.next++];
            const auto* to = target(*flow);
            if (marks_[to] == Mark::open) order_.backward.insert(flow);
            if (marks_[to] == Mark::fresh) enter(to);
        }
    }

    Elements all_, finished_;
    std::unordered_map<const Element*, Mark> marks_;
    Order order_;
};

}  // namespace

Order order_of(const Element& scope) { return Walk(scope).order(); }

}  // namespace bpmn

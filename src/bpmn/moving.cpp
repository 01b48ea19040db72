// An instance that goes on as one of another model: what is active, waits and can be undone, looked for by the
// elements' ids.

#include "bpmn/bpmn.h"
#include "bpmn/events.h"
#include "bpmn/queries.h"
#include "journal/journal.h"

#include <algorithm>
#include <set>

namespace bpmn {
namespace {

class Mover {
public:
    Mover(const Plan& from, const Plan& to, const Engine::ElementMap& mapping)
        : from_(from), to_(to), mapping_(mapping) {}

    NodeIndex node(NodeIndex old) {
        const auto& was = from_.at(old);
        const auto found = to_.find(renamed(was.id));
        if (found == nowhere)
            lose(was.id, "bpmn.move.gone");
        else if (to_.at(found).kind != was.kind)
            lose(was.id, "bpmn.move.other_kind");
        else
            return found;
        return nowhere;
    }
    FlowIndex flow(FlowIndex old) {
        if (old == nowhere) return nowhere;
        const auto found = to_.find_flow(renamed(from_.flow(old).id));
        if (found == nowhere) lose(from_.flow(old).id, "bpmn.move.gone");
        return found;
    }
    void active(Active& active) {
        const auto was = active.node;
        active.node = node(active.node);
        active.arrived_by = flow(active.arrived_by);
        for (auto& each : active.to_begin) each = node(each);
        if (active.node != nowhere && to_.at(active.node).repeats.size() != from_.at(was).repeats.size())
            lose(from_.at(was).id, "bpmn.move.other_kind");
    }
    void gathered(Gathered& gathered) {
        gathered.node = node(gathered.node);
        std::map<FlowIndex, int> tokens;
        for (const auto& [old, count] : gathered.tokens) tokens[flow(old)] += count;
        gathered.tokens = std::move(tokens);
    }
    /// What stands around an element must stand around it in the other model too.
    void nesting(const Instance& instance) {
        for (const auto& [number, active] : instance.active) {
            const auto parent = instance.active.find(active.parent);
            if (active.node == nowhere || parent == instance.active.end() || parent->second.node == nowhere) continue;
            const auto& outer = parent->second;
            const bool inside = to_.at(active.node).parent == outer.node || outer.role == Role::repeated ||
                                to_.at(outer.node).called == active.node;
            if (!inside) lose(to_.at(active.node).id, "bpmn.move.elsewhere");
        }
    }
    void wait(Wait& wait) {
        const auto was = wait.node;
        wait.node = node(wait.node);
        if (wait.node == nowhere) return;
        const auto& parts = to_.at(wait.node).parts;
        const auto& old = from_.at(was).parts;
        if (parts.size() != old.size() || (!parts.empty() && parts[static_cast<std::size_t>(wait.part)].trigger !=
                                                                 old[static_cast<std::size_t>(wait.part)].trigger))
            lose(from_.at(was).id, "bpmn.move.other_event");
    }
    /// What is waited for beside the work must belong to the same work in the other model.
    void belonging(const Instance& instance) {
        for (const auto& [number, wait] : instance.waits) {
            const auto owner = instance.active.find(wait.owner);
            if (wait.node == nowhere || owner == instance.active.end() || owner->second.node == nowhere) continue;
            if (!belongs(wait.node, owner->second.node)) lose(to_.at(wait.node).id, "bpmn.move.elsewhere");
        }
    }
    std::vector<NodeIndex> new_events() const {
        std::set<std::pair<std::string, std::string>> there;  // with the work at which it stands
        for (const auto& node : from_.nodes)
            if (is_armed(from_, node)) there.emplace(renamed(node.id), renamed(from_.at(beside(from_, node)).id));
        std::vector<NodeIndex> all;
        for (NodeIndex i = 0; i < static_cast<NodeIndex>(to_.nodes.size()); ++i)
            if (const auto& node = to_.at(i); is_armed(to_, node) && !there.contains({node.id, to_.at(beside(to_, node)).id})) all.push_back(i);
        return all;
    }
    std::vector<Loss> losses() { return std::move(losses_); }

private:
    std::string renamed(const std::string& id) const {
        const auto found = mapping_.find(id);
        return found == mapping_.end() ? id : found->second;
    }
    static bool is_armed(const Plan& plan, const Node& node) {
        const bool starts_sub = node.kind == NodeKind::start_event && node.parent != nowhere &&
                                plan.at(node.parent).kind == NodeKind::event_sub_process;
        return node.kind == NodeKind::boundary_event || starts_sub;
    }
    /// The work beside which such an event is waited for.
    static NodeIndex beside(const Plan& plan, const Node& node) {
        return node.kind == NodeKind::boundary_event ? node.attached_to : plan.at(node.parent).parent;
    }
    bool belongs(NodeIndex waited, NodeIndex owner) const {
        if (waited == owner) return true;
        const auto& node = to_.at(waited);
        if (is_armed(to_, node)) return beside(to_, node) == owner;
        const auto& flows = node.incoming;
        return std::any_of(flows.begin(), flows.end(), [&](FlowIndex flow) { return to_.flow(flow).source == owner; });
    }
    void lose(const std::string& element, std::string reason) {
        const auto same = [&](const Loss& loss) { return loss.element == element && loss.reason == reason; };
        if (std::none_of(losses_.begin(), losses_.end(), same)) losses_.push_back({element, std::move(reason)});
    }

    const Plan& from_;
    const Plan& to_;
    const Engine::ElementMap& mapping_;
    std::vector<Loss> losses_;
};

}  // namespace

MovedInstance moved(const Plan& from, const Plan& to, const Instance& instance, const Engine::ElementMap& mapping) {
    MovedInstance moved{instance, {}, {}};
    Mover mover(from, to, mapping);
    for (auto& [number, active] : moved.instance.active) mover.active(active);
    for (auto& gathered : moved.instance.gathered) mover.gathered(gathered);
    for (auto& done : moved.instance.done) done.node = mover.node(done.node);
    for (auto& [number, wait] : moved.instance.waits) mover.wait(wait);
    mover.nesting(moved.instance);
    mover.belonging(moved.instance);
    moved.new_events = mover.new_events();
    moved.losses = mover.losses();
    return moved;
}

Result<std::vector<Loss>> Engine::check_move(db::Tx& tx, InstanceId id, ModelId to, const ElementMap& mapping) {
    const auto one = TRY(load(tx, id));
    if (one.record.status != Status::running) return refuse(Kind::conflict, "bpmn.not_waiting", to_string(id));
    const auto plan = TRY(this->plan(tx, to));
    return moved(*one.plan, *plan, one.instance, mapping).losses;
}

Result<void> Engine::move(db::Tx& tx, InstanceId id, ModelId to, const ElementMap& mapping) {
    const auto one = TRY(load(tx, id));
    if (one.record.status != Status::running) return refuse(Kind::conflict, "bpmn.not_waiting", to_string(id));
    const auto plan = TRY(this->plan(tx, to));
    const auto there = moved(*one.plan, *plan, one.instance, mapping);
    if (!there.losses.empty()) {
        std::vector<Problem> problems;
        for (const auto& loss : there.losses) problems.push_back({loss.element, loss.reason});
        return refuse_fields("bpmn.move.loses", std::move(problems));
    }
    const auto process = plan->at(there.instance.active.at(1).node).id;
    tx.run(sql::change_model, to, process, json_of(*plan, there.instance), std::int64_t{there.instance.has_incident()},
           id);
    tx.run(sql::drop_waits, id);
    for (const auto& [number, wait] : there.instance.waits)
        tx.run(sql::add_wait, id, static_cast<std::int64_t>(number), name_of(wait.kind), plan->at(wait.node).id,
               wait.name, wait.key, wait.due, tx.now());
    journal::announce(tx, ProcessMoved{id, one.record.model, to});
    return there.new_events.empty() ? Result<void>{} : step(tx, id, Arm{there.new_events});
}

}  // namespace bpmn

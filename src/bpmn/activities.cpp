// Activities from their first token to their last: tasks, sub-processes, calls.

#include "bpmn/run.h"

#include <algorithm>

namespace bpmn {

Active* Run::find(ActiveNumber number) {
    const auto found = instance_.active.find(number);
    return found == instance_.active.end() ? nullptr : &found->second;
}
const Active* Run::find(ActiveNumber number) const {
    const auto found = instance_.active.find(number);
    return found == instance_.active.end() ? nullptr : &found->second;
}

Active& Run::add_active(NodeIndex node, ActiveNumber parent, Role role) {
    const auto number = instance_.next_active++;
    auto& active = instance_.active[number];
    active.number = number;
    active.parent = parent;
    active.node = node;
    active.role = role;
    active.since = now_;
    return active;
}

bool Run::is_turn(const Active& active) const {
    const auto* parent = find(active.parent);
    return parent != nullptr && parent->role == Role::repeated;
}

std::vector<ActiveNumber> Run::children_of(ActiveNumber number) const {
    std::vector<ActiveNumber> children;
    for (const auto& [each, active] : instance_.active)
        if (active.parent == number) children.push_back(each);
    return children;
}

int Run::depth_of(ActiveNumber number) const {
    int depth = 0;
    for (const auto* active = find(number); active != nullptr; active = find(active->parent))
        depth += active->role == Role::scope;
    return depth;
}

void Run::incident(Active& active, const std::string& key, const std::string& detail) {
    active.incident = key;
    active.detail = detail;
    note(Phase::failed, active.node, active.number, key);
}

// ---- begun
// ------------------------------------------------------------------------------------------------------------

void Run::begin_activity(const Move& move) {
    const auto& node = plan_.at(move.node);
    if (node.start_quantity > 1 && move.flow != nowhere) {
        auto& gathered = gather(move);
        int tokens = 0;
        for (const auto& [flow, count] : gathered.tokens) tokens += count;
        if (tokens < node.start_quantity) return;
        forget(Gathered{gathered});
    }
    begin_activity(move.node, move.scope, 0);
}

void Run::begin_activity(NodeIndex index, ActiveNumber scope, ActiveNumber undone_for) {
    const auto& node = plan_.at(index);
    auto& active = add_active(index, scope, node.repeats.empty() ? Role::work : Role::repeated);
    active.undone_for = undone_for;
    const auto number = active.number;
    note(Phase::started, index, number);
    if (!arm(number)) return;
    node.repeats.empty() ? carry_out(number) : begin_repeated(number);
}

void Run::carry_out(ActiveNumber number) {
    auto& active = *find(number);
    const auto& node = plan_.at(active.node);
    switch (node.kind) {
        case NodeKind::task:
        case NodeKind::manual_task: return complete(number);
        case NodeKind::user_task: return open_wait({.owner = number, .node = active.node, .kind = WaitKind::user});
        case NodeKind::receive_task:
            return open_wait({.owner = number,
                              .node = active.node,
                              .kind = WaitKind::message,
                              .name = node.reference,
                              .key = key_of(node.reference, number)});
        case NodeKind::call_activity: return call(number);
        case NodeKind::ad_hoc:
        case NodeKind::sub_process:
        case NodeKind::transaction: return open_scope(number);
        default: return perform(number);
    }
}

void Run::open_scope(ActiveNumber number) {
    auto& active = *find(number);
    const auto& node = plan_.at(active.node);
    if (depth_of(number) >= limits_.depth) return incident(active, "bpmn.too_deep", node.id);
    active.role = Role::scope;
    for (const auto& name : node.data) active.variables.emplace(name, nullptr);
    const auto waits_before = instance_.next_active;
    if (!arm(number)) return;
    // A condition that holds from the start interrupts before anything inside has begun.
    for (const auto child : children_of(number))
        if (child >= waits_before && plan_.at(find(child)->node).kind == NodeKind::event_sub_process &&
            plan_.at(plan_.at(find(child)->node).triggered.front()).interrupting)
            return;
    if (node.kind == NodeKind::ad_hoc) return open_ad_hoc(number);
    for (const auto start : node.starts) push({.node = start, .scope = number});
    touch(number);
}

void Run::open_ad_hoc(ActiveNumber number) {
    auto& active = *find(number);
    const auto& node = plan_.at(active.node);
    if (node.sequential && !node.starts.empty()) {
        active.to_begin.assign(node.starts.begin() + 1, node.starts.end());
        push({.node = node.starts.front(), .scope = number});
    } else {
        for (const auto start : node.starts) push({.node = start, .scope = number});
    }
    touch(number);
}

void Run::call(ActiveNumber number) {
    auto& active = *find(number);
    const auto& node = plan_.at(active.node);
    auto inputs = inputs_of(node, number);
    if (!inputs) return incident(active, inputs.error().key, inputs.error().log);
    if (node.called == nowhere) {
        step_.inputs[instance_.next_wait] = std::move(*inputs);
        return open_wait({.owner = number, .node = active.node, .kind = WaitKind::call, .name = node.reference});
    }
    if (depth_of(number) >= limits_.depth) return incident(active, "bpmn.too_deep", node.id);
    auto& process = add_active(node.called, number, Role::scope);
    for (const auto& name : plan_.at(node.called).data) process.variables.emplace(name, nullptr);
    for (auto& each : *inputs) process.variables[each.key()] = std::move(each.value());
    const auto inner = process.number;
    note(Phase::started, node.called, inner);
    if (!arm(inner)) return;
    for (const auto start : plan_.at(node.called).starts) push({.node = start, .scope = inner});
    touch(inner);
}

void Run::perform(ActiveNumber number) {
    auto& active = *find(number);
    const auto& node = plan_.at(active.node);
    const auto inputs = inputs_of(node, number);
    if (!inputs) return incident(active, inputs.error().key, inputs.error().log);
    if (node.kind == NodeKind::send_task && !node.reference.empty())
        step_.emissions.push_back(
            {Trigger::message, node.reference, key_of_sent(node.reference, number, *inputs), active.node, *inputs});
    auto performed = performer_.perform({plan_, node, number, instance_.next_wait, Sight(*this, number), *inputs});
    using How = Performed::How;
    if (performed.how == How::done && !would_fit(performed.variables))
        performed = Performed::broken("bpmn.variables_too_large", node.id);
    switch (performed.how) {
        case How::done: return answered(number, performed.variables);
        case How::later:
            return open_wait({.owner = number, .node = active.node, .kind = WaitKind::service, .name = node.reference});
        case How::broken: return incident(active, performed.code, performed.detail);
        case How::error:
            if (!catch_thrown(Trigger::error, performed.code, number, performed.variables))
                incident(*find(number), "bpmn.error_not_caught", performed.code);
    }
}

// ---- over
// -------------------------------------------------------------------------------------------------------------

void Run::answered(ActiveNumber number, const Variables& variables) {
    auto& active = *find(number);
    const auto stored = store(plan_.at(active.node), variables, number);
    if (!stored) return incident(active, stored.error().key, stored.error().log);
    complete(number);
}

void Run::complete(ActiveNumber number) {
    const auto active = *find(number);
    remember(active);
    close_waits_of(number);
    note(active.undone_for != 0 ? Phase::compensated : Phase::completed, active.node, number);
    const bool turn = is_turn(active);
    instance_.active.erase(number);
    if (active.undone_for != 0) return undone(active.undone_for);
    if (turn) return turn_done(active.parent, active);
    const auto* scope = find(active.parent);
    const bool ad_hoc = scope != nullptr && plan_.at(scope->node).kind == NodeKind::ad_hoc;
    leave(active.node, active.parent);
    if (ad_hoc) one_done_in_ad_hoc(active.parent);
}

void Run::complete_scope(ActiveNumber number) {
    const auto& active = *find(number);
    const auto& node = plan_.at(active.node);
    if (node.kind == NodeKind::process) return complete_process(number);
    if (node.kind == NodeKind::event_sub_process) {
        for (auto& done : instance_.done)
            if (done.scope == number) done.scope = active.parent;
        return complete(number);
    }
    if (node.kind == NodeKind::ad_hoc && !node.starts.empty() && node.condition) {
        const auto over = holds(node.condition, number);
        if (!over || !*over) {
            // It stays open until somebody chooses another activity of it.
            if (!waits_at(number, active.node))
                open_wait({.owner = number, .node = active.node, .kind = WaitKind::choice});
            return;
        }
    }
    answered(number, active.variables.empty() || !node.has_outputs ? Variables{} : Variables(active.variables));
}

void Run::complete_process(ActiveNumber number) {
    const auto active = *find(number);
    close_waits_of(number);
    note(Phase::completed, active.node, number);
    instance_.active.erase(number);
    if (active.parent != 0) {
        for (auto& done : instance_.done)
            if (done.scope == number) done.scope = active.parent;
        const auto& caller = plan_.at(find(active.parent)->node);
        return answered(active.parent, caller.has_outputs ? Variables(active.variables) : Variables{});
    }
    step_.result = active.variables;
    instance_.status = Status::completed;
    instance_.done.clear();
}

void Run::one_done_in_ad_hoc(ActiveNumber number) {
    auto* scope = find(number);
    if (scope == nullptr) return;
    const auto& node = plan_.at(scope->node);
    if (node.condition) {
        const auto over = holds(node.condition, number);
        if (over && *over) {
            scope->to_begin.clear();
            if (node.cancels_rest) cancel_within(number);
            return touch(number);
        }
    }
    if (scope->to_begin.empty()) return;
    push({.node = scope->to_begin.front(), .scope = number});
    scope->to_begin.erase(scope->to_begin.begin());
}

void Run::cancel_within(ActiveNumber number) {
    swept_.push_back(number);
    for (const auto child : children_of(number)) cancel(child);
    const auto here = [&](const Move& move) { return move.scope == number && move.what == Move::What::token; };
    std::erase_if(moves_, here);
    std::erase_if(throws_, here);
    std::erase_if(instance_.gathered, [&](const Gathered& g) { return g.scope == number; });
}

void Run::cancel(ActiveNumber number) {
    if (find(number) == nullptr) return;
    cancel_within(number);
    close_waits_of(number);
    std::erase_if(instance_.done, [&](const Done& done) { return done.scope == number; });
    const auto active = *find(number);
    note(Phase::cancelled, active.node, number);
    instance_.active.erase(number);
    if (active.undone_for != 0 && find(active.undone_for) != nullptr) undone(active.undone_for);
    touch(active.parent);
}

void Run::fail_instance(const std::string& code) {
    const auto process = find(1)->node;
    cancel_within(1);
    close_waits_of(1);
    note(Phase::failed, process, 1, code);
    instance_.active.clear();
    instance_.done.clear();
    instance_.status = Status::failed;
    instance_.outcome = code;
}

}  // namespace bpmn

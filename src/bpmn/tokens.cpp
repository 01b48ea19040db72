// Tokens on their way: into nodes, out of them, and through gateways that only split.

#include "bpmn/run.h"

#include <algorithm>
#include <utility>

namespace bpmn {

void Run::settle() {
    look_after_touched();
    while (instance_.status == Status::running) {
        if (moved_ > limits_.moves) return stand_all("bpmn.too_many_steps");
        if (instance_.active.size() + moves_.size() > limits_.active) return stand_all("bpmn.too_many_tokens");
        if (!moves_.empty()) {
            const auto move = moves_.front();
            moves_.pop_front();
            take_move(move);
        } else if (join_waiting()) {
            ++moved_;
        } else if (!throws_.empty()) {
            const auto move = throws_.front();
            throws_.pop_front();
            if (find(move.scope) != nullptr) do_throw(move);
            touch(move.scope);
        } else if (!check_conditions(0)) {
            break;
        }
        look_after_touched();
    }
}

void Run::take_move(const Move& move) {
    ++moved_;
    if (find(move.scope) == nullptr) return;
    switch (move.what) {
        case Move::What::token: enter(move); return touch(move.scope);
        case Move::What::turn: return take_turn(move.scope);
        case Move::What::undo: return undo_next(move.scope);
    }
}

void Run::enter(const Move& move) {
    const auto kind = plan_.at(move.node).kind;
    if (is_gateway(kind)) return enter_gateway(move);
    if (is_activity(kind)) return begin_activity(move);
    enter_event(move);
}

void Run::enter_gateway(const Move& move) {
    const auto& node = plan_.at(move.node);
    const bool joins = node.incoming.size() > 1 && move.flow != nowhere;
    switch (node.kind) {
        case NodeKind::exclusive: return choose_one(move);
        case NodeKind::parallel: return joins ? join_parallel(move) : go_all(move.node, move.scope);
        case NodeKind::inclusive:
            if (!joins) return choose_many(move);
            gather(move);
            return;
        case NodeKind::complex:
            return move.flow != nowhere && (joins || node.condition) ? arrive_complex(move) : choose_many(move);
        default: return open_choice(move);
    }
}

void Run::go_all(NodeIndex index, ActiveNumber scope) {
    note(Phase::completed, index);
    for (const auto flow : plan_.at(index).outgoing)
        push({.node = plan_.flow(flow).target, .scope = scope, .flow = flow});
}

void Run::choose_one(const Move& move) {
    const auto& node = plan_.at(move.node);
    FlowIndex chosen = node.outgoing.empty() ? nowhere : node.default_flow;
    for (const auto flow : node.outgoing) {
        if (flow == node.default_flow) continue;
        const auto& condition = plan_.flow(flow).condition;
        const auto true_here = condition ? holds(condition, move.scope) : Result<bool>(true);
        if (!true_here) return stand(move, true_here.error().key, true_here.error().log);
        if (!*true_here) continue;
        chosen = flow;
        break;
    }
    if (chosen == nowhere && !node.outgoing.empty()) return stand(move, "bpmn.no_way_out", node.id);
    note(Phase::completed, move.node);
    if (chosen != nowhere) push({.node = plan_.flow(chosen).target, .scope = move.scope, .flow = chosen});
}

void Run::choose_many(const Move& move) {
    const auto& node = plan_.at(move.node);
    std::vector<FlowIndex> chosen;
    for (const auto flow : node.outgoing) {
        if (flow == node.default_flow) continue;
        const auto& condition = plan_.flow(flow).condition;
        const auto true_here = condition ? holds(condition, move.scope) : Result<bool>(true);
        if (!true_here) return stand({move.node, move.scope, nowhere}, true_here.error().key, true_here.error().log);
        if (*true_here) chosen.push_back(flow);
    }
    if (chosen.empty() && node.default_flow != nowhere) chosen.push_back(node.default_flow);
    if (chosen.empty() && !node.outgoing.empty())
        return stand({move.node, move.scope, nowhere}, "bpmn.no_way_out", node.id);
    note(Phase::completed, move.node);
    for (const auto flow : chosen) push({.node = plan_.flow(flow).target, .scope = move.scope, .flow = flow});
}

void Run::leave(NodeIndex index, ActiveNumber scope) {
    const auto& node = plan_.at(index);
    std::vector<FlowIndex> chosen;
    bool any_condition = false;
    for (const auto flow : node.outgoing) {
        if (flow == node.default_flow) continue;
        const auto& condition = plan_.flow(flow).condition;
        const auto true_here = condition ? holds(condition, scope) : Result<bool>(true);
        if (!true_here) return stand_done(index, scope, true_here.error());
        if (*true_here) {
            chosen.push_back(flow);
            any_condition = any_condition || condition;
        }
    }
    // The default flow belongs to the conditional ones: it is taken where none of them is.
    if (!any_condition && node.default_flow != nowhere) chosen.push_back(node.default_flow);
    if (chosen.empty() && !node.outgoing.empty())
        return stand_done(index, scope, {Kind::invalid, "bpmn.no_way_out", {}, node.id});
    for (const auto flow : chosen)
        for (int i = 0; i < node.completion_quantity; ++i)
            push({.node = plan_.flow(flow).target, .scope = scope, .flow = flow});
    touch(scope);
}

bool Run::is_idle(ActiveNumber scope) const {
    const auto here = [&](const Move& move) { return move.scope == scope; };
    if (std::any_of(moves_.begin(), moves_.end(), here) || std::any_of(throws_.begin(), throws_.end(), here))
        return false;
    if (std::any_of(instance_.gathered.begin(), instance_.gathered.end(),
                    [&](const Gathered& g) { return g.scope == scope; }))
        return false;
    return std::none_of(instance_.active.begin(), instance_.active.end(),
                        [&](const auto& each) { return each.second.parent == scope; });
}

void Run::look_after_touched() {
    while (!touched_.empty()) {
        const auto scope = touched_.back();
        touched_.pop_back();
        const auto* active = find(scope);
        if (active != nullptr && active->role == Role::scope && active->incident.empty() && is_idle(scope))
            complete_scope(scope);
    }
}

void Run::stand(const Move& move, const std::string& key, const std::string& detail) {
    auto& active = add_active(move.node, move.scope, Role::standing);
    active.arrived_by = move.flow;
    incident(active, key, detail);
}

void Run::stand_done(NodeIndex node, ActiveNumber scope, const Refusal& why) {
    auto& active = add_active(node, scope, Role::standing);
    active.completed = 1;
    incident(active, why.key, why.log);
}

void Run::stand_all(const std::string& key) {
    const auto moves = std::exchange(moves_, {});
    const auto throws = std::exchange(throws_, {});
    for (const auto& move : moves) {
        auto* active = find(move.scope);
        if (active == nullptr) continue;
        if (move.what == Move::What::token)
            stand(move, key, plan_.at(move.node).id);
        else if (active->incident.empty())
            incident(*active, key, plan_.at(active->node).id);
    }
    for (const auto& move : throws)
        if (find(move.scope) != nullptr) stand(move, key, plan_.at(move.node).id);
}

Result<json::value> Run::value_of(const Formula& formula, ActiveNumber at, Variables locals) const {
    return formula.compiled->evaluate(Sight(*this, at, std::move(locals)), now_);
}

Result<bool> Run::holds(const Formula& formula, ActiveNumber at, Variables locals) const {
    const auto value = TRY(value_of(formula, at, std::move(locals)));
    return value.is_bool() && value.get_bool();
}

}  // namespace bpmn

// Compensation, and transactions that are cancelled. What was done is undone last first, one after another.

#include "bpmn/run.h"

#include <algorithm>

namespace bpmn {

NodeIndex Run::undo_start(const Node& node) const {
    for (const auto sub : node.event_subs) {
        const auto start = plan_.at(sub).triggered.front();
        for (const auto& part : plan_.at(start).parts)
            if (part.trigger == Trigger::compensation) return start;
    }
    return nowhere;
}

void Run::remember(const Active& active) {
    if (active.undone_for != 0 || active.role == Role::repeated) return;
    const auto& node = plan_.at(active.node);
    const bool holds_some = std::any_of(instance_.done.begin(), instance_.done.end(),
                                        [&](const Done& d) { return d.scope == active.number; });
    const auto* parent = find(active.parent);
    const auto scope = parent != nullptr && parent->role == Role::repeated ? parent->parent : active.parent;
    if (node.kind == NodeKind::event_sub_process) return;
    if (node.handler == nowhere && !holds_some && (!is_scope(node.kind) || undo_start(node) == nowhere)) return;
    instance_.done.push_back(
        {.number = active.number, .node = active.node, .scope = scope, .variables = active.variables});
}

void Run::compensate(const Move& move, const EventPart& part) {
    auto scope = move.scope;
    while (plan_.at(find(scope)->node).kind == NodeKind::event_sub_process) scope = find(scope)->parent;
    auto& undoing = add_active(move.node, move.scope, Role::undoing);
    for (const auto& done : instance_.done)
        if (done.scope == scope && (part.target == nowhere || done.node == part.target))
            undoing.to_undo.push_back(done.number);
    push({.scope = undoing.number, .what = Move::What::undo});
    if (part.waits) return;
    undoing.token_gone = true;
    if (plan_.at(move.node).kind == NodeKind::throw_event) leave(move.node, move.scope);
}

void Run::cancel_transaction(const Move& move) {
    auto scope = move.scope;
    while (find(scope)->parent != 0 && plan_.at(find(scope)->node).kind != NodeKind::transaction)
        scope = find(scope)->parent;
    cancel_within(scope);
    close_waits_of(scope);
    auto& undoing = add_active(move.node, scope, Role::undoing);
    undoing.then_cancels = true;
    for (const auto& done : instance_.done)
        if (done.scope == scope) undoing.to_undo.push_back(done.number);
    push({.scope = undoing.number, .what = Move::What::undo});
}

void Run::undo_next(ActiveNumber number) {
    auto& undoing = *find(number);
    if (!undoing.to_undo.empty()) {
        const auto next = undoing.to_undo.back();
        undoing.to_undo.pop_back();
        const auto found =
            std::find_if(instance_.done.begin(), instance_.done.end(), [&](const Done& d) { return d.number == next; });
        if (found == instance_.done.end()) return push({.scope = number, .what = Move::What::undo});
        const auto done = *found;
        instance_.done.erase(found);
        return undo(number, done);
    }
    const auto over = undoing;
    instance_.active.erase(number);
    if (!over.then_cancels) {
        if (!over.token_gone && plan_.at(over.node).kind == NodeKind::throw_event) leave(over.node, over.parent);
        return touch(over.parent);
    }
    const auto transaction = is_turn(*find(over.parent)) ? find(over.parent)->parent : over.parent;
    if (!catch_at_boundary(transaction, Trigger::cancel, {}, {})) cancel(transaction);
}

void Run::undo(ActiveNumber number, const Done& done) {
    const auto& node = plan_.at(done.node);
    const auto scope = find(number)->parent;
    if (node.handler != nowhere) return begin_activity(node.handler, scope, number);
    if (const auto start = undo_start(node); start != nowhere) {
        // The sub-process comes back under its number and with its variables, so that what was done in it is found
        // again.
        auto& again = instance_.active[done.number];
        again = {.number = done.number, .parent = scope, .node = done.node, .role = Role::scope, .since = now_};
        again.variables = done.variables;
        again.undone_for = number;
        note(Phase::started, done.node, done.number);
        return begin_event_sub(done.number, start, {});
    }
    for (const auto& inner : instance_.done)
        if (inner.scope == done.number) find(number)->to_undo.push_back(inner.number);
    note(Phase::compensated, done.node, done.number);
    undone(number);
}

void Run::undone(ActiveNumber number) { push({.scope = number, .what = Move::What::undo}); }

}  // namespace bpmn

// Events that a token comes to: caught, chosen between, thrown.

#include "bpmn/run.h"

#include <boost/json.hpp>

#include <algorithm>

namespace bpmn {
namespace {

bool has_part(const Node& node, Trigger trigger) {
    return std::any_of(node.parts.begin(), node.parts.end(),
                       [&](const EventPart& part) { return part.trigger == trigger; });
}

/// Ends something at once; whatever else is thrown lets others come to rest first.
bool is_immediate(Trigger trigger) {
    return trigger == Trigger::link || trigger == Trigger::terminate || trigger == Trigger::error ||
           trigger == Trigger::cancel;
}

}  // namespace

void Run::enter_event(const Move& move) {
    const auto& node = plan_.at(move.node);
    switch (node.kind) {
        case NodeKind::catch_event:
            if (!has_part(node, Trigger::link)) return catch_here(move);
            [[fallthrough]];
        case NodeKind::start_event: note(Phase::completed, move.node); return leave(move.node, move.scope);
        default: break;
    }
    if (std::all_of(node.parts.begin(), node.parts.end(),
                    [](const EventPart& part) { return is_immediate(part.trigger); }))
        return do_throw(move);
    throws_.push_back(move);
}

void Run::catch_here(const Move& move) {
    const auto number = add_active(move.node, move.scope, Role::event).number;
    note(Phase::started, move.node, number);
    for (int i = 0; i < static_cast<int>(plan_.at(move.node).parts.size()); ++i) {
        const auto opened = open_part(number, move.node, i);
        if (!opened) return incident(*find(number), opened.error().key, opened.error().log);
    }
}

void Run::open_choice(const Move& move) {
    const auto number = add_active(move.node, move.scope, Role::event).number;
    note(Phase::started, move.node, number);
    for (const auto flow : plan_.at(move.node).outgoing) {
        const auto target = plan_.flow(flow).target;
        const auto& node = plan_.at(target);
        if (node.kind == NodeKind::receive_task) {
            open_wait({.owner = number,
                       .node = target,
                       .kind = WaitKind::message,
                       .name = node.reference,
                       .key = key_of(node.reference, number)});
            continue;
        }
        for (int i = 0; i < static_cast<int>(node.parts.size()); ++i) {
            const auto opened = open_part(number, target, i);
            if (!opened) return incident(*find(number), opened.error().key, opened.error().log);
        }
    }
}

// ---- thrown
// -----------------------------------------------------------------------------------------------------------

void Run::do_throw(const Move& move) {
    const auto& node = plan_.at(move.node);
    note(Phase::completed, move.node);
    bool goes_on = true;
    swept_.clear();
    for (const auto& part : node.parts) {
        goes_on = throw_part(move, part) && goes_on;
        if (instance_.status != Status::running || find(move.scope) == nullptr) return;
    }
    goes_on = goes_on && std::find(swept_.begin(), swept_.end(), move.scope) == swept_.end();
    if (goes_on && node.kind == NodeKind::throw_event) leave(move.node, move.scope);
}

// True where the token goes on from here.
bool Run::throw_part(const Move& move, const EventPart& part) {
    const auto payload = inputs_of(plan_.at(move.node), move.scope);
    const auto variables = payload ? *payload : Variables{};
    switch (part.trigger) {
        case Trigger::message:
            step_.emissions.push_back(
                {Trigger::message, part.name, key_of_sent(part.name, move.scope, variables), move.node, variables});
            return true;
        case Trigger::signal: broadcast(part.name, move.node, variables); return true;
        case Trigger::escalation:
        case Trigger::error:
            if (!catch_thrown(part.trigger, part.name, move.scope, variables))
                uncaught(part.trigger, part.name, move.node);
            return part.trigger == Trigger::escalation;
        case Trigger::terminate:
            cancel_within(move.scope);
            touch(move.scope);
            return false;
        case Trigger::link: push({.node = part.target, .scope = move.scope}); return false;
        case Trigger::compensation: compensate(move, part); return false;
        case Trigger::cancel: cancel_transaction(move); return false;
        default: return true;
    }
}

void Run::broadcast(const std::string& name, NodeIndex from, const Variables& variables) {
    std::vector<WaitNumber> hearing;
    for (const auto& [number, wait] : instance_.waits)
        if (wait.kind == WaitKind::signal && wait.name == name) hearing.push_back(number);
    for (const auto number : hearing)
        if (const auto found = instance_.waits.find(number); found != instance_.waits.end())
            fire(Wait(found->second), variables);
    step_.emissions.push_back({Trigger::signal, name, {}, from, variables});
}

void Run::uncaught(Trigger trigger, const std::string& code, NodeIndex from) {
    if (trigger == Trigger::error) return fail_instance(code);
    step_.emissions.push_back({Trigger::escalation, code, {}, from, {}});
}

// From the inside out: the event sub-processes of each scope, then the boundary of the activity it is.
bool Run::catch_thrown(Trigger trigger, const std::string& code, ActiveNumber from, const Variables& variables) {
    auto came_from = nowhere;
    for (auto at = from; at != 0;) {
        const auto& active = *find(at);
        const auto parent = active.parent;
        const auto node = active.node;
        if (active.role == Role::scope && catch_in_scope(at, trigger, code, came_from, variables)) return true;
        if (!is_turn(active) && catch_at_boundary(at, trigger, code, variables)) return true;
        came_from = node;
        at = parent;
    }
    return false;
}

namespace {

/// A part that catches the code by name comes before one that catches any.
bool catches(const Node& node, Trigger trigger, const std::string& code, bool any) {
    return std::any_of(node.parts.begin(), node.parts.end(), [&](const EventPart& part) {
        return part.trigger == trigger && (any ? part.name.empty() : part.name == code && !code.empty());
    });
}

}  // namespace

bool Run::catch_in_scope(ActiveNumber scope, Trigger trigger, const std::string& code, NodeIndex came_from,
                         const Variables& variables) {
    for (const bool any : {false, true})
        for (const auto sub : plan_.at(find(scope)->node).event_subs) {
            const auto start = plan_.at(sub).triggered.front();
            if (sub == came_from || !catches(plan_.at(start), trigger, code, any)) continue;
            begin_event_sub(scope, start, variables);
            return true;
        }
    return false;
}

bool Run::catch_at_boundary(ActiveNumber owner, Trigger trigger, const std::string& code, const Variables& variables) {
    for (const bool any : {false, true})
        for (const auto boundary : plan_.at(find(owner)->node).boundaries) {
            if (!catches(plan_.at(boundary), trigger, code, any)) continue;
            fire_boundary(owner, boundary, variables);
            return true;
        }
    return false;
}

}  // namespace bpmn

// What an instance waits for: opened, closed, and fired.

#include "bpmn/run.h"

#include <boost/json.hpp>

#include <algorithm>

namespace bpmn {

void Run::open_wait(Wait wait) {
    wait.number = instance_.next_wait++;
    step_.opened.push_back(wait);
    instance_.waits.emplace(wait.number, std::move(wait));
}

void Run::close_wait(WaitNumber number) {
    const auto found = instance_.waits.find(number);
    if (found == instance_.waits.end()) return;
    if (std::erase_if(step_.opened, [&](const Wait& wait) { return wait.number == number; }) == 0)
        step_.closed.push_back(found->second);
    instance_.waits.erase(found);
}

void Run::close_waits_of(ActiveNumber owner) {
    for (auto it = instance_.waits.begin(); it != instance_.waits.end();) {
        const auto here = it++;
        if (here->second.owner == owner) close_wait(here->first);
    }
}

void Run::close_waits_at(ActiveNumber owner, NodeIndex node) {
    for (auto it = instance_.waits.begin(); it != instance_.waits.end();) {
        const auto here = it++;
        if (here->second.owner == owner && here->second.node == node) close_wait(here->first);
    }
}

bool Run::waits_at(ActiveNumber owner, NodeIndex node) const {
    return std::any_of(instance_.waits.begin(), instance_.waits.end(),
                       [&](const auto& each) { return each.second.owner == owner && each.second.node == node; });
}

namespace {

void add_to_key(std::string& key, const Result<json::value>& value) {
    if (!value || value->is_null()) return;
    if (!key.empty()) key += '\x1f';
    key += value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
}

}  // namespace

std::string Run::key_of(const std::string& message, ActiveNumber at) const {
    std::string key;
    for (const auto& each : plan_.correlations)
        if (each.message == message && each.of_instance) add_to_key(key, value_of(each.of_instance, at));
    return key;
}

std::string Run::key_of_sent(const std::string& message, ActiveNumber at, const Variables& carried) const {
    std::string key;
    for (const auto& each : plan_.correlations)
        if (each.message == message && each.of_message) add_to_key(key, value_of(each.of_message, at, carried));
    return key;
}

namespace {

std::optional<WaitKind> wait_kind(Trigger trigger) {
    switch (trigger) {
        case Trigger::message: return WaitKind::message;
        case Trigger::signal: return WaitKind::signal;
        case Trigger::timer: return WaitKind::timer;
        case Trigger::conditional: return WaitKind::condition;
        default: return std::nullopt;
    }
}

}  // namespace

Result<void> Run::open_part(ActiveNumber owner, NodeIndex index, int number) {
    const auto& part = plan_.at(index).parts[static_cast<std::size_t>(number)];
    const auto kind = wait_kind(part.trigger);
    if (!kind) return {};
    Wait wait{.owner = owner, .node = index, .part = number, .kind = *kind, .name = part.name};
    if (part.trigger == Trigger::message) wait.key = key_of(part.name, owner);
    if (part.trigger == Trigger::timer) {
        auto text = part.timer_text;
        if (part.formula) {
            const auto value = TRY(value_of(part.formula, owner));
            if (value.is_string()) text = std::string(value.get_string());
        }
        const auto schedule = read_schedule(part.timer, text, now_);
        if (!schedule) return refuse(Kind::invalid, "bpmn.no_time", plan_.at(index).id + ": " + text);
        wait.due = schedule->first;
        wait.repeats = schedule->times < 0 ? -1 : schedule->times - 1;
    }
    if (part.trigger == Trigger::conditional) conditions_to_check_ = true;
    open_wait(std::move(wait));
    return {};
}

bool Run::arm(ActiveNumber number) {
    const auto& active = *find(number);
    const auto& node = plan_.at(active.node);
    std::vector<NodeIndex> armed;
    if (active.role == Role::scope)
        for (const auto sub : node.event_subs) armed.push_back(plan_.at(sub).triggered.front());
    else if (!is_turn(active))
        armed = node.boundaries;
    bool conditional = false;
    for (const auto index : armed)
        for (int i = 0; i < static_cast<int>(plan_.at(index).parts.size()); ++i) {
            conditional =
                conditional || plan_.at(index).parts[static_cast<std::size_t>(i)].trigger == Trigger::conditional;
            const auto opened = open_part(number, index, i);
            if (opened) continue;
            incident(*find(number), opened.error().key, opened.error().log);
            return false;
        }
    if (conditional) check_conditions(number);
    return find(number) != nullptr;
}

std::vector<NodeIndex> Run::armed_by(const Active& active) const {
    const auto& node = plan_.at(active.node);
    auto events = is_turn(active) ? std::vector<NodeIndex>{} : node.boundaries;
    if (active.role == Role::work || active.role == Role::repeated) return events;
    if (active.role != Role::scope) return {};
    const auto interrupts = [&](ActiveNumber child) {
        const auto& inner = plan_.at(find(child)->node);
        return inner.kind == NodeKind::event_sub_process && plan_.at(inner.triggered.front()).interrupting;
    };
    const auto children = children_of(active.number);
    if (std::any_of(children.begin(), children.end(), interrupts)) return events;
    for (const auto sub : node.event_subs) events.push_back(plan_.at(sub).triggered.front());
    return events;
}

Result<void> Run::take(const Arm& arm) {
    if (instance_.status != Status::running) return refuse(Kind::conflict, "bpmn.not_waiting", "1");
    std::vector<ActiveNumber> numbers;
    for (const auto& [number, active] : instance_.active) numbers.push_back(number);
    for (const auto number : numbers)
        for (const auto index : armed_by(*find(number))) {
            if (std::find(arm.events.begin(), arm.events.end(), index) == arm.events.end() || waits_at(number, index))
                continue;
            for (int i = 0; i < static_cast<int>(plan_.at(index).parts.size()); ++i)
                if (const auto opened = open_part(number, index, i); !opened)
                    incident(*find(number), opened.error().key, opened.error().log);
        }
    return {};
}

bool Run::check_conditions(ActiveNumber owner) {
    if (owner == 0) {
        if (!conditions_to_check_) return false;
        conditions_to_check_ = false;
    }
    std::vector<WaitNumber> waiting;
    for (const auto& [number, wait] : instance_.waits)
        if (wait.kind == WaitKind::condition && (owner == 0 || wait.owner == owner)) waiting.push_back(number);
    bool fired = false;
    for (const auto number : waiting) {
        const auto found = instance_.waits.find(number);
        if (found == instance_.waits.end()) continue;
        auto& wait = found->second;
        const auto now = holds(plan_.at(wait.node).parts[static_cast<std::size_t>(wait.part)].formula, wait.owner);
        const bool was = std::exchange(wait.held, now && *now);
        if (was || !wait.held) continue;
        ++moved_;
        fired = true;
        fire(Wait(wait), {});
    }
    return fired;
}

// ---- fired
// ------------------------------------------------------------------------------------------------------------

void Run::fire(const Wait& wait, const Variables& variables) {
    const auto* owner = find(wait.owner);
    if (owner == nullptr) return;
    if (owner->node == wait.node) return fire_own(wait, variables);
    if (owner->role == Role::event) return fire_choice(wait, variables);
    fire_armed(wait, variables);
}

void Run::fire_own(const Wait& wait, const Variables& variables) {
    const auto& owner = *find(wait.owner);
    const auto& node = plan_.at(wait.node);
    close_wait(wait.number);
    if (owner.role == Role::scope) return touch(wait.owner);
    if (owner.role != Role::event) return answered(wait.owner, variables);
    const auto scope = owner.parent;
    const auto stored = store(node, variables, scope);
    if (node.parallel_multiple && waits_at(wait.owner, wait.node)) return;
    close_waits_of(wait.owner);
    note(Phase::completed, wait.node, wait.owner);
    instance_.active.erase(wait.owner);
    stored ? leave(wait.node, scope) : stand_done(wait.node, scope, stored.error());
}

void Run::fire_choice(const Wait& wait, const Variables& variables) {
    const auto& owner = *find(wait.owner);
    const auto gateway = owner.node;
    const auto scope = owner.parent;
    // One that began the instance with one of several messages waits for the rest as well.
    plan_.at(gateway).parallel_multiple ? close_wait(wait.number) : close_waits_of(wait.owner);
    if (!plan_.at(gateway).parallel_multiple ||
        std::none_of(instance_.waits.begin(), instance_.waits.end(),
                     [&](const auto& each) { return each.second.owner == wait.owner; })) {
        note(Phase::completed, gateway, wait.owner);
        instance_.active.erase(wait.owner);
    }
    const auto stored = store(plan_.at(wait.node), variables, scope);
    note(Phase::completed, wait.node);
    stored ? leave(wait.node, scope) : stand_done(wait.node, scope, stored.error());
}

void Run::again_or_never(const Wait& wait) {
    const auto& part = plan_.at(wait.node).parts[static_cast<std::size_t>(wait.part)];
    if (part.trigger != Trigger::timer) return;
    close_wait(wait.number);
    if (wait.repeats == 0) return;
    const auto schedule = read_schedule(part.timer, part.timer_text, now_);
    auto text = part.timer_text;
    if (part.formula)
        if (const auto value = value_of(part.formula, wait.owner); value && value->is_string())
            text = std::string(value->get_string());
    const auto again = schedule ? schedule : read_schedule(part.timer, text, now_);
    if (!again || !again->every) return;
    auto next = wait;
    next.due = *wait.due + *again->every;
    next.repeats = wait.repeats < 0 ? -1 : wait.repeats - 1;
    open_wait(std::move(next));
}

void Run::fire_armed(const Wait& wait, const Variables& variables) {
    const auto& node = plan_.at(wait.node);
    const auto owner = wait.owner;
    if (node.parallel_multiple && node.parts.size() > 1) {
        close_wait(wait.number);
        if (waits_at(owner, wait.node)) return;
        if (!node.interrupting)
            for (int i = 0; i < static_cast<int>(node.parts.size()); ++i)
                static_cast<void>(open_part(owner, wait.node, i));
    } else if (!node.interrupting) {
        again_or_never(wait);
    }
    node.kind == NodeKind::boundary_event ? fire_boundary(owner, wait.node, variables)
                                          : begin_event_sub(owner, wait.node, variables);
}

void Run::fire_boundary(ActiveNumber owner, NodeIndex boundary, const Variables& variables) {
    const auto& node = plan_.at(boundary);
    const auto scope = find(owner)->parent;
    note(Phase::completed, boundary);
    if (node.interrupting) cancel(owner);
    const auto stored = store(node, variables, scope);
    stored ? leave(boundary, scope) : stand_done(boundary, scope, stored.error());
}

void Run::begin_event_sub(ActiveNumber scope, NodeIndex start, const Variables& variables) {
    const auto& node = plan_.at(start);
    if (node.interrupting) {
        cancel_within(scope);
        close_waits_of(scope);
        find(scope)->to_begin.clear();
    }
    auto& sub = add_active(node.parent, scope, Role::scope);
    const auto number = sub.number;
    for (const auto& name : plan_.at(node.parent).data) sub.variables.emplace(name, nullptr);
    note(Phase::started, node.parent, number);
    note(Phase::completed, start);
    const auto stored = store(node, variables, number);
    if (!arm(number)) return;
    stored ? leave(start, number) : stand_done(start, number, stored.error());
}

}  // namespace bpmn

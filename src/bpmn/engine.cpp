#include "bpmn/engine.h"

#include "bpmn/run.h"

namespace bpmn {

std::string_view name_of(Phase phase) {
    static constexpr std::string_view names[] = {"started", "completed", "cancelled", "failed", "compensated"};
    return names[static_cast<std::size_t>(phase)];
}

namespace {

Result<void> not_waiting(std::int64_t number) {
    return refuse(Kind::conflict, "bpmn.not_waiting", std::to_string(number));
}

}  // namespace

// ---- what happened
// ----------------------------------------------------------------------------------------------------

Result<void> Run::take(const Begin& begin) {
    const auto& process = plan_.at(begin.process);
    if (instance_.next_active != 1 || process.kind != NodeKind::process)
        return refuse(Kind::conflict, "bpmn.begun_already");
    if (begin.at == nowhere && process.starts.empty() && !process.triggered.empty())
        return refuse(Kind::invalid, "bpmn.needs_its_trigger", process.id);
    if (!would_fit(begin.variables)) return refuse(Kind::invalid, "bpmn.variables_too_large", process.id);
    auto& root = add_active(begin.process, 0, Role::scope);
    for (const auto& name : process.data) root.variables.emplace(name, nullptr);
    const bool mapped = begin.at != nowhere && plan_.at(begin.at).has_outputs;
    if (!mapped)
        for (const auto& each : begin.variables) root.variables[each.key()] = each.value();
    note(Phase::started, begin.process, 1);
    if (mapped) TRY(store(plan_.at(begin.at), begin.variables, 1));
    if (!arm(1)) return {};
    if (begin.at != nowhere) {
        begin_at(begin.at);
        return {};
    }
    // Of several start events without a trigger, one begins it: the first. Without any, all that nothing leads to.
    for (const auto start : process.starts) {
        push({.node = start, .scope = 1});
        if (plan_.at(start).kind == NodeKind::start_event) break;
    }
    touch(1);
    return {};
}

void Run::begin_at(NodeIndex index) {
    const auto& node = plan_.at(index);
    note(Phase::completed, index);
    leave(index, 1);
    if (node.incoming.empty()) return;
    // Behind a gateway that begins the process: a parallel one waits for its other messages too.
    const auto gateway = plan_.flow(node.incoming.front()).source;
    if (!plan_.at(gateway).parallel_multiple) return;
    open_choice({gateway, 1, nowhere});
    for (const auto& [number, wait] : std::map(instance_.waits))
        if (wait.node == index) close_wait(number);
}

Result<void> Run::take(const Answer& answer) {
    const auto found = instance_.waits.find(answer.wait);
    if (found == instance_.waits.end()) return not_waiting(answer.wait);
    if (!would_fit(answer.variables))
        return refuse(Kind::invalid, "bpmn.variables_too_large", plan_.at(found->second.node).id);
    fire(Wait(found->second), answer.variables);
    return {};
}

Result<void> Run::take(const Error& error) {
    const auto found = instance_.waits.find(error.wait);
    if (found == instance_.waits.end() || find(found->second.owner)->node != found->second.node)
        return not_waiting(error.wait);
    if (!would_fit(error.variables))
        return refuse(Kind::invalid, "bpmn.variables_too_large", plan_.at(found->second.node).id);
    const auto owner = found->second.owner;
    close_wait(error.wait);
    if (!catch_thrown(Trigger::error, error.code, owner, error.variables))
        incident(*find(owner), "bpmn.error_not_caught", error.code);
    return {};
}

Result<void> Run::take(const Escalation& escalation) {
    const auto found = instance_.waits.find(escalation.wait);
    if (found == instance_.waits.end() || found->second.kind != WaitKind::call) return not_waiting(escalation.wait);
    if (!catch_thrown(Trigger::escalation, escalation.code, found->second.owner, {}))
        uncaught(Trigger::escalation, escalation.code, found->second.node);
    return {};
}

Result<void> Run::take(const Breakdown& breakdown) {
    const auto found = instance_.waits.find(breakdown.wait);
    if (found == instance_.waits.end() || find(found->second.owner)->node != found->second.node)
        return not_waiting(breakdown.wait);
    auto& owner = *find(found->second.owner);
    close_wait(breakdown.wait);
    incident(owner, breakdown.key, breakdown.detail);
    return {};
}

Result<void> Run::take(const Retry& retry) {
    auto* active = find(retry.active);
    if (active == nullptr || active->incident.empty()) return not_waiting(retry.active);
    active->incident.clear();
    active->detail.clear();
    const auto number = active->number;
    switch (active->role) {
        case Role::repeated:
            if (active->wanted == 0 && active->begun == 0) {
                begin_repeated(number);
            } else {
                goes_on(*active);
            }
            break;
        case Role::undoing: undone(number); break;
        case Role::standing: {
            const auto stood = *active;
            instance_.active.erase(number);
            stood.completed ? leave(stood.node, stood.parent) : push({stood.node, stood.parent, stood.arrived_by});
            break;
        }
        case Role::event: {
            const Move move{active->node, active->parent, nowhere};
            close_waits_of(number);
            instance_.active.erase(number);
            is_gateway(plan_.at(move.node).kind) ? open_choice(move) : catch_here(move);
            break;
        }
        default:
            close_waits_of(number);
            if (arm(number)) plan_.at(active->node).kind == NodeKind::process ? touch(number) : carry_out(number);
    }
    return {};
}

Result<void> Run::take(const Choose& choose) {
    const auto* ad_hoc = find(choose.ad_hoc);
    if (ad_hoc == nullptr || plan_.at(ad_hoc->node).kind != NodeKind::ad_hoc || choose.activity == nowhere ||
        plan_.at(choose.activity).parent != ad_hoc->node || !plan_.at(choose.activity).incoming.empty())
        return not_waiting(choose.ad_hoc);
    close_waits_at(choose.ad_hoc, ad_hoc->node);
    push({.node = choose.activity, .scope = choose.ad_hoc});
    return {};
}

Result<void> Run::take(const Change& change) {
    if (instance_.status != Status::running) return not_waiting(1);
    if (!would_fit(change.variables)) return refuse(Kind::invalid, "bpmn.variables_too_large");
    for (const auto& each : change.variables) assign(each.key(), each.value(), 1);
    return {};
}

Result<void> Run::take(const Cancel&) {
    if (instance_.status != Status::running) return not_waiting(1);
    cancel(1);
    instance_.status = Status::cancelled;
    instance_.done.clear();
    return {};
}

Step Run::finish() {
    if (instance_.status != Status::running)
        while (!instance_.waits.empty()) close_wait(instance_.waits.begin()->first);
    return std::move(step_);
}

Result<Step> advance(const Plan& plan, Instance& instance, const Stimulus& stimulus, Performer& performer, Instant now,
                     const Limits& limits) {
    Run run(plan, instance, performer, now, limits);
    TRY(std::visit([&](const auto& each) { return run.take(each); }, stimulus));
    run.settle();
    return run.finish();
}

std::vector<StartWait> start_waits(const Plan& plan) {
    std::vector<StartWait> all;
    const auto add = [&](NodeIndex process, NodeIndex index) {
        const auto& node = plan.at(index);
        if (node.kind == NodeKind::receive_task)
            all.push_back({process, index, WaitKind::message, node.reference, nullptr});
        for (const auto& part : node.parts) {
            const auto kind = part.trigger == Trigger::message  ? WaitKind::message
                              : part.trigger == Trigger::signal ? WaitKind::signal
                              : part.trigger == Trigger::timer  ? WaitKind::timer
                                                                : WaitKind::condition;
            all.push_back({process, index, kind, part.name, &part});
        }
    };
    for (const auto process : plan.processes)
        for (const auto start : plan.at(process).triggered) {
            if (plan.at(start).kind != NodeKind::event_based) {
                add(process, start);
                continue;
            }
            for (const auto flow : plan.at(start).outgoing) add(process, plan.flow(flow).target);
        }
    return all;
}

}  // namespace bpmn

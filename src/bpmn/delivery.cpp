#include "bpmn/delivery.h"

#include "bpmn/events.h"
#include "bpmn/queries.h"
#include "journal/journal.h"

#include <boost/json.hpp>

namespace bpmn {
namespace {

/// The task's work for the room above.
class Bench : public Performer {
public:
    Bench(db::Tx& tx, Surroundings& surroundings, const Record& record)
        : tx_(tx), surroundings_(surroundings), record_(record) {}
    Performed perform(const Work& work) override {
        return surroundings_.perform(tx_, record_, {record_.id, work.wait}, work);
    }

private:
    db::Tx& tx_;
    Surroundings& surroundings_;
    const Record& record_;
};

OpenWait seen(const Record& record, const Plan& plan, const Wait& wait, Instant opened) {
    return {.id = {record.id, wait.number},
            .kind = wait.kind,
            .element = plan.at(wait.node).id,
            .name = wait.name,
            .key = wait.key,
            .due = wait.due,
            .opened = opened};
}

}  // namespace

Result<InstanceId> Delivery::begin(ModelId model, const std::string& process, const std::string& at,
                                   json::object variables, const std::string& owner,
                                   const std::optional<WaitId>& caller, Beforehand beforehand) {
    Engine::Loaded fresh;
    fresh.plan = TRY(engine_.plan(tx_, model));
    const auto index = process.empty() ? fresh.plan->processes.front() : fresh.plan->find(process);
    if (index == nowhere || fresh.plan->at(index).kind != NodeKind::process)
        return refuse(Kind::not_found, "bpmn.no_such_process", process);
    const auto start = at.empty() ? nowhere : fresh.plan->find(at);
    fresh.record = {.id = beforehand.id ? beforehand.id : tx_.new_id<InstanceId>(),
                    .model = model,
                    .process = fresh.plan->at(index).id,
                    .owner = owner,
                    .status = Status::running,
                    .began = tx_.now(),
                    .ended = std::nullopt,
                    .remembered = std::move(beforehand.remembered)};
    if (caller) fresh.caller = caller->instance, fresh.caller_wait = caller->number;
    fresh.fresh = true;
    if (!may_deliver()) return refuse(Kind::invalid, "bpmn.too_many_deliveries");
    TRY(advance_one(fresh, Begin{index, start, std::move(variables)}));
    return fresh.record.id;
}

Result<void> Delivery::go_on(Engine::Loaded& one, const Stimulus& stimulus) {
    if (!may_deliver()) return refuse(Kind::invalid, "bpmn.too_many_deliveries");
    TRY(advance_one(one, stimulus));
    return run();
}

Result<void> Delivery::run() {
    while (!open_.empty()) {
        const auto next = std::move(open_.front());
        open_.pop_front();
        if (!may_deliver()) return refuse(Kind::invalid, "bpmn.too_many_deliveries");
        auto loaded = TRY(engine_.load(tx_, next.instance));
        TRY(advance_one(loaded, next.stimulus));
    }
    return {};
}

Result<void> Delivery::advance_one(Engine::Loaded& one, const Stimulus& stimulus) {
    if (!one.fresh && one.record.status != Status::running)
        return refuse(Kind::conflict, "bpmn.not_waiting", to_string(one.record.id));
    Bench bench(tx_, engine_.surroundings_, one.record);
    const auto step = TRY(advance(*one.plan, one.instance, stimulus, bench, tx_.now(), engine_.limits_));
    one.record.status = one.instance.status;
    if (one.record.status != Status::running) one.record.ended = tx_.now();
    save(one, step);
    TRY(tell(one, step));
    return follow(one, step);
}

void Delivery::save(const Engine::Loaded& one, const Step& step) {
    const auto& record = one.record;
    const auto state = record.status == Status::running ? json_of(*one.plan, one.instance) : std::string();
    const std::int64_t incidents = one.instance.has_incident();
    if (one.fresh) {
        const auto caller = one.caller ? std::optional(one.caller.value) : std::nullopt;
        tx_.run(sql::add_instance, record.id, record.model, record.process, record.owner, name_of(record.status),
                incidents, state, caller, static_cast<std::int64_t>(one.caller_wait), record.began, record.ended);
    } else if (record.status == Status::running && !incidents && !one.had_incident) {
        tx_.run(sql::save_state, state, record.id);  // no column of an index
    } else {
        tx_.run(sql::save_instance, name_of(record.status), incidents, state, record.ended, record.id);
    }
    if (record.status != Status::running) {
        if (!one.fresh) tx_.run(sql::drop_waits, record.id);
        return;
    }
    for (const auto& wait : step.closed) tx_.run(sql::drop_wait, record.id, static_cast<std::int64_t>(wait.number));
    for (const auto& wait : step.opened)
        tx_.run(sql::add_wait, record.id, static_cast<std::int64_t>(wait.number), name_of(wait.kind),
                one.plan->at(wait.node).id, wait.name, wait.key, wait.due, tx_.now());
}

Result<void> Delivery::tell(const Engine::Loaded& one, const Step& step) {
    auto& above = engine_.surroundings_;
    for (const auto& transition : step.transitions) {
        announce(one.record, *one.plan, transition);
        TRY(above.moved(tx_, one.record, one.plan->at(transition.node), transition));
    }
    for (const auto& wait : step.closed)
        TRY(above.closed(tx_, one.record, one.plan->at(wait.node), seen(one.record, *one.plan, wait, {})));
    for (const auto& wait : step.opened)
        TRY(above.opened(tx_, one.record, one.plan->at(wait.node), seen(one.record, *one.plan, wait, tx_.now())));
    if (one.record.status != Status::running) TRY(above.ended(tx_, one.record, step.result));
    return above.rested(tx_, one.record);
}

void Delivery::announce(const Record& record, const Plan& plan, const Transition& transition) {
    const ElementFact fact{record.id, record.model, plan.at(transition.node).id, transition.number, transition.code};
    switch (transition.phase) {
        case Phase::started: journal::announce(tx_, ElementStarted{fact}); break;
        case Phase::completed: journal::announce(tx_, ElementCompleted{fact}); break;
        case Phase::cancelled: journal::announce(tx_, ElementCancelled{fact}); break;
        case Phase::failed: journal::announce(tx_, ElementFailed{fact}); break;
        case Phase::compensated: journal::announce(tx_, ElementCompensated{fact}); break;
    }
}

// ---- what a step sets going elsewhere
// --------------------------------------------------------------------------------------

Result<void> Delivery::follow(const Engine::Loaded& one, const Step& step) {
    for (const auto& wait : step.closed)
        if (wait.kind == WaitKind::call) end_called(one, wait);
    for (const auto& emission : step.emissions) {
        if (emission.trigger == Trigger::signal) {
            TRY(broadcast(&one.record, emission));
        } else if (emission.trigger == Trigger::message) {
            const auto taken = correlate(&one.record, emission);
            if (!taken && taken.error().kind != Kind::not_found) return std::unexpected(taken.error());
            if (!taken) TRY(engine_.surroundings_.sent(tx_, one.record, one.plan->at(emission.from), emission));
        } else if (one.caller) {
            add(one.caller, Escalation{one.caller_wait, emission.name});
        }
    }
    for (const auto& wait : step.opened)
        if (wait.kind == WaitKind::call) TRY(call(one, wait, step.inputs.at(wait.number)));
    if (one.caller && one.record.status != Status::running) TRY(answer_caller(one, step));
    return {};
}

Result<void> Delivery::call(const Engine::Loaded& one, const Wait& wait, const json::object& inputs) {
    const auto& node = one.plan->at(wait.node);
    // The called element is named by its process, its model, or both: "model:process".
    const auto colon = node.reference.rfind(':');
    const auto name = node.reference.substr(0, colon);
    const auto process = colon == std::string::npos ? std::string() : node.reference.substr(colon + 1);
    const auto model = engine_.newest(tx_, name);
    if (!model) {
        add(one.record.id, Breakdown{wait.number, "bpmn.called_model_missing", node.reference});
        return {};
    }
    TRY(begin(*model, process, {}, inputs, one.record.owner, WaitId{one.record.id, wait.number}));
    return {};
}

Result<void> Delivery::answer_caller(const Engine::Loaded& one, const Step& step) {
    const auto caller = TRY(engine_.load(tx_, one.caller));
    if (caller.record.status != Status::running || !caller.instance.waits.contains(one.caller_wait)) return {};
    if (one.record.status == Status::completed)
        add(one.caller,
            Answer{one.caller_wait, caller.plan->at(caller.instance.waits.at(one.caller_wait).node).has_outputs
                                        ? step.result
                                        : json::object{}});
    else if (one.record.status == Status::failed)
        add(one.caller, Error{one.caller_wait, one.instance.outcome, {}});
    else
        add(one.caller, Breakdown{one.caller_wait, "bpmn.called_was_cancelled", to_string(one.record.id)});
    return {};
}

void Delivery::end_called(const Engine::Loaded& one, const Wait& wait) {
    for (const auto row : tx_.query(sql::called_by, one.record.id, static_cast<std::int64_t>(wait.number)))
        add(row.get<InstanceId>(0), Cancel{});
}

// A message along a message flow reaches what it leads to, and nothing else.
bool Delivery::is_meant(const Record* from, const Emission& emission, NodeIndex target) const {
    if (from == nullptr) return true;
    const auto plan = engine_.plan(tx_, from->model);
    bool any = false;
    for (const auto& flow : (*plan)->message_flows) {
        if (flow.source != emission.from) continue;
        if (flow.target == target || (*plan)->at(flow.target).kind == NodeKind::process) return true;
        any = true;
    }
    return !any;
}

Result<InstanceId> Delivery::correlate(const Record* from, const Emission& emission) {
    struct Candidate {
        InstanceId instance;
        std::int64_t number;
        std::string element;
    };
    std::vector<Candidate> waiting;
    const auto key = emission.key;
    for (const auto row : tx_.query(sql::waits_keyed, "message", emission.name, key, 50))
        waiting.push_back({row.get<InstanceId>(0), row.get<std::int64_t>(1), row.get<std::string>(2)});
    for (const auto& each : waiting) {
        if (from != nullptr) {
            const auto plan = TRY(engine_.plan(tx_, from->model));
            if (!is_meant(from, emission, plan->find(each.element))) continue;
        }
        add(each.instance, Answer{static_cast<WaitNumber>(each.number), emission.variables});
        return each.instance;
    }
    struct Start {
        ModelId model;
        std::string process, element;
    };
    std::vector<Start> starts;
    for (const auto row : tx_.query(sql::starts_named, "message", emission.name))
        starts.push_back({row.get<ModelId>(0), row.get<std::string>(1), row.get<std::string>(2)});
    for (const auto& start : starts) {
        if (from != nullptr && start.model == from->model) {
            const auto plan = TRY(engine_.plan(tx_, from->model));
            if (!is_meant(from, emission, plan->find(start.element))) continue;
        }
        return begin(start.model, start.process, start.element, emission.variables, from ? from->owner : std::string());
    }
    return refuse(Kind::not_found, "bpmn.nobody_waits", emission.name);
}

Result<int> Delivery::broadcast(const Record* from, const Emission& emission) {
    int heard = 0;
    for (const auto row : tx_.query(sql::waits_named, "signal", emission.name, most_deliveries + 1)) {
        if (from != nullptr && row.get<InstanceId>(0) == from->id) continue;
        add(row.get<InstanceId>(0), Answer{static_cast<WaitNumber>(row.get<std::int64_t>(1)), emission.variables});
        ++heard;
    }
    std::vector<std::tuple<ModelId, std::string, std::string>> starts;
    for (const auto row : tx_.query(sql::starts_named, "signal", emission.name))
        starts.emplace_back(row.get<ModelId>(0), row.get<std::string>(1), row.get<std::string>(2));
    for (const auto& [model, process, element] : starts) {
        TRY(begin(model, process, element, emission.variables, from ? from->owner : std::string()));
        ++heard;
    }
    return heard;
}

}  // namespace bpmn

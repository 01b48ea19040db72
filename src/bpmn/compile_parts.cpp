#include "bpmn/compile.h"

#include <algorithm>

namespace bpmn {

std::string variable_of(const Element& e) {
    const auto& data = data_behind(e);
    return data.name().empty() ? data.id() : data.name();
}

std::string known_as(const Element* e) {
    if (e == nullptr) return {};
    for (const auto* attribute : {"errorCode", "escalationCode", "name"})
        if (e->has(attribute) && !e->attribute(attribute).empty()) return e->attribute(attribute);
    return e->id();
}

namespace {

std::string trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1));
}

}  // namespace

Formula Compiler::formula(const std::optional<Expression>& expression, const std::string& where) {
    if (!expression) return {};
    const auto text = trimmed(expression->text);
    if (text.empty()) return {};
    auto compiled = expressions_.compile(expression->language, text);
    if (compiled) return {text, std::move(*compiled)};
    refuse_at(where, compiled.error().key);
    return {};
}

void Compiler::describe(const Element& e, NodeIndex index) {
    auto& node = plan_->nodes[static_cast<std::size_t>(index)];
    for (const auto type : {Type::data_object, Type::property})
        for (const auto* data : e.children(type)) node.data.push_back(variable_of(*data));
    if (e.is(Type::event)) return describe_event(e, node);
    if (node.kind == NodeKind::complex) node.condition = formula(expression(e, "activationCondition"), node.id);
    if (node.kind == NodeKind::event_based) {
        node.instantiate = e.flag("instantiate");
        node.parallel_multiple = node.instantiate && e.attribute("eventGatewayType") == "Parallel";
    }
    if (!is_activity(node.kind)) return;
    describe_task(e, node);
    describe_loop(e, node);
    describe_data(e, node);
}

void Compiler::describe_task(const Element& e, Node& node) {
    node.start_quantity = static_cast<int>(e.number("startQuantity", 1));
    node.completion_quantity = static_cast<int>(e.number("completionQuantity", 1));
    if (node.start_quantity < 1 || node.completion_quantity < 1 || node.completion_quantity > 100)
        refuse_at(node.id, "bpmn.odd_quantity");
    node.for_compensation = e.flag("isForCompensation");
    node.instantiate = e.flag("instantiate");
    node.script = trimmed(script(e));
    node.format = e.attribute(e.is(Type::global_script_task) ? "scriptLanguage" : "scriptFormat");
    if (node.kind == NodeKind::send_task || node.kind == NodeKind::receive_task) {
        const auto* named = message(e);
        if (named == nullptr && operation(e) != nullptr) named = operation(e)->target("inMessageRef");
        node.reference = known_as(named);
        if (node.kind == NodeKind::receive_task && node.reference.empty()) refuse_at(node.id, "bpmn.receives_nothing");
    }
    if (node.kind == NodeKind::service_task) {
        const auto& implementation = e.attribute("implementation");
        node.reference = operation(e) != nullptr            ? known_as(operation(e))
                         : implementation.starts_with("##") ? std::string()
                                                            : implementation;
    }
    if (node.kind == NodeKind::rule_task) {
        const auto decision = node.extras.find("decisionRef");
        node.reference = decision != node.extras.end() ? decision->second : e.attribute("implementation");
    }
    if (node.kind == NodeKind::ad_hoc) {
        node.sequential = e.attribute("ordering") == "Sequential";
        node.cancels_rest = !e.has("cancelRemainingInstances") || e.flag("cancelRemainingInstances");
        node.condition = formula(expression(e, "completionCondition"), node.id);
    }
}

void Compiler::describe_loop(const Element& e, Node& node) {
    const auto* rule = loop(e);
    if (rule == nullptr) return;
    Repetition repeat;
    repeat.many = rule->is(Type::multi_instance_loop_characteristics);
    if (repeat.many) {
        describe_many(*rule, e, node, repeat);
    } else {
        repeat.test_before = rule->flag("testBefore");
        repeat.maximum = static_cast<int>(rule->number("loopMaximum"));
        repeat.condition = formula(expression(*rule, "loopCondition"), node.id);
        if (rule->has("loopMaximum") && repeat.maximum < 1) refuse_at(node.id, "bpmn.no_number_of_repetitions");
        if (!repeat.condition && repeat.maximum == 0) refuse_at(node.id, "bpmn.loop_without_end");
    }
    node.repeats.push_back(std::move(repeat));
}

/// The variable that a task's own data input is filled from, or its output goes to.
std::string Compiler::through(const Element& activity, const Element* data, bool incoming) const {
    if (data == nullptr) return {};
    for (const auto* association : incoming ? input_associations(activity) : output_associations(activity)) {
        const auto sources = association_sources(*association);
        const auto* inner = incoming ? association_target(*association) : sources.empty() ? nullptr : sources.front();
        const auto* outer = incoming ? (sources.empty() ? nullptr : sources.front()) : association_target(*association);
        if (inner == data && outer != nullptr) return variable_of(*outer);
    }
    return variable_of(*data);
}

void Compiler::describe_many(const Element& rule, const Element& activity, Node& node, Repetition& repeat) {
    repeat.sequential = rule.flag("isSequential");
    repeat.cardinality = formula(expression(rule, "loopCardinality"), node.id);
    repeat.condition = formula(expression(rule, "completionCondition"), node.id);
    repeat.collection = through(activity, rule.target("loopDataInputRef"), true);
    repeat.results = through(activity, rule.target("loopDataOutputRef"), false);
    if (const auto* item = rule.child("inputDataItem")) repeat.item = variable_of(*item);
    if (const auto* item = rule.child("outputDataItem")) repeat.result = variable_of(*item);
    if (!repeat.cardinality && repeat.collection.empty()) refuse_at(node.id, "bpmn.no_number_of_repetitions");
    const auto& behaviour = rule.attribute("behavior");
    repeat.behaviour = behaviour == "None"      ? Thrown::each
                       : behaviour == "One"     ? Thrown::one
                       : behaviour == "Complex" ? Thrown::complex
                                                : Thrown::all;
    const auto* definition =
        rule.target(repeat.behaviour == Thrown::one ? "oneBehaviorEventRef" : "noneBehaviorEventRef");
    if (definition != nullptr) repeat.event = known_as(signal(*definition));
    for (const auto* complex : rule.children("complexBehaviorDefinition")) {
        Repetition::Complex each{formula(expression(*complex, "condition"), node.id), Trigger::signal, {}};
        if (const auto* event = complex->child("event"))
            for (const auto* thrown : event_definitions(*event))
                if (const auto part = part_of(*thrown, node)) each.trigger = part->trigger, each.name = part->name;
        each.condition ? repeat.complex.push_back(std::move(each)) : refuse_at(node.id, "bpmn.condition_missing");
    }
}

void Compiler::describe_event(const Element& e, Node& node) {
    node.parallel_multiple = e.flag("parallelMultiple");
    node.interrupting = interrupts(e);
    for (const auto* definition : event_definitions(e))
        if (auto part = part_of(*definition, node)) node.parts.push_back(std::move(*part));
    const auto always = [&](Trigger trigger) {
        return std::any_of(node.parts.begin(), node.parts.end(),
                           [&](const EventPart& part) { return part.trigger == trigger; });
    };
    if (always(Trigger::error) || always(Trigger::cancel)) node.interrupting = true;
    if ((node.kind == NodeKind::boundary_event || node.kind == NodeKind::catch_event) && node.parts.empty())
        refuse_at(node.id, "bpmn.event_without_trigger");
    if (node.parts.size() < 2) node.parallel_multiple = false;
    describe_data(e, node);
}

std::optional<EventPart> Compiler::part_of(const Element& definition, const Node& node) {
    EventPart part;
    switch (definition.type()) {
        case Type::message_event_definition: {
            const auto* named = message(definition);
            if (named == nullptr && operation(definition) != nullptr)
                named = operation(definition)->target("inMessageRef");
            part.name = known_as(named);
            break;
        }
        case Type::signal_event_definition:
            part.trigger = Trigger::signal, part.name = known_as(signal(definition));
            break;
        case Type::error_event_definition:
            part.trigger = Trigger::error, part.name = known_as(error(definition));
            return part;
        case Type::escalation_event_definition:
            part.trigger = Trigger::escalation, part.name = known_as(escalation(definition));
            return part;
        case Type::terminate_event_definition: part.trigger = Trigger::terminate; return part;
        case Type::cancel_event_definition: part.trigger = Trigger::cancel; return part;
        case Type::compensate_event_definition:
            part.trigger = Trigger::compensation;
            part.target = index_of(definition.target("activityRef"));
            part.waits = !definition.has("waitForCompletion") || definition.flag("waitForCompletion");
            return part;
        case Type::link_event_definition: {
            part.trigger = Trigger::link;
            const auto* to = node.kind == NodeKind::throw_event ? definition.target("target") : nullptr;
            const auto& named = to != nullptr ? *to : definition;
            part.name = named.name().empty() ? named.id() : named.name();
            return part;
        }
        case Type::conditional_event_definition:
            part.trigger = Trigger::conditional;
            part.formula = formula(expression(definition, "condition"), node.id);
            if (!part.formula) refuse_at(node.id, "bpmn.condition_missing");
            return part;
        case Type::timer_event_definition:
            part.trigger = Trigger::timer;
            time_of(definition, part, node);
            return part;
        default: refuse_at(node.id, "bpmn.cannot_carry_out_this"); return std::nullopt;
    }
    if (part.name.empty()) refuse_at(node.id, "bpmn.event_without_name");
    return part;
}

void Compiler::time_of(const Element& definition, EventPart& part, const Node& node) {
    const auto when = timer(definition);
    if (!when) return refuse_at(node.id, "bpmn.no_time");
    part.timer = when->kind == Timer::Kind::date    ? TimerKind::date
                 : when->kind == Timer::Kind::cycle ? TimerKind::cycle
                                                    : TimerKind::duration;
    part.timer_text = trimmed(when->expression.text);
    if (read_schedule(part.timer, part.timer_text, Instant{})) return;
    part.formula = formula(when->expression, node.id);
    if (!part.formula) refuse_at(node.id, "bpmn.no_time");
}

void Compiler::describe_data(const Element& e, Node& node) {
    const auto into = input_associations(e), out = output_associations(e);
    node.has_inputs = !into.empty();
    node.has_outputs = !out.empty();
    node.inputs = mappings(e, into, true);
    node.outputs = mappings(e, out, false);
}

std::vector<Mapping> Compiler::mappings(const Element& holder, const Elements& associations, bool) {
    std::vector<Mapping> all;
    for (const auto* association : associations) {
        const auto sources = association_sources(*association);
        const auto* target = association_target(*association);
        const auto assignments = association->children(Type::assignment);
        for (const auto* assignment : assignments) {
            const auto to = expression(*assignment, "to");
            all.push_back(
                {{}, to ? trimmed(to->text) : std::string(), formula(expression(*assignment, "from"), holder.id())});
            if (all.back().to.empty() || !all.back().formula) refuse_at(holder.id(), "bpmn.assigns_nothing");
        }
        if (!assignments.empty()) continue;
        if (target == nullptr) {
            refuse_at(holder.id(), "bpmn.data_leads_nowhere");
            continue;
        }
        Mapping mapping{{}, variable_of(*target), formula(expression(*association, "transformation"), holder.id())};
        if (!sources.empty()) mapping.from = variable_of(*sources.front());
        all.push_back(std::move(mapping));
    }
    return all;
}

}  // namespace bpmn

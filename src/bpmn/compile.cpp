#include "bpmn/compile.h"

namespace bpmn {
namespace {

std::optional<NodeKind> kind_of(const Element& e) {
    using K = NodeKind;
    switch (e.type()) {
        case Type::sub_process: return is_event_sub_process(e) ? K::event_sub_process : K::sub_process;
        case Type::transaction: return K::transaction;
        case Type::ad_hoc_sub_process: return K::ad_hoc;
        case Type::call_activity: return K::call_activity;
        case Type::task: return K::task;
        case Type::manual_task:
        case Type::global_manual_task: return K::manual_task;
        case Type::user_task:
        case Type::global_user_task: return K::user_task;
        case Type::service_task: return K::service_task;
        case Type::send_task: return K::send_task;
        case Type::receive_task: return K::receive_task;
        case Type::script_task:
        case Type::global_script_task: return K::script_task;
        case Type::business_rule_task:
        case Type::global_business_rule_task: return K::rule_task;
        case Type::global_task: return K::task;
        case Type::start_event: return K::start_event;
        case Type::intermediate_catch_event: return K::catch_event;
        case Type::boundary_event: return K::boundary_event;
        case Type::intermediate_throw_event: return K::throw_event;
        case Type::end_event: return K::end_event;
        case Type::exclusive_gateway: return K::exclusive;
        case Type::parallel_gateway: return K::parallel;
        case Type::inclusive_gateway: return K::inclusive;
        case Type::event_based_gateway: return K::event_based;
        case Type::complex_gateway: return K::complex;
        default: return std::nullopt;
    }
}

bool may_be_carried_out(const Element& process) { return !process.has("isExecutable") || process.flag("isExecutable"); }

}  // namespace

Result<std::shared_ptr<const Plan>> plan_of(const Model& model, const Expressions& expressions) {
    return Compiler(model, expressions).compile();
}

Result<std::shared_ptr<const Plan>> Compiler::compile() {
    plan_->model = model_.definitions().id();
    for (const auto* process : processes(model_)) {
        if (!may_be_carried_out(*process)) continue;
        const auto index = add_node(*process, NodeKind::process, nowhere);
        plan_->processes.push_back(index);
        add_scope(*process, index);
    }
    for (const auto type : {Type::global_task, Type::global_manual_task, Type::global_user_task,
                            Type::global_script_task, Type::global_business_rule_task})
        for (const auto* task : model_.all(type))
            if (task->type() == type) add_global_task(*task);
    if (plan_->processes.empty()) refuse_at(plan_->model, "bpmn.nothing_to_carry_out");
    for (const auto& [element, index] : nodes_) describe(*element, index);
    for (const auto* flow : model_.all(Type::sequence_flow)) add_flow(*flow);
    for (const auto& [element, index] : nodes_) relate(*element, index);
    add_message_flows();
    add_correlations();
    if (problems_.empty()) TRY(connect(*plan_));
    if (problems_.empty())
        for (NodeIndex i = 0; i < static_cast<NodeIndex>(plan_->nodes.size()); ++i) check(i);
    if (!problems_.empty()) return refuse_fields("bpmn.cannot_be_carried_out", std::move(problems_));
    return std::shared_ptr<const Plan>(std::move(plan_));
}

NodeIndex Compiler::add_node(const Element& e, NodeKind kind, NodeIndex parent) {
    const auto index = static_cast<NodeIndex>(plan_->nodes.size());
    Node node;
    node.id = e.id();
    node.name = e.name();
    node.kind = kind;
    node.parent = parent;
    if (const auto* lane = e.lane()) node.lane = lane->name().empty() ? lane->id() : lane->name();
    for (const auto& attribute : e.attributes())
        if (!attribute.prefix.empty() && attribute.prefix != "xmlns")
            node.extras.emplace(attribute.name, attribute.value);
    plan_->nodes.push_back(std::move(node));
    index_.emplace(&e, index);
    nodes_.emplace_back(&e, index);
    if (e.id().empty()) refuse_at(parent == nowhere ? "" : plan_->at(parent).id, "bpmn.element_without_id");
    return index;
}

void Compiler::add_scope(const Element& scope, NodeIndex index) {
    for (const auto* node : flow_nodes(scope)) {
        const auto kind = kind_of(*node);
        if (!kind) {
            refuse_at(node->id(), "bpmn.cannot_carry_out_this");
            continue;
        }
        const auto inner = add_node(*node, *kind, index);
        if (is_scope(*kind) && *kind != NodeKind::call_activity) add_scope(*node, inner);
    }
}

void Compiler::add_global_task(const Element& task) {
    const auto index = static_cast<NodeIndex>(plan_->nodes.size());
    Node around;
    around.id = task.id();
    around.name = task.name();
    around.kind = NodeKind::process;
    around.global = true;
    plan_->nodes.push_back(std::move(around));
    add_node(task, *kind_of(task), index);
    index_[&task] = index;
}

NodeIndex Compiler::index_of(const Element* element) const {
    const auto found = index_.find(element);
    return element == nullptr || found == index_.end() ? nowhere : found->second;
}

void Compiler::add_flow(const Element& e) {
    const auto* process = process_of(e);
    if (process == nullptr || index_of(process) == nowhere) return;
    Flow flow{.id = e.id(), .source = index_of(source(e)), .target = index_of(target(e)), .condition = {}};
    if (flow.id.empty()) return refuse_at(e.written("sourceRef"), "bpmn.element_without_id");
    if (flow.source == nowhere || flow.target == nowhere ||
        plan_->at(flow.source).parent != plan_->at(flow.target).parent)
        return refuse_at(flow.id, "bpmn.flow_leads_nowhere");
    const auto kind = plan_->at(flow.source).kind;
    const bool asked = kind != NodeKind::parallel && kind != NodeKind::event_based;
    if (asked) flow.condition = formula(condition(e), flow.id);
    plan_->flows.push_back(std::move(flow));
}

void Compiler::relate(const Element& e, NodeIndex index) {
    auto& node = plan_->nodes[static_cast<std::size_t>(index)];
    if (const auto* flow = default_flow(e)) {
        for (FlowIndex i = 0; i < static_cast<FlowIndex>(plan_->flows.size()); ++i)
            if (plan_->flow(i).id == flow->id() && plan_->flow(i).source == index) node.default_flow = i;
        if (node.default_flow == nowhere) refuse_at(node.id, "bpmn.default_flow_of_another");
    }
    if (node.kind == NodeKind::boundary_event) relate_boundary(e, node);
    if (node.kind == NodeKind::call_activity) {
        node.called = index_of(called_element(e));
        node.reference = e.written("calledElement");
        if (node.called == nowhere && node.reference.empty()) refuse_at(node.id, "bpmn.calls_nothing");
    }
    for (auto& part : node.parts) {
        if (part.trigger != Trigger::link || node.kind != NodeKind::throw_event) continue;
        for (NodeIndex i = 0; i < static_cast<NodeIndex>(plan_->nodes.size()); ++i) {
            const auto& other = plan_->at(i);
            if (other.kind == NodeKind::catch_event && other.parent == node.parent && !other.parts.empty() &&
                other.parts.front().trigger == Trigger::link && other.parts.front().name == part.name)
                part.target = i;
        }
        if (part.target == nowhere) refuse_at(node.id, "bpmn.link_leads_nowhere");
    }
}

void Compiler::relate_boundary(const Element& e, Node& node) {
    node.attached_to = index_of(attached_to(e));
    if (node.attached_to == nowhere || !is_activity(plan_->at(node.attached_to).kind))
        return refuse_at(node.id, "bpmn.attached_to_nothing");
    const bool undoes = !node.parts.empty() && node.parts.front().trigger == Trigger::compensation;
    if (!undoes) return;
    for (const auto* association : model_.all(Type::association)) {
        const auto handler = index_of(association->target("targetRef"));
        if (association->target("sourceRef") != &e || handler == nowhere) continue;
        plan_->nodes[static_cast<std::size_t>(node.attached_to)].handler = handler;
        plan_->nodes[static_cast<std::size_t>(handler)].for_compensation = true;
    }
    if (plan_->at(node.attached_to).handler == nowhere) refuse_at(node.id, "bpmn.nothing_undoes_it");
}

void Compiler::check(NodeIndex index) {
    const auto& node = plan_->at(index);
    if (node.kind == NodeKind::event_sub_process) {
        const auto count = node.triggered.size();
        if (count != 1 || !node.incoming.empty() || !node.outgoing.empty())
            refuse_at(node.id, "bpmn.event_sub_process_needs_one_start");
    }
    if ((node.kind == NodeKind::sub_process || node.kind == NodeKind::transaction) && !node.triggered.empty())
        refuse_at(node.id, "bpmn.sub_process_starts_by_itself");
    if (node.kind == NodeKind::start_event && !node.incoming.empty()) refuse_at(node.id, "bpmn.leads_into_start");
    if (node.kind == NodeKind::end_event && !node.outgoing.empty()) refuse_at(node.id, "bpmn.leads_out_of_end");
    if (node.kind == NodeKind::boundary_event && !node.incoming.empty()) refuse_at(node.id, "bpmn.leads_into_boundary");
    if (node.kind == NodeKind::event_based)
        for (const auto flow : node.outgoing) {
            const auto& target = plan_->at(plan_->flow(flow).target);
            if (target.kind != NodeKind::receive_task && target.kind != NodeKind::catch_event)
                refuse_at(node.id, "bpmn.choice_without_event");
        }
    if (node.kind == NodeKind::process && !node.global && node.starts.empty() && node.triggered.empty())
        refuse_at(node.id, "bpmn.cannot_begin");
}

void Compiler::add_message_flows() {
    for (const auto* flow : model_.all(Type::message_flow)) {
        const auto source = index_of(flow->target("sourceRef")), target = index_of(flow->target("targetRef"));
        if (source != nowhere && target != nowhere) plan_->message_flows.push_back({source, target});
    }
}

// A process subscribes to correlation keys by expressions over its own variables; a property says for each message
// where the same stands in it.
void Compiler::add_correlations() {
    for (const auto* property : model_.all(Type::correlation_property)) {
        Formula of_instance;
        for (const auto* binding : model_.all(Type::correlation_property_binding))
            if (binding->target("correlationPropertyRef") == property)
                of_instance = formula(expression(*binding, "dataPath"), property->id());
        for (const auto* retrieval : property->children(Type::correlation_property_retrieval_expression))
            plan_->correlations.push_back({known_as(message(*retrieval)),
                                           formula(expression(*retrieval, "messagePath"), property->id()),
                                           of_instance});
    }
}

}  // namespace bpmn

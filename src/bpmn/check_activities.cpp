// Activities: their numbers, who does them, what they call and how they repeat.

#include "bpmn/checks.h"

#include "base/text.h"

#include <algorithm>

namespace bpmn {
namespace {

void check_roles(Findings& found, const Element& holder) {
    for (const auto* role : holder.children(Type::resource_role)) {
        const bool names = role->child("resourceRef") != nullptr;
        if (names && role->child("resourceAssignmentExpression") != nullptr) found.add(*role, "role_twice");
        if (!names && role->child("resourceParameterBinding") != nullptr) found.add(*role, "role_without_resource");
    }
}

std::size_t count(const Element& holder, std::string_view what) {
    const auto* interface = data_interface(holder);
    return interface != nullptr ? interface->children(what).size() : 0;
}

/// The data of a task that hands over a message: one piece, of the message's item.
void check_handed_over(Findings& found, const Element& task, const Element* handed, std::string_view sets,
                       std::string_view data) {
    if (handed == nullptr || data_interface(task) == nullptr) return;
    if (count(task, sets) > 1) found.add(task, "message_sets", {{"other", describe(*handed)}});
    const auto pieces = data_interface(task)->children(data);
    if (pieces.size() > 1) found.add(task, "message_data", {{"other", describe(*handed)}});
    if (pieces.size() == 1 && !same_item(item_definition(*pieces[0]), item_definition(*handed)))
        found.add(*pieces[0], "message_item", {{"other", describe(*handed)}});
}

void check_service(Findings& found, const Element& task) {
    const auto* called = operation(task);
    if (called == nullptr || task.child("ioSpecification") == nullptr) return;
    if (count(task, "inputSet") != 1) found.add(task, "service_input_sets");
    if (count(task, "outputSet") > 1) found.add(task, "service_output_sets");
    const auto check_item = [&](const Elements& data, const Element* message) {
        if (message == nullptr) return;
        for (const auto* each : data)
            if (!same_item(item_definition(*each), item_definition(*message)))
                found.add(*each, "message_item", {{"other", describe(*message)}});
    };
    check_item(data_inputs(task), called->target("inMessageRef"));
    check_item(data_outputs(task), called->target("outMessageRef"));
}

void check_script(Findings& found, const Element& task) {
    const auto format = base::trim(task.attribute("scriptFormat"));
    if (task.child("script") != nullptr && format.empty() && is_executable(task))
        found.add(task, "script_without_format");
    if (!format.empty() && !is_mime_type(format)) found.add(task, "script_format", {{"value", std::string(format)}});
}

void check_task(Findings& found, const Element& task) {
    switch (task.type()) {
        case Type::service_task: return check_service(found, task);
        case Type::send_task: return check_handed_over(found, task, message(task), "inputSet", "dataInput");
        case Type::receive_task:
            if (task.flag("instantiate") && !task.incoming().empty()) found.add(task, "receive_instantiates");
            return check_handed_over(found, task, message(task), "outputSet", "dataOutput");
        case Type::script_task: return check_script(found, task);
        default: return;
    }
}

/// Whether each of the first finds a partner of its item among the others, one each.
bool matches(const Elements& ours, const Elements& theirs) {
    if (ours.size() != theirs.size()) return false;
    if (ours.size() > 200) return true;  // each is held against each
    std::vector<bool> taken(theirs.size());
    return std::ranges::all_of(ours, [&](const Element* each) {
        for (std::size_t i = 0; i < theirs.size(); ++i) {
            if (taken[i] || !same_item(item_definition(*each), item_definition(*theirs[i]))) continue;
            taken[i] = true;
            return true;
        }
        return false;
    });
}

void check_call(Findings& found, const Element& call) {
    const auto* called = called_element(call);
    if (called == nullptr) return;
    const std::vector<SaidValue> other = {{"other", describe(*called)}};
    const bool runs = is_executable(call);
    if (runs && !matches(data_inputs(call), data_inputs(*called))) found.add(call, "call_inputs", other);
    if (runs && !matches(data_outputs(call), data_outputs(*called))) found.add(call, "call_outputs", other);
    if (!called->is(Type::process)) return;
    Elements starts;
    for (const auto* node : flow_nodes(*called))
        if (node->type() == Type::start_event) starts.push_back(node);
    if (!starts.empty() &&
        std::ranges::none_of(starts, [](const Element* each) { return event_definitions(*each).empty(); }))
        found.add(call, "called_without_none_start", other);
}

/// The collection that a loop goes through, and one of its items.
void check_collection(Findings& found, const Element& activity, const Element& loop, std::string_view collection_name,
                      std::string_view item_name, const Elements& declared) {
    const auto* collection = loop.target(collection_name);
    if (collection == nullptr) return;
    const std::vector<SaidValue> other = {{"other", describe(*collection)}};
    if (activity.is(Type::task) && std::ranges::find(declared, collection) == declared.end())
        found.add(loop, "loop_data_elsewhere", other);
    const auto *whole = item_definition(*collection), *item = loop.child(item_name);
    if (whole != nullptr && !whole->flag("isCollection") && !data_behind(*collection).flag("isCollection"))
        found.add(loop, "loop_data_single", other);
    const auto* one = item != nullptr ? item_definition(*item) : nullptr;
    if (whole == nullptr || one == nullptr) return;
    if (one->flag("isCollection") ||
        base::trim(one->attribute("structureRef")) != base::trim(whole->attribute("structureRef")))
        found.add(loop, "loop_item", other);
}

/// `xsd:boolean` and `boolean` alike.
std::string local_name(std::string_view name) {
    name = base::trim(name);
    const auto colon = name.find(':');
    return base::lower_ascii(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

/// A number and a quoted text are none, nor is what says of itself that it gives something else.
bool may_be_boolean(const Model& model, const Element& expression) {
    const auto text = std::string(base::trim(expression.text()));
    if (!text.empty() && (text.find_first_not_of("0123456789.") == std::string::npos || text.front() == '"'))
        return false;
    const auto& declared = expression.attribute("evaluatesToTypeRef");
    const auto* item = model.find(declared);
    const auto type = local_name(item != nullptr ? item->attribute("structureRef") : declared);
    return type.empty() || type == "boolean" || type == "bool";
}

}  // namespace

void check_activities(Findings& found) {
    for (const auto* each : found.model().all(Type::activity)) {
        if (each->number("startQuantity", 1) < 1) found.add(*each, "quantity", {{"attribute", "startQuantity"}});
        if (each->number("completionQuantity", 1) < 1)
            found.add(*each, "quantity", {{"attribute", "completionQuantity"}});
        if (each->children(Type::loop_characteristics).size() > 1) found.add(*each, "two_loops");
        check_roles(found, *each);
        if (is_executable(*each)) check_task(found, *each);
    }
    for (const auto* each : found.model().all(Type::callable_element)) check_roles(found, *each);
}

void check_called(Findings& found) {
    for (const auto* call : found.model().all(Type::call_activity)) check_call(found, *call);
    for (const auto* each : found.model().all(Type::callable_element)) {
        const auto bindings = each->children("ioBinding");
        if (!each->children("supportedInterfaceRef").empty() && bindings.empty())
            found.add(*each, "service_without_binding");
        const auto* interface = each->child("ioSpecification");
        for (const auto* binding : bindings)
            for (const auto* name : {"inputDataRef", "outputDataRef"})
                if (const auto* data = binding->target(name); data != nullptr && data->parent() != interface)
                    found.add(*binding, "binding_elsewhere", {{"other", describe(*data)}});
    }
}

void check_loops(Findings& found) {
    for (const auto* loop : found.model().all(Type::multi_instance_loop_characteristics)) {
        const auto* activity = loop->parent();
        if (activity == nullptr || bpmn::loop(*activity) != loop) continue;
        if (is_executable(*loop) && loop->child("loopCardinality") == nullptr &&
            loop->child("loopDataInputRef") == nullptr)
            found.add(*loop, "loop_of_nothing");
        check_collection(found, *activity, *loop, "loopDataInputRef", "inputDataItem", data_inputs(*activity));
        check_collection(found, *activity, *loop, "loopDataOutputRef", "outputDataItem", data_outputs(*activity));
        const auto check_boolean = [&](const Element* expression) {
            if (expression != nullptr && !may_be_boolean(found.model(), *expression))
                found.add(*expression, "not_boolean");
        };
        check_boolean(loop->child("completionCondition"));
        for (const auto* each : loop->children("complexBehaviorDefinition")) check_boolean(each->child("condition"));
    }
}

}  // namespace bpmn

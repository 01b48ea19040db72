#pragma once
// What an engine, a drawing and a check ask of a model, in one line each. Everything answers for faulty models as well:
// with null, an empty list, or what the standard presumes.

#include "bpmn/model.h"

#include <optional>

namespace bpmn {

using Elements = std::vector<const Element*>;

// ---- scopes: a process, a sub-process, a choreography

inline Elements processes(const Model& model) { return model.all(Type::process); }
/// What stands directly in a scope and flows: nodes, sequence flows, data objects.
inline Elements flow_elements(const Element& scope) { return scope.children(Type::flow_element); }
inline Elements flow_nodes(const Element& scope) { return scope.children(Type::flow_node); }
/// The process, sub-process or other scope in which a flow element stands.
inline const Element* scope_of(const Element& node) { return node.parent(); }
/// The process around an element (also of a process itself), or null.
const Element* process_of(const Element&);
/// Whether the process around it is to be carried out.
bool is_executable(const Element&);
inline bool is_event_sub_process(const Element& node) {
    return node.is(Type::sub_process) && node.flag("triggeredByEvent");
}

// ---- sequence flows

inline const Element* source(const Element& flow) { return flow.target("sourceRef"); }
inline const Element* target(const Element& flow) { return flow.target("targetRef"); }
inline const Element* default_flow(const Element& node) { return node.target("default"); }

// ---- expressions

/// An expression: what it says, and in which language (of its own, or the document's). `formal`: not merely words.
struct Expression {
    std::string text;
    std::string language;
    bool formal = false;
    const Element* element = nullptr;
};
/// The expression under that name (`conditionExpression`, `loopCardinality`), or none.
std::optional<Expression> expression(const Element& holder, std::string_view tag);
inline std::optional<Expression> condition(const Element& flow) { return expression(flow, "conditionExpression"); }

// ---- events

/// Definitions inside the event and those it refers to, in the order of the document.
Elements event_definitions(const Element& event);
/// The first definition of that type, or null.
const Element* event_definition(const Element& event, Type);
inline const Element* attached_to(const Element& boundary) { return boundary.target("attachedToRef"); }
/// Whether a boundary event or the start of an event sub-process interrupts what it belongs to.
bool interrupts(const Element& event);

struct Timer {
    enum class Kind { date, duration, cycle };
    Kind kind = Kind::date;
    Expression expression;
};
std::optional<Timer> timer(const Element& timer_event_definition);

// ---- what events and tasks name; of a definition, a task or an operation, null where nothing is named

inline const Element* message(const Element& holder) { return holder.target("messageRef"); }
inline const Element* operation(const Element& holder) { return holder.target("operationRef"); }
inline const Element* signal(const Element& definition) { return definition.target("signalRef"); }
inline const Element* error(const Element& definition) { return definition.target("errorRef"); }
inline const Element* escalation(const Element& definition) { return definition.target("escalationRef"); }

// ---- activities

/// `standardLoopCharacteristics` or `multiInstanceLoopCharacteristics`, or null.
inline const Element* loop(const Element& activity) { return activity.child(Type::loop_characteristics); }
inline const Element* called_element(const Element& call) { return call.target("calledElement"); }
/// What a script task says; its format is attribute("scriptFormat").
std::string script(const Element& task);

// ---- data

/// `ioSpecification` of an activity or process; of an event the event itself, which holds its data directly.
const Element* data_interface(const Element& holder);
Elements data_inputs(const Element& holder);
Elements data_outputs(const Element& holder);
inline Elements input_associations(const Element& holder) { return holder.children(Type::data_input_association); }
inline Elements output_associations(const Element& holder) { return holder.children(Type::data_output_association); }
inline Elements association_sources(const Element& association) { return association.targets("sourceRef"); }
inline const Element* association_target(const Element& association) { return association.target("targetRef"); }
/// The item definition of a data object, input, output, property or store (for a reference: of what it refers to where
/// it has none itself), of a message, or of the thing an event definition names; or null.
const Element* item_definition(const Element&);
/// What a data object reference or data store reference stands for; anything else stands for itself.
const Element& data_behind(const Element&);

// ---- who

/// The participant (pool) whose process this is, or null.
const Element* participant_of(const Model&, const Element& process);
/// The participant an element belongs to: itself, or that of its process.
const Element* pool_of(const Model&, const Element&);

}  // namespace bpmn

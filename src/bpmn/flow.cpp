#include "bpmn/flow.h"

#include "base/text.h"

namespace bpmn {

const Element* process_of(const Element& element) {
    return element.type() == Type::process ? &element : element.above(Type::process);
}

bool is_executable(const Element& element) {
    const auto* process = process_of(element);
    return process != nullptr && process->flag("isExecutable");
}

std::optional<Expression> expression(const Element& holder, std::string_view tag) {
    const auto* element = holder.child(tag);
    if (element == nullptr) return std::nullopt;
    Expression found{.text = std::string(base::trim(element->text())),
                     .language = element->attribute("language"),
                     .formal = element->type() == Type::formal_expression,
                     .element = element};
    if (found.language.empty())
        if (const auto* definitions = element->above(Type::definitions))
            found.language = definitions->attribute("expressionLanguage");
    return found;
}

Elements event_definitions(const Element& event) {
    Elements found;
    for (const auto& each : event.children()) {
        if (each->is(Type::event_definition)) found.push_back(each.get());
        if (each->type() == Type::reference && each->tag() == "eventDefinitionRef" && each->target() != nullptr &&
            each->target()->is(Type::event_definition))
            found.push_back(each->target());
    }
    return found;
}

const Element* event_definition(const Element& event, Type type) {
    for (const auto* each : event_definitions(event))
        if (each->is(type)) return each;
    return nullptr;
}

bool interrupts(const Element& event) {
    return event.type() == Type::boundary_event ? event.flag("cancelActivity") : event.flag("isInterrupting");
}

std::optional<Timer> timer(const Element& definition) {
    using Kind = Timer::Kind;
    for (const auto& [kind, tag] :
         {std::pair(Kind::date, "timeDate"), {Kind::duration, "timeDuration"}, {Kind::cycle, "timeCycle"}})
        if (auto found = expression(definition, tag)) return Timer{kind, std::move(*found)};
    return std::nullopt;
}

std::string script(const Element& task) {
    const auto* element = task.child("script");
    return element != nullptr ? element->text() : std::string();
}

const Element* data_interface(const Element& holder) {
    return holder.is(Type::event) ? &holder : holder.child("ioSpecification");
}

Elements data_inputs(const Element& holder) {
    const auto* interface = data_interface(holder);
    return interface != nullptr ? interface->children("dataInput") : Elements();
}

Elements data_outputs(const Element& holder) {
    const auto* interface = data_interface(holder);
    return interface != nullptr ? interface->children("dataOutput") : Elements();
}

const Element& data_behind(const Element& data) {
    const auto* behind = data.type() == Type::data_object_reference  ? data.target("dataObjectRef")
                         : data.type() == Type::data_store_reference ? data.target("dataStoreRef")
                                                                     : nullptr;
    return behind != nullptr ? *behind : data;
}

const Element* item_definition(const Element& holder) {
    const auto own = [](const Element& element) -> const Element* {
        for (const auto* name : {"itemSubjectRef", "itemRef", "structureRef"})
            if (const auto* item = element.target(name)) return item;
        return nullptr;
    };
    if (const auto* item = own(holder)) return item;
    for (const auto* name : {"messageRef", "signalRef", "errorRef", "escalationRef"})
        if (const auto* named = holder.target(name)) return own(*named);
    return own(data_behind(holder));
}

const Element* participant_of(const Model& model, const Element& process) {
    for (const auto* each : model.all(Type::participant))
        if (each->target("processRef") == &process) return each;
    return nullptr;
}

const Element* pool_of(const Model& model, const Element& element) {
    if (element.type() == Type::participant) return &element;
    const auto* process = process_of(element);
    return process != nullptr ? participant_of(model, *process) : nullptr;
}

}  // namespace bpmn

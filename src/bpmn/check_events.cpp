// Which kinds of events may stand where, and what they must name.

#include "bpmn/checks.h"

#include "base/text.h"

#include <algorithm>
#include <initializer_list>

namespace bpmn {
namespace {

using Types = std::initializer_list<Type>;

bool all_among(const Elements& definitions, Types types) {
    return std::ranges::all_of(
        definitions, [&](const Element* each) { return std::ranges::find(types, each->type()) != types.end(); });
}

bool any_among(const Elements& definitions, Types types) {
    return std::ranges::any_of(
        definitions, [&](const Element* each) { return std::ranges::find(types, each->type()) != types.end(); });
}

constexpr Types start_kinds = {Type::message_event_definition, Type::timer_event_definition,
                               Type::conditional_event_definition, Type::signal_event_definition};
constexpr Types inner_start_kinds = {Type::message_event_definition,     Type::timer_event_definition,
                                     Type::conditional_event_definition, Type::signal_event_definition,
                                     Type::error_event_definition,       Type::escalation_event_definition,
                                     Type::compensate_event_definition};
constexpr Types boundary_kinds = {Type::message_event_definition,     Type::timer_event_definition,
                                  Type::conditional_event_definition, Type::signal_event_definition,
                                  Type::error_event_definition,       Type::escalation_event_definition,
                                  Type::compensate_event_definition,  Type::cancel_event_definition};
constexpr Types catch_kinds = {Type::message_event_definition, Type::timer_event_definition,
                               Type::conditional_event_definition, Type::signal_event_definition,
                               Type::link_event_definition};
constexpr Types throw_kinds = {Type::message_event_definition, Type::escalation_event_definition,
                               Type::compensate_event_definition, Type::signal_event_definition,
                               Type::link_event_definition};
constexpr Types end_kinds = {Type::message_event_definition,    Type::escalation_event_definition,
                             Type::error_event_definition,      Type::cancel_event_definition,
                             Type::compensate_event_definition, Type::signal_event_definition,
                             Type::terminate_event_definition};
constexpr Types always_interrupting = {Type::error_event_definition, Type::cancel_event_definition,
                                       Type::compensate_event_definition};

void check_start(Findings& found, const Element& event, const Elements& definitions) {
    const auto* scope = scope_of(event);
    if (scope == nullptr) return;
    if (scope->is(Type::process)) {
        if (!all_among(definitions, start_kinds)) found.add(event, "start_kind");
    } else if (is_event_sub_process(*scope)) {
        if (definitions.empty())
            found.add(event, "event_sub_process_start_none");
        else if (!all_among(definitions, inner_start_kinds))
            found.add(event, "event_sub_process_start_kind");
        else if (!interrupts(event) && any_among(definitions, always_interrupting))
            found.add(event, "must_interrupt");
    }
}

void check_boundary(Findings& found, const Element& event, const Elements& definitions) {
    if (definitions.empty()) return found.add(event, "boundary_none");
    if (!all_among(definitions, boundary_kinds)) found.add(event, "boundary_kind");
    // Compensation neither interrupts nor lets go on: the flag has no meaning there, and tools write either.
    if (!interrupts(event) && any_among(definitions, {Type::error_event_definition, Type::cancel_event_definition}))
        found.add(event, "must_interrupt");
    const auto* host = attached_to(event);
    if (any_among(definitions, {Type::cancel_event_definition}) && host != nullptr && host->type() != Type::transaction)
        found.add(event, "cancel_outside_transaction", {{"other", describe(*host)}});
}

void check_kind(Findings& found, const Element& event) {
    const auto definitions = event_definitions(event);
    switch (event.type()) {
        case Type::start_event: return check_start(found, event, definitions);
        case Type::boundary_event: return check_boundary(found, event, definitions);
        case Type::intermediate_catch_event:
            if (definitions.empty() || !all_among(definitions, catch_kinds)) found.add(event, "catch_kind");
            return;
        case Type::intermediate_throw_event:
            if (!all_among(definitions, throw_kinds)) found.add(event, "throw_kind");
            return;
        case Type::end_event:
            if (!all_among(definitions, end_kinds)) found.add(event, "end_kind");
            if (any_among(definitions, {Type::cancel_event_definition}) && scope_of(event) != nullptr &&
                scope_of(event)->type() != Type::transaction)
                found.add(event, "cancel_outside_transaction", {{"other", describe(*scope_of(event))}});
            return;
        default: return;
    }
}

void check_timer(Findings& found, const Element& event, const Element& definition) {
    const auto when = timer(definition);
    if (!when) return is_executable(event) ? found.add(definition, "timer_empty") : void();
    const auto& text = when->expression.text;
    // What is worked out when the time comes cannot be judged here.
    if (text.empty() || text.starts_with("${") || text.starts_with("#{") || text.starts_with('=')) return;
    const std::vector<SaidValue> value = {{"value", text}};
    if (when->kind == Timer::Kind::date && !is_iso_date(text)) found.add(definition, "timer_date", value);
    if (when->kind == Timer::Kind::duration && !is_iso_duration(text)) found.add(definition, "timer_duration", value);
    if (when->kind == Timer::Kind::cycle && !is_iso_cycle(text)) found.add(definition, "timer_cycle", value);
}

void check_message(Findings& found, const Element& definition) {
    if (message(definition) == nullptr && definition.written("messageRef").empty())
        found.add(definition, "message_not_named");
    if (operation(definition) == nullptr && definition.written("operationRef").empty())
        found.add(definition, "operation_not_named");
}

/// What one definition must say, in an executable process.
void check_definition(Findings& found, const Element& event, const Element& definition) {
    if (definition.type() == Type::timer_event_definition) check_timer(found, event, definition);
    if (!is_executable(event)) return;
    if (definition.type() == Type::message_event_definition) check_message(found, definition);
    if (definition.type() == Type::escalation_event_definition && event.is(Type::throw_event)) {
        const auto* thrown = escalation(definition);
        if (thrown == nullptr || base::trim(thrown->attribute("escalationCode")).empty())
            found.add(definition, "escalation_without_code");
    }
}

/// A definition that stands inside a throw event belongs to it alone.
void check_reuse(Findings& found, const Element& event) {
    for (const auto* each : event.children("eventDefinitionRef"))
        if (const auto* named = each->target();
            named != nullptr && named->parent() != nullptr && named->parent()->is(Type::throw_event))
            found.add(event, "definition_reused", {{"other", describe(*named->parent())}});
}

}  // namespace

void check_events(Findings& found) {
    std::unordered_set<const Element*> seen;  // a definition may be named by many events
    for (const auto* event : found.model().all(Type::event)) {
        check_kind(found, *event);
        check_reuse(found, *event);
        for (const auto* definition : event_definitions(*event))
            if (seen.insert(definition).second) check_definition(found, *event, *definition);
    }
}

}  // namespace bpmn

// Data: items that must agree, sets that must be complete, associations that must join like with like.

#include "bpmn/checks.h"

#include "base/text.h"

#include <algorithm>

namespace bpmn {
namespace {

/// Whether it says the same about being many as its item does.
void check_collection_flag(Findings& found, const Element& data) {
    const auto* item = data.target("itemSubjectRef");
    if (item != nullptr && item->is(Type::item_definition) && data.flag("isCollection") != item->flag("isCollection"))
        found.add(data, "collection_flag", {{"other", describe(*item)}});
}

void check_association(Findings& found, const Element& association) {
    const auto sources = association_sources(association);
    const auto* to = association_target(association);
    if (association.child("transformation") != nullptr) return;
    if (sources.size() > 1) found.add(association, "association_sources");
    if (to == nullptr || sources.empty()) return;
    const auto *one = item_definition(*sources[0]), *other = item_definition(*to);
    if (one == nullptr || other == nullptr || !association.children("assignment").empty()) return;
    const auto structure = [](const Element* item) { return base::trim(item->attribute("structureRef")); };
    if (one != other && structure(one) != structure(other))
        found.add(association, "association_items", {{"from", describe(*sources[0])}, {"to", describe(*to)}});
}

bool is_top_level(const Element& data) {
    const auto* interface = data.parent();
    return interface != nullptr && interface->type() == Type::input_output_specification &&
           interface->parent() != nullptr && interface->parent()->is(Type::callable_element);
}

void check_direction(Findings& found, const Element& association) {
    const auto* to = association_target(association);
    if (to != nullptr && to->is(Type::data_input) && is_top_level(*to))
        found.add(association, "writes_input", {{"other", describe(*to)}});
    for (const auto* from : association_sources(association))
        if (from->is(Type::data_output) && is_top_level(*from))
            found.add(association, "reads_output", {{"other", describe(*from)}});
}

/// A reference to a data object in a state is called after both.
void check_name(Findings& found, const Element& reference) {
    const auto* object = reference.target("dataObjectRef");
    const auto* state = reference.child("dataState");
    if (object == nullptr || state == nullptr || object->name().empty() || state->name().empty() ||
        reference.name().empty())
        return;
    const auto wanted = std::string(base::trim(object->name())) + " [" + std::string(base::trim(state->name())) + "]";
    if (base::tidy_line(reference.name()) != base::tidy_line(wanted))
        found.add(reference, "reference_name", {{"value", wanted}});
}

/// The names of a set's parts, for inputs and for outputs.
struct SetWords {
    const char *data, *set, *refs, *optional, *executing, *others, *back;
};
constexpr SetWords input_words = {
    "dataInput",     "inputSet",    "dataInputRefs", "optionalInputRefs", "whileExecutingInputRefs",
    "outputSetRefs", "inputSetRefs"};
constexpr SetWords output_words = {
    "dataOutput",   "outputSet",    "dataOutputRefs", "optionalOutputRefs", "whileExecutingOutputRefs",
    "inputSetRefs", "outputSetRefs"};

void check_set(Findings& found, Listing& listing, const Element& set, const SetWords& words) {
    for (const auto* tag : {words.optional, words.executing})
        for (const auto* each : set.children(tag))
            if (each->target() != nullptr && !listing.has(set, words.refs, *each->target()))
                found.add(set, "set_subset", {{"other", describe(*each->target())}, {"list", tag}});
    for (const auto* other : set.targets(words.others))
        if (!listing.has(*other, words.back, set)) found.add(set, "set_one_sided", {{"other", describe(*other)}});
}

void check_sets_of(Findings& found, Listing& listing, const Element& holder, const SetWords& words) {
    std::unordered_set<const Element*> in_sets;
    for (const auto* set : holder.children(words.set)) {
        check_set(found, listing, *set, words);
        for (const auto* each : set->targets(words.refs)) in_sets.insert(each);
    }
    for (const auto* data : holder.children(words.data))
        if (!in_sets.contains(data)) found.add(*data, "data_without_set", {{"list", words.set}});
}

/// What an event definition carries: the item of its message, signal, error or escalation.
bool carries(const Element& definition) {
    return definition.is(Type::message_event_definition) || definition.is(Type::signal_event_definition) ||
           definition.is(Type::error_event_definition) || definition.is(Type::escalation_event_definition);
}

void check_event(Findings& found, const Element& event) {
    const auto data = event.is(Type::throw_event) ? data_inputs(event) : data_outputs(event);
    if (data.empty()) return;
    const auto definitions = event_definitions(event);
    if (definitions.size() > 1 && data.size() != definitions.size()) found.add(event, "event_data_count");
    if (definitions.size() == 1 && data.size() > 1) found.add(event, "event_data_count");
    for (std::size_t i = 0; i < std::min(data.size(), definitions.size()); ++i)
        if (carries(*definitions[i]) && !same_item(item_definition(*data[i]), item_definition(*definitions[i])))
            found.add(*data[i], "event_item", {{"other", describe(*definitions[i])}});
}

}  // namespace

void check_data(Findings& found) {
    for (const auto* each : found.model().elements()) {
        if (is_executable(*each) &&
            (each->is(Type::data_input) || each->is(Type::data_output) || each->is(Type::data_object)))
            check_collection_flag(found, *each);
        if (each->is(Type::data_association)) {
            check_association(found, *each);
            check_direction(found, *each);
        }
        if (each->type() == Type::data_object_reference) check_name(found, *each);
    }
}

void check_data_sets(Findings& found) {
    Listing listing;
    for (const auto* each : found.model().elements()) {
        if (each->type() != Type::input_output_specification && !each->is(Type::event)) continue;
        // An event's sets may be left out: all its data belong together.
        const bool implied = each->is(Type::event);
        if (!implied || each->child("inputSet") != nullptr) check_sets_of(found, listing, *each, input_words);
        if (!implied || each->child("outputSet") != nullptr) check_sets_of(found, listing, *each, output_words);
    }
}

void check_event_data(Findings& found) {
    for (const auto* event : found.model().all(Type::event))
        if (is_executable(*event)) check_event(found, *event);
}

}  // namespace bpmn

// What references name: something that is there, and of a type that may be named there.

#include "bpmn/checks.h"

#include "base/text.h"

#include <algorithm>

namespace bpmn {
namespace {

std::string list_types(const std::vector<Type>& types) {
    std::string out;
    for (const auto type : types) out.append(out.empty() ? "" : ", ").append(name_of(type));
    return out;
}

/// What calls another document's process, and the structure of what is thrown, are often named without an import.
std::string_view rule_where_missing(const Element& holder, std::string_view name) {
    if (rule_of(holder.type()).space == space::bpmndi) return "drawn_of_nothing";
    if (name == "calledElement") return "called_elsewhere";
    return name == "structureRef" ? "structure_elsewhere" : "reference_missing";
}

void check_one(Findings& found, const Element& holder, std::string_view name, std::string_view written,
               const Element* target, const std::vector<Type>& targets) {
    if (target == nullptr) {
        if (leads_elsewhere(found.model(), holder, written)) return;
        found.add(holder, rule_where_missing(holder, name),
                  {{"reference", std::string(name)}, {"value", std::string(written)}});
    } else if (std::ranges::none_of(targets, [&](Type type) { return target->is(type); })) {
        const bool drawn = rule_of(holder.type()).space == space::bpmndi;
        found.add(holder, drawn ? "drawn_of_nothing" : "reference_type",
                  {{"reference", std::string(name)}, {"value", describe(*target)}, {"types", list_types(targets)}});
    }
}

const ChildRule* rule_of_reference(const Element& holder, const Element& reference) {
    const auto& rule = rule_of(holder.type());
    const auto place = rule.place_of(reference.space(), reference.tag());
    return place < rule.children.size() ? &rule.children[place] : nullptr;
}

}  // namespace

void check_references(Findings& found) {
    for (const auto* element : found.model().elements()) {
        for (const auto& attribute : element->attributes())
            if (attribute.rule != nullptr && attribute.rule->value == Value::reference)
                check_one(found, *element, attribute.name, attribute.value, attribute.target, attribute.rule->targets);
        for (const auto& each : element->children()) {
            if (each->type() != Type::reference) continue;
            if (const auto* rule = rule_of_reference(*element, *each))
                check_one(found, *element, each->tag(), each->words(), each->target(), rule->targets);
        }
    }
}

}  // namespace bpmn

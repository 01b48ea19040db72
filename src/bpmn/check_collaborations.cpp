// Collaborations, choreographies and conversations.

#include "bpmn/checks.h"

namespace bpmn {
namespace {

constexpr Type conversation_parts[] = {Type::conversation_node, Type::message_flow, Type::message_flow_association,
                                       Type::artifact};

void check_collaboration(Findings& found, const Element& each) {
    const auto refs = each.children("choreographyRef");
    if (!refs.empty() && (each.is(Type::choreography) || each.type() == Type::global_conversation))
        found.add(each, "choreography_named");
    for (const auto* named : each.targets("choreographyRef"))
        if (named->is(Type::choreography) && named->flag("isClosed") != each.flag("isClosed"))
            found.add(each, "closed_differs", {{"other", describe(*named)}});
    if (each.type() != Type::global_conversation) return;
    for (const auto part : conversation_parts)
        for (const auto* inside : each.children(part))
            found.add(*inside, "global_conversation_holds", {{"other", describe(each)}});
}

}  // namespace

void check_collaborations(Findings& found) {
    for (const auto* each : found.model().all(Type::collaboration)) check_collaboration(found, *each);
    for (const auto* each : found.model().all(Type::participant_multiplicity)) {
        const auto least = each->number("minimum", 0), most = each->number("maximum", 1);
        if (least < 0) found.add(*each, "multiplicity_minimum");
        if (most < 1 || most < least) found.add(*each, "multiplicity_maximum");
    }
}

}  // namespace bpmn

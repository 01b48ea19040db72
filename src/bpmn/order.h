#pragma once
// Inside bpmn only: the order in which the nodes of a scope come, as the flows lead.

#include "bpmn/flow.h"

#include <cstddef>
#include <unordered_map>
#include <unordered_set>

namespace bpmn {

struct Order {
    Elements nodes;  // boundary events left out; what leads comes before what follows
    std::unordered_map<const Element*, std::size_t> layer;  // as far from the beginning as the longest way to it
    std::unordered_set<const Element*> backward;            // flows that lead back
};

Order order_of(const Element& scope);

/// The flows that lead on from a node, also from the events on its border, within its scope.
Elements flows_from(const Element& node);
/// The node a flow of the scope begins at: the activity, where it begins at an event on its border.
const Element* origin(const Element& flow);

}  // namespace bpmn

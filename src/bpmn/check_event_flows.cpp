// What leads to an event and from it: sequence flows, links, and what makes up for a compensation.

#include "bpmn/checks.h"

#include "base/text.h"

#include <algorithm>
#include <unordered_map>

namespace bpmn {
namespace {

bool has(const Element& event, Type definition) { return event_definition(event, definition) != nullptr; }

/// What each element is associated with, in either direction.
using Associated = std::unordered_map<const Element*, Elements>;

Associated associated(const Model& model) {
    Associated all;
    for (const auto* each : model.all(Type::association)) {
        const auto *from = source(*each), *to = target(*each);
        if (from == nullptr || to == nullptr) continue;
        all[from].push_back(to);
        all[to].push_back(from);
    }
    return all;
}

void check_compensation(Findings& found, const Associated& all, const Element& event) {
    const auto entry = all.find(&event);
    bool any = false;
    for (const auto* each : entry != all.end() ? entry->second : Elements()) {
        if (!each->is(Type::activity)) continue;
        any = true;
        if (!each->flag("isForCompensation")) found.add(*each, "not_for_compensation", {{"other", describe(event)}});
    }
    if (!any) found.add(event, "compensation_not_associated");
}

void check_boundary(Findings& found, const Associated& all, const Element& event) {
    const bool compensates = has(event, Type::compensate_event_definition);
    if (!event.incoming().empty()) found.add(event, "boundary_incoming");
    if (!compensates && event.outgoing().empty()) found.add(event, "boundary_outgoing");
    if (compensates && !event.outgoing().empty()) found.add(event, "compensation_outgoing");
    if (compensates) check_compensation(found, all, event);
}

void check_intermediate(Findings& found, const Element& event) {
    const bool links = has(event, Type::link_event_definition), throws = event.is(Type::throw_event);
    if (links && throws && !event.outgoing().empty()) found.add(event, "link_throw_outgoing");
    if (links && !throws && !event.incoming().empty()) found.add(event, "link_catch_incoming");
    if (event.incoming().empty() && !(links && !throws)) found.add(event, "event_incoming");
    if (event.outgoing().empty() && !(links && throws)) found.add(event, "event_outgoing");
}

struct Link {
    const Element* event;
    const Element* definition;
    std::string name;
};

/// More than these are not looked at: each is held against each.
constexpr std::size_t most_links = 1000;

std::vector<Link> links(const Model& model, Type event_type) {
    std::vector<Link> found;
    for (const auto* event : model.all(event_type))
        for (const auto* definition : event_definitions(*event))
            if (definition->is(Type::link_event_definition) && found.size() < most_links)
                found.push_back({event, definition, std::string(base::trim(definition->name()))});
    return found;
}

bool among(const Elements& named, const Link& link) {
    return std::ranges::any_of(named,
                               [&](const Element* each) { return each == link.definition || each == link.event; });
}

/// Joined by what they name, as far as they name anything; else by their link names, as drawings do it.
bool joined(const Link& from, const Link& to) {
    const auto targets = from.definition->targets("target"), sources = to.definition->targets("source");
    if (!targets.empty() && !among(targets, to)) return false;
    if (!sources.empty() && !among(sources, from)) return false;
    return !targets.empty() || !sources.empty() ||
           (from.name == to.name && scope_of(*from.event) == scope_of(*to.event));
}

void check_throw(Findings& found, const Link& link, const std::vector<Link>& catches) {
    const auto match = std::ranges::find_if(catches, [&](const Link& each) { return joined(link, each); });
    if (match == catches.end())
        found.add(*link.event, "link_unmatched");
    else if (scope_of(*match->event) != scope_of(*link.event))
        found.add(*link.event, "link_leaves_level", {{"other", describe(*match->event)}});
    if (is_executable(*link.event) && link.definition->child("target") == nullptr)
        found.add(*link.event, "link_without_target");
}

}  // namespace

void check_event_flows(Findings& found) {
    const auto all = associated(found.model());
    for (const auto* event : found.model().all(Type::event)) {
        switch (event->type()) {
            case Type::start_event:
                if (!event->incoming().empty()) found.add(*event, "start_incoming");
                if (event->outgoing().empty()) found.add(*event, "start_outgoing");
                break;
            case Type::end_event:
                if (event->incoming().empty()) found.add(*event, "end_incoming");
                if (!event->outgoing().empty()) found.add(*event, "end_outgoing");
                break;
            case Type::boundary_event: check_boundary(found, all, *event); break;
            case Type::intermediate_catch_event:
            case Type::intermediate_throw_event: check_intermediate(found, *event); break;
            default: break;
        }
    }
}

void check_links(Findings& found) {
    const auto throws = links(found.model(), Type::intermediate_throw_event),
               catches = links(found.model(), Type::intermediate_catch_event);
    for (const auto& link : throws) check_throw(found, link, catches);
    for (const auto& link : catches)
        if (is_executable(*link.event) && link.definition->child("source") == nullptr)
            found.add(*link.event, "link_without_source");
}

}  // namespace bpmn

// The publishing check of a map: its ways.

#include "casework/check_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace casework {
namespace {

using bpmn::NodeIndex, bpmn::NodeKind;

/// What a case that stands there may come to next, in whichever way.
std::vector<NodeIndex> next_of(const bpmn::Plan& plan, NodeIndex index) {
    const auto& node = plan.at(index);
    std::vector<NodeIndex> next = node.starts;
    for (const auto flow : node.outgoing) next.push_back(plan.flow(flow).target);
    for (const auto* more : {&node.triggered, &node.event_subs, &node.boundaries}) next.insert(next.end(), more->begin(), more->end());
    if (node.handler != bpmn::nowhere) next.push_back(node.handler);
    for (const auto& part : node.parts)
        if (part.trigger == bpmn::Trigger::link && part.target != bpmn::nowhere) next.push_back(part.target);
    if (node.kind == NodeKind::ad_hoc)
        for (NodeIndex i = 0; i < static_cast<NodeIndex>(plan.nodes.size()); ++i)
            if (plan.at(i).parent == index) next.push_back(i);
    return next;
}

bool stands_in_a_course(const bpmn::Node& node) { return node.parent != bpmn::nowhere; }

void look_for_loops(const Look& look, const std::set<NodeIndex>& there) {
    std::set<NodeIndex> ends;
    for (const auto index : there)
        if (const auto& node = look.plan.at(index); node.kind == NodeKind::end_event || (node.outgoing.empty() && stands_in_a_course(node))) ends.insert(index);
    for (bool more = true; more;) {
        more = false;
        for (const auto index : there)
            if (!ends.contains(index) && std::ranges::any_of(next_of(look.plan, index), [&](NodeIndex next) { return ends.contains(next); })) more = ends.insert(index).second;
    }
    for (const auto index : there)
        if (const auto& node = look.plan.at(index); stands_in_a_course(node) && !ends.contains(index))
            look.say(node.id, fmt::format("{}: from here a case never comes to an end: draw a way on to an end event", look.called(node)));
}

/// Days that a case must wait at a timer on its way; 0 elsewhere.
double days_at(const bpmn::Node& node, Instant now) {
    if (node.kind != NodeKind::catch_event) return 0;
    for (const auto& part : node.parts)
        if (part.trigger == bpmn::Trigger::timer && part.timer == bpmn::TimerKind::duration)
            if (const auto span = bpmn::read_span(part.timer_text)) return std::chrono::duration<double, std::ratio<86400>>((now + *span) - now).count();
    return 0;
}

/// The shortest that a case can take must not be longer than what is promised.
void look_at_waits(const Look& look) {
    std::map<NodeIndex, std::pair<double, NodeIndex>> least;  // days until there, and the timer on the way that takes longest
    std::vector<NodeIndex> open;
    for (const auto process : look.plan.processes) least[process] = {0, bpmn::nowhere}, open.push_back(process);
    while (!open.empty()) {
        const auto index = open.back();
        open.pop_back();
        const auto [days, longest] = least[index];
        for (const auto next : next_of(look.plan, index)) {
            const auto more = days_at(look.plan.at(next), Instant{});
            const std::pair reached_in{days + more, more > (longest == bpmn::nowhere ? 0 : days_at(look.plan.at(longest), Instant{})) ? next : longest};
            if (const auto known = least.find(next); known != least.end() && known->second.first <= reached_in.first) continue;
            least[next] = reached_in, open.push_back(next);
        }
    }
    constexpr double week = 7, working_week = 5;
    const auto promised = static_cast<double>(look.service.promise_working_days) * week / working_week;
    std::pair<double, NodeIndex> best{-1, bpmn::nowhere};
    for (const auto& [index, found] : least)
        if (look.plan.at(index).kind == NodeKind::end_event && (best.first < 0 || found.first < best.first)) best = found;
    if (best.second != bpmn::nowhere && best.first > promised)
        look.say(look.plan.at(best.second).id, fmt::format("{}: a case waits {:.0f} days on its shortest way, and {} working days are promised: promise longer, or wait less",
                                                           look.called(look.plan.at(best.second)), best.first, look.service.promise_working_days));
}

void look_at_outcomes(const Look& look, const std::set<NodeIndex>& there) {
    std::set<std::string_view> named;
    if (look.service.fee) named.insert(look.service.fee->unpaid);
    for (const auto index : there) {
        const auto& id = look.plan.at(index).id;
        if (look.map.duty(id).closes) return;  // whoever does that task chooses
        if (const auto outcome = look.map.attribute(id, "outcome"); !outcome.empty()) named.insert(outcome);
    }
    if (std::ranges::none_of(there, [&](auto index) { return !look.map.attribute(look.plan.at(index).id, "outcome").empty(); })) return look.say(look.map.process().id(), "a case that comes to the end has no outcome: give an end event an outcome, or let a task close it (closes)");
    for (const auto& outcome : look.service.outcomes)
        if (!named.contains(outcome.code) && !outcome.by_hand)
            look.say_in("service.json", "outcomes." + outcome.code, "no way of the map ends on it: give an end event this outcome, say that officers close a case with it (by_hand), or take it out");
}

}  // namespace

std::set<NodeIndex> reached(const bpmn::Plan& plan, const std::set<NodeIndex>& without) {
    std::set<NodeIndex> there(plan.processes.begin(), plan.processes.end());
    std::vector<NodeIndex> open(there.begin(), there.end());
    while (!open.empty()) {
        const auto index = open.back();
        open.pop_back();
        for (const auto next : next_of(plan, index))
            if (!without.contains(next) && there.insert(next).second) open.push_back(next);
    }
    return there;
}

std::string Look::called(const bpmn::Node& node) const { return node.name.empty() ? node.id : fmt::format("'{}'", node.name); }

void look_at_ways(const Look& look) {
    const auto there = reached(look.plan);
    for (NodeIndex i = 0; i < static_cast<NodeIndex>(look.plan.nodes.size()); ++i)
        if (const auto& node = look.plan.at(i); stands_in_a_course(node) && !there.contains(i))
            look.say(node.id, fmt::format("{}: no way leads here from the start: draw one, or take it out", look.called(node)));
    look_for_loops(look, there);
    look_at_waits(look);
    look_at_outcomes(look, there);
}

}  // namespace casework

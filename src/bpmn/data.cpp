// Variables: who sees which, where a value goes, and what flows in and out of activities.

#include "bpmn/run.h"

#include <algorithm>

namespace bpmn {
namespace {

/// About the bytes it takes as JSON.
std::size_t weight(const json::value& value) {
    switch (value.kind()) {
        case json::kind::string: return value.get_string().size() + 2;
        case json::kind::array: {
            std::size_t sum = 2;
            for (const auto& each : value.get_array()) sum += weight(each) + 1;
            return sum;
        }
        case json::kind::object: {
            std::size_t sum = 2;
            for (const auto& each : value.get_object()) sum += each.key().size() + 4 + weight(each.value());
            return sum;
        }
        default: return 8;
    }
}

}  // namespace

const json::value* Sight::find(std::string_view name) const {
    if (const auto* found = locals_.if_contains(name)) return found;
    if (name == "loopCounter")
        for (const auto* active = run_.find(from_); active != nullptr; active = run_.find(active->parent))
            if (active->turn >= 0) return &(counter_ = active->turn + 1);
    return run_.look_up(name, from_);
}

const json::value* Run::look_up(std::string_view name, ActiveNumber from) const {
    for (const auto* active = find(from); active != nullptr; active = find(active->parent)) {
        if (const auto* found = active->variables.if_contains(name)) return found;
        const auto& node = plan_.at(active->node);
        if (node.kind == NodeKind::process && !node.global) break;  // a called process sees what it was given
    }
    return nullptr;
}

void Run::assign(std::string_view name, json::value value, ActiveNumber from) {
    conditions_to_check_ = true;
    Active* process = nullptr;
    for (auto* active = find(from); active != nullptr; active = find(active->parent)) {
        if (auto* found = active->variables.if_contains(name)) {
            *found = std::move(value);
            return;
        }
        const auto& node = plan_.at(active->node);
        if (node.kind != NodeKind::process || node.global) continue;
        process = active;
        break;
    }
    if (process != nullptr) process->variables[name] = std::move(value);
}

Result<void> Run::store(const Node& node, const Variables& variables, ActiveNumber at) {
    if (!node.has_outputs) {
        for (const auto& each : variables) assign(each.key(), each.value(), at);
        return {};
    }
    // A script names variables itself; what it sets and no output takes goes where it would without any.
    if (node.kind == NodeKind::script_task)
        for (const auto& each : variables)
            if (std::none_of(node.outputs.begin(), node.outputs.end(),
                             [&](const Mapping& m) { return m.from == each.key(); }))
                assign(each.key(), each.value(), at);
    for (const auto& mapping : node.outputs) {
        if (mapping.formula) {
            auto value = TRY(value_of(mapping.formula, at, variables));
            assign(mapping.to, std::move(value), at);
        } else if (const auto* found = variables.if_contains(mapping.from)) {
            assign(mapping.to, *found, at);
        }
    }
    return {};
}

Result<json::object> Run::inputs_of(const Node& node, ActiveNumber at) const {
    Variables inputs;
    for (const auto& mapping : node.inputs) {
        if (mapping.formula) {
            auto value = TRY(value_of(mapping.formula, at));
            inputs[mapping.to] = std::move(value);
        } else if (const auto* found = look_up(mapping.from, at)) {
            inputs[mapping.to] = *found;
        }
    }
    return inputs;
}

bool Run::would_fit(const Variables& variables) const {
    if (variables.empty()) return true;
    std::size_t sum = weight(variables);
    for (const auto& [number, active] : instance_.active) sum += weight(active.variables);
    for (const auto& done : instance_.done) sum += weight(done.variables);
    return sum <= limits_.variables;
}

}  // namespace bpmn

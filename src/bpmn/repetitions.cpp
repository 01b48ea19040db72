// Activities that are carried out several times: standard loops and multi-instance.

#include "bpmn/run.h"

#include <boost/json.hpp>

#include <charconv>

namespace bpmn {
namespace {

constexpr const char* kept_items = "$items";  // of a collection, as it was at the beginning
constexpr const char* kept_results = "$results";

std::optional<std::int64_t> whole(const json::value& value) {
    if (value.is_int64()) return value.get_int64();
    if (value.is_uint64()) return static_cast<std::int64_t>(value.get_uint64());
    if (value.is_double() && value.get_double() == static_cast<double>(static_cast<std::int64_t>(value.get_double())))
        return static_cast<std::int64_t>(value.get_double());
    if (!value.is_string()) return std::nullopt;
    const std::string_view text = value.get_string();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

const Repetition& rule_of(const Plan& plan, const Active& active) { return plan.at(active.node).repeats.front(); }

}  // namespace

json::object Run::counts_of(const Active& active) const {
    return {{"loopCounter", active.begun},
            {"numberOfInstances", active.wanted},
            {"numberOfActiveInstances", active.begun - active.completed - active.ended_early},
            {"numberOfCompletedInstances", active.completed},
            {"numberOfTerminatedInstances", active.ended_early}};
}

Result<int> Run::count_wanted(Active& active) {
    const auto& rule = rule_of(plan_, active);
    const auto& id = plan_.at(active.node).id;
    if (rule.cardinality) {
        const auto value = TRY(value_of(rule.cardinality, active.number));
        const auto number = whole(value);
        if (!number || *number < 0) return refuse(Kind::invalid, "bpmn.no_number_of_repetitions", id);
        if (*number > limits_.repetitions) return refuse(Kind::invalid, "bpmn.too_many_repetitions", id);
        return static_cast<int>(*number);
    }
    const auto* items = look_up(rule.collection, active.number);
    if (items == nullptr || !items->is_array())
        return refuse(Kind::invalid, "bpmn.no_collection", id + ": " + rule.collection);
    if (items->get_array().size() > static_cast<std::size_t>(limits_.repetitions))
        return refuse(Kind::invalid, "bpmn.too_many_repetitions", id);
    active.variables[kept_items] = *items;
    return static_cast<int>(items->get_array().size());
}

void Run::begin_repeated(ActiveNumber number) {
    auto& active = *find(number);
    const auto& rule = rule_of(plan_, active);
    if (!rule.many) {
        if (!rule.test_before || !rule.condition) return push({.scope = number, .what = Move::What::turn});
        return goes_on(active);
    }
    const auto wanted = count_wanted(active);
    if (!wanted) return incident(active, wanted.error().key, wanted.error().log);
    active.wanted = *wanted;
    if (!rule.results.empty()) active.variables[kept_results] = json::array(static_cast<std::size_t>(*wanted));
    if (*wanted == 0) return end_repeated(number);
    for (int i = 0; i < (rule.sequential ? 1 : *wanted); ++i) push({.scope = number, .what = Move::What::turn});
}

void Run::take_turn(ActiveNumber number) {
    auto& repeated = *find(number);
    if (repeated.stopping) return;
    const auto& rule = rule_of(plan_, repeated);
    auto& turn = add_active(repeated.node, number, Role::work);
    turn.turn = repeated.begun++;
    if (!rule.item.empty())
        if (const auto* items = repeated.variables.if_contains(kept_items))
            turn.variables[rule.item] = items->get_array()[static_cast<std::size_t>(turn.turn)];
    if (!rule.result.empty()) turn.variables[rule.result] = nullptr;
    note(Phase::started, turn.node, turn.number);
    carry_out(turn.number);
}

void Run::turn_done(ActiveNumber number, const Active& turn) {
    auto& repeated = *find(number);
    const auto& rule = rule_of(plan_, repeated);
    ++repeated.completed;
    if (auto* results = repeated.variables.if_contains(kept_results))
        if (const auto* result = turn.variables.if_contains(rule.result))
            results->get_array()[static_cast<std::size_t>(turn.turn)] = *result;
    if (rule.many) throw_of_turn(repeated);
    goes_on(repeated);
}

void Run::goes_on(Active& repeated) {
    const auto number = repeated.number;
    const auto& rule = rule_of(plan_, repeated);
    const auto condition =
        rule.condition ? holds(rule.condition, number, counts_of(repeated)) : Result<bool>(!rule.many);
    if (!condition) return incident(repeated, condition.error().key, condition.error().log);
    if (!rule.many) {
        if (repeated.begun >= limits_.repetitions)
            return incident(repeated, "bpmn.too_many_repetitions", plan_.at(repeated.node).id);
        const bool more = *condition && (rule.maximum == 0 || repeated.begun < rule.maximum);
        return more ? push({.scope = number, .what = Move::What::turn}) : end_repeated(number);
    }
    if (*condition || repeated.completed + repeated.ended_early >= repeated.wanted) return end_repeated(number);
    if (rule.sequential) push({.scope = number, .what = Move::What::turn});
}

void Run::end_repeated(ActiveNumber number) {
    auto& repeated = *find(number);
    const auto& rule = rule_of(plan_, repeated);
    repeated.stopping = true;
    for (const auto child : children_of(number)) {
        cancel(child);
        ++repeated.ended_early;
    }
    if (const auto* results = repeated.variables.if_contains(kept_results))
        assign(rule.results, json::value(*results), repeated.parent);
    complete(number);
}

void Run::throw_of_turn(Active& repeated) {
    const auto& rule = rule_of(plan_, repeated);
    if (rule.behaviour == Thrown::each || (rule.behaviour == Thrown::one && repeated.completed == 1))
        throw_at_boundary(repeated, Trigger::signal, rule.event);
    if (rule.behaviour != Thrown::complex) return;
    for (const auto& each : rule.complex) {
        const auto now = holds(each.condition, repeated.number, counts_of(repeated));
        if (now && *now) throw_at_boundary(repeated, each.trigger, each.name);
    }
}

// What a multi-instance activity throws of itself is heard at its own boundary and never interrupts it: it would else
// end by its own first instance, and "each" could not be thrown for each.
void Run::throw_at_boundary(const Active& repeated, Trigger trigger, const std::string& name) {
    for (const auto boundary : plan_.at(repeated.node).boundaries)
        for (const auto& part : plan_.at(boundary).parts) {
            if (part.trigger != trigger || (!name.empty() && part.name != name)) continue;
            note(Phase::completed, boundary);
            leave(boundary, repeated.parent);
            break;
        }
}

}  // namespace bpmn

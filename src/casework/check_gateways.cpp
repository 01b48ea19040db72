// The publishing check of a map: what its gateways ask.

#include "casework/check_parts.h"
#include "casework/decisions.h"

#include <fmt/format.h>

#include <algorithm>

namespace casework {
namespace {

using bpmn::NodeIndex, bpmn::NodeKind;

constexpr std::string_view told_of_cases[] = {"service", "channel", "ward", "reopened", "reason", "times"};

std::optional<dmn::Domain> domain_of(const forms::Question& question) {
    using forms::Type;
    dmn::Domain domain;
    const auto bound = [](const std::optional<std::int64_t>& given) { return given ? std::optional(dmn::Decimal(*given)) : std::nullopt; };
    switch (question.type) {
        case Type::choice:
            for (const auto& choice : question.choices)
                if (choice.stop.empty()) domain.values.emplace_back(choice.code);
            break;
        case Type::choices:
            for (const auto& choice : question.choices) {
                domain.values.emplace_back(dmn::Items{dmn::Value(choice.code)});
                for (const auto& other : question.choices)
                    if (&choice < &other && !choice.alone && !other.alone) domain.values.emplace_back(dmn::Items{dmn::Value(choice.code), dmn::Value(other.code)});
            }
            break;
        case Type::number:
        case Type::money:
            domain.numbers = true;
            domain.whole = question.decimals == 0;
            domain.from = bound(question.from), domain.up_to = bound(question.up_to);
            break;
        case Type::date:
        case Type::date_range:
        case Type::time: return std::nullopt;
        default: domain.values.emplace_back(true);
    }
    if (!question.required || question.condition) domain.values.emplace_back();
    return domain;
}

/// Whether a case may come there without any of these elements having been done.
bool may_pass_by(const Look& look, NodeIndex node, const std::set<NodeIndex>& those) { return reached(look.plan, those).contains(node); }

std::set<NodeIndex> that_say(const Look& look, std::string_view attribute, std::string_view value) {
    std::set<NodeIndex> all;
    for (NodeIndex i = 0; i < static_cast<NodeIndex>(look.plan.nodes.size()); ++i)
        if (look.map.attribute(look.plan.at(i).id, attribute) == value) all.insert(i);
    return all;
}

std::optional<dmn::Domain> decided(const Look& look, const std::set<NodeIndex>& tasks, std::string_view output) {
    const auto models = tables_of(look.service);
    std::optional<dmn::Domain> domain;
    for (const auto task : tasks)
        for (std::size_t i = 0; models && i < models->size(); ++i)
            for (auto& [name, values] : dmn::results_of((*models)[i], look.map.attribute(look.plan.at(task).id, "decision")))
                if (name == output) domain = std::move(values);
    return domain;
}

void look_at_gateway(const Look& look, NodeIndex index) {
    const auto& node = look.plan.at(index);
    std::vector<dmn::Expression> conditions;
    std::vector<bpmn::FlowIndex> flows;
    for (const auto flow : node.outgoing) {
        if (flow == node.default_flow) continue;
        if (!look.plan.flow(flow).condition) return;  // taken whenever no other one is
        auto condition = dmn::parse(look.plan.flow(flow).condition.text);
        if (!condition) return;
        for (const auto& path : dmn::paths_of(*condition))
            if (const auto unknown = unknown_in(look, path); !unknown.empty()) return look.say(look.plan.flow(flow).id, fmt::format("its condition asks for '{}', but {}: name one that there is", path, unknown));
        conditions.push_back(*std::move(condition));
        flows.push_back(flow);
    }
    std::vector<bool> taken(conditions.size(), false);
    bool none = false;
    const auto tried = dmn::try_all(conditions, [&](std::string_view path) { return domain_at(look, index, path); }, [&](const dmn::Context& inputs) {
        bool any = false;
        for (std::size_t i = 0; i < conditions.size() && !(any && node.kind == NodeKind::exclusive); ++i)
            if (dmn::evaluate(conditions[i], inputs).value.is_true()) any = true, taken[i] = true;
        none = none || !any;
        return true;
    });
    if (node.default_flow == bpmn::nowhere && (none || !tried))
        look.say(node.id, fmt::format("{}: there {} answers that lead along none of its ways, and a case would stand still: mark one way as the default", look.called(node), tried ? "are" : "may be"));
    for (std::size_t i = 0; tried && i < taken.size(); ++i)
        if (!taken[i]) look.say(look.plan.flow(flows[i]).id, fmt::format("no answers lead along this way from {}: its condition is never true, or another way before it is always taken; change the condition, or take the way out", look.called(node)));
}

}  // namespace

std::string unknown_in(const Look& look, std::string_view path) {
    const auto base = path.substr(0, path.find('.')), rest = path.substr(std::min(base.size() + 1, path.size()));
    const auto code = rest.substr(0, rest.find('.'));
    if (base == "answers") return code.empty() || look.service.form.find(code) != nullptr ? "" : fmt::format("the service asks no question '{}'", code);
    if (std::ranges::find(told_of_cases, base) != std::end(told_of_cases) || !that_say(look, "into", base).empty()) return {};
    const auto* form = look.service.task_form(base);
    if (form == nullptr || that_say(look, "form", base).empty()) return fmt::format("nothing on the map gives '{}': it is no form of a task, and no decision or back office answers into it", base);
    return code.empty() || form->find(code) != nullptr ? "" : fmt::format("the form '{}' asks no question '{}'", base, code);
}

std::optional<dmn::Domain> domain_at(const Look& look, NodeIndex node, std::string_view path) {
    const auto base = path.substr(0, path.find('.')), code = path.substr(std::min(base.size() + 1, path.size()));
    const auto* form = base == "answers" ? &look.service.form : look.service.task_form(base);
    if (const auto* question = form == nullptr ? nullptr : form->find(code)) {
        auto domain = domain_of(*question);
        if (domain && base != "answers" && may_pass_by(look, node, that_say(look, "form", base))) domain->values.emplace_back();
        return domain;
    }
    if (const auto tasks = that_say(look, "into", base); !tasks.empty())
        if (auto domain = decided(look, tasks, code)) {
            if (may_pass_by(look, node, tasks)) domain->values.emplace_back();
            return domain;
        }
    return dmn::Domain{.open = true};
}

void look_at_gateways(const Look& look) {
    for (NodeIndex i = 0; i < static_cast<NodeIndex>(look.plan.nodes.size()); ++i)
        if (const auto& node = look.plan.at(i); (node.kind == NodeKind::exclusive || node.kind == NodeKind::inclusive) && node.outgoing.size() > 1) look_at_gateway(look, i);
}

}  // namespace casework

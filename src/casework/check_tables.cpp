// The publishing check of a map: the decision tables that it asks.

#include "casework/check_parts.h"
#include "casework/decisions.h"

#include <fmt/format.h>

#include <algorithm>

namespace casework {
namespace {

using bpmn::NodeIndex, bpmn::NodeKind;

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

bool has_word(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) return true;
    }
    return false;
}

/// Attributes in which variables are named.
constexpr std::string_view naming[] = {"words", "remindOn"};

/// Whether an expression of the map asks for it, or what the map has written, or a table.
bool is_used(const Look& look, const std::vector<dmn::Model>& models, std::string_view name) {
    for (const auto* element : look.map.model().elements())
        if ((element->children().empty() && has_word(element->words(), name)) ||
            std::ranges::any_of(naming, [&](const auto attribute) { return has_word(element->attribute_of(own_attributes, attribute), name); }))
            return true;
    for (const auto& model : models)
        for (const auto& offer : model.offers())
            if (offer.kind == dmn::Offer::Kind::decision && std::ranges::any_of(dmn::asked_by(model, offer.name), [&](const auto& path) { return has_word(path, name); })) return true;
    return false;
}

std::string told(const dmn::TableFault& fault) { return fault.where.empty() ? "always" : fmt::format("where {}", fmt::join(fault.where, " and ")); }

void look_at_cells(const Look& look, NodeIndex task, const dmn::Model& model, const std::string& file, const std::string& decision) {
    for (const auto& path : dmn::asked_by(model, decision))
        if (const auto unknown = unknown_in(look, path); !unknown.empty())
            return look.say_in(file, decision, fmt::format("the table asks for '{}', but {}: name one that there is", path, unknown));
    const auto domains = [&](std::string_view path) { return domain_at(look, task, path); };
    for (const auto& fault : dmn::table_faults(decision, model, domains)) {
        if (fault.kind == dmn::TableFault::Kind::gap)
            look.say_in(file, decision, fmt::format("no rule answers {}: add one, or a rule for everything else at the end", told(fault)));
        else
            look.say_in(file, decision, fmt::format("rules {} and {} both answer {}: narrow one of them, or choose the hit policy FIRST", fault.rule, fault.other, told(fault)));
    }
}

void look_at_task(const Look& look, NodeIndex index, const std::vector<dmn::Model>& models, std::set<std::string>& asked) {
    const auto& node = look.plan.at(index);
    const auto decision = std::string(look.map.attribute(node.id, "decision")), into = std::string(look.map.attribute(node.id, "into"));
    for (std::size_t i = 0; i < models.size(); ++i) {
        const auto offers = models[i].offers();
        const auto offer = std::ranges::find_if(offers, [&](const auto& each) { return each.kind == dmn::Offer::Kind::decision && (each.name == decision || each.id == decision); });
        if (offer == offers.end()) continue;
        const auto file = look.service.decisions[i].name + ".dmn";
        asked.insert(file);
        if (into.empty()) return look.say(node.id, fmt::format("{}: what is decided is kept nowhere: name a variable for it (into)", look.called(node)));
        look_at_cells(look, index, models[i], file, decision);
        const auto results = dmn::results_of(models[i], decision);
        const bool is_asked_for = look.map.attribute(node.id, "shown") == "true" || is_used(look, models, into) || std::ranges::any_of(results, [&](const auto& result) { return !result.first.empty() && is_used(look, models, result.first); });
        if (!is_asked_for) look.say_in(file, into, "nothing asks for what is decided here: let a gateway or a letter ask for it, say that officers read it on the case (shown), or take the table out");
        return;
    }
}

/// What is to be paid, and what is given back, is asked of tables by the payment and not by the map.
void note_fees(const Look& look, const std::vector<dmn::Model>& models, std::set<std::string>& asked) {
    if (!look.service.fee) return;
    for (std::size_t i = 0; i < models.size(); ++i)
        for (const auto& offer : models[i].offers())
            for (const auto& decision : {look.service.fee->decision, look.service.fee->given_back})
                if (!decision.empty() && offer.kind == dmn::Offer::Kind::decision && (offer.name == decision || offer.id == decision)) asked.insert(look.service.decisions[i].name + ".dmn");
}

}  // namespace

void look_at_tables(const Look& look) {
    const auto models = tables_of(look.service);
    if (!models) {
        look.say_in("service.json", "decisions", models.error().log);
        return;
    }
    std::set<std::string> asked;
    note_fees(look, *models, asked);
    for (NodeIndex i = 0; i < static_cast<NodeIndex>(look.plan.nodes.size()); ++i)
        if (look.plan.at(i).kind == NodeKind::rule_task) look_at_task(look, i, *models, asked);
    for (const auto& each : look.service.decisions)
        if (!asked.contains(each.name + ".dmn")) look.say_in(each.name + ".dmn", each.name, "no task of the map asks this table: add a business rule task that does, or take the file out");
}

}  // namespace casework

#include "dmn/model.h"

#include <set>

namespace dmn {
namespace {

void add_inputs(const Element& element, std::set<const Element*>& seen, std::vector<std::string>& names) {
    std::vector<const Element*> waiting{&element};
    while (!waiting.empty()) {
        const auto* next = waiting.back();
        waiting.pop_back();
        if (!seen.insert(next).second) continue;
        if (next->kind == Offer::Kind::input) names.push_back(next->name);
        for (const auto& needed : next->needs) waiting.push_back(needed.to);
    }
}

}  // namespace

Type Definitions::find(std::string_view type) const {
    if (const auto own = types.find(type); own != types.end()) return own->second;
    for (const auto& import : imports) {
        if (import.name.empty()) {
            if (auto found = import.model.definitions().find(type)) return found;
        } else if (type.size() > import.name.size() && type.starts_with(import.name) && type[import.name.size()] == '.') {
            return import.model.definitions().find(type.substr(import.name.size() + 1));
        }
    }
    return nullptr;
}

const Element* Definitions::find(std::string_view name_or_id, Offer::Kind kind) const {
    if (const auto by = by_id.find(name_or_id); by != by_id.end() && by->second->kind == kind) return by->second;
    for (const auto& element : elements)
        if (element->kind == kind && element->name == name_or_id) return element.get();
    return nullptr;
}

const Element* Definitions::by_reference(std::string_view href, std::string& import) const {
    const auto mark = href.rfind('#');
    if (mark == std::string_view::npos) return nullptr;
    const auto from = href.substr(0, mark), id = href.substr(mark + 1);
    if (from.empty() || from == space) {
        const auto found = by_id.find(id);
        return found == by_id.end() ? nullptr : found->second;
    }
    for (const auto& each : imports) {
        if (each.space != from) continue;
        import = each.name;
        const auto& there = each.model.definitions().by_id;
        const auto found = there.find(id);
        return found == there.end() ? nullptr : found->second;
    }
    return nullptr;
}

const std::string& Model::name() const { return definitions_->name; }
const std::string& Model::space() const { return definitions_->space; }
const std::vector<Flaw>& Model::flaws() const { return definitions_->flaws; }

std::vector<Offer> Model::offers() const {
    std::vector<Offer> all;
    for (const auto& element : definitions_->elements) {
        Offer offer{.kind = element->kind, .id = element->id, .name = element->name, .type = element->type_name};
        std::set<const Element*> seen;
        if (element->kind == Offer::Kind::decision) add_inputs(*element, seen, offer.inputs);
        for (const auto& parameter : element->parameters) offer.inputs.push_back(parameter.name);
        all.push_back(std::move(offer));
    }
    return all;
}

}  // namespace dmn

// DMN documents to models.

#include "dmn/boxed.h"
#include "dmn/model.h"
#include "dmn/xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace dmn {
namespace {

constexpr int most_type_chain = 32;
constexpr std::size_t most_looks = 20'000'000;  // at names, by all expressions together

using Unsound = std::unexpected<Refusal>;

/// How many expressions there are at most.
std::size_t count_texts(pugi::xml_node root) {
    struct Count final : pugi::xml_tree_walker {
        std::size_t texts = 0;
        bool for_each(pugi::xml_node& node) override {
            if (is_named(node, "text")) ++texts;
            return true;
        }
    } count;
    root.traverse(count);
    return count.texts;
}

class Reading {
public:
    Reading(const Xml& xml, const std::vector<Model>& imported) : xml_(xml), imported_(imported), made_(std::make_shared<Definitions>()) {}

    Result<Model> model() {
        const auto root = xml_.root();
        made_->name = attribute(root, "name");
        made_->space = attribute(root, "namespace");
        made_->self = made_;
        TRY(take_imports(root));
        take_types(root);
        for (auto node : children(root)) take_element(node);
        for (const auto& [element, node] : read_) TRY(take_needs(*element, node));
        TRY(no_circles());
        if (made_->members.members().size() * count_texts(root) > most_looks) return unsound(root, "too many names for so many expressions");
        for (const auto& [element, node] : read_) take_logic(*element, node);
        return Model(made_);
    }

private:
    Unsound unsound(pugi::xml_node node, std::string what) const {
        auto name = attribute(node, "name");
        if (name.empty()) name = attribute(node, "id");
        return std::unexpected(Refusal{Kind::invalid, "dmn.unsound_model", {{name, what}}, fmt::format("line {}: {}", xml_.line_of(node), what)});
    }

    Result<void> take_imports(pugi::xml_node root) {
        for (auto node : children(root, "import")) {
            const auto space = attribute(node, "namespace");
            if (!attribute(node, "importType").contains("/MODEL/")) continue;
            const auto found = std::ranges::find_if(imported_, [&](const Model& model) { return model.space() == space; });
            if (found == imported_.end()) return unsound(node, fmt::format("the imported model {} is not there", space));
            made_->imports.push_back({attribute(node, "name"), space, *found});
            made_->members.add_all(found->definitions().members);
        }
        return {};
    }

    void take_types(pugi::xml_node root) {
        for (auto node : children(root, "itemDefinition")) type_nodes_.emplace(attribute(node, "name"), node);
        for (const auto& [name, node] : type_nodes_) type_called(name);
    }
    Type type_called(const std::string& name);
    Type type_referred(const std::string& written);
    Type type_of(pugi::xml_node definition, int level);
    Type function_type(pugi::xml_node item);

    void take_element(pugi::xml_node node) {
        const auto kind = local_name(node);
        constexpr std::array kinds{std::pair{"inputData", Offer::Kind::input}, std::pair{"decision", Offer::Kind::decision},
                                   std::pair{"businessKnowledgeModel", Offer::Kind::knowledge}, std::pair{"decisionService", Offer::Kind::service}};
        const auto* found = std::ranges::find_if(kinds, [&](const auto& each) { return kind == each.first; });
        if (found == kinds.end()) return;
        auto element = std::make_unique<Element>();
        element->kind = found->second;
        element->id = attribute(node, "id");
        element->name = attribute(node, "name");
        element->home = made_.get();
        element->type_name = attribute(first_child(node, "variable"), "typeRef");
        element->type = type_referred(element->type_name);
        made_->by_id.emplace(element->id, element.get());
        read_.emplace_back(element.get(), node);
        made_->elements.push_back(std::move(element));
    }

    Result<Requirement> referred(pugi::xml_node node) const {
        Requirement needed;
        needed.to = made_->by_reference(attribute(node, "href"), needed.import);
        if (needed.to == nullptr) return unsound(node.parent(), fmt::format("{} leads nowhere", attribute(node, "href")));
        return needed;
    }
    Result<void> refer_all(pugi::xml_node node, std::string_view child, std::vector<Requirement>& to) const {
        for (auto each : children(node, child)) {
            auto needed = TRY(referred(each));
            to.push_back(std::move(needed));
        }
        return {};
    }
    Result<void> take_needs(Element& element, pugi::xml_node node) {
        if (element.kind == Offer::Kind::service) {
            TRY(refer_all(node, "outputDecision", element.outputs));
            TRY(refer_all(node, "inputData", element.inputs));
            TRY(refer_all(node, "inputDecision", element.inputs));
            return {};
        }
        for (auto requirement : children(node)) {
            const auto kind = local_name(requirement);
            if (kind != "informationRequirement" && kind != "knowledgeRequirement") continue;
            for (const auto child : {"requiredInput", "requiredDecision", "requiredKnowledge"}) TRY(refer_all(requirement, child, element.needs));
        }
        return {};
    }

    Result<void> no_circles() const;
    void take_logic(Element& element, pugi::xml_node node);
    Names names_for(const Element& element) const;

    const Xml& xml_;
    const std::vector<Model>& imported_;
    std::shared_ptr<Definitions> made_;
    std::map<std::string, pugi::xml_node> type_nodes_;
    std::set<std::string> types_begun_;
    int type_chain_ = 0;  // types that are made one for another
    std::vector<std::pair<Element*, pugi::xml_node>> read_;
};

/// A type that leads back to itself is any type at that place.
Type Reading::type_called(const std::string& name) {
    if (const auto known = made_->types.find(name); known != made_->types.end()) return known->second;
    const auto node = type_nodes_.find(name);
    if (node == type_nodes_.end() || type_chain_ > most_type_chain || !types_begun_.insert(name).second) return nullptr;
    ++type_chain_;
    auto type = type_of(node->second, 0);
    --type_chain_;
    made_->types.emplace(name, type);
    return type;
}

Type Reading::type_referred(const std::string& written) {
    if (written.empty()) return nullptr;
    if (auto own = type_called(written)) return own;
    if (auto known = made_->find(written)) return known;
    return built_in_type(type_reference(written).name);
}

Type Reading::function_type(pugi::xml_node item) {
    TypeBody body{.kind = TypeBody::Kind::function};
    for (auto parameter : children(item, "parameters"))
        body.members.emplace_back(attribute(parameter, "name"), type_referred(attribute(parameter, "typeRef")));
    body.result = type_referred(attribute(item, "outputTypeRef"));
    return std::make_shared<const TypeBody>(std::move(body));
}

Type Reading::type_of(pugi::xml_node definition, int level) {
    if (level > 32) return nullptr;
    TypeBody body;
    const auto components = children(definition, "itemComponent");
    if (const auto function = first_child(definition, "functionItem")) {
        body = *function_type(function);
    } else if (!components.empty()) {
        body.kind = TypeBody::Kind::context;
        for (auto component : components) {
            const auto name = attribute(component, "name");
            made_->members.add_member(name);
            body.members.emplace_back(name, type_of(component, level + 1));
        }
    } else if (auto base = type_referred(inner_text(definition, "typeRef"))) {
        body = *base;
    }
    body.name = attribute(definition, "name");
    Boxes boxes(xml_, body.name, made_->flaws);
    const auto tests_in = [&](std::string_view child) -> std::shared_ptr<const Node> {
        const auto node = first_child(definition, child);
        return node ? boxes.tests(node, inner_text(node), Names{"?"}) : nullptr;
    };
    const bool several = attribute(definition, "isCollection") == "true";
    if (auto allowed = tests_in("allowedValues")) body.allowed = std::move(allowed);
    auto whole = tests_in("typeConstraint");
    if (whole && !several) body.allowed = whole;
    if (!several) return std::make_shared<const TypeBody>(std::move(body));
    return std::make_shared<const TypeBody>(TypeBody{.kind = TypeBody::Kind::list,
                                                     .element = std::make_shared<const TypeBody>(std::move(body)),
                                                     .allowed = std::move(whole),
                                                     .name = attribute(definition, "name")});
}

/// A decision, or a knowledge model's decision, that stands on itself could never be decided. A knowledge model may call itself.
Result<void> Reading::no_circles() const {
    std::map<const Element*, int> state;  // 1: on the way, 2: done
    for (const auto& [start, node] : read_) {
        if (start->kind != Offer::Kind::decision) continue;
        std::vector<std::pair<const Element*, std::size_t>> way{{start, 0}};
        if (state[start] == 2) continue;
        state[start] = 1;
        while (!way.empty()) {
            auto& [element, next] = way.back();
            if (next == element->needs.size()) {
                state[element] = 2;
                way.pop_back();
                continue;
            }
            const auto* needed = element->needs[next++].to;
            if (needed->kind != Offer::Kind::decision || state[needed] == 2) continue;
            if (state[needed] == 1) return unsound(node, fmt::format("{} requires itself, by way of others", needed->name));
            state[needed] = 1;
            way.emplace_back(needed, 0);
        }
    }
    return {};
}

Names Reading::names_for(const Element& element) const {
    Names names = made_->members;
    for (const auto& needed : element.needs) {
        names.add(needed.import.empty() ? needed.to->name : needed.import);
        names.add_member(needed.to->name);
    }
    return names;
}

void Reading::take_logic(Element& element, pugi::xml_node node) {
    auto names = names_for(element);
    Boxes boxes(xml_, element.name, made_->flaws);
    if (element.kind == Offer::Kind::decision) element.logic = boxes.inside(node, names);
    if (element.kind == Offer::Kind::service)
        for (const auto& input : element.inputs) element.parameters.push_back({input.to->name, input.to->type});
    if (element.kind != Offer::Kind::knowledge) return;
    const auto logic = first_child(node, "encapsulatedLogic");
    for (auto parameter : children(logic, "formalParameter")) {
        element.parameters.push_back({attribute(parameter, "name"), type_referred(attribute(parameter, "typeRef"))});
        names.add(element.parameters.back().name);
    }
    const auto language = attribute(logic, "kind");
    element.logic = language.empty() || language == "FEEL" ? boxes.inside(logic, names) : boxes.broken(logic, "functions of other languages are not called");
}

}  // namespace

Result<Model> read(std::string_view text, const std::vector<Model>& imported) {
    const auto xml = TRY(Xml::parse(text));
    if (!is_named(xml.root(), "definitions")) return refuse(Kind::invalid, "dmn.unreadable_model", "the root is no definitions element");
    return Reading(xml, imported).model();
}

}  // namespace dmn

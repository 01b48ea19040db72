#include "bpmn/model.h"

#include "base/text.h"

#include <charconv>

namespace bpmn {
namespace {

const std::string nothing;

bool is_declaration(const Attribute& attribute) {
    return attribute.prefix == "xmlns" || (attribute.prefix.empty() && attribute.name == "xmlns");
}

}  // namespace

const Element* Element::above(Type type) const {
    for (const auto* at = parent_; at != nullptr; at = at->parent_)
        if (at->is(type)) return at;
    return nullptr;
}

const Attribute* Element::find(std::string_view name) const {
    for (const auto& attribute : attributes_)
        if (attribute.prefix.empty() && attribute.name == name) return &attribute;
    return nullptr;
}

const std::string& Element::attribute(std::string_view name) const {
    if (const auto* found = find(name)) return found->value;
    const auto* rule = rule_of(type_).attribute(name);
    return rule != nullptr ? rule->preset : nothing;
}

const std::string& Element::attribute_of(std::string_view space, std::string_view name) const {
    for (const auto& attribute : attributes_)
        if (!attribute.prefix.empty() && attribute.name == name && !is_declaration(attribute) &&
            space_of_prefix(*this, attribute.prefix) == space)
            return attribute.value;
    return nothing;
}

bool Element::flag(std::string_view name) const {
    const auto value = base::trim(attribute(name));
    return value == "true" || value == "1";
}

long Element::number(std::string_view name, long otherwise) const {
    auto text = base::trim(attribute(name));
    if (text.starts_with('+')) text.remove_prefix(1);
    long value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

const Element* Element::child(std::string_view tag) const {
    for (const auto& each : children_)
        if (each->tag_ == tag && each->type_ != Type::foreign) return each.get();
    return nullptr;
}

std::vector<const Element*> Element::children(std::string_view tag) const {
    std::vector<const Element*> found;
    for (const auto& each : children_)
        if (each->tag_ == tag && each->type_ != Type::foreign) found.push_back(each.get());
    return found;
}

std::vector<const Element*> Element::children(Type type) const {
    std::vector<const Element*> found;
    for (const auto& each : children_)
        if (each->is(type)) found.push_back(each.get());
    return found;
}

const Element* Element::child(Type type) const {
    for (const auto& each : children_)
        if (each->is(type)) return each.get();
    return nullptr;
}

std::string Element::text() const {
    std::string out = words_;
    for (const auto& each : children_) {
        if (each->type_ == Type::documentation || each->type_ == Type::extension_elements) continue;
        out += each->text();
    }
    return out;
}

std::string Element::documentation() const {
    std::string out;
    for (const auto* each : children(Type::documentation)) {
        if (!out.empty()) out += "\n\n";
        out += each->text();
    }
    return out;
}

std::vector<const Element*> Element::extensions() const {
    std::vector<const Element*> found;
    for (const auto* each : children(Type::extension_elements))
        for (const auto& inner : each->children_)
            if (inner->type_ != Type::words) found.push_back(inner.get());
    return found;
}

const Element* Element::target(std::string_view name) const {
    const auto* attribute = find(name);
    if (attribute != nullptr && attribute->rule != nullptr && attribute->rule->value == Value::reference)
        return attribute->target;
    const auto* holder = child(name);
    return holder != nullptr ? holder->target_ : nullptr;
}

std::vector<const Element*> Element::targets(std::string_view name) const {
    std::vector<const Element*> found;
    if (const auto* attribute = find(name); attribute != nullptr && attribute->target != nullptr)
        found.push_back(attribute->target);
    for (const auto* each : children(name))
        if (each->target_ != nullptr) found.push_back(each->target_);
    return found;
}

std::string Element::written(std::string_view name) const {
    if (const auto* attribute = find(name)) return std::string(base::trim(attribute->value));
    const auto* holder = child(name);
    return holder != nullptr ? std::string(base::trim(holder->words_)) : std::string();
}

Element& Element::add(std::unique_ptr<Element> element) {
    element->parent_ = this;
    return *children_.emplace_back(std::move(element));
}

Element& Element::add(std::string_view tag, Type type) {
    const auto& rule = rule_of(type_);
    const auto place = rule.place_of(space::model, tag);
    const auto& own = rule_of(type);
    auto wanted = type == Type::reference || own.space.empty() ? space::model : own.space;
    if (place == rule.children.size())
        for (const auto& each : rule.children)
            if (each.name == tag) wanted = each.space;
    std::string prefix = prefix_;
    if (wanted != space_) {
        prefix.clear();
        for (const Element* at = this; at != nullptr && prefix.empty(); at = at->parent_)
            for (const auto& attribute : at->attributes_)
                if (attribute.prefix == "xmlns" && attribute.value == wanted) prefix = attribute.name;
    }
    return add(std::make_unique<Element>(type, wanted, prefix, std::string(tag)));
}

void Element::add_attribute(Attribute attribute) {
    declares_ = declares_ || is_declaration(attribute);
    attributes_.push_back(std::move(attribute));
}

void Element::set(std::string_view name, std::string value) {
    for (auto& attribute : attributes_) {
        if (!attribute.prefix.empty() || attribute.name != name) continue;
        attribute.value = std::move(value);
        return;
    }
    attributes_.push_back(
        {.prefix = "", .name = std::string(name), .value = std::move(value), .rule = rule_of(type_).attribute(name)});
}

void Element::set_foreign(std::string_view prefix, std::string_view name, std::string value) {
    std::erase_if(attributes_, [&](const Attribute& each) { return each.prefix == prefix && each.name == name; });
    if (!value.empty()) add_attribute({.prefix = std::string(prefix), .name = std::string(name), .value = std::move(value)});
}

std::string_view space_of_prefix(const Element& at, std::string_view prefix) {
    if (prefix == "xml") return space::xml;
    for (const auto* each = &at; each != nullptr; each = each->parent()) {
        if (!each->declares()) continue;
        for (const auto& attribute : each->attributes())
            if (prefix.empty() ? attribute.prefix.empty() && attribute.name == "xmlns"
                               : attribute.prefix == "xmlns" && attribute.name == prefix)
                return attribute.value;
    }
    return {};
}

const Element* Model::find(std::string_view id) const {
    const auto found = by_id_.find(std::string(id));
    return found == by_id_.end() ? nullptr : found->second;
}

std::vector<const Element*> Model::all(Type type) const {
    std::vector<const Element*> found;
    for (const auto* each : elements_)
        if (each->is(type)) found.push_back(each);
    return found;
}

std::string_view Model::keep_space(std::string_view name) { return *spaces_.emplace(name).first; }

void Model::resolve() {
    by_id_.clear();
    elements_.clear();
    repeated_.clear();
    if (!root_) return;
    index(*root_);
    resolve_references(*root_);
    connect(*root_);
}

void Model::index(Element& element) {
    if (element.type_ > Type::foreign) {
        elements_.push_back(&element);
        const auto* id = element.find("id");
        if (id != nullptr && id->rule != nullptr && id->rule->value == Value::id &&
            !by_id_.emplace(base::trim(id->value), &element).second)
            repeated_.push_back(&element);
    }
    element.incoming_.clear();
    element.outgoing_.clear();
    element.boundary_events_.clear();
    element.lane_ = nullptr;
    for (const auto& each : element.children_) index(*each);
}

/// `prefix:id` names an element of the prefix's namespace: here, where that is our own, and elsewhere, where it is
/// imported. Ids without a prefix are ours; few tools keep to the letter, by which the default namespace would count.
const Element* Model::find_qualified(const Element& from, std::string_view written) const {
    const auto name = base::trim(written);
    const auto colon = name.find(':');
    if (colon == std::string_view::npos) return find(name);
    const auto space = space_of_prefix(from, name.substr(0, colon));
    if (space.empty()) return find(name);
    if (space == root_->attribute("targetNamespace")) return find(name.substr(colon + 1));
    return nullptr;
}

void Model::resolve_references(Element& element) {
    for (auto& attribute : element.attributes_)
        if (attribute.rule != nullptr && attribute.rule->value == Value::reference)
            attribute.target = find_qualified(element, attribute.value);
    if (element.type_ == Type::reference) element.target_ = find_qualified(element, element.words_);
    for (const auto& each : element.children_) resolve_references(*each);
}

void Model::connect(Element& element) {
    const auto mutable_target = [&](std::string_view name) { return const_cast<Element*>(element.target(name)); };
    if (element.type_ == Type::sequence_flow) {
        if (auto* source = mutable_target("sourceRef")) source->outgoing_.push_back(&element);
        if (auto* target = mutable_target("targetRef")) target->incoming_.push_back(&element);
    } else if (element.type_ == Type::boundary_event) {
        if (auto* host = mutable_target("attachedToRef")) host->boundary_events_.push_back(&element);
    }
    for (const auto& each : element.children_) connect(*each);
    if (element.type_ != Type::lane) return;
    for (const auto* each : element.targets("flowNodeRef"))
        if (auto* node = const_cast<Element*>(each); node->lane_ == nullptr) node->lane_ = &element;
}

}  // namespace bpmn

#pragma once
// A BPMN model in memory: a tree of typed elements whose references are resolved.
//
// 1. Every element has the type that the metamodel gives it in its place; attributes and children of other namespaces,
//    and what the standard does not know, are kept as data with their prefixes and in their order.
// 2. A reference that names nothing, or something of a wrong type, is kept as it was written; `target` is then null or
// the
//    thing it names. `check` (check.h) says what is wrong with it.
// 3. Elements do not move once they are made; a pointer to one is good as long as its model. A model is moved, never
// copied.
//
// What an engine asks (flows of a node, its timers, its data) stands in flow.h; diagrams in diagram.h.

#include "bpmn/metamodel.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace bpmn {

class Element;

struct Attribute {
    std::string prefix;
    std::string name;
    std::string value;
    const AttributeRule* rule = nullptr;  // none for what the standard does not know: other namespaces, xmlns, xsi
    const Element* target = nullptr;      // of a reference
};

class Element {
public:
    Element(Type type, std::string_view space, std::string prefix, std::string name)
        : type_(type), space_(space), prefix_(std::move(prefix)), tag_(std::move(name)) {}

    Type type() const { return type_; }
    /// Whether it is of that type or of one that stands on it: is(Type::activity).
    bool is(Type base) const { return is_a(type_, base); }
    /// The name it has as an element in its parent: `conditionExpression`, `sequenceFlow`.
    const std::string& tag() const { return tag_; }
    const std::string& prefix() const { return prefix_; }
    std::string_view space() const { return space_; }
    /// The line in the document it was read from; 0 for what was made here.
    int line() const { return line_; }
    const Element* parent() const { return parent_; }
    /// The nearest element above that is of this type, or null.
    const Element* above(Type) const;

    /// The `id`, the `name`: empty where there is none.
    const std::string& id() const { return attribute("id"); }
    const std::string& name() const { return attribute("name"); }
    /// An attribute of the standard's own; what the standard says where it is absent; else empty.
    const std::string& attribute(std::string_view name) const;
    /// An attribute of another namespace by that namespace: attribute_of("http://…", "priority").
    const std::string& attribute_of(std::string_view space, std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// Whether it declares a namespace.
    bool declares() const { return declares_; }
    bool flag(std::string_view name) const;
    /// The attribute as a whole number; `otherwise` where it is absent or none.
    long number(std::string_view name, long otherwise = 0) const;
    const std::vector<Attribute>& attributes() const { return attributes_; }

    const std::vector<std::unique_ptr<Element>>& children() const { return children_; }
    /// The first child under that name (`ioSpecification`), or null; all of them.
    const Element* child(std::string_view tag) const;
    std::vector<const Element*> children(std::string_view tag) const;
    /// Children of a type, in their order.
    std::vector<const Element*> children(Type) const;
    const Element* child(Type) const;

    /// All text inside it, elements left out.
    std::string text() const;
    /// The texts of its `documentation`, a blank line between them.
    std::string documentation() const;
    /// The elements inside `extensionElements`.
    std::vector<const Element*> extensions() const;

    /// What a reference names, whether it stands as an attribute or as an element (`messageRef`, `dataObjectRef`): null
    /// where it is absent or names nothing here. All of them, those that name nothing left out.
    const Element* target(std::string_view name) const;
    std::vector<const Element*> targets(std::string_view name) const;
    /// Of an element that is a reference.
    const Element* target() const { return target_; }
    /// The text of a reference as it was written, attribute or element; empty where it is absent.
    std::string written(std::string_view name) const;

    // Flows, by the sequence flows themselves and in their order, whatever `incoming` and `outgoing` list.
    const std::vector<const Element*>& incoming() const { return incoming_; }
    const std::vector<const Element*>& outgoing() const { return outgoing_; }
    /// Boundary events attached to it.
    const std::vector<const Element*>& boundary_events() const { return boundary_events_; }
    /// The lane, the innermost first met, that lists it; or null.
    const Element* lane() const { return lane_; }

    // Making.
    Element& add(std::unique_ptr<Element>);
    /// A child of the standard's own under that name; it takes prefix and namespace from the metamodel and this
    /// element.
    Element& add(std::string_view tag, Type type);
    void set(std::string_view name, std::string value);
    void add_attribute(Attribute attribute);
    /// One of another namespace, by the prefix that stands for it; an empty value takes it away.
    void set_foreign(std::string_view prefix, std::string_view name, std::string value);
    void set_words(std::string words) { words_ = std::move(words); }
    void set_line(int line) { line_ = line; }
    /// Its own text, where it has no children.
    const std::string& words() const { return words_; }

private:
    friend class Model;
    const Attribute* find(std::string_view name) const;

    Type type_;
    std::string_view space_;  // kept by the model, or a constant
    std::string prefix_;
    std::string tag_;
    std::vector<Attribute> attributes_;
    std::vector<std::unique_ptr<Element>> children_;
    std::string words_;
    int line_ = 0;
    bool declares_ = false;
    Element* parent_ = nullptr;
    const Element* target_ = nullptr;
    const Element* lane_ = nullptr;
    std::vector<const Element*> incoming_, outgoing_, boundary_events_;
};

class Model {
public:
    Model() = default;
    Model(Model&&) = default;
    Model& operator=(Model&&) = default;

    const Element& definitions() const { return *root_; }
    Element& definitions() { return *root_; }
    /// The first element with that id, or null.
    const Element* find(std::string_view id) const;
    /// All elements of a type, in the order of the document.
    std::vector<const Element*> all(Type) const;
    /// Every element of the standard's own, in the order of the document.
    const std::vector<const Element*>& elements() const { return elements_; }
    /// Elements whose id another one before them has.
    const std::vector<const Element*>& repeated_ids() const { return repeated_; }

    void set_definitions(std::unique_ptr<Element> definitions) {
        root_ = std::move(definitions);
        resolve();
    }
    /// Finds again what references name; for after a change.
    void resolve();
    /// Keeps the name of a namespace as long as the model.
    std::string_view keep_space(std::string_view);

private:
    void index(Element&);
    void resolve_references(Element&);
    void connect(Element&);
    const Element* find_qualified(const Element& from, std::string_view written) const;

    std::unique_ptr<Element> root_;
    std::unordered_set<std::string> spaces_;
    std::unordered_map<std::string, Element*> by_id_;
    std::vector<const Element*> elements_, repeated_;
};

/// The namespace that a prefix stands for at an element; empty for none. The empty prefix is the default namespace.
std::string_view space_of_prefix(const Element& at, std::string_view prefix);

}  // namespace bpmn

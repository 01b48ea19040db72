#pragma once
// What BPMN 2.0 says each type has: read once from data/metamodel.txt, and used alike to read, to check and to write.

#include "bpmn/type.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bpmn {

namespace space {
inline constexpr std::string_view model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
inline constexpr std::string_view bpmndi = "http://www.omg.org/spec/BPMN/20100524/DI";
inline constexpr std::string_view dc = "http://www.omg.org/spec/DD/20100524/DC";
inline constexpr std::string_view di = "http://www.omg.org/spec/DD/20100524/DI";
inline constexpr std::string_view xsi = "http://www.w3.org/2001/XMLSchema-instance";
inline constexpr std::string_view xml = "http://www.w3.org/XML/1998/namespace";
inline constexpr std::string_view xmlns = "http://www.w3.org/2000/xmlns/";
}  // namespace space

/// The kind of an attribute's value.
enum class Value { string, boolean, integer, number, id, uri, qname, enumeration, reference };

/// An attribute a type has.
struct AttributeRule {
    std::string name;
    Value value = Value::string;
    std::vector<std::string> choices = {};  // of an enumeration
    std::vector<Type> targets = {};         // of a reference
    std::string preset = {};                // what holds where it is absent
    bool required = false;
};

/// A child element a type has: under a name, or whatever is of a type.
struct ChildRule {
    std::string name;  // empty: any element of `type`, under the name of its own type
    std::string_view space = space::model;
    Type type = Type::none;
    std::vector<Type> targets = {};  // of a reference; `type` is Type::reference then
    std::size_t least = 0;
    std::size_t most = 0;  // 0: as many as you like
};

struct TypeRule {
    Type type = Type::none;
    Type base = Type::none;
    std::string name;  // SequenceFlow
    std::string tag;   // sequenceFlow
    std::string_view space = space::model;
    bool abstract = false;
    bool mixed = false;                     // text and elements between each other
    bool open = false;                      // elements of any namespace
    std::vector<AttributeRule> attributes;  // the base's first
    std::vector<ChildRule> children;        // in the order in which they stand
    std::vector<std::string> one_of;        // children that exclude each other

    const AttributeRule* attribute(std::string_view name) const;
    /// The place among `children` of an element of that name; children.size() where there is none.
    std::size_t place_of(std::string_view space, std::string_view name) const;
};

const TypeRule& rule_of(Type);
/// The type whose own name an element has (`sequenceFlow`), or none.
Type type_of_tag(std::string_view space, std::string_view tag);
/// The type that xsi:type names (`tFormalExpression`), or none.
Type type_of_schema_name(std::string_view name);
/// Every type of the standard.
std::span<const TypeRule> all_types();

}  // namespace bpmn

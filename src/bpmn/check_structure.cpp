// What the schema asks: which attributes and children an element has, in which order and number, and the form of
// values.

#include "bpmn/checks.h"

#include "base/text.h"

#include <algorithm>
#include <map>

namespace bpmn {
namespace {

bool is_whole(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    const auto digits = text.find_first_of("0123456789");
    return digits != std::string_view::npos && digits <= 1 &&
           text.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
}

/// A name without colon, as ids must be.
bool is_ncname(std::string_view text) {
    if (text.empty() || text.front() == '-' || text.front() == '.' || (text.front() >= '0' && text.front() <= '9'))
        return false;
    return text.find_first_of(" \t\r\n:;,!\"#$%&'()*+/<=>?@[\\]^`{|}~") == std::string_view::npos;
}

bool has_form(const AttributeRule& rule, std::string_view value) {
    switch (rule.value) {
        case Value::boolean: return value == "true" || value == "false" || value == "0" || value == "1";
        case Value::integer: return is_whole(value);
        case Value::number: return is_number(value);
        case Value::id: return is_ncname(value);
        case Value::uri: return is_uri(value);
        case Value::enumeration: return std::ranges::find(rule.choices, value) != rule.choices.end();
        case Value::string:
        case Value::qname:
        case Value::reference: return true;
    }
    return true;
}

/// Where a name of somebody else's may stand: in a namespace of their own.
bool is_somebody_elses(const Attribute& attribute) { return !attribute.prefix.empty() || attribute.name == "xmlns"; }

void check_attributes(Findings& found, const Element& element) {
    const auto& rule = rule_of(element.type());
    for (const auto& attribute : element.attributes()) {
        if (is_somebody_elses(attribute)) continue;
        if (attribute.rule == nullptr)
            found.add(element, "unknown_attribute", {{"attribute", attribute.name}});
        else if (!has_form(*attribute.rule, base::trim(attribute.value)))
            found.add(element, attribute.rule->value == Value::id ? "bad_id" : "bad_value",
                      {{"attribute", attribute.name}, {"value", attribute.value}});
    }
    for (const auto& each : rule.attributes)
        if (each.required && !element.has(each.name))
            found.add(element, "missing_attribute", {{"attribute", each.name}});
    if (rule.abstract && element.tag() != "partitionElement") found.add(element, "abstract_element");
}

/// What a child is called in a finding: its name, or the type any of which may stand there.
std::string name_of_place(const ChildRule& rule) {
    return rule.name.empty() ? std::string(name_of(rule.type)) : rule.name;
}

void check_children(Findings& found, const Element& element) {
    const auto& rule = rule_of(element.type());
    std::vector<std::size_t> counts(rule.children.size());
    std::size_t last = 0;
    for (const auto& each : element.children()) {
        if (each->type() == Type::words) {
            if (!rule.mixed) found.add(element, "stray_text");
            continue;
        }
        const auto place = rule.place_of(each->space(), each->tag());
        if (place == rule.children.size()) {
            if (!rule.open && !rule.mixed) found.add(*each, "element_out_of_place", {{"parent", describe(element)}});
            continue;
        }
        ++counts[place];
        if (place < last) found.add(*each, "wrong_order", {{"before", name_of_place(rule.children[last])}});
        last = std::max(last, place);
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto& child = rule.children[i];
        if (counts[i] < child.least) found.add(element, "missing_child", {{"child", name_of_place(child)}});
        if (child.most != 0 && counts[i] > child.most)
            found.add(element, "too_many", {{"child", name_of_place(child)}});
    }
    const auto chosen =
        std::ranges::count_if(rule.one_of, [&](const std::string& name) { return element.child(name) != nullptr; });
    if (chosen > 1) found.add(element, "one_of", {{"choices", base::lower_ascii(rule.one_of.front())}});
}

}  // namespace

void check_structure(Findings& found) {
    for (const auto* element : found.model().elements()) {
        check_attributes(found, *element);
        check_children(found, *element);
        if (!rule_of(element->type()).mixed && !element->words().empty() && element->type() != Type::reference)
            found.add(*element, "stray_text");
        if (element->is(Type::flow_element) && element->id().empty() && element->type() != Type::implicit_throw_event)
            found.add(*element, "missing_id");
    }
    for (const auto* element : found.model().repeated_ids()) found.add(*element, "repeated_id");
}

}  // namespace bpmn

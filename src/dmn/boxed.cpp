#include "dmn/boxed.h"

#include "dmn/dmn.h"

#include <algorithm>
#include <array>

namespace dmn {
namespace {

constexpr std::array kinds{"literalExpression", "context", "decisionTable", "list",   "relation", "invocation", "functionDefinition", "conditional",
                           "filter",            "for",     "some",          "every"};

Tree make(Form kind) {
    auto node = std::make_unique<Node>();
    node->kind = kind;
    return node;
}

/// What a `typeRef` on an expression wants of it.
Boxes::Cell as_typed(pugi::xml_node owner, Boxes::Cell cell) {
    const auto type = attribute(owner, "typeRef");
    if (type.empty() || type == "Any" || !cell || cell->levels >= 400) return cell;
    auto node = make(Form::typed);
    node->types.push_back(type_reference(type));
    node->levels = cell->levels + 1;
    node->children.push_back(std::move(cell));
    return node;
}

}  // namespace

TypeName type_reference(std::string_view written) {
    if (const auto colon = written.find(':'); colon != std::string_view::npos) written.remove_prefix(colon + 1);  // feel:number
    return {.name = std::string(written)};
}

Boxes::Cell Boxes::broken(pugi::xml_node owner, std::string why) {
    flaws_.push_back({element_, xml_.line_of(owner), why});
    auto node = make(Form::broken);
    node->text = std::move(why);
    return node;
}

bool Boxes::add(Tree& parent, pugi::xml_node owner, Cell child) {
    if (!child) child = broken(owner, "an expression is missing");
    parent->levels = std::max(parent->levels, child->levels + 1);
    parent->children.push_back(std::move(child));
    return true;
}

Boxes::Cell Boxes::literal(pugi::xml_node owner, const std::string& text, const Names& names) {
    if (text.empty()) return broken(owner, "an expression is missing");
    auto parsed = parse(text, names);
    return parsed ? parsed->shared_root() : broken(owner, parsed.error().log);
}

Boxes::Cell Boxes::tests(pugi::xml_node owner, const std::string& text, const Names& names) {
    auto parsed = parse_unary_tests(text.empty() ? "-" : text, names);
    return parsed ? parsed->shared_root() : broken(owner, parsed.error().log);
}

Boxes::Cell Boxes::inside(pugi::xml_node owner, const Names& names) {
    for (auto child : children(owner))
        if (std::ranges::find(kinds, local_name(child)) != kinds.end()) return expression(child, names);
    return nullptr;
}

Boxes::Cell Boxes::expression(pugi::xml_node node, const Names& names) {
    const auto kind = local_name(node);
    if (kind == "literalExpression") {
        const auto language = attribute(node, "expressionLanguage");
        if (!language.empty() && !language.contains("FEEL") && !language.contains("feel")) return broken(node, "the expression is not FEEL");
        return as_typed(node, literal(node, inner_text(node), names));
    }
    if (kind == "decisionTable") return table(node, names);
    if (kind == "context") return as_typed(node, context(node, names));
    if (kind == "list") return as_typed(node, list(node, names));
    if (kind == "relation") return as_typed(node, relation(node, names));
    if (kind == "invocation") return as_typed(node, invocation(node, names));
    if (kind == "functionDefinition") return function(node, names);
    if (kind == "conditional") return as_typed(node, conditional(node, names));
    if (kind == "filter") return as_typed(node, filter(node, names));
    const auto form = kind == "for" ? Form::iterate : kind == "some" ? Form::some : Form::every;
    return as_typed(node, iteration(node, form, names));
}

Boxes::Cell Boxes::context(pugi::xml_node node, Names names) {
    auto made = make(Form::context);
    for (auto entry : children(node, "contextEntry")) {
        const auto variable = first_child(entry, "variable");
        auto cell = inside(entry, names);
        if (!variable) {
            made->kind = Form::result;
            add(made, entry, std::move(cell));
            break;
        }
        add(made, entry, as_typed(variable, std::move(cell)));
        const auto name = attribute(variable, "name");
        made->names.push_back(name);
        names.add(name);
        names.add_member(name);
    }
    return made;
}

Boxes::Cell Boxes::list(pugi::xml_node node, const Names& names) {
    auto made = make(Form::list);
    for (auto child : children(node))
        if (std::ranges::find(kinds, local_name(child)) != kinds.end()) add(made, child, expression(child, names));
    return made;
}

Boxes::Cell Boxes::relation(pugi::xml_node node, const Names& names) {
    std::vector<std::string> columns;
    for (auto column : children(node, "column")) columns.push_back(attribute(column, "name"));
    auto made = make(Form::list);
    for (auto row : children(node, "row")) {
        auto line = make(Form::context);
        line->names = columns;
        for (auto cell : children(row))
            if (line->children.size() < columns.size()) add(line, cell, expression(cell, names));
        if (line->children.size() < columns.size()) return broken(row, "a row has too few cells");
        add(made, row, std::move(line));
    }
    return made;
}

Boxes::Cell Boxes::invocation(pugi::xml_node node, const Names& names) {
    auto made = make(Form::call);
    add(made, node, inside(node, names));
    for (auto binding : children(node, "binding")) {
        made->names.push_back(attribute(first_child(binding, "parameter"), "name"));
        add(made, binding, inside(binding, names));
    }
    return made;
}

Boxes::Cell Boxes::function(pugi::xml_node node, Names names) {
    const auto language = attribute(node, "kind");
    auto made = make(Form::function);
    for (auto parameter : children(node, "formalParameter")) {
        made->names.push_back(attribute(parameter, "name"));
        const auto type = attribute(parameter, "typeRef");
        made->types.push_back(type_reference(type.empty() ? "Any" : type));
        names.add(made->names.back());
    }
    if (!language.empty() && language != "FEEL") {
        add(made, node, broken(node, "functions of other languages are not called"));
    } else {
        add(made, node, as_typed(node, inside(node, names)));
    }
    return made;
}

Boxes::Cell Boxes::conditional(pugi::xml_node node, const Names& names) {
    auto made = make(Form::condition);
    made->flag = true;
    for (const auto part : {"if", "then", "else"}) add(made, node, inside(first_child(node, part), names));
    return made;
}

Boxes::Cell Boxes::filter(pugi::xml_node node, Names names) {
    auto made = make(Form::filter);
    made->flag = true;
    add(made, node, inside(first_child(node, "in"), names));
    names.add("item");
    for (const auto& member : Names(names).members()) names.add(member);
    add(made, node, inside(first_child(node, "match"), names));
    return made;
}

Boxes::Cell Boxes::iteration(pugi::xml_node node, Form form, Names names) {
    auto made = make(form);
    made->names.push_back(attribute(node, "iteratorVariable"));
    made->flag = form == Form::iterate;
    made->other_flag = form != Form::iterate;
    add(made, node, inside(first_child(node, "in"), names));
    names.add(made->names.back());
    names.add("partial");
    add(made, node, inside(first_child(node, form == Form::iterate ? "return" : "satisfies"), names));
    return made;
}

}  // namespace dmn

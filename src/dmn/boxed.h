#pragma once
// Inside dmn: boxed expressions of a document to trees.

#include "dmn/feel.h"
#include "dmn/tree.h"
#include "dmn/xml.h"

#include <memory>
#include <string>
#include <vector>

namespace dmn {

struct Flaw;

/// Reads the expressions of one element. What is no FEEL becomes a node that is null, and a flaw.
class Boxes {
public:
    Boxes(const Xml& xml, std::string element, std::vector<Flaw>& flaws) : xml_(xml), element_(std::move(element)), flaws_(flaws) {}

    using Cell = std::shared_ptr<const Node>;
    /// The element that is an expression: literalExpression, context, decisionTable, …
    Cell expression(pugi::xml_node, const Names&);
    /// The first child that is an expression; none where there is none.
    Cell inside(pugi::xml_node, const Names&);
    Cell literal(pugi::xml_node owner, const std::string& text, const Names&);
    Cell tests(pugi::xml_node owner, const std::string& text, const Names&);
    Cell broken(pugi::xml_node, std::string why);

private:
    Cell context(pugi::xml_node, Names);
    Cell list(pugi::xml_node, const Names&);
    Cell relation(pugi::xml_node, const Names&);
    Cell invocation(pugi::xml_node, const Names&);
    Cell function(pugi::xml_node, Names);
    Cell conditional(pugi::xml_node, const Names&);
    Cell filter(pugi::xml_node, Names);
    Cell iteration(pugi::xml_node, Form, Names);
    Cell table(pugi::xml_node, const Names&);
    bool add(Tree& parent, pugi::xml_node owner, Cell child);

    const Xml& xml_;
    std::string element_;
    std::vector<Flaw>& flaws_;
};

/// A type reference as it is written there, to be resolved like one in FEEL.
TypeName type_reference(std::string_view written);

}  // namespace dmn

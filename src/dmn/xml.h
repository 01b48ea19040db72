#pragma once
// Inside dmn: what the reading of models needs of XML. Names are without prefixes, texts without blanks around.

#include "base/result.h"

#include <pugixml.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dmn {

class Xml {
public:
    /// Refuses what is not well formed, or too large or deep.
    static Result<Xml> parse(std::string_view text);
    pugi::xml_node root() const { return document_->document_element(); }
    std::size_t line_of(pugi::xml_node) const;

private:
    std::unique_ptr<pugi::xml_document> document_ = std::make_unique<pugi::xml_document>();
    std::vector<std::size_t> line_starts_;
};

std::string_view local_name(pugi::xml_node);
bool is_named(pugi::xml_node, std::string_view local);
pugi::xml_node first_child(pugi::xml_node, std::string_view local);
/// All child elements of that name; all child elements where it is empty.
std::vector<pugi::xml_node> children(pugi::xml_node, std::string_view local = {});
std::string text_of(pugi::xml_node);
/// The text of a child `<text>`.
std::string inner_text(pugi::xml_node, std::string_view child = "text");
std::string attribute(pugi::xml_node, const char* name);

}  // namespace dmn

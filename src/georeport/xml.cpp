// The only file that sees pugixml. It passes over document type declarations and knows no entities but XML's own five.

#include "georeport/node.h"

#include "base/text.h"

#include <pugixml.hpp>

namespace georeport {
namespace {

constexpr std::string_view stand_in = "\uFFFD";

/// What XML 1.0 takes (production 2), with the line breaks that a reader of XML would make of it anyway.
std::string xml_text(std::string_view given) {
    std::string out;
    out.reserve(given.size());
    const auto text = base::to_utf8(given);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto ahead = std::string_view(text).substr(i, 3);
        if (c == '\r') {
            if (ahead.substr(1, 1) != "\n") out += '\n';
        } else if (c < 0x20 && c != '\t' && c != '\n') {
            out += stand_in;
        } else if (ahead == "\uFFFE" || ahead == "\uFFFF") {
            out += stand_in;
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

void write_node(pugi::xml_node parent, const Node& node) {
    auto element = parent.append_child(node.name.c_str());
    if (!node.text.empty()) element.append_child(pugi::node_pcdata).set_value(xml_text(node.text).c_str());
    for (const auto& child : node.children) write_node(element, child);
}

struct Writer final : pugi::xml_writer {
    std::string out;
    void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
};

class Reading {
public:
    /// False once it is too deep or too much.
    bool read(const pugi::xml_node& element, Node& node, int level) {
        if (level > most_levels || ++nodes_ > most_nodes) return false;
        std::string text;
        for (const auto& child : element.children()) {
            if (child.type() == pugi::node_element) {
                node.kind = Node::Kind::object;
                if (!read(child, node.children.emplace_back(Node{.name = base::to_utf8(child.name())}), level + 1)) return false;
            } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                text += child.value();
            }
        }
        node.text = base::to_utf8(text);
        if (node.kind == Node::Kind::none && !base::trim(node.text).empty()) node.kind = Node::Kind::text;
        return true;
    }

private:
    std::size_t nodes_ = 0;
};

}  // namespace

std::string to_xml(const Node& root) {
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    write_node(document, root);
    Writer writer;
    document.save(writer, "  ", pugi::format_indent, pugi::encoding_utf8);
    return std::move(writer.out);
}

Result<Node> from_xml(std::string_view text) {
    if (text.size() > most_bytes) return unreadable("longer than 8 MB");
    pugi::xml_document document;
    const auto parsed = document.load_buffer(text.data(), text.size());
    if (!parsed) return unreadable(std::string("XML: ") + parsed.description());
    const auto element = document.document_element();
    Node root{.name = base::to_utf8(element.name())};
    if (!Reading().read(element, root, 1)) return unreadable("deeper than 32 levels or more than 500,000 elements");
    return root;
}

}  // namespace georeport

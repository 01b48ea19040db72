#include "dmn/xml.h"

#include "base/text.h"

#include <algorithm>

namespace dmn {
namespace {

constexpr std::size_t most_bytes = 8 * 1024 * 1024, most_elements = 200'000;
constexpr int most_levels = 64;

/// Without recursion: how deep and how much it is.
bool is_modest(pugi::xml_node root) {
    std::size_t count = 0;
    int level = 1;
    for (auto node = root; node;) {
        if (++count > most_elements * 4 || level > most_levels) return false;
        if (node.first_child()) {
            node = node.first_child();
            ++level;
            continue;
        }
        while (node && node != root && !node.next_sibling()) {
            node = node.parent();
            --level;
        }
        if (!node || node == root) return true;
        node = node.next_sibling();
    }
    return true;
}

}  // namespace

Result<Xml> Xml::parse(std::string_view text) {
    if (text.size() > most_bytes) return refuse(Kind::invalid, "dmn.unreadable_model", "longer than 8 MB");
    Xml xml;
    const auto parsed = xml.document_->load_buffer(text.data(), text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n') xml.line_starts_.push_back(i + 1);
    if (!parsed) {
        const auto line = std::ranges::upper_bound(xml.line_starts_, static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0))) - xml.line_starts_.begin() + 1;
        return refuse(Kind::invalid, "dmn.unreadable_model", "line " + std::to_string(line) + ": " + parsed.description());
    }
    if (!is_modest(xml.root())) return refuse(Kind::invalid, "dmn.unreadable_model", "more than 64 levels or 200,000 elements");
    return xml;
}

std::size_t Xml::line_of(pugi::xml_node node) const {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
    return static_cast<std::size_t>(std::ranges::upper_bound(line_starts_, offset) - line_starts_.begin()) + 1;
}

std::string_view local_name(pugi::xml_node node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}
bool is_named(pugi::xml_node node, std::string_view local) { return local_name(node) == local; }

pugi::xml_node first_child(pugi::xml_node node, std::string_view local) {
    for (auto child : node.children())
        if (child.type() == pugi::node_element && is_named(child, local)) return child;
    return {};
}

std::vector<pugi::xml_node> children(pugi::xml_node node, std::string_view local) {
    std::vector<pugi::xml_node> all;
    for (auto child : node.children())
        if (child.type() == pugi::node_element && (local.empty() || is_named(child, local))) all.push_back(child);
    return all;
}

std::string text_of(pugi::xml_node node) {
    std::string text;
    for (auto child : node.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
    return base::to_utf8(base::trim(text));
}
std::string inner_text(pugi::xml_node node, std::string_view child) { return text_of(first_child(node, child)); }

std::string attribute(pugi::xml_node node, const char* name) { return base::to_utf8(base::trim(node.attribute(name).value())); }

}  // namespace dmn

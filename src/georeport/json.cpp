#include "georeport/node.h"

#include "base/text.h"

#include <boost/json.hpp>

#include <fmt/format.h>

namespace georeport {
namespace {

namespace json = boost::json;

void write_node(std::string& out, const Node& node) {
    const auto write_children = [&](char open, char close, bool named) {
        out += open;
        for (const auto& child : node.children) {
            if (&child != &node.children.front()) out += ',';
            if (named) out += base::json_string(child.name) + ':';
            write_node(out, child);
        }
        out += close;
    };
    switch (node.kind) {
        case Node::Kind::none: out += "null"; break;
        case Node::Kind::text: out += base::json_string(node.text); break;
        case Node::Kind::number:
        case Node::Kind::flag: out += node.text; break;
        case Node::Kind::object: write_children('{', '}', true); break;
        case Node::Kind::list: write_children('[', ']', false); break;
    }
}

class Reading {
public:
    /// False once there is too much of it.
    bool read(const json::value& value, Node& node) {
        if (++nodes_ > most_nodes) return false;
        if (const auto* object = value.if_object()) {
            node.kind = Node::Kind::object;
            node.children.reserve(object->size());
            for (const auto& [name, each] : *object)
                if (!read(each, node.children.emplace_back(Node{.name = std::string(name)}))) return false;
        } else if (const auto* array = value.if_array()) {
            node.kind = Node::Kind::list;
            node.children.reserve(array->size());
            for (const auto& each : *array)
                if (!read(each, node.children.emplace_back())) return false;
        } else {
            read_scalar(value, node);
        }
        return true;
    }

private:
    static void read_scalar(const json::value& value, Node& node) {
        if (value.is_null()) return;
        node.kind = value.is_string() ? Node::Kind::text : value.is_bool() ? Node::Kind::flag : Node::Kind::number;
        if (value.is_string())
            node.text = base::to_utf8(std::string_view(value.get_string()));
        else if (value.is_double())
            node.text = fmt::format("{}", value.get_double());
        else
            node.text = json::serialize(value);
    }
    std::size_t nodes_ = 0;
};

}  // namespace

std::string to_json(const Node& root) {
    std::string out;
    write_node(out, root);
    return out;
}

Result<Node> from_json(std::string_view text) {
    if (text.size() > most_bytes) return unreadable("longer than 8 MB");
    boost::system::error_code error;
    const auto value = json::parse({text.data(), text.size()}, error, {}, {.max_depth = most_levels});
    if (error) return unreadable("JSON: " + error.message());
    Node root;
    if (!Reading().read(value, root)) return unreadable("more than 500,000 values");
    return root;
}

}  // namespace georeport

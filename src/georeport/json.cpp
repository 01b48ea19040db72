#include "georeport/node.h"

#include "base/text.h"

#include <boost/json/basic_parser_impl.hpp>

#include <utility>

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

/// Builds the tree while it is parsed. Numbers stay as they were written: Boost.JSON 1.81 may miss a double by its last bit.
class Builder {
public:
    static constexpr std::size_t max_object_size = most_nodes, max_array_size = most_nodes;
    static constexpr std::size_t max_key_size = most_bytes, max_string_size = most_bytes;
    using Error = boost::system::error_code;

    Node take() { return std::move(root_); }

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error& error) { return begin(Node::Kind::object, error); }
    bool on_object_end(std::size_t, Error&) { return end(); }
    bool on_array_begin(Error& error) { return begin(Node::Kind::list, error); }
    bool on_array_end(std::size_t, Error&) { return end(); }
    bool on_key_part(json::string_view part, std::size_t, Error&) { return keep(name_, part); }
    bool on_key(json::string_view part, std::size_t, Error&) { return keep(name_, part); }
    bool on_string_part(json::string_view part, std::size_t, Error&) { return keep(text_, part); }
    bool on_string(json::string_view part, std::size_t, Error& error) { return keep(text_, part) && add(Node::Kind::text, error); }
    bool on_number_part(json::string_view part, Error&) { return keep(text_, part); }
    bool on_int64(std::int64_t, json::string_view part, Error& error) { return keep(text_, part) && add(Node::Kind::number, error); }
    bool on_uint64(std::uint64_t, json::string_view part, Error& error) { return keep(text_, part) && add(Node::Kind::number, error); }
    bool on_double(double, json::string_view part, Error& error) { return keep(text_, part) && add(Node::Kind::number, error); }
    bool on_bool(bool value, Error& error) { return keep(text_, value ? "true" : "false") && add(Node::Kind::flag, error); }
    bool on_null(Error& error) { return add(Node::Kind::none, error); }
    bool on_comment_part(json::string_view, Error&) { return true; }
    bool on_comment(json::string_view, Error&) { return true; }

private:
    static bool keep(std::string& text, json::string_view part) {
        text.append(part.data(), part.size());
        return true;
    }
    /// Open nodes stay where they are: what holds them does not grow before they end.
    bool add(Node::Kind kind, Error& error) {
        if (++nodes_ > most_nodes) {
            error = json::error::array_too_large;
            return false;
        }
        Node node{.name = std::exchange(name_, {}), .kind = kind, .text = base::to_utf8(std::exchange(text_, {}))};
        if (open_.empty())
            root_ = std::move(node);
        else
            open_.back()->children.push_back(std::move(node));
        return true;
    }
    bool begin(Node::Kind kind, Error& error) {
        if (!add(kind, error)) return false;
        open_.push_back(open_.empty() ? &root_ : &open_.back()->children.back());
        return true;
    }
    bool end() {
        open_.pop_back();
        return true;
    }

    Node root_;
    std::vector<Node*> open_;
    std::string name_, text_;
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
    json::basic_parser<Builder> parser({.max_depth = most_levels});
    const auto read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) error = json::error::extra_data;
    if (error) return unreadable("JSON: " + error.message() + ", at byte " + std::to_string(read));
    return parser.handler().take();
}

}  // namespace georeport

#include "dom.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <stdexcept>
#include <vector>

namespace conformance {
namespace {

struct Node {
    std::string name;  // empty: text
    std::string text;
    std::map<std::string, std::string> attributes;
    std::vector<Node> children;
};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 7> childless{"input", "br", "hr", "img", "meta", "link", "col"};
constexpr std::array<std::string_view, 15> inlines{"a",    "abbr", "b",      "button",   "em",
                                                   "i",    "img",  "input",  "select",   "small",
                                                   "span", "svg",  "strong", "textarea", "code"};

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error("not well-formed: " + what); }

std::string utf8(unsigned code) {
    std::string out;
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
    return out;
}

std::string character(const std::string& reference) {
    static const std::map<std::string, std::string> named{{"amp", "&"},        {"lt", "<"},         {"gt", ">"},
                                                          {"quot", "\""},      {"nbsp", "\u00a0"},  {"copy", "\u00a9"},
                                                          {"ctdot", "\u22ef"}, {"hellip", "\u2026"}};
    if (const auto known = named.find(reference); known != named.end()) return known->second;
    if (reference.starts_with("#x")) return utf8(std::stoul(reference.substr(2), nullptr, 16));
    if (reference.starts_with("#")) return utf8(std::stoul(reference.substr(1)));
    fail("&" + reference + ";");
}

std::string decoded(std::string_view raw) {
    std::string out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const auto end = raw[i] == '&' ? raw.find(';', i) : std::string_view::npos;
        if (end == std::string_view::npos || end - i > 8) {
            out += raw[i];
        } else {
            out += character(std::string(raw.substr(i + 1, end - i - 1)));
            i = end;
        }
    }
    return out;
}

class Reader {
public:
    explicit Reader(std::string_view html) : html_(html) {}

    Node read() {
        Node root{"root", {}, {}, {}};
        read_children(root);
        if (at_ < html_.size()) fail("a closing tag too many: " + std::string(html_.substr(at_, 30)));
        return root;
    }

private:
    bool sees(std::string_view text) const { return html_.substr(at_).starts_with(text); }

    void skip_space() {
        while (at_ < html_.size() && is_space(html_[at_])) ++at_;
    }

    std::string_view until(std::string_view stops) {
        const auto start = at_;
        at_ = std::min(html_.find_first_of(stops, at_), html_.size());
        return html_.substr(start, at_ - start);
    }

    void read_children(Node& parent) {
        while (at_ < html_.size() && !sees("</")) {
            if (sees("<!--")) {
                const auto end = html_.find("-->", at_);
                if (end == std::string_view::npos) fail("an open comment");
                at_ = end + 3;
            } else if (html_[at_] == '<') {
                parent.children.push_back(read_element());
            } else {
                parent.children.push_back({"", decoded(until("<")), {}, {}});
            }
        }
    }

    void read_attribute(Node& node) {
        const std::string name(until(" \n\t\r=>/"));
        if (name.empty()) fail("an attribute without a name in <" + node.name + ">");
        std::string value;
        if (at_ < html_.size() && html_[at_] == '=') {
            ++at_;
            if (at_ >= html_.size() || html_[at_] != '"') fail("a value without quotes");
            ++at_;
            value = decoded(until("\""));
            ++at_;
        }
        if (!node.attributes.emplace(name, value).second) {
        }  // a browser keeps the first, and so does emplace
    }

    Node read_element() {
        ++at_;
        Node node{std::string(until(" \n\t\r>/")), {}, {}, {}};
        for (skip_space(); at_ < html_.size() && !sees(">") && !sees("/>"); skip_space()) read_attribute(node);
        const bool closed = sees("/>");
        at_ += closed ? 2 : 1;
        if (closed || is_one_of(node.name, childless)) return node;
        if (node.name == "textarea")
            node.children.push_back({"", decoded(until("<")), {}, {}});
        else
            read_children(node);
        const std::string end = "</" + node.name + ">";
        if (!sees(end)) fail("<" + node.name + "> is not closed before " + std::string(html_.substr(at_, 30)));
        at_ += end.size();
        return node;
    }

    std::string_view html_;
    std::size_t at_ = 0;
};

std::string folded(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (!is_space(c))
            out += c;
        else if (out.empty() || out.back() != ' ')
            out += ' ';
    return out;
}

std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    while (!text.empty() && text.front() == ' ') text.erase(0, 1);
    return text;
}

bool is_inline(const Node& node) { return node.name.empty() || is_one_of(node.name, inlines); }

/// The text as shown between its neighbours: at an edge of the parent or beside a block its outer spaces are nothing.
std::string shown_text(const Node& parent, std::size_t i) {
    const bool after_inline = i > 0 && is_inline(parent.children[i - 1]);
    const bool before_inline = i + 1 < parent.children.size() && is_inline(parent.children[i + 1]);
    std::string text = folded(parent.children[i].text);
    if (!after_inline && text.starts_with(' ')) text.erase(0, 1);
    if (!before_inline && text.ends_with(' ')) text.pop_back();
    return text;
}

void write_node(std::string& out, const Node& node, const std::string& indent);

void write_children(std::string& out, const Node& node, const std::string& indent) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const auto& child = node.children[i];
        if (!child.name.empty()) {
            write_node(out, child, indent);
        } else if (node.name == "textarea") {
            out += indent + "as it stands: [" + child.text + "]\n";
        } else if (const auto text = shown_text(node, i); !text.empty()) {
            out += indent + "[" + text + "]\n";
        }
    }
}

void write_node(std::string& out, const Node& node, const std::string& indent) {
    out += indent + node.name;
    for (const auto& [name, value] : node.attributes)
        out += " " + name + "=\"" + (name == "class" ? trimmed(folded(value)) : value) + "\"";
    out += '\n';
    write_children(out, node, indent + "  ");
}

}  // namespace

std::string normal_form(std::string_view html) {
    std::string out;
    write_children(out, Reader(html).read(), "");
    return out;
}

}  // namespace conformance

#include "notifications/filled_tree.h"

#include "base/text.h"
#include "html/html.h"

#include <set>
#include <vector>

namespace notifications {
namespace {

const char* or_empty(const char* text) { return text != nullptr ? text : ""; }

bool holds_text(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    return type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK;
}

bool lacks_a_value(std::string_view text, const Values& values) {
    bool lacks = false;
    for_each_name(text, [&](std::string_view name) {
        const auto found = values.find(name);
        lacks = lacks || found == values.end() || base::trim(found->second).empty();
    });
    return lacks;
}

/// The paragraph or heading around a node; in a list, the whole item.
cmark_node* block_around(cmark_node* node) {
    const auto is_block = [](cmark_node* n) {
        const auto type = cmark_node_get_type(n);
        return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || type == CMARK_NODE_CODE_BLOCK;
    };
    while (cmark_node_parent(node) != nullptr && !is_block(node)) node = cmark_node_parent(node);
    const auto above = cmark_node_parent(node);
    return above != nullptr && cmark_node_get_type(above) == CMARK_NODE_ITEM ? above : node;
}

/// All are taken out before one is freed: a block may stand inside another of them.
void take_out(const std::set<cmark_node*>& blocks) {
    for (auto* block : blocks) cmark_node_unlink(block);
    for (auto* block : blocks) cmark_node_free(block);
}

void leave_out_what_lacks_a_value(cmark_node* root, const Values& values) {
    std::set<cmark_node*> blocks;
    walk(root, [&](cmark_node* node, bool entering) {
        const bool is_link = cmark_node_get_type(node) == CMARK_NODE_LINK;
        if (!entering || (!is_link && !holds_text(node))) return;
        const auto* text = or_empty(is_link ? cmark_node_get_url(node) : cmark_node_get_literal(node));
        if (lacks_a_value(text, values)) blocks.insert(block_around(node));
    });
    take_out(blocks);
    blocks.clear();
    walk(root, [&](cmark_node* node, bool) {
        if (cmark_node_get_type(node) == CMARK_NODE_LIST && cmark_node_first_child(node) == nullptr) blocks.insert(node);
    });
    take_out(blocks);
}

cmark_node* new_text(std::string_view text) {
    auto* node = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, std::string(text).c_str());
    return node;
}

/// Line breaks of a value become line breaks of the letter.
void put_lines(cmark_node* node, const std::string& text) {
    const auto lines = base::split(text, '\n');
    for (std::size_t i = lines.size(); i-- > 1;) {
        cmark_node_insert_after(node, new_text(lines[i]));
        cmark_node_insert_after(node, cmark_node_new(CMARK_NODE_LINEBREAK));
    }
    cmark_node_set_literal(node, std::string(lines.front()).c_str());
}

bool starts_with_scheme(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://", "mailto:"})
        if (base::equal_ignoring_case(address.substr(0, scheme.size()), scheme)) return true;
    return false;
}

void fill_link(cmark_node* link, const Values& values) {
    const auto address = html::safe_url(fill_line(or_empty(cmark_node_get_url(link)), values));
    cmark_node_set_url(link, starts_with_scheme(address) ? address.c_str() : "");
}

void fill_text(cmark_node* node, const Values& values) {
    const std::string_view text = or_empty(cmark_node_get_literal(node));
    if (text.find('{') == text.npos) return;
    std::vector<base::Filling> fillings;
    for (const auto& [name, value] : values) fillings.push_back({name, value});
    const auto filled = base::tidy_text(base::fill(text, fillings));
    // A blank before or after the text parts it from its neighbour.
    const std::string before(text.starts_with(' ') ? 1 : 0, ' '), after(text.ends_with(' ') ? 1 : 0, ' ');
    const auto whole = before + std::string(base::trim(filled)) + after;
    if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
        put_lines(node, whole);
    else
        cmark_node_set_literal(node, whole.c_str());
}

}  // namespace

std::string fill_line(std::string_view text, const Values& values) {
    std::vector<base::Filling> fillings;
    for (const auto& [name, value] : values) fillings.push_back({name, value});
    std::string none;
    for_each_name(text, [&](std::string_view name) {
        if (!values.contains(name)) fillings.push_back({name, none});
    });
    return base::tidy_line(base::fill(text, fillings));
}

Tree fill_markdown(std::string_view body, const Values& values) {
    Tree tree(cmark_parse_document(body.data(), body.size(), CMARK_OPT_VALIDATE_UTF8));
    cmark_consolidate_text_nodes(tree.get());
    leave_out_what_lacks_a_value(tree.get(), values);
    std::vector<cmark_node*> texts, links;
    walk(tree.get(), [&](cmark_node* node, bool entering) {
        if (!entering) return;
        if (holds_text(node)) texts.push_back(node);
        if (cmark_node_get_type(node) == CMARK_NODE_LINK) links.push_back(node);
    });
    for (auto* node : texts) fill_text(node, values);
    for (auto* link : links) fill_link(link, values);
    return tree;
}

}  // namespace notifications

#pragma once
// Inside notifications only: a template's Markdown as a tree, with its {name}s filled. Filling comes after reading, so
// nothing in a value is ever read as Markdown.

#include "notifications/notifications.h"

#include <cmark.h>

#include <memory>

namespace notifications {

struct FreeTree {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeTree>;

/// Blocks that name a missing or empty value are gone; links that lead elsewhere than to http, https or mailto have an
/// empty address.
Tree fill_markdown(std::string_view body, const Values& values);

std::string fill_line(std::string_view text, const Values& values);

/// Calls `hear(node, entering)` in reading order, without recursion. The tree must not change meanwhile.
template <class Hear>
void walk(cmark_node* root, Hear hear) {
    const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> steps(cmark_iter_new(root), cmark_iter_free);
    for (auto event = cmark_iter_next(steps.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(steps.get()))
        hear(cmark_iter_get_node(steps.get()), event == CMARK_EVENT_ENTER);
}

/// Calls `hear` with each name that stands in braces: letters, digits and underscores.
template <class Hear>
void for_each_name(std::string_view text, Hear hear) {
    const auto in_name = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    for (auto open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
        auto end = open + 1;
        while (end < text.size() && in_name(text[end])) ++end;
        if (end > open + 1 && end < text.size() && text[end] == '}') hear(text.substr(open + 1, end - open - 1));
    }
}

}  // namespace notifications

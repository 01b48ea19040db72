#include "html/markdown.h"

#include "base/text.h"

#include <cmark.h>

#include <algorithm>
#include <memory>

namespace html {
namespace {

struct Free {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
    void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
    void operator()(char* text) const { std::free(text); }
};
using Document = std::unique_ptr<cmark_node, Free>;
using Walk = std::unique_ptr<cmark_iter, Free>;

int highest_heading(cmark_node* document) {
    int highest = 6;
    const Walk walk(cmark_iter_new(document));
    for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk.get()))
        if (cmark_node* node = cmark_iter_get_node(walk.get());
            event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_HEADING)
            highest = std::min(highest, cmark_node_get_heading_level(node));
    return highest;
}

void make_safe(cmark_node* node) {
    const char* url = cmark_node_get_url(node);
    cmark_node_set_url(node, safe_url(url ? url : "").c_str());
}

/// A picture becomes a link to it with its own words: a page never fetches from elsewhere.
void make_link(cmark_node* image) {
    cmark_node* link = cmark_node_new(CMARK_NODE_LINK);
    cmark_node_set_url(link, cmark_node_get_url(image));
    while (cmark_node* child = cmark_node_first_child(image)) cmark_node_append_child(link, child);
    cmark_node_replace(image, link);
    make_safe(link);
    cmark_node_free(image);
}

void tidy(cmark_node* document, int shift) {
    const Walk walk(cmark_iter_new(document));
    for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk.get())) {
        cmark_node* node = cmark_iter_get_node(walk.get());
        if (event == CMARK_EVENT_EXIT && cmark_node_get_type(node) == CMARK_NODE_IMAGE) make_link(node);
        if (event != CMARK_EVENT_ENTER) continue;
        if (cmark_node_get_type(node) == CMARK_NODE_LINK) make_safe(node);
        if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
            cmark_node_set_heading_level(node, std::clamp(cmark_node_get_heading_level(node) + shift, 1, 6));
    }
}

}  // namespace

Html markdown(std::string_view source, int top_level) {
    Html out;
    if (source.size() > longest_markdown) {
        out << "<div class=\"gh-prose\"><p>"_html << source << "</p></div>"_html;
        return out;
    }
    const std::string text = base::to_utf8(source);
    const Document document(cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
    tidy(document.get(), top_level - highest_heading(document.get()));
    const std::unique_ptr<char, Free> made(cmark_render_html(document.get(), CMARK_OPT_DEFAULT));
    out << "<div class=\"gh-prose\">"_html << trusted(made.get())  // cmark in safe mode, its links checked above
        << "</div>"_html;
    return out;
}

}  // namespace html

#include "notifications/letter.h"

#include "base/text.h"
#include "mail/letter.h"
#include "notifications/filled_tree.h"

namespace notifications {
namespace {

using namespace html;  // for the literal

/// How the elements are written.
struct Dress {
    Literal paragraph, heading, item, quote, list, link;
};
// Mail readers know no style sheets: every element carries its own.
constexpr Dress mail_dress{
    .paragraph = "<p style=\"margin:0 0 20px;font-size:19px;line-height:1.4\" dir=\"auto\">"_html,
    .heading = "<h2 style=\"margin:30px 0 15px;font-size:24px;line-height:1.2\" dir=\"auto\">"_html,
    .item = "<li style=\"margin:0 0 5px;font-size:19px;line-height:1.4\" dir=\"auto\">"_html,
    .quote = "<blockquote style=\"margin:0 0 20px;padding:0 0 0 15px;border-left:10px solid #b1b4b6\">"_html,
    .list = " style=\"margin:0 0 20px;padding:0 0 0 25px\">"_html,
    .link = "<a style=\"color:#1d70b8\""_html,
};
constexpr Dress paper_dress{.paragraph = "<p>"_html, .heading = "<h2>"_html, .item = "<li>"_html, .quote = "<blockquote>"_html, .list = ">"_html, .link = "<a"_html};

const char* node_text(const char* text) { return text != nullptr ? text : ""; }

/// Writes a filled tree as HTML and as text at once. The first heading of the first level becomes the title.
class Pen {
public:
    explicit Pen(const Dress& dress) : dress_(dress) {}
    void hear(cmark_node* node, bool entering);

    std::string title, text;
    Html markup;

private:
    void block(cmark_node* node, bool entering);
    void paragraph(cmark_node* node, bool entering);
    void heading(cmark_node* node, bool entering);
    void list(cmark_node* node, bool entering);
    void item(cmark_node* node, bool entering);
    void quote(bool entering);
    void link(cmark_node* node, bool entering);
    void say(std::string_view words);
    void break_line();
    void begin_block(std::string_view gap = "\n\n");

    struct List {
        bool ordered, tight;
        int next;
    };
    const Dress& dress_;
    std::vector<List> lists_;
    bool in_title_ = false;
    bool after_bullet_ = false;
    int quotes_ = 0;
    std::size_t quote_at_ = 0, link_at_ = 0;
};

void Pen::begin_block(std::string_view gap) {
    if (!text.empty() && !after_bullet_) text += gap;
    after_bullet_ = false;
}

void Pen::say(std::string_view words) {
    if (in_title_) {
        title += words;
        return;
    }
    markup << words;
    text += words;
}

void Pen::break_line() {
    if (in_title_) {
        title += ' ';
        return;
    }
    markup << "<br>\n"_html;
    text += '\n';
}

void Pen::paragraph(cmark_node* node, bool entering) {
    const auto above = cmark_node_parent(node);
    const bool in_tight_item = !lists_.empty() && lists_.back().tight && above != nullptr &&
                               cmark_node_get_type(above) == CMARK_NODE_ITEM;
    if (entering) begin_block();
    if (!in_tight_item) markup << (entering ? dress_.paragraph : "</p>\n"_html);
}

void Pen::heading(cmark_node* node, bool entering) {
    if (entering && title.empty() && cmark_node_get_heading_level(node) == 1) {
        in_title_ = true;
    } else if (!entering && in_title_) {
        in_title_ = false;
    } else {
        if (entering) begin_block();
        markup << (entering ? dress_.heading : "</h2>\n"_html);
    }
}

void Pen::list(cmark_node* node, bool entering) {
    const bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    if (entering) {
        lists_.push_back({ordered, cmark_node_get_list_tight(node) != 0, cmark_node_get_list_start(node)});
        markup << (ordered ? "<ol"_html : "<ul"_html) << dress_.list;
    } else {
        lists_.pop_back();
        after_bullet_ = false;
        markup << (ordered ? "</ol>\n"_html : "</ul>\n"_html);
    }
}

void Pen::item(cmark_node* node, bool entering) {
    if (!entering) {
        markup << "</li>\n"_html;
        return;
    }
    auto& list = lists_.back();
    const bool first = cmark_node_previous(node) == nullptr;
    begin_block(list.tight && (!first || lists_.size() > 1) ? "\n" : "\n\n");
    text.append((lists_.size() - 1) * 2, ' ');
    text += list.ordered ? std::to_string(list.next++) + ". " : "* ";
    after_bullet_ = true;
    markup << dress_.item;
}

/// In the text every line of the outermost quotation begins with ">".
void Pen::quote(bool entering) {
    markup << (entering ? dress_.quote : "</blockquote>\n"_html);
    if (entering) {
        if (quotes_++ == 0) quote_at_ = text.size();
        return;
    }
    if (--quotes_ > 0) return;
    const auto said = text.substr(quote_at_);
    text.resize(quote_at_);
    begin_block();
    const char* mark = "> ";
    for (const auto line : base::split(base::trim(said), '\n')) {
        text.append(mark).append(line);
        mark = "\n> ";
    }
}

/// The text says where a link leads, unless its words do.
void Pen::link(cmark_node* node, bool entering) {
    const std::string_view address = node_text(cmark_node_get_url(node));
    if (address.empty() || in_title_) return;
    if (entering) {
        link_at_ = text.size();
        markup << dress_.link;
        markup.url("href", address) << ">"_html;
        return;
    }
    markup << "</a>"_html;
    const auto words = std::string_view(text).substr(link_at_);
    if (address.ends_with(words)) return;
    text.append(": ").append(address);
    if (&dress_ == &paper_dress) markup << ": " << address;  // nobody presses on paper
}

void Pen::block(cmark_node* node, bool entering) {
    switch (cmark_node_get_type(node)) {
        case CMARK_NODE_PARAGRAPH: return paragraph(node, entering);
        case CMARK_NODE_HEADING: return heading(node, entering);
        case CMARK_NODE_LIST: return list(node, entering);
        case CMARK_NODE_ITEM: return item(node, entering);
        case CMARK_NODE_BLOCK_QUOTE: return quote(entering);
        case CMARK_NODE_LINK: return link(node, entering);
        case CMARK_NODE_STRONG: markup << (entering ? "<strong>"_html : "</strong>"_html); return;
        case CMARK_NODE_EMPH: markup << (entering ? "<em>"_html : "</em>"_html); return;
        default: return;  // pictures leave their words; raw HTML leaves nothing
    }
}

void Pen::hear(cmark_node* node, bool entering) {
    switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE: return say(node_text(cmark_node_get_literal(node)));
        case CMARK_NODE_SOFTBREAK: return say(" ");
        case CMARK_NODE_LINEBREAK: return break_line();
        case CMARK_NODE_CODE_BLOCK:
            begin_block();
            markup << dress_.paragraph;
            say(node_text(cmark_node_get_literal(node)));
            markup << "</p>\n"_html;
            return;
        case CMARK_NODE_THEMATIC_BREAK:
            begin_block();
            text += "---";
            markup << "<hr>\n"_html;
            return;
        default: return block(node, entering);
    }
}

}  // namespace

Letter write_letter(const Template& wording, const Values& values, std::string_view tenant_name) {
    const auto tree = fill_markdown(wording.body, values);
    Pen pen(mail_dress);
    walk(tree.get(), [&](cmark_node* node, bool entering) { pen.hear(node, entering); });
    const auto subject = fill_line(wording.subject, values);
    const auto title = base::tidy_line(pen.title);
    mail::Letter letter({.title = title.empty() ? subject : title,
                         .sender = std::string(tenant_name),
                         .footer = say("notifications.footer", {{"tenant", tenant_name}}, wording.language),
                         .language = wording.language});
    letter.part(pen.markup, pen.text);
    return {subject, letter.text(), letter.html()};
}

Written write_on_paper(const Template& wording, const Values& values) {
    const auto tree = fill_markdown(wording.body, values);
    Pen pen(paper_dress);
    walk(tree.get(), [&](cmark_node* node, bool entering) { pen.hear(node, entering); });
    const auto title = base::tidy_line(pen.title);
    return {title.empty() ? fill_line(wording.subject, values) : title, pen.markup};
}

}  // namespace notifications

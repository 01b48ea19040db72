#pragma once
// What an e-mail says, written once and read twice: as text and as HTML, in the same words and order.
//
// The HTML is one column without images, scripts, style sheets or anything else fetched from afar: it reads the same in
// a screen reader, at 400 % and where pictures are blocked, and tells nobody that it was opened. It names its language,
// has a title and one first-level heading, and what people typed is escaped and set in its own direction.

#include "base/words.h"
#include "html/html.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mail {

/// The page around a message.
struct Layout {
    std::string title;   // what it is about; also the first-level heading
    std::string sender;  // who writes, e.g. the organisation's name: stands on top
    std::string footer;  // why the reader has this message and whom to ask; stands below, may be empty
    base::Language language = base::Language::english;
};

/// A whole HTML page with `body` under the heading. The body is trusted as it is.
std::string lay_out(const Layout&, const html::Html& body);

class Letter {
public:
    struct Row {
        std::string_view label;
        std::string_view value;
    };

    explicit Letter(Layout layout) : layout_(std::move(layout)) {}

    Letter& heading(std::string_view);
    /// Blank lines part paragraphs; single line breaks stay.
    Letter& paragraph(std::string_view);
    /// Facts with their labels, e.g. a reference and a date; rows without a value are left out.
    Letter& rows(std::initializer_list<Row>);
    /// A link on a line of its own, whose address the text shows too. An address that is not http, https, mailto or tel
    /// leaves only the words.
    Letter& link(std::string_view words, std::string_view address);
    /// What somebody wrote, set apart from what we say.
    Letter& quote(std::string_view);
    /// Markup from elsewhere (Markdown in safe mode) and what stands for it in the text.
    Letter& part(const html::Html&, std::string_view as_text);

    std::string text() const;
    std::string html() const { return lay_out(layout_, body_); }

private:
    void say(std::string_view block);

    Layout layout_;
    html::Html body_;
    std::string text_;
};

}  // namespace mail

#pragma once
// What the GOV.UK components share: extra attributes, a text or markup, and the parts of a question (label, hint,
// error message, fieldset, form group).
//
// The components follow govuk-frontend 6.6.0 option by option; names are its names in our spelling (isPageHeading is
// is_page_heading). In every component:
//   - where both `text` and `html` exist, html wins when it is not empty;
//   - an optional field tells "not given" from "given as empty"; in all others empty means not given;
//   - `href` goes through html::safe_url;
//   - each component comes twice: returning its markup, and appending to a page.

#include "html/html.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace html::govuk {

/// Declares a component in its two forms: `page << button({…})` and, without a copy, `button(page, {…})`.
#define HTML_COMPONENT(function, Options)          \
    void function(Html& out, const Options&);      \
    inline Html function(const Options& options) { \
        Html out;                                  \
        function(out, options);                    \
        return out;                                \
    }

/// One more attribute on an element, e.g. {"data-module", "autocomplete"}; without a value it stands alone (`hidden`).
/// A name that is no name, an event handler (`onclick`), `style` and `srcdoc` are left out; addresses are checked.
struct Attribute {
    std::string name;
    std::optional<std::string> value = std::nullopt;
};
using Attributes = std::vector<Attribute>;
void put(Html& out, const Attributes&);

/// A text, or markup in its place.
struct Content {
    std::string text = {};
    Html html = {};
    bool empty() const { return text.empty() && html.empty(); }
};
void put(Html& out, const std::string& text, const Html& html);
inline void put(Html& out, const Content& content) { put(out, content.text, content.html); }

/// ` class="first more"`; the first is ours, the rest may come from data.
void put_classes(Html& out, Literal first, std::string_view more = {});

/// The words a script shows, by plural rule: {{"one", "%{count} file"}, {"other", "%{count} files"}}.
struct Plural {
    std::string rule;
    std::string text;
};
using Plurals = std::vector<Plural>;

struct Label {
    std::string text = {};
    Html html = {};
    std::string for_id = {};       // the id of the field; components that hold a label fill it in
    bool is_page_heading = false;  // wraps the label in the page's h1
    std::string classes = {};      // e.g. "govuk-label--l"
    Attributes attributes = {};
    bool empty() const { return text.empty() && html.empty(); }
};

struct Hint {
    std::string text = {};
    Html html = {};
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
    bool empty() const { return text.empty() && html.empty(); }
};

struct ErrorMessage {
    std::string text = {};
    Html html = {};
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
    std::optional<std::string> visually_hidden_text = std::nullopt;  // "Error" unless given; empty leaves it out
    bool empty() const { return text.empty() && html.empty(); }
};

struct Legend {
    std::string text = {};
    Html html = {};
    std::string classes = {};  // e.g. "govuk-fieldset__legend--l"
    bool is_page_heading = false;
    bool empty() const { return text.empty() && html.empty(); }
};

struct Fieldset {
    std::string described_by = {};
    Legend legend = {};
    std::string classes = {};
    std::string role = {};
    Attributes attributes = {};
    Html html = {};  // what it encloses
    bool empty() const { return described_by.empty() && legend.empty() && classes.empty() && attributes.empty(); }
};

/// The box around one question.
struct FormGroup {
    std::string classes = {};
    Attributes attributes = {};
    Content before_input = {};  // stands directly before the input (or before the group of inputs)
    Content after_input = {};
};

HTML_COMPONENT(label, Label)
HTML_COMPONENT(hint, Hint)
HTML_COMPONENT(error_message, ErrorMessage)
HTML_COMPONENT(fieldset, Fieldset)

/// `<fieldset …>` with its legend; the caller writes the content and the end tag.
void open_fieldset(Html& out, const Fieldset&, std::string_view described_by);

}  // namespace html::govuk

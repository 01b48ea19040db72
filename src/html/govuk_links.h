#pragma once
// What a person presses or follows: buttons, links, and ways through a set of pages.

#include "html/govuk_parts.h"

namespace html::govuk {

struct Button {
    std::string text = {};
    Html html = {};
    std::string name = {};
    std::string type = {};  // "submit" unless given
    std::string value = {};
    bool disabled = false;
    std::string href = {};  // makes it a link that looks like a button
    std::string id = {};
    bool is_start_button = false;
    std::optional<bool> prevent_double_click = std::nullopt;
    std::string classes = {};  // e.g. "govuk-button--secondary"
    Attributes attributes = {};
};
HTML_COMPONENT(button, Button)

struct BackLink {
    std::string text = {};  // "Back" unless given
    Html html = {};
    std::string href = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(back_link, BackLink)

struct SkipLink {
    std::string text = {};
    Html html = {};
    std::string href = {};  // "#content" unless given
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(skip_link, SkipLink)

/// Leaves at once for a harmless page: for pages that it may be dangerous to be seen reading.
struct ExitThisPage {
    std::string text = {};
    Html html = {};
    std::string redirect_url = {};  // a weather forecast unless given
    std::string id = {};
    std::string activated_text = {};
    std::string timed_out_text = {};
    std::string press_two_more_times_text = {};
    std::string press_one_more_time_text = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(exit_this_page, ExitThisPage)

struct Breadcrumb {
    std::string text = {};
    Html html = {};
    std::string href = {};  // without one it is the page itself
    Attributes attributes = {};
};

struct Breadcrumbs {
    std::vector<Breadcrumb> items = {};
    bool collapse_on_mobile = false;
    std::optional<std::string> label_text = std::nullopt;
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(breadcrumbs, Breadcrumbs)

struct PageLink {
    std::string text = {};
    Html html = {};
    std::string label_text = {};  // what the page is called, under "Next"
    std::string href = {};        // without one the link is left out
    Attributes attributes = {};
};

struct PageNumber {
    std::string number = {};  // without one it is left out
    std::string href = {};
    std::optional<std::string> visually_hidden_text = std::nullopt;  // "Page 3" unless given
    bool current = false;
    bool ellipsis = false;
    Attributes attributes = {};
};

/// With `items`, page numbers in a row; without, two large links one under the other.
struct Pagination {
    std::vector<PageNumber> items = {};
    PageLink previous = {};
    PageLink next = {};
    std::string landmark_label = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(pagination, Pagination)

}  // namespace html::govuk

#pragma once
// What a page says beside its content: errors, news, warnings, results, labels.

#include "html/govuk_parts.h"

namespace html::govuk {

struct ErrorLink {
    std::string href = {};  // "#field"
    std::string text = {};
    Html html = {};
    Attributes attributes = {};
};

/// Stands first in <main> when an answer was wrong; the script moves the focus to it. See also html::problem_summary.
struct ErrorSummary {
    std::string title_text = {};
    Html title_html = {};
    std::string description_text = {};
    Html description_html = {};
    std::vector<ErrorLink> error_list = {};
    std::optional<bool> disable_auto_focus = std::nullopt;
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(error_summary, ErrorSummary)

struct NotificationBanner {
    std::string text = {};
    Html html = {};
    std::string title_text = {};  // "Important", or "Success"
    Html title_html = {};
    int title_heading_level = 2;
    std::string type = {};  // "success" turns it green and announces it at once
    std::string role = {};
    std::string title_id = {};
    std::optional<bool> disable_auto_focus = std::nullopt;
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(notification_banner, NotificationBanner)

struct WarningText {
    std::string text = {};
    Html html = {};
    std::string icon_fallback_text = {};  // "Warning" unless given
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(warning_text, WarningText)

struct InsetText {
    std::string text = {};
    Html html = {};
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(inset_text, InsetText)

/// A link, or a button where it has no href or type "button". Used by panel and cookie banner.
struct Action {
    std::string text = {};
    std::string type = {};
    std::string href = {};
    std::string name = {};
    std::string value = {};
    std::string classes = {};
    Attributes attributes = {};
};

struct PanelActions {
    std::vector<Action> items = {};
    std::string classes = {};
    Attributes attributes = {};
    bool empty() const { return items.empty() && classes.empty() && attributes.empty(); }
};

/// The result of an errand. With the class govuk-panel--interruption, a question in the way instead.
struct Panel {
    std::string title_text = {};
    Html title_html = {};
    int heading_level = 1;
    std::string text = {};
    Html html = {};
    PanelActions actions = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(panel, Panel)

struct Tag {
    std::string text = {};
    Html html = {};
    std::string classes = {};  // e.g. "govuk-tag--green"
    Attributes attributes = {};
    bool empty() const { return text.empty() && html.empty(); }
};
HTML_COMPONENT(tag, Tag)

struct PhaseBanner {
    std::string text = {};
    Html html = {};
    Tag tag = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(phase_banner, PhaseBanner)

struct CookieMessage {
    std::string heading_text = {};
    Html heading_html = {};
    std::string text = {};
    Html html = {};
    std::vector<Action> actions = {};
    bool hidden = false;
    std::string role = {};  // "alert" where the message replaces another
    std::string classes = {};
    Attributes attributes = {};
};

struct CookieBanner {
    std::string aria_label = {};
    bool hidden = false;
    std::vector<CookieMessage> messages = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(cookie_banner, CookieBanner)

struct Feedback {
    std::string title_text = {};
    Html title_html = {};
    int heading_level = 2;
    std::string text = {};
    Html html = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(feedback, Feedback)

}  // namespace html::govuk

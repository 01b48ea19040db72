#include "html/govuk_messages.h"

#include "html/form_group.h"
#include "html/govuk_links.h"

#include <algorithm>

namespace html::govuk {
namespace {

int heading_level_of(int asked) { return std::clamp(asked, 1, 6); }

template <class Component>
void open_div(Html& out, Literal first, const Component& component) {
    out << "<div"_html;
    put_classes(out, first, component.classes);
    put(out, component.attributes);
    out << ">"_html;
}

void put_flag_value(Html& out, Name name, std::optional<bool> flag) {
    if (flag) out.attribute(name, *flag ? "true" : "false");
}

void put_error_link(Html& out, const ErrorLink& link) {
    out << "<li>"_html;
    if (!link.href.empty()) {
        out << "<a"_html;
        out.url("href", link.href);
        put(out, link.attributes);
        out << ">"_html;
    }
    put(out, link.text, link.html);
    out << (link.href.empty() ? "</li>"_html : "</a></li>"_html);
}

}  // namespace

void error_summary(Html& out, const ErrorSummary& summary) {
    out << "<div"_html;
    put_classes(out, "govuk-error-summary"_html, summary.classes);
    put_flag_value(out, "data-disable-auto-focus", summary.disable_auto_focus);
    put(out, summary.attributes);
    // role="alert" sits on a child: on the element that the script focuses, parts of it would go unsaid
    out << " data-module=\"govuk-error-summary\"><div role=\"alert\"><h2 class=\"govuk-error-summary__title\">"_html;
    put(out, summary.title_text, summary.title_html);
    out << "</h2><div class=\"govuk-error-summary__body\">"_html;
    if (!summary.description_text.empty() || !summary.description_html.empty()) {
        out << "<p>"_html;
        put(out, summary.description_text, summary.description_html);
        out << "</p>"_html;
    }
    if (!summary.error_list.empty()) {
        out << "<ul class=\"govuk-list govuk-error-summary__list\">"_html;
        for (const auto& link : summary.error_list) put_error_link(out, link);
        out << "</ul>"_html;
    }
    out << "</div></div></div>"_html;
}

void notification_banner(Html& out, const NotificationBanner& banner) {
    const bool success = banner.type == "success";
    const std::string& id = banner.title_id.empty() ? "govuk-notification-banner-title" : banner.title_id;
    out << "<div"_html;
    put_classes(out,
                success ? "govuk-notification-banner govuk-notification-banner--success"_html
                        : "govuk-notification-banner"_html,
                banner.classes);
    out.attribute("role", !banner.role.empty() ? banner.role : success ? "alert" : "region");
    out.attribute("aria-labelledby", id) << " data-module=\"govuk-notification-banner\""_html;
    put_flag_value(out, "data-disable-auto-focus", banner.disable_auto_focus);
    put(out, banner.attributes);
    out << "><div class=\"govuk-notification-banner__header\"><h"_html << heading_level_of(banner.title_heading_level)
        << " class=\"govuk-notification-banner__title\""_html;
    out.attribute("id", id) << ">"_html;
    put(out, !banner.title_text.empty() ? banner.title_text : success ? "Success" : "Important", banner.title_html);
    out << "</h"_html << heading_level_of(banner.title_heading_level)
        << "></div><div class=\"govuk-notification-banner__content\">"_html;
    if (!banner.html.empty())
        out << banner.html;
    else if (!banner.text.empty())
        out << "<p class=\"govuk-notification-banner__heading\">"_html << banner.text << "</p>"_html;
    out << "</div></div>"_html;
}

void warning_text(Html& out, const WarningText& warning) {
    open_div(out, "govuk-warning-text"_html, warning);
    out << "<span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span> "
           "<strong class=\"govuk-warning-text__text\"><span class=\"govuk-visually-hidden\">"_html
        << (warning.icon_fallback_text.empty() ? "Warning" : warning.icon_fallback_text) << "</span> "_html;
    put(out, warning.text, warning.html);
    out << "</strong></div>"_html;
}

void inset_text(Html& out, const InsetText& inset) {
    out << "<div"_html;
    out.attribute_if("id", inset.id);
    put_classes(out, "govuk-inset-text"_html, inset.classes);
    put(out, inset.attributes);
    out << ">"_html;
    put(out, inset.text, inset.html);
    out << "</div>"_html;
}

namespace {

/// A link with the class `link`, or a button whose own classes start with `button_classes`.
void put_action(Html& out, const Action& action, Literal link, std::string_view button_classes) {
    if (action.href.empty() || action.type == "button") {
        button(out, {.text = action.text,
                     .name = action.name,
                     .type = action.type.empty() ? "button" : action.type,
                     .value = action.value,
                     .href = action.href,
                     .classes = joined(button_classes, action.classes),
                     .attributes = action.attributes});
        return;
    }
    out << "<a"_html;
    put_classes(out, link, action.classes);
    out.url("href", action.href);
    put(out, action.attributes);
    out << ">"_html << action.text << "</a>"_html;
}

void put_action_group(Html& out, const std::vector<Action>& actions, Literal link, std::string_view button_classes) {
    out << "<div class=\"govuk-button-group\">"_html;
    for (const auto& action : actions) {
        if (&action != &actions.front()) out << "\n"_html;
        put_action(out, action, link, button_classes);
    }
    out << "</div>"_html;
}

}  // namespace

void panel(Html& out, const Panel& panel) {
    const bool interrupts = panel.classes.find("govuk-panel--interruption") != std::string::npos;
    open_div(out, interrupts ? "govuk-panel"_html : "govuk-panel govuk-panel--confirmation"_html, panel);
    out << "<h"_html << heading_level_of(panel.heading_level) << " class=\"govuk-panel__title\">"_html;
    put(out, panel.title_text, panel.title_html);
    out << "</h"_html << heading_level_of(panel.heading_level) << ">"_html;
    if (!panel.text.empty() || !panel.html.empty()) {
        out << "<div class=\"govuk-panel__body\">"_html;
        put(out, panel.text, panel.html);
        out << "</div>"_html;
    }
    if (interrupts && !panel.actions.empty()) {
        open_div(out, "govuk-panel__actions"_html, panel.actions);
        if (!panel.actions.items.empty())
            put_action_group(out, panel.actions.items, "govuk-link govuk-link--inverse"_html, "govuk-button--inverse");
        out << "</div>"_html;
    }
    out << "</div>"_html;
}

void tag(Html& out, const Tag& tag) {
    out << "<strong"_html;
    put_classes(out, "govuk-tag"_html, tag.classes);
    put(out, tag.attributes);
    out << ">"_html;
    put(out, tag.text, tag.html);
    out << "</strong>"_html;
}

void phase_banner(Html& out, const PhaseBanner& banner) {
    open_div(out, "govuk-phase-banner govuk-width-container"_html, banner);
    out << "<p class=\"govuk-phase-banner__content\">"_html;
    tag(out, {.text = banner.tag.text,
              .html = banner.tag.html,
              .classes = joined("govuk-phase-banner__content__tag", banner.tag.classes)});
    out << " <span class=\"govuk-phase-banner__text\">"_html;
    put(out, banner.text, banner.html);
    out << "</span></p></div>"_html;
}

namespace {

void put_cookie_message(Html& out, const CookieMessage& message) {
    out << "<div class=\"govuk-cookie-banner__message "_html;
    if (!message.classes.empty()) out.value(message.classes) << " "_html;
    out << "govuk-width-container\""_html;
    out.attribute_if("role", message.role);
    put(out, message.attributes);
    out.flag("hidden", message.hidden)
        << "><div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html;
    if (!message.heading_text.empty() || !message.heading_html.empty()) {
        out << "<h2 class=\"govuk-cookie-banner__heading govuk-heading-m\">"_html;
        put(out, message.heading_text, message.heading_html);
        out << "</h2>"_html;
    }
    out << "<div class=\"govuk-cookie-banner__content\">"_html;
    if (!message.html.empty())
        out << message.html;
    else if (!message.text.empty())
        out << "<p class=\"govuk-body\">"_html << message.text << "</p>"_html;
    out << "</div></div></div>"_html;
    if (!message.actions.empty()) put_action_group(out, message.actions, "govuk-link"_html, "");
    out << "</div>"_html;
}

}  // namespace

void cookie_banner(Html& out, const CookieBanner& banner) {
    out << "<div"_html;
    put_classes(out, "govuk-cookie-banner"_html, banner.classes);
    out << " data-nosnippet role=\"region\""_html;
    out.attribute("aria-label", banner.aria_label.empty() ? "Cookie banner" : banner.aria_label);
    out.flag("hidden", banner.hidden);
    put(out, banner.attributes);
    out << ">"_html;
    for (const auto& message : banner.messages) put_cookie_message(out, message);
    out << "</div>"_html;
}

void feedback(Html& out, const Feedback& feedback) {
    open_div(out, "govuk-feedback govuk-width-container"_html, feedback);
    out << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\"><h"_html
        << heading_level_of(feedback.heading_level) << " class=\"govuk-feedback__title\">"_html;
    put(out, feedback.title_text, feedback.title_html);
    out << "</h"_html << heading_level_of(feedback.heading_level) << ">"_html;
    if (!feedback.html.empty())
        out << "<div class=\"govuk-feedback__body\">"_html << feedback.html << "</div>"_html;
    else if (!feedback.text.empty())
        out << "<div class=\"govuk-feedback__body\"><p class=\"govuk-body\">"_html << feedback.text
            << "</p></div>"_html;
    out << "</div></div></div>"_html;
}

}  // namespace html::govuk

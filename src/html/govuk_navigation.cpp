#include "html/govuk_frame.h"

namespace html::govuk {
namespace {

void put_current(Html& out, const NavigationItem& item) {
    if (item.current)
        out << " aria-current=\"page\""_html;
    else if (item.active)
        out << " aria-current=\"true\""_html;
}

void put_item_words(Html& out, const NavigationItem& item) {
    // strong tells the current item apart where a reader has colours of their own
    if (item.current || item.active) out << "<strong class=\"govuk-service-navigation__active-fallback\">"_html;
    put(out, item.text, item.html);
    if (item.current || item.active) out << "</strong>"_html;
}

void put_item(Html& out, const NavigationItem& item) {
    out << "<li class=\"govuk-service-navigation__item"_html
        << (item.current || item.active ? " govuk-service-navigation__item--active\">"_html : "\">"_html);
    if (!item.href.empty()) {
        out << "<a class=\"govuk-service-navigation__link\""_html;
        out.url("href", item.href);
        put_current(out, item);
        put(out, item.attributes);
        out << ">"_html;
        put_item_words(out, item);
        out << "</a>"_html;
    } else if (!item.text.empty() || !item.html.empty()) {
        out << "<span class=\"govuk-service-navigation__text\""_html;
        put_current(out, item);
        out << ">"_html;
        put_item_words(out, item);
        out << "</span>"_html;
    }
    out << "</li>"_html;
}

void put_toggle(Html& out, const ServiceNavigation& bar, const std::string& words, const std::string& id) {
    out << "<button type=\"button\" class=\"govuk-service-navigation__toggle "
           "govuk-js-service-navigation-toggle\""_html;
    out.attribute("aria-controls", id);
    if (!bar.menu_button_label.empty() && bar.menu_button_label != words)
        out.attribute("aria-label", bar.menu_button_label);
    out << " hidden aria-hidden=\"true\">"_html << words << "</button>"_html;
}

void put_navigation(Html& out, const ServiceNavigation& bar) {
    if (bar.navigation.empty() && bar.slots.navigation_start.empty() && bar.slots.navigation_end.empty()) return;
    const std::string words = bar.menu_button_text.empty() ? "Menu" : bar.menu_button_text;
    const std::string id = bar.navigation_id.empty() ? "navigation" : bar.navigation_id;
    out << "<nav"_html;
    out.attribute("aria-label", bar.navigation_label.empty() ? words : bar.navigation_label);
    put_classes(out, "govuk-service-navigation__wrapper"_html, bar.navigation_classes);
    out << ">"_html;
    if (bar.collapse_navigation_on_mobile.value_or(bar.navigation.size() > 1)) put_toggle(out, bar, words, id);
    out << "<ul class=\"govuk-service-navigation__list\""_html;
    out.attribute("id", id) << ">"_html << bar.slots.navigation_start;
    for (const auto& item : bar.navigation) put_item(out, item);
    out << bar.slots.navigation_end << "</ul></nav>"_html;
}

void put_service_name(Html& out, const ServiceNavigation& bar) {
    if (bar.service_name.empty()) return;
    out << "<span class=\"govuk-service-navigation__service-name\">"_html;
    if (bar.service_url.empty()) {
        out << "<span class=\"govuk-service-navigation__text\">"_html << bar.service_name << "</span>"_html;
    } else {
        out << "<a"_html;
        out.url("href", bar.service_url) << " class=\"govuk-service-navigation__link\">"_html << bar.service_name
                                         << "</a>"_html;
    }
    out << "</span>"_html;
}

}  // namespace

void service_navigation(Html& out, const ServiceNavigation& bar) {
    // with a name or more content it is a landmark of its own; else its <nav> is one already
    const bool landmark = !bar.service_name.empty() || !bar.slots.start.empty() || !bar.slots.end.empty();
    out << (landmark ? "<section"_html : "<div"_html);
    if (landmark) out.attribute("aria-label", bar.aria_label.value_or("Service information"));
    put_classes(out, "govuk-service-navigation"_html, bar.classes);
    out << " data-module=\"govuk-service-navigation\""_html;
    put(out, bar.attributes);
    out << "><div class=\"govuk-width-container"_html
        << (bar.slots.end_inline ? " govuk-service-navigation__inlining-container\">"_html : "\">"_html)
        << bar.slots.start << "<div class=\"govuk-service-navigation__container\">"_html;
    put_service_name(out, bar);
    put_navigation(out, bar);
    out << "</div>"_html << bar.slots.end << "</div>"_html << (landmark ? "</section>"_html : "</div>"_html);
}

namespace {

void put_language(Html& out, const LanguageItem& item) {
    const bool current = item.current || item.href.empty();
    out << "<li class=\"govuk-language-navigation__list-item\">"_html << (current ? "<span"_html : "<a"_html);
    put_classes(out, current ? "govuk-language-navigation__text"_html : "govuk-language-navigation__link"_html,
                item.classes);
    if (current)
        out << " aria-current=\"true\""_html;
    else
        out.url("href", item.href) << " rel=\"alternate\""_html;
    out.attribute_if("lang", item.lang);
    if (!current) out.attribute_if("hreflang", item.href_lang.empty() ? item.lang : item.href_lang);
    out.attribute_if("dir", item.dir);
    put(out, item.attributes);
    out << ">"_html;
    put(out, item.text, item.html);
    if (!current && !item.language_description_text.empty())
        out << "<span class=\"govuk-visually-hidden\"> "_html << item.language_description_text << "</span>"_html;
    out << (current ? "</span></li>"_html : "</a></li>"_html);
}

}  // namespace

void language_navigation(Html& out, const LanguageNavigation& languages) {
    out << "<nav"_html;
    put_classes(out, "govuk-language-navigation"_html, languages.classes);
    put(out, languages.attributes);
    out.attribute("aria-label", languages.aria_label.value_or("Language"))
        << "><ul class=\"govuk-language-navigation__list\">"_html;
    for (const auto& item : languages.items) put_language(out, item);
    out << "</ul></nav>"_html;
}

}  // namespace html::govuk

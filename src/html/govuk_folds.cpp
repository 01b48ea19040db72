// Content folded away: details, accordion, tabs.

#include "html/form_group.h"
#include "html/govuk_lists.h"

#include <algorithm>

namespace html::govuk {

void details(Html& out, const Details& details) {
    out << "<details"_html;
    out.attribute_if("id", details.id);
    put_classes(out, "govuk-details"_html, details.classes);
    put(out, details.attributes);
    out.flag("open", details.open)
        << "><summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">"_html;
    put(out, details.summary_text, details.summary_html);
    out << "</span></summary><div class=\"govuk-details__text\">"_html;
    put(out, details.text, details.html);
    out << "</div></details>"_html;
}

namespace {

void put_section_header(Html& out, const AccordionSection& section, const Accordion& accordion,
                        const std::string& number) {
    const int level = std::clamp(accordion.heading_level, 1, 6);
    out << "<div class=\"govuk-accordion__section-header\"><h"_html << level
        << " class=\"govuk-accordion__section-heading\"><span class=\"govuk-accordion__section-button\""_html;
    out.attribute("id", accordion.id + "-heading-" + number) << ">"_html;
    put(out, section.heading);
    out << "</span></h"_html << level << ">"_html;
    if (!section.summary.empty()) {
        out << "<div class=\"govuk-accordion__section-summary govuk-body\""_html;
        out.attribute("id", accordion.id + "-summary-" + number) << ">"_html;
        put(out, section.summary);
        out << "</div>"_html;
    }
    out << "</div>"_html;
}

void put_section(Html& out, const AccordionSection& section, const Accordion& accordion, const std::string& number) {
    out << "<div class=\"govuk-accordion__section"_html
        << (section.expanded ? " govuk-accordion__section--expanded\">"_html : "\">"_html);
    put_section_header(out, section, accordion, number);
    out << "<div"_html;
    out.attribute("id", accordion.id + "-content-" + number) << " class=\"govuk-accordion__section-content\">"_html;
    if (!section.content.html.empty())
        out << section.content.html;
    else if (!section.content.text.empty())
        out << "<p class=\"govuk-body\">"_html << section.content.text << "</p>"_html;
    out << "</div></div>"_html;
}

}  // namespace

void accordion(Html& out, const Accordion& accordion) {
    out << "<div"_html;
    put_classes(out, "govuk-accordion"_html, accordion.classes);
    out << " data-module=\"govuk-accordion\""_html;
    out.attribute("id", accordion.id);
    out.attribute_if("data-i18n.hide-all-sections", accordion.hide_all_sections_text);
    out.attribute_if("data-i18n.hide-section", accordion.hide_section_text);
    out.attribute_if("data-i18n.hide-section-aria-label", accordion.hide_section_aria_label_text);
    out.attribute_if("data-i18n.show-all-sections", accordion.show_all_sections_text);
    out.attribute_if("data-i18n.show-section", accordion.show_section_text);
    out.attribute_if("data-i18n.show-section-aria-label", accordion.show_section_aria_label_text);
    if (accordion.remember_expanded)
        out.attribute("data-remember-expanded", *accordion.remember_expanded ? "true" : "false");
    put(out, accordion.attributes);
    out << ">"_html;
    for (std::size_t i = 0; i < accordion.items.size(); ++i)
        if (!accordion.items[i].omitted) put_section(out, accordion.items[i], accordion, std::to_string(i + 1));
    out << "</div>"_html;
}

namespace {

std::string panel_id(const Tabs& tabs, std::size_t i) {
    return tabs.items[i].id.empty() ? tabs.id_prefix + "-" + std::to_string(i + 1) : tabs.items[i].id;
}

void put_tab(Html& out, const Tab& tab, const std::string& id, bool selected) {
    out << "<li class=\"govuk-tabs__list-item"_html
        << (selected ? " govuk-tabs__list-item--selected\">"_html : "\">"_html) << "<a class=\"govuk-tabs__tab\""_html;
    out.attribute("href", "#" + id);
    put(out, tab.attributes);
    out << ">"_html << tab.label << "</a></li>"_html;
}

void put_panel(Html& out, const TabPanel& panel, const std::string& id, bool selected) {
    out << "<div class=\"govuk-tabs__panel"_html << (selected ? "\""_html : " govuk-tabs__panel--hidden\""_html);
    out.attribute("id", id);
    put(out, panel.attributes);
    out << ">"_html;
    if (!panel.html.empty())
        out << panel.html;
    else if (!panel.text.empty())
        out << "<p class=\"govuk-body\">"_html << panel.text << "</p>"_html;
    out << "</div>"_html;
}

}  // namespace

void tabs(Html& out, const Tabs& tabs) {
    out << "<div"_html;
    out.attribute_if("id", tabs.id);
    put_classes(out, "govuk-tabs"_html, tabs.classes);
    put(out, tabs.attributes);
    out << " data-module=\"govuk-tabs\"><h2 class=\"govuk-tabs__title\">"_html << tabs.title.value_or("Contents")
        << "</h2>"_html;
    if (!tabs.items.empty()) {
        out << "<ul class=\"govuk-tabs__list\">"_html;
        for (std::size_t i = 0; i < tabs.items.size(); ++i)
            if (!tabs.items[i].omitted) put_tab(out, tabs.items[i], panel_id(tabs, i), i == 0);
        out << "</ul>"_html;
        for (std::size_t i = 0; i < tabs.items.size(); ++i)
            if (!tabs.items[i].omitted) put_panel(out, tabs.items[i].panel, panel_id(tabs, i), i == 0);
    }
    out << "</div>"_html;
}

}  // namespace html::govuk

#include "html/govuk_frame.h"

#include "html/form_group.h"

#include <algorithm>

namespace html::govuk {

void logo(Html& out, const Logo& logo) {
    out << "<svg focusable=\"false\""_html;
    out.attribute("role", logo.aria_label.empty() ? "presentation" : "img");
    out << " xmlns=\"http://www.w3.org/2000/svg\""_html;
    out.attribute("viewBox", "0 0 " + std::to_string(logo.width * 2) + " 60");
    out << " height=\"30\""_html;
    out.attribute("width", std::to_string(logo.width)) << " fill=\"currentcolor\""_html;
    out.attribute_if("class", logo.classes).attribute_if("aria-label", logo.aria_label) << ">"_html;
    if (!logo.aria_label.empty()) out << "<title>"_html << logo.aria_label << "</title>"_html;
    out << logo.drawing << "</svg>"_html;
}

namespace {

/// Both headers are one shape; only the names of their classes differ.
void put_header(Html& out, const GenericHeader& header, Literal block) {
    out << "<div class=\""_html << block;
    if (!header.classes.empty()) (out << " "_html).value(header.classes);
    out << "\""_html;
    put(out, header.attributes);
    out << "><div class=\""_html << block << "__container "_html;
    out.value(header.container_classes.empty() ? "govuk-width-container" : header.container_classes);
    out << "\"><div class=\""_html << block << "__logo\"><a"_html;
    out.url("href", header.url.empty() ? "/" : header.url);
    out << " class=\""_html << block << "__homepage-link\">"_html;
    put(out, header.logo_text, header.logo_html);
    out << "</a></div></div></div>"_html;
}

}  // namespace

void generic_header(Html& out, const GenericHeader& header) { put_header(out, header, "govuk-generic-header"_html); }

void header(Html& out, const Header& header) {
    Html logo = header.logo;
    if (!header.product_name.empty())
        logo << "\n<span class=\"govuk-header__product-name\">"_html << header.product_name << "</span>"_html;
    put_header(out,
               {.logo_html = std::move(logo),
                .url = header.homepage_url.empty() ? "//gov.uk" : header.homepage_url,
                .container_classes = header.container_classes,
                .classes = header.classes,
                .attributes = header.attributes},
               "govuk-header"_html);
}

namespace {

void put_footer_link(Html& out, const FooterLink& link) {
    out << "<a class=\"govuk-footer__link\""_html;
    out.url("href", link.href);
    put(out, link.attributes);
    out << ">"_html << link.text << "</a>"_html;
}

void put_footer_section(Html& out, const FooterSection& section) {
    out << "<div class=\"govuk-footer__section govuk-grid-column-"_html;
    out.value(section.width.empty() ? "full" : section.width)
        << "\"><h2 class=\"govuk-footer__heading govuk-heading-m\">"_html << section.title << "</h2>"_html;
    if (!section.items.empty()) {
        out << "<ul class=\"govuk-footer__list"_html;
        if (section.columns > 0) out << " govuk-footer__list--columns-"_html << section.columns;
        out << "\">"_html;
        for (const auto& link : section.items) {
            if (link.href.empty() || link.text.empty()) continue;
            out << "<li class=\"govuk-footer__list-item\">"_html;
            put_footer_link(out, link);
            out << "</li>"_html;
        }
        out << "</ul>"_html;
    }
    out << "</div>"_html;
}

void put_footer_meta(Html& out, const FooterMeta& meta) {
    out << "<h2 class=\"govuk-visually-hidden\">"_html
        << (meta.visually_hidden_title.empty() ? "Support links" : meta.visually_hidden_title) << "</h2>"_html;
    if (!meta.items.empty()) {
        out << "<ul class=\"govuk-footer__inline-list\">"_html;
        for (const auto& link : meta.items) {
            out << "<li class=\"govuk-footer__inline-list-item\">"_html;
            put_footer_link(out, link);
            out << "</li>"_html;
        }
        out << "</ul>"_html;
    }
    if (!meta.text.empty() || !meta.html.empty()) {
        out << "<div class=\"govuk-footer__meta-custom\">"_html;
        put(out, meta.text, meta.html);
        out << "</div>"_html;
    }
}

constexpr Literal licence_sign =
    "<svg aria-hidden=\"true\" focusable=\"false\" class=\"govuk-footer__licence-logo\" "
    "xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 483.2 195.7\" height=\"17\" width=\"41\"><path "
    "fill=\"currentColor\" d=\"M421.5 142.8V.1l-50.7 32.3v161.1h112.4v-50.7zm-122.3-9.6A47.12 47.12 0 0 1 221 "
    "97.8c0-26 "
    "21.1-47.1 47.1-47.1 16.7 0 31.4 8.7 39.7 21.8l42.7-27.2A97.63 97.63 0 0 0 268.1 0c-36.5 0-68.3 20.1-85.1 49.7A98 "
    "98 0 0 0 97.8 0C43.9 0 0 43.9 0 97.8s43.9 97.8 97.8 97.8c36.5 0 68.3-20.1 85.1-49.7a97.76 97.76 0 0 0 149.6 "
    "25.4l19.4 22.2h3v-87.8h-80l24.3 27.5zM97.8 145c-26 0-47.1-21.1-47.1-47.1s21.1-47.1 47.1-47.1 47.2 21 47.2 "
    "47S123.8 "
    "145 97.8 145\"/></svg>\n"_html;

void put_licence(Html& out, const Content& licence) {
    out << licence_sign << "<span class=\"govuk-footer__licence-description\">"_html;
    if (licence.empty())
        out << "All content is available under the <a class=\"govuk-footer__link\" "
               "href=\"https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/\" rel=\"license\">"
               "Open Government Licence v3.0</a>, except where otherwise stated"_html;
    else
        put(out, licence);
    out << "</span>"_html;
}

void put_footer_foot(Html& out, const Footer& footer) {
    out << "<div class=\"govuk-footer__meta\"><div class=\"govuk-footer__meta-item govuk-footer__meta-item--grow\">"_html;
    if (footer.meta) put_footer_meta(out, *footer.meta);
    if (!footer.no_licence) put_licence(out, footer.content_licence);
    out << "</div><div class=\"govuk-footer__meta-item\"><a class=\"govuk-footer__link govuk-footer__copyright-logo\" "
           "href=\"https://www.nationalarchives.gov.uk/information-management/re-using-public-sector-information/"
           "uk-government-licensing-framework/crown-copyright/\">"_html;
    if (footer.copyright.empty())
        out << "© Crown copyright"_html;
    else
        put(out, footer.copyright);
    out << "</a></div></div>"_html;
}

}  // namespace

void footer(Html& out, const Footer& footer) {
    out << "<div"_html;
    put_classes(out, "govuk-footer"_html, footer.classes);
    put(out, footer.attributes);
    out << "><div"_html;
    put_classes(out, "govuk-width-container"_html, footer.container_classes);
    out << ">"_html << footer.logo;
    if (!footer.navigation.empty()) {
        out << "<div class=\"govuk-footer__navigation\">"_html;
        for (const auto& section : footer.navigation) put_footer_section(out, section);
        out << "</div><hr class=\"govuk-footer__section-break\">"_html;
    }
    put_footer_foot(out, footer);
    out << "</div></div>"_html;
}

}  // namespace html::govuk

#include "html/page.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace html {
namespace {

constexpr std::string_view house_green = "#0e4d3a", house_ochre = "#e3a92b", white = "#ffffff", ink = "#14211c";

// A hall with three arches.
constexpr Literal house_mark =
    "<svg class=\"gh-header__mark\" viewBox=\"0 0 32 32\" aria-hidden=\"true\" focusable=\"false\"><path "
    "fill=\"currentColor\" d=\"M16 2 2 10v3h28v-3zM4 26h24v3H4zM5 24v-6.500a3.250 3.250 0 0 1 6.500 0V24zm7.750 "
    "0v-6.500a3.250 3.250 0 0 1 6.500 0V24zm7.750 0v-6.500a3.250 3.250 0 0 1 6.500 0V24z\"/></svg>"_html;

double linear(double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); }

/// Relative luminance as WCAG defines it.
double luminance(std::string_view colour) {
    std::array<double, 3> parts{};
    for (std::size_t i = 0; i < 3; ++i) {
        int value = 0;
        std::from_chars(colour.data() + 1 + 2 * i, colour.data() + 3 + 2 * i, value, 16);
        parts[i] = linear(value / 255.0);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

double contrast(std::string_view one, std::string_view other) {
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

void put_colours(Html& out, const Colours& colours, std::string_view nonce) {
    const std::string_view brand = is_colour(colours.brand) ? std::string_view(colours.brand) : house_green;
    const std::string_view accent = is_colour(colours.accent) ? std::string_view(colours.accent) : house_ochre;
    out << "<style"_html;
    out.attribute_if("nonce", nonce) << ">:root{--gh-brand:"_html << brand << ";--govuk-brand-colour:"_html << brand
                                     << ";--gh-on-brand:"_html << readable_on(brand) << ";--gh-accent:"_html << accent
                                     << "}</style>"_html;
}

void put_head(Html& out, const Dress& dress, const Page& page) {
    const std::string title = page.title.empty() ? dress.name : page.title + " – " + dress.name;
    out << "<head><meta charset=\"utf-8\"><title>"_html
        << (page.has_errors ? say("html.error_title", {{"title", title}}, page.language) : title)
        << "</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">"_html;
    const bool has_brand = is_colour(dress.colours.brand);
    out << "<meta name=\"theme-color\""_html;
    out.attribute("content", has_brand ? std::string_view(dress.colours.brand) : house_green) << ">"_html;
    if (page.hide_from_search) out << "<meta name=\"robots\" content=\"noindex\">"_html;
    out << "<link rel=\"icon\" type=\"image/svg+xml\""_html;
    out.attribute("href", dress.icon.empty() ? "data:," : dress.icon) << ">"_html;
    out << "<link rel=\"stylesheet\""_html;
    out.url("href", dress.stylesheet) << ">"_html;
    put_colours(out, dress.colours, page.nonce);
    out << "</head>"_html;
}

void put_header(Html& out, const Dress& dress, const Page& page) {
    out << "<div class=\"gh-header\"><div class=\"govuk-width-container gh-header__row"_html
        << (page.wide ? " gh-wide\">"_html : "\">"_html) << "<a class=\"gh-header__home\""_html;
    out.url("href", dress.home_url) << ">"_html << (dress.mark.empty() ? Html(house_mark) : dress.mark) << "<span>"_html
                                    << dress.name << "</span></a>"_html;
    if (!page.header_aside.empty())
        out << "<div class=\"gh-header__aside\">"_html << page.header_aside << "</div>"_html;
    out << "</div></div>"_html;
}

bool is_below(std::string_view path, std::string_view parent) {
    return parent.size() > 1 && path.starts_with(parent) && path.substr(parent.size()).starts_with('/');
}

void put_navigation(Html& out, const Dress& dress, const Page& page) {
    if (dress.navigation.empty()) return;
    auto items = dress.navigation;
    for (auto& item : items) {
        item.current = item.current || item.href == page.path;
        item.active = item.active || is_below(page.path, item.href);
    }
    govuk::service_navigation(
        out, {.navigation = std::move(items), .menu_button_text = say("html.menu", {}, page.language)});
}

void put_footer(Html& out, const Dress& dress, const Page& page) {
    out << "<footer class=\"gh-footer\"><div class=\"govuk-width-container"_html
        << (page.wide ? " gh-wide\">"_html : "\">"_html);
    if (!dress.footer_links.empty()) {
        out << "<h2 class=\"govuk-visually-hidden\">"_html << say("html.footer_links", {}, page.language)
            << "</h2><ul class=\"gh-footer__links\">"_html;
        for (const auto& link : dress.footer_links) {
            out << "<li><a class=\"govuk-link\""_html;
            out.url("href", link.href);
            govuk::put(out, link.attributes);
            out << ">"_html << link.text << "</a></li>"_html;
        }
        out << "</ul>"_html;
    }
    out << "<p class=\"gh-footer__note\">"_html << (dress.footer_note.empty() ? dress.name : dress.footer_note)
        << "</p></div></footer>"_html;
}

/// What the script needs to know before the page is drawn, so that nothing jumps.
void put_script_sign(Html& out, std::string_view nonce) {
    out << "<script"_html;
    out.attribute_if("nonce", nonce)
        << ">document.body.className+=' js-enabled'+('noModule' in HTMLScriptElement.prototype?' govuk-frontend-supported':'')</script>"_html;
}

void put_scripts(Html& out, const Dress& dress, const Page& page) {
    auto scripts = page.scripts;
    if (!dress.script.empty()) scripts.insert(scripts.begin(), dress.script);
    for (const auto& script : scripts) {
        out << "<script type=\"module\""_html;
        out.url("src", script).attribute_if("nonce", page.nonce) << "></script>"_html;
    }
}

void open_container(Html& out, const Page& page) {
    out << "<div class=\"govuk-width-container"_html << (page.wide ? " gh-wide gh-dense\">"_html : "\">"_html);
}

/// With a hero, <main> spans the page and holds the hero too: it bears the heading.
void put_main(Html& out, const Page& page) {
    if (page.hero.empty()) {
        open_container(out, page);
        out << page.before_main << "<main class=\"govuk-main-wrapper\" id=\"main-content\">"_html << page.main
            << "</main></div>"_html;
        return;
    }
    out << "<main class=\"gh-main\" id=\"main-content\">"_html << page.hero;
    open_container(out, page);
    out << "<div class=\"govuk-main-wrapper\">"_html << page.before_main << page.main << "</div></div></main>"_html;
}

}  // namespace

Html page(const Dress& dress, const Page& page) {
    Html out;
    out.reserve(page.main.size() + page.hero.size() + 8192);
    out << "<!DOCTYPE html><html class=\"govuk-template\""_html;
    out.attribute("lang", page.language == base::Language::welsh ? "cy" : "en") << ">"_html;
    put_head(out, dress, page);
    out << "<body class=\"govuk-template__body"_html << (page.wide ? " gh-page-wide"_html : ""_html) << (dress.banner.empty() ? "\""_html : " gh-banned\""_html);
    govuk::put(out, page.body_attributes);
    out << ">"_html;
    put_script_sign(out, page.nonce);
    out << "<a href=\"#main-content\" class=\"govuk-skip-link\" data-module=\"govuk-skip-link\">"_html
        << say("html.skip", {}, page.language) << "</a>"_html;
    if (!dress.banner.empty()) out << "<p class=\"gh-banner\"><strong>"_html << dress.banner << "</strong></p>"_html;
    out << "<header>"_html;
    put_header(out, dress, page);
    put_navigation(out, dress, page);
    out << "</header>"_html;
    put_main(out, page);
    put_footer(out, dress, page);
    put_scripts(out, dress, page);
    out << "</body></html>\n"_html;
    return out;
}

bool is_colour(std::string_view colour) {
    const auto is_digit = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    return colour.size() == 7 && colour[0] == '#' && std::ranges::all_of(colour.substr(1), is_digit);
}

std::string_view readable_on(std::string_view colour) {
    return contrast(colour, white) >= contrast(colour, ink) ? white : ink;
}

}  // namespace html

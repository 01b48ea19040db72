#pragma once
// What stands around every page: header, navigation, footer.
//
// The GOV.UK logo is Crown copyright and reserved for central government: no drawing of it is kept here. Header and
// footer take their logo as an option; pages of this house use html::page instead.

#include "html/govuk_parts.h"

namespace html::govuk {

/// An <svg> in the size of the GOV.UK logo around a drawing that the caller has the right to use.
struct Logo {
    Html drawing = {};
    int width = 162;              // of 30 pixels' height
    std::string aria_label = {};  // without one it is decoration
    std::string classes = {};
};
HTML_COMPONENT(logo, Logo)

struct GenericHeader {
    std::string logo_text = {};
    Html logo_html = {};
    std::string url = {};  // "/" unless given
    std::string container_classes = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(generic_header, GenericHeader)

struct Header {
    Html logo = {};
    std::string product_name = {};
    std::string homepage_url = {};
    std::string container_classes = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(header, Header)

struct FooterLink {
    std::string text = {};
    std::string href = {};
    Attributes attributes = {};
};

struct FooterMeta {
    std::string visually_hidden_title = {};  // "Support links" unless given
    std::vector<FooterLink> items = {};
    std::string text = {};
    Html html = {};
};

struct FooterSection {
    std::string title = {};
    int columns = 0;
    std::string width = {};  // "two-thirds", "one-third", …; "full" unless given
    std::vector<FooterLink> items = {};
};

struct Footer {
    Html logo = {};
    std::optional<FooterMeta> meta = std::nullopt;
    std::vector<FooterSection> navigation = {};
    bool no_licence = false;       // leaves the Open Government Licence out
    Content content_licence = {};  // other words for it
    Content copyright = {};
    std::string container_classes = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(footer, Footer)

struct NavigationItem {
    std::string text = {};
    Html html = {};
    std::string href = {};
    bool current = false;  // this very page
    bool active = false;   // a page below this item
    Attributes attributes = {};
};

/// Places for more content. `end_inline` puts `end` beside the navigation instead of under it.
struct NavigationSlots {
    Html start = {};
    Html end = {};
    bool end_inline = false;
    Html navigation_start = {};
    Html navigation_end = {};
};

struct ServiceNavigation {
    std::string service_name = {};
    std::string service_url = {};
    std::vector<NavigationItem> navigation = {};
    std::optional<bool> collapse_navigation_on_mobile = std::nullopt;  // where there are two items or more
    std::string menu_button_text = {};
    std::string menu_button_label = {};
    std::string navigation_label = {};
    std::string navigation_id = {};
    std::string navigation_classes = {};
    std::optional<std::string> aria_label = std::nullopt;
    NavigationSlots slots = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(service_navigation, ServiceNavigation)

struct LanguageItem {
    std::string text = {};  // the language's own name for itself
    Html html = {};
    std::string href = {};
    std::string lang = {};  // e.g. "cy"
    std::string href_lang = {};
    std::string dir = {};
    std::string language_description_text = {};
    bool current = false;
    std::string classes = {};
    Attributes attributes = {};
};

struct LanguageNavigation {
    std::vector<LanguageItem> items = {};
    std::optional<std::string> aria_label = std::nullopt;
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(language_navigation, LanguageNavigation)

}  // namespace html::govuk

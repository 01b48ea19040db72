#pragma once
// The document that every page stands in: skip link, header with the tenant's name, navigation, main, footer.
//
// Which tenant it is, is data (Dress); what the page says is Page. The frame follows govuk-frontend's page template, so
// that its styles and script work, in a look of our own: no GOV.UK logo, crown, or typeface.

#include "base/words.h"
#include "html/govuk_frame.h"

#include <string>
#include <vector>

namespace html {

/// Six-digit colours, "#0e4d3a". Anything else is passed over for the house's own green and ochre. Words on `brand`
/// are set in white or ink, whichever reads better (WCAG contrast).
struct Colours {
    std::string brand = {};   // header, buttons, marks
    std::string accent = {};  // the line under the header, the tenant's mark
};

/// What is the same on every page of a tenant.
struct Dress {
    std::string name = {};  // as it stands in the header
    std::string home_url = "/";
    Html mark = {};  // a drawing for the header, in the place of the house's own
    Colours colours = {};
    std::string stylesheet = {};  // addresses, from web::Assets::url
    std::string script = {};
    std::string icon = {};
    std::vector<govuk::NavigationItem> navigation = {};  // the page itself is marked by Page::path
    std::vector<govuk::FooterLink> footer_links = {};
    std::string footer_note = {};
    std::string banner = {};  // said above every page, and a frame of its own around it: that this is for practice
};

struct Page {
    std::string title = {};  // of this page alone; the tenant's name is added
    base::Language language = base::Language::english;
    std::string nonce = {};   // of the answer's Content-Security-Policy
    std::string path = {};    // e.g. "/help/bins": "/help/bins" is marked as current, "/help" as active
    bool has_errors = false;  // "Error: " before the title, which a screen reader says first
    bool wide = false;        // a wide, dense page for people who work with it all day
    bool hide_from_search = false;
    Html header_aside = {};  // at the right of the header: who is signed in, languages
    Html hero = {};          // a band across the page, above main
    Html before_main = {};   // back link or breadcrumbs
    Html main = {};
    std::vector<std::string> scripts = {};  // further module scripts
    govuk::Attributes body_attributes = {};
};

/// The whole document, from <!DOCTYPE html>.
Html page(const Dress&, const Page&);

/// True for "#" and six hexadecimal digits.
bool is_colour(std::string_view);
/// White or ink, whichever has the greater contrast on the colour.
std::string_view readable_on(std::string_view colour);

}  // namespace html

#pragma once
// How a council's pages look: its name, colours and navigation around whatever a door has to say.

#include "html/page.h"
#include "web/web.h"

namespace website {

using html::operator""_html;

/// Shared by the doors; made once by main.
class Site {
public:
    explicit Site(const web::Assets& assets) : assets_(assets) {}

    /// A page for residents.
    web::Response page(const web::Request& request, const web::Context& context, html::Page page, int status = 200) const;
    /// A page for staff: their own navigation, the whole width.
    web::Response staff_page(const web::Request& request, const web::Context& context, html::Page page,
                             int status = 200) const;
    /// The council's name, colours and assets, without navigation.
    html::Dress dress(const web::Context& context) const;
    /// For web::House: an error in the council's dress.
    std::string error_page(const web::ErrorPage& error, const web::Request& request, const web::Context& context) const;

private:
    const web::Assets& assets_;
};

/// The two hidden fields every form carries.
html::Html seal_fields(const web::Context& context);

/// The name of a day and time in the council's zone, as people read it: "22 November 2026, 9:30am".
std::string shown_time(Instant at);

}  // namespace website

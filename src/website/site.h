#pragma once
// How a council's pages look: its name, colours and navigation around whatever a door has to say.

#include "html/page.h"
#include "knowledge/gaps.h"
#include "web/web.h"
#include "website/council.h"
#include "website/manners.h"

namespace website {

using html::operator""_html;

/// Shared by the doors; made once by main.
class Site {
public:
    /// `guesses`: how often one visitor may try a contact detail beside references.
    explicit Site(const web::Assets& assets, web::RateLimit::Allowance guesses = {.per_minute = 2, .burst = 10}, const Manners::Limits& limits = {},
                  Manners::Asks asks = Manners::Asks::when_suspicious)
        : assets_(assets), guesses_(guesses), manners_(limits, asks) {}

    /// A page for residents.
    web::Response page(const web::Request& request, const web::Context& context, html::Page page, int status = 200) const;
    /// A page for staff: their own navigation, the whole width.
    web::Response staff_page(const web::Request& request, const web::Context& context, html::Page page,
                             int status = 200) const;
    /// The council's name, colours and assets, without navigation.
    html::Dress dress(const web::Context& context) const;
    /// What the council says about itself.
    std::shared_ptr<const Council> council(const web::Context& context) const;
    /// How much one sender may send.
    const Manners& manners() const { return manners_; }
    /// Who searched for what, and opened nothing.
    knowledge::Askers& askers() const { return askers_; }
    /// The council's notice as a banner; nothing while it has none.
    html::Html notice(const web::Context& context) const;
    /// The dated list of accessibility checks that came with the assets; empty without one.
    std::string accessibility_checks() const;
    /// The address of an asset, and what it holds; empty without it.
    std::string asset(std::string_view name) const { return assets_.url(name); }
    std::string asset_text(std::string_view name) const;
    /// For web::House: an error in the council's dress.
    std::string error_page(const web::ErrorPage& error, const web::Request& request, const web::Context& context) const;

    /// Whether this visitor may make the council write to an address once more.
    bool may_ask_for_letters(const web::Request& request, const web::Context& context) const;
    /// Whether a contact detail may be tried once more: by this visitor, and for this reference by anybody.
    bool may_guess(const web::Request& request, const web::Context& context, const Reference& reference) const;

private:
    const web::Assets& assets_;
    mutable web::RateLimit guesses_;
    mutable web::RateLimit letters_{{.per_minute = 0.5, .burst = 6}};
    Manners manners_;
    mutable knowledge::Askers askers_;
    Councils councils_;
};

/// The two hidden fields every form carries.
html::Html seal_fields(const web::Context& context);
/// The same, with a one-time number that was given out before.
html::Html seal_fields(const web::Context& context, std::string_view operation);

/// The name of a day and time in the council's zone, as people read it: "22 November 2026, 9:30am".
std::string shown_time(const web::Context& context, Instant at);

}  // namespace website

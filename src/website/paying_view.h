#pragma once
// Inside website only: what a request costs, and how its payment stands, as whoever asks for it reads it.

#include "fees/fees.h"
#include "website/report_view.h"
#include "website/request_view.h"

namespace website {

class Site;

/// What would be paid for what was answered so far, on the check; nothing where it costs nothing, or where the answers are not whole yet.
struct PriceShown {
    html::Html html;
    bool leads_to_payment = false;
};
PriceShown price_before_sending(const Site& site, const Report& report);

/// On the page of a request: what it costs, whether it is paid, how it can be paid, and what is given back. Nothing where it costs nothing.
void put_payment(html::Html& out, const web::Context& context, const Followed& followed);

/// The page from which one goes to the provider, or where a payment is begun.
html::Page pay_page(const Site& site, const web::Context& context, const Followed& followed);
/// The page to which one comes back: paid, failed, cancelled, or not known yet.
html::Page paid_page(const Site& site, const web::Context& context, const Followed& followed);
/// Whether these pages look again by themselves: the provider's answer is on its way.
bool looks_again(const fees::Paying& paying, bool is_back, Instant now);

/// What one gets back by withdrawing now; nothing where nothing was paid.
html::Html before_withdrawing(const web::Context& context, const Followed& followed);

}  // namespace website

// Paying for a request: on to the provider, and back.

#include "jobs/jobs.h"
#include "website/own_request.h"
#include "website/pages.h"
#include "website/paying_view.h"

namespace website {
namespace {

constexpr const char* seconds_between_looks = "2";

/// A page about one's own request that costs something; otherwise the way to its page.
using View = html::Page (*)(const Site&, const web::Context&, const Followed&);
web::Response answer(const Site& site, const web::Request& request, const web::Context& context, const Own& own, View view, bool is_back) {
    auto response = site.page(request, context, view(site, context, own.followed)).with("Cache-Control", "no-store").with(own.following.with(own.reference.text()));
    if (looks_again(*own.followed.paying, is_back, context.now)) response.set("Refresh", seconds_between_looks);
    return response;
}

}  // namespace

Result<web::Response> show_pay(const Site& site, web::Request& request, web::Context& context) {
    const auto own = TRY(find_own(request, context, false));
    if (!own.shown || !own.followed.paying) return web::see_other(own.followed.address());
    return answer(site, request, context, own, pay_page, false);
}

Result<web::Response> pay(const Site&, web::Request& request, web::Context& context) {
    const auto own = TRY(find_own(request, context, false));
    if (!own.shown || context.form_expired) return web::see_other(own.followed.address());
    const auto operation = TRY(web::operation_of(request, context));
    const auto begun = context.tenant.db.write_once(for_resident(context, own.followed.request.person), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto id = TRY(fees::begin_payment(tx, context.random, own.followed.request.id, context.tenant.base_url));
        return to_string(id);
    });
    // What cannot be begun is said on the page itself, which knows how it stands.
    if (!begun && begun.error().kind != Kind::conflict && begun.error().kind != Kind::unavailable) return std::unexpected(begun.error());
    jobs::wake(context.tenant.db);
    return web::see_other(own.followed.address() + "/pay").with(own.following.with(own.reference.text()));
}

Result<web::Response> show_paid(const Site& site, web::Request& request, web::Context& context) {
    const auto own = TRY(find_own(request, context, false));
    if (!own.shown || !own.followed.paying) return web::see_other(own.followed.address());
    if (own.followed.paying->is_under_way()) {  // the provider is asked now, and the page looks again
        TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return payments::refresh(tx, own.followed.paying->payment->id); }));
        jobs::wake(context.tenant.db);
    }
    return answer(site, request, context, own, paid_page, true);
}

}  // namespace website

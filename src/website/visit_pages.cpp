// The visit of a request as a file for a phone's calendar.

#include "bookings/ical.h"
#include "web/web_address.h"
#include "website/own_request.h"
#include "website/pages.h"

namespace website {

Result<web::Response> send_visit(const Site&, web::Request& request, web::Context& context) {
    const auto own = TRY(find_own(request, context, false));
    if (!own.shown || !own.followed.visit) return web::see_other(own.followed.address());
    const auto& booking = own.followed.service->booking;
    const bookings::Entry entry{*own.followed.visit, own.followed.service->name,
                                context.say("website.visit_described", {{"hint", booking ? booking->hint : std::string()}, {"reference", own.reference.spoken()}}),
                                context.tenant.base_url + own.followed.address()};
    return web::bytes(bookings::to_ical({.host = std::string(web::host_of(context.tenant.base_url)), .name = context.say("website.visit"), .entries = {&entry, 1}}),
                      "text/calendar; charset=utf-8")
        .with("Cache-Control", "no-store")
        .with("Content-Disposition", "attachment; filename=\"visit.ics\"");
}

}  // namespace website

// A service's form to print.

#include "website/pages.h"
#include "website/paper_form.h"
#include "website/site.h"

namespace website {

Result<web::Response> send_paper_form(PaperForms& forms, const Site& site, web::Request& request, web::Context& context) {
    const auto service = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return catalogue::find_live(tx, request.param("service")); }));
    if (service->past) return refuse(Kind::not_found, "web.not_found");
    auto pdf = TRY(forms.of(*service, *site.council(context), context.language));
    return web::bytes(std::move(pdf), "application/pdf").with("Cache-Control", "no-cache").with("Content-Disposition", "inline; filename=\"" + service->code + ".pdf\"");
}

}  // namespace website

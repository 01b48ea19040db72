// Where this endpoint is, what it speaks, and whom to ask for a key.

#include "base/words.h"
#include "catalogue/catalogue.h"
#include "open311/answer.h"
#include "open311/asked.h"
#include "open311/handlers.h"

namespace open311 {
namespace {

std::string contact_of(const website::Site& site, const web::Context& context) {
    const auto council = site.council(context);
    std::string out = council->name.empty() ? context.tenant.name : council->name;
    for (const auto* way : {&council->email, &council->phone})
        if (!way->empty()) out += ", " + *way;
    return out + ", " + context.tenant.base_url + "/contact";
}

}  // namespace

Result<web::Response> discover(const website::Site& site, web::Request& request, web::Context& context) {
    const auto changed = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<Instant> { return catalogue::last_published(tx); }));
    const auto changeset = base::to_iso(std::chrono::floor<std::chrono::seconds>(changed));
    const georeport::Endpoint endpoint{.specification = "http://wiki.open311.org/GeoReport_v2",
                                       .url = context.tenant.base_url + "/open311/v2",
                                       .changeset = changeset,
                                       .type = context.tenant.training ? "test" : "production",
                                       .formats = {"text/xml", "application/json"}};
    return answer(request, georeport::Discovery{.changeset = changeset,
                                                .contact = contact_of(site, context),
                                                .key_service = context.say("open311.key_service", {{"jurisdiction", jurisdiction_of(context.tenant)}}),
                                                .endpoints = {endpoint}});
}

}  // namespace open311

#include "guildhall/doors.h"

#include "cases/cases.h"
#include "catalogue/catalogue.h"
#include "connectors/hooks.h"
#include "desk/desk.h"
#include "designer/designer.h"
#include "guildhall/publishing.h"
#include "knowledge/install.h"
#include "open311/open311.h"
#include "notifications/text_hooks.h"
#include "openapi/openapi.h"
#include "payments/hooks.h"
#include "places/places.h"

namespace guildhall {
namespace {

/// Open pages of one case hear of it if their reader may see it.
bool may_follow_case(const access::Actor& who, const web::Context& context, std::string_view rest) {
    const auto id = parse_id<cases::CaseId>(rest);
    if (!id) return false;
    const auto found = context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return cases::find_case(tx, who, *id); });
    return found.has_value();
}

/// How often somebody may do a thing: GUILDHALL_RATE_…, and …_BURST at once.
web::RateLimit::Allowance allowed(const base::Config& settings, const std::string& name, std::int64_t per_minute, std::int64_t burst) {
    const auto number = [&](const std::string& setting, std::int64_t otherwise) {
        return static_cast<double>(settings.number(setting, otherwise, 1, 1'000'000'000).value_or(otherwise));
    };
    return {.per_minute = number(name, per_minute), .burst = number(name + "_burst", burst)};
}

/// How much one sender may send (GUILDHALL_RATE_REPORTS, …_BURST and the like; 0 a minute: as much as they like).
website::Manners::Limits allowed_to_send(const base::Config& settings) {
    website::Manners::Limits limits;
    const auto read = [&](const std::string& name, web::RateLimit::Allowance& allowance) {
        const auto number = [&](const std::string& setting, double otherwise) {
            const auto given = settings.number(setting, -1, -1, 1'000'000'000).value_or(-1);
            return given < 0 ? otherwise : static_cast<double>(given);
        };
        allowance = {number(name, allowance.per_minute), number(name + "_burst", allowance.burst)};
    };
    read("rate_unasked", limits.unasked);
    read("rate_reports", limits.reports);
    read("rate_contact", limits.contact);
    read("rate_words", limits.words);
    read("rate_photos", limits.photos);
    read("rate_site", limits.site);
    return limits;
}

/// When a challenge is asked (GUILDHALL_CHALLENGE).
website::Manners::Asks asks_by(const base::Config& settings) {
    const auto said = settings.text("challenge", "when_suspicious");
    if (said == "always") return website::Manners::Asks::always;
    return said == "never" ? website::Manners::Asks::never : website::Manners::Asks::when_suspicious;
}

/// What a live service is called; empty where there is none.
std::string service_name(db::Tx& tx, std::string_view code) {
    const auto service = catalogue::find_live(tx, code);
    return service ? (*service)->name : std::string();
}

std::vector<access::Choice> services_to_choose(db::Tx& tx) {
    std::vector<access::Choice> choices;
    if (const auto services = catalogue::live_services(tx))
        for (const auto& service : *services) choices.push_back({service->code, service->name});
    return choices;
}

std::vector<access::Choice> wards_to_choose(db::Tx& tx) {
    std::vector<access::Choice> choices;
    for (const auto& ward : places::all_wards(tx)) choices.push_back({ward.code, ward.name});
    return choices;
}

}  // namespace

Doors::Doors(const base::Config& settings, const std::filesystem::path& assets)
    : assets_(assets.empty() ? web::Assets() : web::Assets(assets)),
      site_(assets_, allowed(settings, "rate_guesses", 2, 10), allowed_to_send(settings), asks_by(settings)),
      desk_(settings) {
    assets_.add_routes(router_);
    website::install(router_, site_);
    desk::install(router_, site_);
    designer::install(router_, site_, publishing_checks());
    openapi::install(router_, site_);
    open311::install(router_, site_);
    connectors::install(router_);
    payments::install(router_);
    notifications::install(router_);
    knowledge::install(router_, {.everybodys = [this](const web::Request& request, const web::Context& context, const html::Page& page,
                                                      int status) { return site_.page(request, context, page, status); },
                                 .staffs = [this](const web::Request& request, const web::Context& context, const html::Page& page,
                                                  int status) { return site_.staff_page(request, context, page, status); },
                                 .service_name = service_name,
                                 .too_much = [this](const web::Request& request, const web::Context& context) {
                                     return site_.manners().too_much(website::Manners::Sent::words, request, context);
                                 }});
    access::install(router_, desk_, [this](const web::Request& request, const web::Context& context, const html::Page& page,
                                           int status) { return site_.staff_page(request, context, page, status); },
                    {.services = services_to_choose, .areas = wards_to_choose, .shown_time = website::shown_time});
    desk_.gate().topic("case", may_follow_case);
}

web::House Doors::house(const web::Tenants& tenants, web::Live& live, const Clock& clock, Random& random,
                        std::function<Result<void>()> ready) {
    return {.router = router_,
            .tenants = tenants,
            .gate = desk_.gate(),
            .live = live,
            .clock = clock,
            .random = random,
            .error_page = [this](const web::ErrorPage& error, const web::Request& request,
                                 const web::Context& context) { return site_.error_page(error, request, context); },
            .ready = std::move(ready)};
}

}  // namespace guildhall

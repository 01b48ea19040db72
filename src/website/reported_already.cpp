#include "website/reported_already.h"

#include "website/report_fields.h"
#include "website/site.h"

namespace website {
namespace {

/// What the place that was given is compared by; nothing if it is no point.
std::optional<cases::Compared> compared_by(db::Tx& tx, catalogue::DefinitionPtr service, const web::Request& request) {
    if (!service->duplicates) return std::nullopt;
    const auto place = places::check(tx, place_sent(request));
    if (!place || !place->point) return std::nullopt;
    return cases::Compared{.service = std::move(service), .point = *place->point, .place = place->text, .asset = place->asset};
}

/// Where it is, as far as anybody may know it.
std::string place_shown(db::Tx& tx, const catalogue::Definition& service, const places::Location& place) {
    if (service.publish == catalogue::Publish::at_once && !place.uprn.empty())
        if (const auto address = places::find_address(tx, place.uprn)) return address->line;
    if (place.usrn.empty()) return {};
    const auto street = places::find_street(tx, place.usrn);
    return street ? street->name : std::string();
}

std::string state_shown(const web::Context& context, const cases::Case& c) {
    const bool late = c.is_late(context.now);
    auto text = context.say(late ? "website.state_late" : c.owner ? "website.state_taken" : "website.state_open") + ".";
    if (late || !c.is_promised()) return text;
    const auto day = places::shown_day(places::zone_of(context.tenant.time_zone), c.due_at, context.language);
    return text + " " + context.say("website.due_by", {{"day", day}});
}

}  // namespace

Result<ReportedAlready> ReportedAlready::of(const web::Context& context) {
    auto secret = TRY(web::secret_for(context.tenant.db, context.for_db(), context.random, "reported already"));
    return ReportedAlready(std::move(secret));
}

std::string ReportedAlready::token_of(cases::CaseId id) const { return base::to_base64url(web::signature(secret_, "case:" + to_string(id))); }

std::vector<Offered> ReportedAlready::offers(db::Tx& tx, const web::Context& context, catalogue::DefinitionPtr service,
                                             const web::Request& request) const {
    const auto compared = compared_by(tx, service, request);
    if (!compared) return {};
    std::vector<Offered> offered;
    for (auto& near : cases::near_for_public(tx, *compared)) {
        if (service->publish != catalogue::Publish::at_once) near.metres.reset();  // from three places one could find the spot
        const auto place = place_shown(tx, *service, near.place);
        offered.push_back({.token = token_of(near.the_case.id),
                           .place = place,
                           .what = cases::explained(near, false, context.language) + ". " + state_shown(context, near.the_case)});
    }
    return offered;
}

Result<cases::CaseId> ReportedAlready::chosen(db::Tx& tx, catalogue::DefinitionPtr service, const web::Request& request) const {
    constexpr std::size_t whatever_is_near = 100;
    if (const auto compared = compared_by(tx, service, request))
        for (const auto& near : cases::near_for_public(tx, *compared, 0, whatever_is_near))
            if (base::equal_secret(request.form.text(join_field), token_of(near.the_case.id))) return near.the_case.id;
    return refuse(Kind::conflict, "cases.closed_meanwhile");
}

}  // namespace website

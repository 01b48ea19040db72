// A request sent by a program.

#include "abuse/abuse.h"
#include "base/words.h"
#include "contact/offered.h"
#include "fees/fees.h"
#include "openapi/handlers.h"
#include "openapi/request_body.h"

namespace openapi {
namespace {

/// A wrong code in a body is a wrong member of it, not a wrong address.
Result<catalogue::DefinitionPtr> service_named(db::Tx& tx, const web::Context& context, const RequestBody& body) {
    auto found = contact::service_for(tx, actor_of(context), body.service, body.location);
    if (!found && found.error().kind == Kind::not_found)
        return refuse_fields("openapi.problems", {{"service", say("openapi.no_service")}});
    return found;
}

Result<contact::Taken> take(db::Tx& tx, const web::Context& context, const RequestBody& body) {
    const auto service = TRY(service_named(tx, context, body));
    auto sent = TRY(sent_with(body, *service));
    sent.language = context.language;
    auto taken = contact::take_request(tx, context.random, actor_of(context), service, sent);
    if (!taken) return std::unexpected(by_member(std::move(taken).error(), service->form));
    return taken;
}

std::string track_url(const web::Context& context, std::string_view reference) {
    return context.tenant.base_url + "/requests/" + std::string(reference);
}

/// What it costs, where it costs something: work waits until it is paid there.
Result<void> add_payment(Object& answer, const web::Context& context, std::string_view reference) {
    const auto fee = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::optional<fees::Fee>> {
        const auto known = Reference::parse(reference);
        const auto request = known ? cases::find_request(tx, *known) : refuse(Kind::not_found, "cases.no_such_request");
        return request ? fees::find(tx, request->id) : std::nullopt;
    }));
    if (!fee) return {};
    Object payment;
    payment.number("pence", fee->amount.value).text("reason", fee->reason).text("state", fees::code_of(fee->state));
    payment.text("pay_by", base::to_iso(fee->pay_by)).text("page", track_url(context, reference) + "/pay");
    answer.object("payment", payment);
    return {};
}

}  // namespace

Result<web::Response> submit_request(web::Request& request, web::Context& context) {
    const auto text = TRY(web::json_body(request));
    const auto body = TRY(read_request_body(text));
    const auto operation = TRY(web::operation_of(request, context));
    const auto bans = TRY(abuse::Bans::of(context));
    std::optional<abuse::Ban> ban;
    const auto kept = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const bool own = !actor_of(context).is_known();  // whoever has a token sends for others
        TRY(bans.require_none(tx, {body.contact.email, body.contact.phone, own ? std::string_view(request.client) : std::string_view()}, ban));
        const auto taken = TRY(take(tx, context, body));
        if (own) bans.trace(tx, taken.request.value, request.client);
        return taken.reference.text() + ' ' + to_string(taken.case_id);
    }, contact::taking);
    if (!kept && ban) TRY(abuse::note_refusal(context, *ban));
    if (!kept) return std::unexpected(kept.error());
    const auto parts = base::split(kept->text, ' ');
    Object answer;
    answer.text("reference", parts.at(0)).text("case", parts.at(1)).text("track", track_url(context, parts.at(0)));
    TRY(add_payment(answer, context, parts.at(0)));
    return web::json(answer.str(), 201).with("Location", "/api/v1/requests/" + std::string(parts.at(0)));
}

}  // namespace openapi

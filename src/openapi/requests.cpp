// A request sent by a program, and what became of it.

#include "base/words.h"
#include "openapi/handlers.h"
#include "openapi/request_body.h"

namespace openapi {
namespace {

using access::Permission;

/// A wrong code in a body is a wrong member of it, not a wrong address.
Result<catalogue::DefinitionPtr> service_named(db::Tx& tx, std::string_view code) {
    auto found = catalogue::find_live(tx, code);
    if (!found && found.error().kind == Kind::not_found)
        return refuse_fields("openapi.problems", {{"service", say("openapi.no_service")}});
    return found;
}

Result<contact::Taken> take(db::Tx& tx, const web::Context& context, const RequestBody& body) {
    const auto service = TRY(service_named(tx, body.service));
    const auto sent = TRY(sent_with(body, *service));
    auto taken = contact::take_request(tx, context.random, actor_of(context), service, sent);
    if (!taken) return std::unexpected(by_member(std::move(taken).error(), service->form));
    return taken;
}

std::string track_url(const web::Context& context, std::string_view reference) {
    return context.tenant.base_url + "/requests/" + std::string(reference);
}

/// The request, if whoever asks may follow it: by permission, or by one contact detail of whoever made it. Otherwise
/// it is not there. The check is made for a reference nobody has too, so that its duration tells nothing.
Result<cases::Request> follow(db::Tx& tx, const access::Actor& who, std::string_view typed, const std::string* check) {
    const auto reference = Reference::parse(typed);
    auto found = reference ? cases::find_request(tx, *reference) : refuse(Kind::not_found, "cases.no_such_request");
    const auto person = found ? found->person : people::PersonId{};
    const bool right = check != nullptr && people::answers_contact_check(tx, person, *check);
    if (!found || right) return found;
    const auto the_case = TRY(cases::case_of(tx, *found));
    for (const auto permission : {Permission::read_request, Permission::read_case})
        if (access::scope_of(who, permission).allows(the_case.owned())) return found;
    return refuse(Kind::not_found, "cases.no_such_request");
}

Object request_object(const web::Context& context, const cases::Request& request, const cases::Case& the_case,
                      const catalogue::Definition& service) {
    Object out;
    out.text("reference", request.reference.text()).text("service", service.code).text("service_name", service.name);
    out.text("state", the_case.state == cases::State::open ? "open" : "closed").text_or_none("promise", service.promise);
    out.time("received", request.received_at).time("closed", the_case.closed_at).text_or_none("outcome", the_case.outcome);
    out.text_or_none("outcome_label", cases::outcome_shown(service, the_case.outcome));
    if (actor_of(context).is_known()) out.id("case", the_case.id);
    out.text("track", track_url(context, request.reference.text()));
    return out;
}

}  // namespace

Result<web::Response> submit_request(web::Request& request, web::Context& context) {
    const auto text = TRY(web::json_body(request));
    const auto body = TRY(read_request_body(text));
    const auto operation = TRY(web::operation_of(request, context));
    const auto kept = TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto taken = TRY(take(tx, context, body));
        return taken.reference.text() + ' ' + to_string(taken.case_id);
    }, contact::taking));
    const auto parts = base::split(kept.text, ' ');
    Object answer;
    answer.text("reference", parts.at(0)).text("case", parts.at(1)).text("track", track_url(context, parts.at(0)));
    return web::json(answer.str(), 201).with("Location", "/api/v1/requests/" + std::string(parts.at(0)));
}

Result<web::Response> show_request(web::Request& request, web::Context& context) {
    const auto& who = actor_of(context);
    const auto* check = request.headers.find("Contact-Check");
    if (check == nullptr && !who.is_known()) return std::unexpected(web::sign_in_needed());
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<Object> {
        const auto found = TRY(follow(tx, who, request.param("reference"), check));
        const auto the_case = TRY(cases::case_of(tx, found));
        const auto service = TRY(catalogue::find_version(tx, found.service, found.service_version));
        if (found.person) people::note_read(tx, found.person);
        return request_object(context, found, the_case, *service);
    }));
    return web::json(shown.str());
}

}  // namespace openapi

// Calls, visits and letters that were written down elsewhere.

#include "openapi/body.h"
#include "openapi/handlers.h"
#include "openapi/request_body.h"

namespace openapi {
namespace {

Result<contact::Keyed> read_keyed(std::string_view text) {
    const auto object = TRY(parse_body(text));
    std::vector<Problem> problems;
    Members members(object, problems);
    contact::Keyed keyed;
    keyed.channel = members.required_text("channel");
    const auto direction = members.text("direction");
    if (direction == "outbound")
        keyed.direction = contact::Direction::outbound;
    else if (!direction.empty() && direction != "inbound")
        members.wrong("direction", "openapi.no_direction");
    members.required_text("started");
    members.required_text("ended");
    keyed.started_at = members.time("started").value_or(Instant{});
    keyed.ended_at = members.time("ended").value_or(Instant{});
    keyed.person = read_contact(members.object("contact"));
    const auto outcome = members.required_text("outcome");
    if (const auto known = contact::find_outcome(outcome))
        keyed.outcome = *known;
    else if (!outcome.empty())
        members.wrong("outcome", "openapi.no_outcome");
    keyed.note = members.text("note");
    TRY(no_problems(std::move(problems)));
    return keyed;
}

}  // namespace

Result<web::Response> log_interaction(web::Request& request, web::Context& context) {
    const auto text = TRY(web::json_body(request));
    const auto keyed = TRY(read_keyed(text));
    const auto operation = TRY(web::operation_of(request, context));
    const auto& who = actor_of(context);
    const auto kept = TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, who));
        const auto logged = contact::log_interaction(tx, who, keyed);
        if (!logged) return std::unexpected(by_member(logged.error(), {}));
        return to_string(*logged);
    }));
    return web::json(Object().text("id", kept.text).str(), 201);
}

}  // namespace openapi

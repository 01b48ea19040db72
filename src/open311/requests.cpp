// Requests shown: a list of them, one, and the id behind a token.

#include "base/words.h"
#include "open311/answer.h"
#include "open311/asked.h"
#include "open311/handlers.h"
#include "open311/request_record.h"
#include "open311/wanted.h"

namespace open311 {
namespace {

Result<cases::Line> find_line(db::Tx& tx, std::string_view typed) {
    const auto reference = Reference::parse(typed);
    if (!reference) return refuse(Kind::not_found, "open311.no_request");
    auto request = cases::find_request(tx, *reference);
    if (!request) return refuse(Kind::not_found, "open311.no_request");
    const auto c = TRY(cases::case_of(tx, *request));
    return cases::Line{c, *std::move(request)};
}

}  // namespace

Result<web::Response> list_requests(web::Request& request, web::Context& context) {
    Asked asked(request);
    const auto extended = asked.flag("extensions");
    const auto wanted = TRY(requests_wanted(asked, context.now, extended ? most_extended : most_requests));
    const auto records = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<georeport::Request>> {
        const Showing showing{.eyes = Eyes::of(tx, actor_of(context)), .by_id = wanted.by_id, .extended = extended, .base_url = context.tenant.base_url};
        return records_of(tx, lines_of(tx, wanted, showing.eyes), showing);
    }));
    return answer(request, records);
}

Result<web::Response> show_request(web::Request& request, web::Context& context) {
    Asked asked(request);
    const auto extended = asked.flag("extensions");
    TRY(asked.no_problems());
    const auto records = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<georeport::Request>> {
        const auto line = TRY(find_line(tx, without_format(request.param("reference"))));
        return records_of(tx, {&line, 1}, {.eyes = Eyes::of(tx, actor_of(context)), .by_id = true, .extended = extended, .base_url = context.tenant.base_url});
    }));
    return answer(request, records);
}

/// Every service is realtime: a request has its id at once and no token is given out, so the id itself is taken for one.
Result<web::Response> resolve_token(web::Request& request, web::Context& context) {
    const auto token = without_format(request.param("reference"));
    const auto line = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return find_line(tx, token); }));
    return answer(request, std::vector<georeport::Receipt>{{.id = line.request.reference.text(), .token = std::string(token), .service_notice = {}, .account_id = {}}});
}

}  // namespace open311

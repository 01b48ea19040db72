#include "cases/visits.h"

#include "access/access.h"
#include "cases/case_store.h"
#include "cases/checks.h"
#include "cases/events.h"
#include "journal/journal.h"

#include <algorithm>

namespace cases {
namespace {

bookings::RequestId booked_as(RequestId request) { return {request.value}; }

/// A request and its case, as far as something is still done about it.
struct Visited {
    Request request;
    Case the_case;
};
Result<Visited> still_wanted(db::Tx& tx, const std::optional<Request>& request) {
    if (!request) return refuse(Kind::not_found, "cases.no_such_request");
    const auto c = case_store::find(tx, request->case_id);
    if (!c) return refuse(Kind::not_found, "cases.no_such_request");
    if (!request->is_live() || c->state != State::open) return refuse(Kind::conflict, "cases.too_late_for_visit");
    return Visited{*request, *c};
}

Result<Visited> find_by(db::Tx& tx, const Reference& reference) { return still_wanted(tx, case_store::find_request(tx, reference)); }

Result<Visited> find_by(db::Tx& tx, const access::Actor& who, CaseId id, RequestId wanted) {
    TRY(find_for(tx, who, access::Permission::work_case, id));
    const auto requests = case_store::requests_of(tx, id);
    const auto found = std::ranges::find(requests, wanted, &Request::id);
    return still_wanted(tx, found == requests.end() ? std::nullopt : std::optional(*found));
}

Result<bookings::Booking> book(db::Tx& tx, const Visited& w, Instant starts, std::string_view draft, bookings::Tells tells) {
    const auto service = TRY(catalogue::find_version(tx, w.request.service, w.request.service_version));
    if (!service->booking) return refuse(Kind::conflict, "cases.no_visits");
    const auto& r = w.request;
    const bookings::For whom{.request = booked_as(r.id), .reference = r.reference.text(), .person = r.person, .service = r.service, .language = r.language};
    auto booked = TRY(bookings::confirm(tx, service->booking->calendar, starts, draft, whom, tells));
    journal::announce(tx, VisitBooked{{w.the_case.id, r.id, w.the_case.team, starts}});
    return booked;
}

Result<bookings::Booking> set(db::Tx& tx, const Visited& w, Instant starts) {
    const auto ahead = visit_ahead(tx, w.request.id);
    if (!ahead) return book(tx, w, starts, {}, bookings::Tells::the_person);
    auto moved = TRY(bookings::move(tx, ahead->id, starts));
    if (moved.slot != ahead->slot) journal::announce(tx, VisitMoved{{w.the_case.id, w.request.id, w.the_case.team, starts}});
    return moved;
}

Result<bookings::Booking> cancel(db::Tx& tx, const Case& c, RequestId request, bookings::Tells tells) {
    const auto ahead = visit_ahead(tx, request);
    if (!ahead) return refuse(Kind::conflict, "cases.no_visit_ahead");
    auto cancelled = TRY(bookings::cancel(tx, ahead->id, tells));
    journal::announce(tx, VisitCancelled{{c.id, request, c.team, ahead->slot.starts}});
    return cancelled;
}

}  // namespace

std::vector<bookings::Booking> visits_of(db::Tx& tx, RequestId request) { return bookings::bookings_of(tx, booked_as(request)); }
std::optional<bookings::Booking> visit_ahead(db::Tx& tx, RequestId request) { return bookings::ahead_of(tx, booked_as(request)); }

Result<bookings::Booking> book_first_visit(db::Tx& tx, const Reference& reference, Instant starts, std::string_view draft) {
    const auto wanted = TRY(find_by(tx, reference));
    return book(tx, wanted, starts, draft, bookings::Tells::nobody);
}

Result<bookings::Booking> set_visit(db::Tx& tx, const Reference& reference, Instant starts) {
    const auto wanted = TRY(find_by(tx, reference));
    return set(tx, wanted, starts);
}

Result<bookings::Booking> cancel_visit(db::Tx& tx, const Reference& reference) {
    const auto wanted = TRY(find_by(tx, reference));
    return cancel(tx, wanted.the_case, wanted.request.id, bookings::Tells::the_person);
}

Result<bookings::Booking> set_visit(db::Tx& tx, const access::Actor& who, CaseId id, RequestId request, Instant starts) {
    const auto wanted = TRY(find_by(tx, who, id, request));
    return set(tx, wanted, starts);
}

Result<bookings::Booking> cancel_visit(db::Tx& tx, const access::Actor& who, CaseId id, RequestId request) {
    const auto wanted = TRY(find_by(tx, who, id, request));
    return cancel(tx, wanted.the_case, wanted.request.id, bookings::Tells::the_person);
}

std::vector<VisitLine> visits_between(db::Tx& tx, const access::Actor& who, Instant from, Instant until, std::size_t limit) {
    constexpr int at_once = 200;
    std::vector<VisitLine> seen;
    std::optional<bookings::Booking> last;
    while (seen.size() < limit) {
        auto some = bookings::booked_between(tx, from, until, at_once, last ? &*last : nullptr);
        if (some.empty()) break;
        last = some.back();
        for (auto& booking : some)
            if (auto line = find_line(tx, who, RequestId{booking.whom.request.value}); line && seen.size() < limit) seen.push_back({std::move(booking), *std::move(line)});
    }
    return seen;
}

Result<void> let_visit_go(db::Tx& tx, const Case& c, const Request& request, bookings::Tells tells) {
    if (visit_ahead(tx, request.id)) TRY(cancel(tx, c, request.id, tells));
    return {};
}

}  // namespace cases

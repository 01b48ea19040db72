#pragma once
// The visit of a request: when somebody of the council comes. Its service says from which calendar one is booked (catalogue::Booking); the room bookings
// keeps the times, and here stands who may book, move and cancel one, and that it stands in the history of the case.
//
// Promises
//  1. Only a request that was not withdrawn, on an open case, gets a visit; it has one ahead at most.
//  2. With the request, or the case, goes the visit that still lies ahead: its time is free again. Who did not end it themselves is told.

#include "bookings/bookings.h"
#include "cases/worklist.h"
#include "db/tx.h"

namespace cases {

/// All of a request, by when they are; cancelled ones among them.
std::vector<bookings::Booking> visits_of(db::Tx& tx, RequestId request);
/// The one that still lies ahead.
std::optional<bookings::Booking> visit_ahead(db::Tx& tx, RequestId request);

/// Books the visit of a request that is being made, in its transaction: the time that its draft holds, or a free one. The acknowledgement tells of it.
/// Refused as bookings::confirm is, and as a conflict, "cases.no_visits", where its service has none.
Result<bookings::Booking> book_first_visit(db::Tx& tx, const Reference& reference, Instant starts, std::string_view draft);

/// The resident's, by their reference; the contact check is the caller's. Moves the visit that lies ahead, or books one, and writes to them. Refused as
/// bookings::confirm and bookings::move are, and as a conflict, "cases.too_late_for_visit", where nothing more is done about the request.
Result<bookings::Booking> set_visit(db::Tx& tx, const Reference& reference, Instant starts);
/// Refused as a conflict, "cases.no_visit_ahead", where none is.
Result<bookings::Booking> cancel_visit(db::Tx& tx, const Reference& reference);

/// The same by staff, for a request of this case. Wants cases.work.
Result<bookings::Booking> set_visit(db::Tx& tx, const access::Actor& who, CaseId id, RequestId request, Instant starts);
Result<bookings::Booking> cancel_visit(db::Tx& tx, const access::Actor& who, CaseId id, RequestId request);

/// A visit and what it is for.
struct VisitLine {
    bookings::Booking booking;
    Line line;
};
/// Visits that are booked and begin from `from` to before `until`, of cases that `who` may read, in order; the first `limit` of them.
std::vector<VisitLine> visits_between(db::Tx& tx, const access::Actor& who, Instant from, Instant until, std::size_t limit);

/// Inside cases: the visit goes with its request.
Result<void> let_visit_go(db::Tx& tx, const Case& the_case, const Request& request, bookings::Tells tells);

}  // namespace cases

#pragma once
// Inside bookings only: bookings as rows, and what they claim.

#include "bookings/bookings.h"

namespace bookings::booking_store {

std::optional<Booking> find(db::Tx& tx, BookingId id);
std::optional<Booking> find_draft(db::Tx& tx, std::string_view draft);
std::vector<Booking> of_request(db::Tx& tx, RequestId request);
/// From that time on, of those that begin with it behind that id.
std::vector<Booking> booked_between(db::Tx& tx, Instant from, BookingId after, Instant until, int limit);

/// False where the draft has a row already.
bool add(db::Tx& tx, const Booking& booking);
/// False where somebody changed it meanwhile; else `changes` is one more.
bool save(db::Tx& tx, Booking& booking);

/// A hold by its row.
struct Held {
    BookingId id;
    std::int64_t changes;
    std::string calendar;
    Instant starts;
};
/// Holds that have lapsed: in one slot; or anywhere, the oldest first.
std::vector<Held> lapsed_at(db::Tx& tx, std::string_view calendar, Instant starts);
std::vector<Held> lapsed(db::Tx& tx, int limit);
/// Takes a hold and its place away. False where somebody was quicker.
bool forget(db::Tx& tx, const Held& held);

/// Takes a place of a slot for a booking: the lowest that is free, as long as fewer than `capacity` are taken. False where none is left.
bool take_place(db::Tx& tx, const Booking& booking, std::int64_t capacity);
void leave_place(db::Tx& tx, const Booking& booking);

/// The same of what is limited otherwise, until the booking is over.
bool take_share(db::Tx& tx, const Booking& booking, std::string_view limited, std::int64_t most);

}  // namespace bookings::booking_store

#pragma once
// Inside bookings only: what becomes due by itself. Holds lapse, and people are reminded.

#include "bookings/bookings.h"

namespace bookings {

inline constexpr std::string_view lapse_kind = "bookings.lapse", remind_kind = "bookings.remind";

/// A hold that is over, or given up for another, goes with its place; content if it is gone already.
void lapse(db::Tx& tx, BookingId id, std::int64_t changes, std::string_view calendar, Instant starts);
/// Some of the holds that are over, and what limits nobody any more. True if there may be more.
bool lapse_some(db::Tx& tx);

/// When somebody is reminded: at ten on the day before, by the council's clock.
Instant reminder_of(const places::Zone& zone, const Slot& slot);
/// Puts the reminder on the list, or moves it; takes it off where its moment is past.
void schedule_reminder(db::Tx& tx, const Booking& booking);
/// Reminds, if they are to be reminded now and were not.
Result<void> remind(db::Tx& tx, BookingId id);

}  // namespace bookings

#pragma once
// Inside bookings only: what is written to whom a visit is for.

#include "bookings/bookings.h"

namespace bookings {

/// "visit", "visit_cancelled" or "visit_reminder"; nothing where they left no e-mail address.
void write_to_person(db::Tx& tx, const Booking& booking, std::string_view wording);

}  // namespace bookings

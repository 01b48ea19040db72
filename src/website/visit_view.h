#pragma once
// Inside website only: the times of a visit to choose from, and a visit that was booked.

#include "bookings/bookings.h"
#include "html/html.h"
#include "website/request_view.h"

namespace website {

/// Radios for all free times, day by day, under the field `visit_field`; a line where there is none. `may_leave_open`: also "None of these times".
void put_visit_times(html::Html& out, const web::Context& context, std::span<const bookings::FreeSlot> slots, std::string_view chosen, std::span<const Problem> problems,
                     bool may_leave_open);

/// On the page of a request: when we come, and what one can do about it; or the way to choose a time. Nothing where nobody comes.
void put_visit(html::Html& out, const web::Context& context, const Followed& followed);

/// "Monday 30 November 2026, 8am to 10am"
std::string shown_visit(const web::Context& context, const bookings::Slot& slot);

}  // namespace website

#include "bookings/keeping.h"

#include "bookings/booking_store.h"
#include "bookings/events.h"
#include "bookings/letters.h"
#include "bookings/queries.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "places/places.h"

namespace bookings {

void lapse(db::Tx& tx, BookingId id, std::int64_t changes, std::string_view calendar, Instant starts) {
    const booking_store::Held held{id, changes, std::string(calendar), starts};
    if (booking_store::forget(tx, held)) journal::announce(tx, HoldLapsed{id, held.calendar, starts});
}

bool lapse_some(db::Tx& tx) {
    constexpr int at_once = 200;
    tx.run(sql::forget_all_shares, tx.now());
    const auto over = booking_store::lapsed(tx, at_once);
    for (const auto& held : over) lapse(tx, held.id, held.changes, held.calendar, held.starts);
    return static_cast<int>(over.size()) == at_once;
}

Instant reminder_of(const places::Zone& zone, const Slot& slot) {
    constexpr std::chrono::hours at{10};
    return zone.instant(zone.day(slot.starts) - std::chrono::days{1}, at);
}

void schedule_reminder(db::Tx& tx, const Booking& b) {
    const auto due = reminder_of(places::calendar_of(tx).zone(), b.slot);
    if (due > tx.now())
        jobs::schedule(tx, {.kind = std::string(remind_kind), .key = to_string(b.id), .due = due});
    else
        jobs::cancel(tx, remind_kind, to_string(b.id));
}

Result<void> remind(db::Tx& tx, BookingId id) {
    auto b = booking_store::find(tx, id);
    if (!b || !b->is_ahead(tx.now()) || b->reminded_for == b->slot.starts) return {};
    const auto council = places::calendar_of(tx);
    if (tx.now() < reminder_of(council.zone(), b->slot)) return {};  // moved meanwhile: another job waits
    if (council.zone().day(tx.now()) >= council.zone().day(b->slot.starts)) return {};  // it says "tomorrow", and comes too late
    b->reminded_for = b->slot.starts;
    if (!booking_store::save(tx, *b)) return refuse(Kind::conflict, "bookings.changed_meanwhile");
    write_to_person(tx, *b, "visit_reminder");
    return {};
}

}  // namespace bookings

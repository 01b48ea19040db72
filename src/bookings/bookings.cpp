// The verbs: check, change, announce. A booking's own row is changed before its place and its shares are left, so that two who change the same one
// wait for each other and not in a ring.

#include "bookings/bookings.h"

#include "bookings/booking_store.h"
#include "bookings/events.h"
#include "bookings/keeping.h"
#include "bookings/letters.h"
#include "bookings/queries.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "places/places.h"
#include "places/times.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace bookings {
namespace {

Result<Slot> offered_slot(db::Tx& tx, const Calendar& calendar, Instant starts) {
    const auto council = places::calendar_of(tx);
    const auto slot = slot_at(calendar, council, starts);
    if (!slot || !is_offered(calendar, council.zone(), *slot, tx.now())) return refuse(Kind::conflict, "bookings.no_such_slot");
    return *slot;
}

/// Takes a place in the booking's slot; holds that have lapsed there make room.
Result<void> take_place(db::Tx& tx, const Calendar& calendar, const Booking& b) {
    for (const auto& held : booking_store::lapsed_at(tx, b.calendar, b.slot.starts)) lapse(tx, held.id, held.changes, held.calendar, held.starts);
    if (!booking_store::take_place(tx, b, calendar.capacity)) return refuse(Kind::conflict, "bookings.slot_full");
    return {};
}

/// A booking that has its place, and no row yet.
Result<Booking> begin(db::Tx& tx, const Calendar& calendar, Instant starts) {
    const auto slot = TRY(offered_slot(tx, calendar, starts));
    Booking b{.id = tx.new_id<BookingId>(), .calendar = calendar.code, .slot = slot, .draft = {}, .held_until = {}, .whom = {}, .reminded_for = {}, .changed_at = tx.now()};
    TRY(take_place(tx, calendar, b));
    return b;
}

std::optional<Booking> hold_of(db::Tx& tx, std::string_view draft) { return draft.empty() ? std::nullopt : booking_store::find_draft(tx, draft); }

bool is_of(const std::optional<Booking>& held, const Calendar& calendar, Instant starts, Instant now) {
    return held && !held->has_lapsed(now) && held->calendar == calendar.code && held->slot.starts == starts;
}

void give_up(db::Tx& tx, const std::optional<Booking>& held) {
    if (held) lapse(tx, held->id, held->changes, held->calendar, held->slot.starts);
}

/// By which a person is known again, whoever took their details; nothing where they left no way to reach them.
std::string known_by(db::Tx& tx, people::PersonId id) {
    if (!id) return {};
    const auto person = people::find(tx, id);
    if (!person) return {};
    const auto& detail = person->email.empty() ? person->phone : person->email;
    return detail.empty() ? std::string() : base::to_hex(base::sha256(base::lower_ascii(detail)));
}

Result<void> take_shares(db::Tx& tx, const Calendar& calendar, const Booking& b) {
    if (!booking_store::take_share(tx, b, fmt::format("request {}", b.whom.request.value), 1)) return refuse(Kind::conflict, "bookings.booked_already");
    const auto person = known_by(tx, b.whom.person);
    if (!person.empty() && !booking_store::take_share(tx, b, fmt::format("person {} {}", calendar.code, person), calendar.most_per_person))
        return refuse(Kind::conflict, "bookings.too_many");
    return {};
}

Result<Booking> find_ahead(db::Tx& tx, BookingId id) {
    auto b = TRY(find(tx, id));
    if (!b.is_ahead(tx.now())) return refuse(Kind::conflict, "bookings.over");
    return b;
}

}  // namespace

Result<std::vector<FreeSlot>> free_slots(db::Tx& tx, std::string_view code, std::string_view draft) {
    const auto calendar = TRY(find_calendar(tx, code));
    const auto council = places::calendar_of(tx);
    const auto& zone = council.zone();
    const auto first = tx.now(), end = zone.start_of(zone.day(first) + std::chrono::days{calendar.horizon_days + 1});
    std::map<Instant, std::int64_t> taken;
    for (const auto row : tx.query(sql::count_taken, code, first, end, tx.now())) taken[row.get<Instant>(0)] = row.get<std::int64_t>(1);
    if (const auto own = held_by(tx, draft); own && own->calendar == code) --taken[own->slot.starts];
    std::vector<FreeSlot> free;
    for (auto day = zone.day(first); zone.start_of(day) < end; day += std::chrono::days{1})
        for (const auto& slot : slots_on(calendar, council, day)) {
            const auto found = taken.find(slot.starts);
            const auto left = calendar.capacity - (found == taken.end() ? 0 : found->second);
            if (slot.starts >= first && slot.starts < end && left > 0 && is_offered(calendar, zone, slot, tx.now())) free.push_back({slot, left});
        }
    return free;
}

Result<Booking> hold(db::Tx& tx, std::string_view code, Instant starts, std::string_view draft) {
    const auto calendar = TRY(find_calendar(tx, code));
    if (draft.empty() || draft.size() > 64) return refuse(Kind::invalid, "bookings.no_draft");
    const auto own = hold_of(tx, draft);
    if (is_of(own, calendar, starts, tx.now())) return *own;
    auto b = TRY(begin(tx, calendar, starts));
    b.draft = draft;
    b.held_until = tx.now() + calendar.hold;
    give_up(tx, own);
    if (!booking_store::add(tx, b)) return refuse(Kind::conflict, "bookings.changed_meanwhile");
    journal::announce(tx, SlotHeld{b.id, b.calendar, b.slot.starts, *b.held_until});
    return b;
}

std::optional<Booking> held_by(db::Tx& tx, std::string_view draft) {
    auto held = hold_of(tx, draft);
    if (held && held->has_lapsed(tx.now())) held.reset();
    return held;
}

Result<Booking> confirm(db::Tx& tx, std::string_view code, Instant starts, std::string_view draft, const For& whom, Tells tells) {
    const auto calendar = TRY(find_calendar(tx, code));
    const auto own = hold_of(tx, draft);
    const bool was_held = is_of(own, calendar, starts, tx.now());
    auto b = TRY(was_held ? Result<Booking>(*own) : begin(tx, calendar, starts));
    if (!was_held) give_up(tx, own);
    b.state = State::booked;
    b.draft.reset();
    b.held_until.reset();
    b.whom = whom;
    if (!(was_held ? booking_store::save(tx, b) : booking_store::add(tx, b))) return refuse(Kind::conflict, "bookings.changed_meanwhile");
    TRY(take_shares(tx, calendar, b));
    journal::announce(tx, SlotBooked{b.id, b.calendar, b.slot.starts, whom.request});
    schedule_reminder(tx, b);
    if (tells == Tells::the_person) write_to_person(tx, b, "visit");
    return b;
}

Result<Booking> find(db::Tx& tx, BookingId id) {
    auto found = booking_store::find(tx, id);
    if (!found) return refuse(Kind::not_found, "bookings.no_such_booking");
    return *std::move(found);
}

std::vector<Booking> bookings_of(db::Tx& tx, RequestId request) { return booking_store::of_request(tx, request); }
std::vector<Booking> booked_between(db::Tx& tx, Instant from, Instant until, int limit, const Booking* after) {
    return booking_store::booked_between(tx, after ? after->slot.starts : from, after ? after->id : BookingId{}, until, limit);
}

std::optional<Booking> ahead_of(db::Tx& tx, RequestId request) {
    for (auto& b : booking_store::of_request(tx, request))
        if (b.is_ahead(tx.now())) return std::move(b);
    return std::nullopt;
}

Result<Booking> move(db::Tx& tx, BookingId id, Instant starts) {
    const auto before = TRY(find_ahead(tx, id));
    if (before.slot.starts == starts) return before;
    const auto calendar = TRY(find_calendar(tx, before.calendar));
    auto b = before;
    b.slot = TRY(offered_slot(tx, calendar, starts));
    TRY(take_place(tx, calendar, b));
    if (!booking_store::save(tx, b)) return refuse(Kind::conflict, "bookings.changed_meanwhile");
    booking_store::leave_place(tx, before);
    tx.run(sql::prolong_shares, b.slot.starts, b.id);
    journal::announce(tx, SlotMoved{b.id, b.calendar, before.slot.starts, starts, b.whom.request});
    schedule_reminder(tx, b);
    write_to_person(tx, b, "visit");
    return b;
}

Result<Booking> cancel(db::Tx& tx, BookingId id, Tells tells) {
    auto b = TRY(find_ahead(tx, id));
    b.state = State::cancelled;
    if (!booking_store::save(tx, b)) return refuse(Kind::conflict, "bookings.changed_meanwhile");
    booking_store::leave_place(tx, b);
    tx.run(sql::leave_shares, b.id);
    journal::announce(tx, SlotCancelled{b.id, b.calendar, b.slot.starts, b.whom.request});
    jobs::cancel(tx, remind_kind, to_string(b.id));
    if (tells == Tells::the_person) write_to_person(tx, b, "visit_cancelled");
    return b;
}

std::string shown_hours(const places::Zone& zone, const Slot& slot, base::Language language) {
    return say("bookings.hours", {{"from", places::shown_clock(zone.local(slot.starts).time, language)}, {"until", places::shown_clock(zone.local(slot.ends).time, language)}},
               language);
}

std::string shown(const places::Zone& zone, const Slot& slot, base::Language language) {
    return say("bookings.shown", {{"day", places::shown_day(zone, slot.starts, language)}, {"hours", shown_hours(zone, slot, language)}}, language);
}

}  // namespace bookings

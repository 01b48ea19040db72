#pragma once
// The door of bookings: a time that is kept for somebody, so that they can rely on it.
//
// Promises
//  1. No slot is given to more bookings than its calendar's capacity, however many ask at once, on however many nodes, at PostgreSQL's READ
//     COMMITTED as at SERIALIZABLE: a row for each place of a slot is the lock.
//  2. A slot is held for a draft until a stored deadline; then it is free for others, whether the program ran meanwhile or not.
//  3. A request has one booking ahead at most, and a person so many in a calendar as it says; both also for who asks twice at once.
//  4. Every change is a fact, in the same transaction. A booking is moved whole: at no moment has it two slots, or none.
//  5. Who booked and left an e-mail address is reminded on the day before, once for each time, and only while it is booked.
//  6. Changed rules of a calendar touch no booking that was made; a capacity that shrinks is met as bookings go.

#include "base/words.h"
#include "bookings/calendar.h"
#include "db/db.h"
#include "people/people.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bookings {

struct CalendarTag;
using CalendarId = Id<CalendarTag>;
struct BookingTag;
using BookingId = Id<BookingTag>;
struct RequestThing;
using RequestId = Id<RequestThing>;  // as the room above numbers it

/// Makes a calendar of this code, or gives it these rules; announces CalendarChanged where they differ.
/// True if so.
bool keep_calendar(db::Tx& tx, const Calendar& calendar);
/// All of a folder. The codes of those that changed.
Result<std::vector<std::string>> publish_calendars(db::Tx& tx, const std::filesystem::path& folder);
Result<Calendar> find_calendar(db::Tx& tx, std::string_view code);
/// By code.
std::vector<Calendar> all_calendars(db::Tx& tx);

/// A slot that may be booked now, and how many more bookings it takes.
struct FreeSlot {
    Slot slot;
    std::int64_t places = 0;
};
/// In order, as whoever has this draft sees them: what it holds itself is free for it. What is full, too near or too far ahead is not among them.
Result<std::vector<FreeSlot>> free_slots(db::Tx& tx, std::string_view calendar, std::string_view draft = {});

enum class State { held, booked, cancelled };
std::string_view code_of(State);

/// Whom a visit is for.
struct For {
    RequestId request;
    std::string reference;  // the public one, under which it is followed
    people::PersonId person;
    std::string service;    // code
    base::Language language = base::Language::english;
};

struct Booking {
    BookingId id;
    std::string calendar;
    Slot slot;
    State state = State::held;
    std::int64_t changes = 1;
    std::optional<std::string> draft;   // whose hold it is
    std::optional<Instant> held_until;
    For whom;                           // not of a hold
    std::optional<Instant> reminded_for;  // the beginning of which they were reminded
    Instant changed_at;

    bool has_lapsed(Instant now) const { return state == State::held && *held_until <= now; }
    /// It may still be moved or cancelled.
    bool is_ahead(Instant now) const { return state == State::booked && slot.starts > now; }
};

enum class Tells { nobody, the_person };

/// These writes name the rows they change, and add rows under keys: nobody need wait for anybody.
inline constexpr auto taking = db::Isolation::read_committed;

/// Holds the slot that begins then for a draft: up to 64 characters that nobody can guess. A draft holds one slot at a time; the same one again
/// keeps its deadline. Refused as a conflict: "bookings.no_such_slot" where none is offered then, "bookings.slot_full".
Result<Booking> hold(db::Tx& tx, std::string_view calendar, Instant starts, std::string_view draft);
/// What a draft holds and has not lapsed.
std::optional<Booking> held_by(db::Tx& tx, std::string_view draft);
/// Books the slot that begins then: the one that the draft holds, or a free one (an empty draft holds none). Refused as `hold` is, and as a conflict
/// "bookings.booked_already" where the request has a booking ahead, "bookings.too_many" where the person has as many as they may.
Result<Booking> confirm(db::Tx& tx, std::string_view calendar, Instant starts, std::string_view draft, const For& whom, Tells tells = Tells::nobody);

/// Who may know of it, and change it, is the caller's to say.
Result<Booking> find(db::Tx& tx, BookingId id);
/// Of a request, by when they are, cancelled ones among them.
std::vector<Booking> bookings_of(db::Tx& tx, RequestId request);
/// All that are booked and begin from `from` to before `until`, in order, behind `after`; at most `limit`.
std::vector<Booking> booked_between(db::Tx& tx, Instant from, Instant until, int limit, const Booking* after = nullptr);
/// The one of a request that is booked and has not begun.
std::optional<Booking> ahead_of(db::Tx& tx, RequestId request);

/// To another free slot of its calendar; the same one changes nothing. Refused as a conflict: as `hold` is, "bookings.over" where it has begun or was
/// cancelled, "bookings.changed_meanwhile" where somebody was quicker. Writes to the person.
Result<Booking> move(db::Tx& tx, BookingId id, Instant starts);
/// Refused as `move` is.
Result<Booking> cancel(db::Tx& tx, BookingId id, Tells tells);

/// "Monday 30 November 2026, 8am to 10am", by the council's clock.
std::string shown(const places::Zone& zone, const Slot& slot, base::Language language = base::Language::english);
/// "8am to 10am"
std::string shown_hours(const places::Zone& zone, const Slot& slot, base::Language language = base::Language::english);

}  // namespace bookings

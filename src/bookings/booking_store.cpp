#include "bookings/booking_store.h"

#include "bookings/queries.h"

#include <algorithm>

namespace bookings {
namespace {

State state_of(std::string_view code) {
    if (code == "booked") return State::booked;
    return code == "cancelled" ? State::cancelled : State::held;
}

std::string_view code_of_language(base::Language language) { return language == base::Language::welsh ? "cy" : "en"; }

Booking booking_from(const db::Row& row) {
    return {.id = row.get<BookingId>(0),
            .calendar = row.get<std::string>(1),
            .slot = {row.get<Instant>(2), row.get<Instant>(3)},
            .state = state_of(row.get<std::string>(4)),
            .changes = row.get<std::int64_t>(5),
            .draft = row.get<std::optional<std::string>>(6),
            .held_until = row.get<std::optional<Instant>>(7),
            .whom = {.request = row.get<std::optional<RequestId>>(8).value_or(RequestId{}),
                     .reference = row.get<std::optional<std::string>>(9).value_or(""),
                     .person = row.get<std::optional<people::PersonId>>(10).value_or(people::PersonId{}),
                     .service = row.get<std::optional<std::string>>(11).value_or(""),
                     .language = row.get<std::optional<std::string>>(12).value_or("") == "cy" ? base::Language::welsh : base::Language::english},
            .reminded_for = row.get<std::optional<Instant>>(13),
            .changed_at = row.get<Instant>(14)};
}

std::optional<Booking> first_of(db::Rows rows) {
    for (const auto row : rows) return booking_from(row);
    return std::nullopt;
}

std::vector<Booking> all_of(db::Rows rows) {
    std::vector<Booking> all;
    for (const auto row : rows) all.push_back(booking_from(row));
    return all;
}

template <class Thing>
std::optional<Id<Thing>> if_any(Id<Thing> id) {
    return id ? std::optional(id) : std::nullopt;
}

booking_store::Held held_from(const db::Row& row) {
    return {row.get<BookingId>(0), row.get<std::int64_t>(1), row.get<std::string>(2), row.get<Instant>(3)};
}

/// The numbers from 1 on that are free, the lowest first: as many as are left of `most`. Whoever sees fewer taken than there are tries one that
/// is taken, and no two ever have the same; so there are never more than `most`, also where some stand above it since it was more.
std::vector<std::int64_t> numbers_left(const std::vector<std::int64_t>& taken, std::int64_t most) {
    std::vector<std::int64_t> left;
    for (std::int64_t number = 1; static_cast<std::int64_t>(left.size() + taken.size()) < most; ++number)
        if (!std::ranges::binary_search(taken, number)) left.push_back(number);
    return left;
}

std::vector<std::int64_t> numbers_of(db::Rows rows) {
    std::vector<std::int64_t> numbers;
    for (const auto row : rows) numbers.push_back(row.get<std::int64_t>(0));
    return numbers;
}

}  // namespace

std::string_view code_of(State state) {
    if (state == State::held) return "held";
    return state == State::booked ? "booked" : "cancelled";
}

namespace booking_store {

std::optional<Booking> find(db::Tx& tx, BookingId id) { return first_of(tx.query(sql::find_booking, id)); }
std::optional<Booking> find_draft(db::Tx& tx, std::string_view draft) { return first_of(tx.query(sql::find_draft, draft)); }

std::vector<Booking> of_request(db::Tx& tx, RequestId request) { return all_of(tx.query(sql::bookings_of, request)); }
std::vector<Booking> booked_between(db::Tx& tx, Instant from, BookingId after, Instant until, int limit) {
    return all_of(tx.query(sql::booked_between, from, after, until, limit));
}

bool add(db::Tx& tx, const Booking& b) {
    return tx.change(sql::add_booking, b.id, b.calendar, b.slot.starts, b.slot.ends, code_of(b.state), b.changes, b.draft, b.held_until, if_any(b.whom.request),
                     b.whom.reference, if_any(b.whom.person), b.whom.service, code_of_language(b.whom.language), b.reminded_for, tx.now()) == 1;
}

bool save(db::Tx& tx, Booking& b) {
    b.changed_at = tx.now();
    const auto before = b.changes++;
    return tx.change(sql::save_booking, b.slot.starts, b.slot.ends, code_of(b.state), b.changes, b.draft, b.held_until, if_any(b.whom.request), b.whom.reference,
                     if_any(b.whom.person), b.whom.service, code_of_language(b.whom.language), b.reminded_for, b.changed_at, b.id, before) == 1;
}

std::vector<Held> lapsed_at(db::Tx& tx, std::string_view calendar, Instant starts) {
    std::vector<Held> all;
    for (const auto row : tx.query(sql::lapsed_at, calendar, starts, tx.now())) all.push_back(held_from(row));
    return all;
}

std::vector<Held> lapsed(db::Tx& tx, int limit) {
    std::vector<Held> all;
    for (const auto row : tx.query(sql::lapsed, tx.now(), limit)) all.push_back(held_from(row));
    return all;
}

bool forget(db::Tx& tx, const Held& held) {
    if (tx.change(sql::forget_hold, held.id, held.changes) == 0) return false;
    tx.run(sql::leave_place, held.calendar, held.starts, held.id);
    return true;
}

bool take_place(db::Tx& tx, const Booking& b, std::int64_t capacity) {
    const auto taken = numbers_of(tx.query(sql::places_taken, b.calendar, b.slot.starts));
    return std::ranges::any_of(numbers_left(taken, capacity), [&](std::int64_t place) {
        return tx.change(sql::take_place, b.calendar, b.slot.starts, place, b.id) == 1;
    });
}

void leave_place(db::Tx& tx, const Booking& b) { tx.run(sql::leave_place, b.calendar, b.slot.starts, b.id); }

bool take_share(db::Tx& tx, const Booking& b, std::string_view limited, std::int64_t most) {
    tx.run(sql::forget_shares, limited, tx.now());
    const auto taken = numbers_of(tx.query(sql::shares_taken, limited));
    return std::ranges::any_of(numbers_left(taken, most), [&](std::int64_t share) {
        return tx.change(sql::take_share, limited, share, b.id, b.slot.starts) == 1;
    });
}

}  // namespace booking_store
}  // namespace bookings

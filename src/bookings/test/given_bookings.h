#pragma once
// For tests: an office with a calendar, on each database, and people who book.

#include "access/test/given_access.h"
#include "bookings/bookings.h"
#include "bookings/install.h"
#include "jobs/runner.h"
#include "notifications/notifications.h"
#include "places/places.h"

namespace given {

/// Monday to Friday, 8 to 12 and 1 to 5, two hours each, two at a time; a day's notice, two weeks ahead.
inline bookings::Calendar visits() {
    return {.code = "visits", .name = "Visits", .hours = places::read_week("mon tue wed thu fri 08:00-12:00 13:00-17:00").value(), .slot = std::chrono::minutes{120},
            .capacity = 2, .notice = std::chrono::hours{24}, .horizon_days = 14, .most_per_person = 2, .hold = std::chrono::minutes{15}};
}

inline constexpr const char* tuesday_10am = "2026-11-24T10:00:00Z";  // the first that is a day away
inline constexpr const char* friday_8am = "2026-11-27T08:00:00Z";
inline constexpr const char* friday_10am = "2026-11-27T10:00:00Z";
inline constexpr const char* a_draft = "0123456789abcdef0123456789abcdef";

inline Instant at(std::string_view iso) { return base::parse_iso(iso).value(); }

struct Bookings {
    Office office;
    jobs::Kinds kinds;

    explicit Bookings(db::Engine engine, const bookings::Calendar& calendar = visits()) : office(engine) {
        bookings::install(kinds);
        to("2026-11-23T10:00:00Z");  // a Monday
        keep(calendar);
        (void)office.write([](db::Tx& tx) -> Result<bool> { return bookings::set_timers(tx), true; }).value();
    }

    void to(std::string_view iso) { office.clock.set(at(iso)); }
    void keep(const bookings::Calendar& calendar) {
        (void)office.write([&](db::Tx& tx) -> Result<bool> { return bookings::keep_calendar(tx, calendar), true; }).value();
    }
    /// What is due is done.
    void live() { jobs::Runner(*office.tenant.db, kinds, office.clock, office.random).run_due(); }

    template <class Verb>
    auto does(Verb&& verb) {
        return office.tenant.db->write(office.now(), std::forward<Verb>(verb), bookings::taking);
    }
    bookings::For somebody(const people::Contact& contact = {.name = "Ada", .email = "ada@resident.example"}) {
        return office
            .write([&](db::Tx& tx) -> Result<bookings::For> {
                return bookings::For{.request = tx.new_id<bookings::RequestId>(),
                                     .reference = Reference::random(office.random).text(),
                                     .person = people::record(tx, contact),
                                     .service = "pest-control"};
            })
            .value();
    }
    Result<bookings::Booking> hold(std::string_view starts, std::string_view draft) {
        return does([&](db::Tx& tx) { return bookings::hold(tx, "visits", at(starts), draft); });
    }
    Result<bookings::Booking> confirm(std::string_view starts, std::string_view draft, const bookings::For& whom) {
        return does([&](db::Tx& tx) { return bookings::confirm(tx, "visits", at(starts), draft, whom); });
    }
    Result<bookings::Booking> move(bookings::BookingId id, std::string_view starts) {
        return does([&](db::Tx& tx) { return bookings::move(tx, id, at(starts)); });
    }
    Result<bookings::Booking> cancel(bookings::BookingId id) {
        return does([&](db::Tx& tx) { return bookings::cancel(tx, id, bookings::Tells::the_person); });
    }
    /// How many more bookings the slot takes; 0 where it is not offered.
    std::int64_t free(std::string_view starts) {
        return office
            .read([&](db::Tx& tx) -> Result<std::int64_t> {
                const auto slots = TRY(bookings::free_slots(tx, "visits"));
                for (const auto& each : slots)
                    if (each.slot.starts == at(starts)) return each.places;
                return 0;
            })
            .value();
    }
    std::vector<std::string> letters_about(const bookings::For& whom) {
        return office
            .read([&](db::Tx& tx) -> Result<std::vector<std::string>> {
                std::vector<std::string> wordings;
                for (const auto& message : notifications::messages_about(tx, {"request", whom.request.value})) wordings.push_back(message.wording);
                return wordings;
            })
            .value();
    }
    std::vector<std::string> facts(bookings::BookingId id) { return office.facts_of(id.value); }
};

inline void in_each_bookings(const std::function<void(Bookings&)>& test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        Bookings bookings(engine);
        test(bookings);
    }
}

inline std::string key_of(const auto& result) { return result ? std::string("done") : result.error().key; }

}  // namespace given

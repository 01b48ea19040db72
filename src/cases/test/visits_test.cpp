// The visit of a request: who may book, move and cancel it, and that it goes with what it is for.

#include "cases/visits.h"

#include "cases/test/given_cases.h"

using given::Casework;
using given::in_each_casework;
using Kinds = std::vector<std::string>;

namespace {

/// Pest control, whose requests are visited.
struct Pests {
    Casework& work;
    access::TeamId health;
    access::Actor vic;
    catalogue::DefinitionPtr service;
    Instant friday, monday;

    explicit Pests(Casework& w)
        : work(w), health(w.office.team("Environmental health")), vic(w.office.actor(w.office.staff("vic", {"officer"}, {health}))),
          friday(base::parse_iso("2026-11-27T08:00:00Z").value()), monday(base::parse_iso("2026-11-30T10:00:00Z").value()) {
        service = work.office
                      .write([](db::Tx& tx) -> Result<catalogue::DefinitionPtr> {
                          TRY(bookings::publish_calendars(tx, "services/_calendars"));
                          return catalogue::find_live(tx, "pest-control");
                      })
                      .value();
    }

    cases::Opened ask(std::optional<Instant> visit = {}, const std::string& email = "ada@resident.example", std::string_view draft = "") {
        return work.office
            .write([&](db::Tx& tx) -> Result<cases::Opened> {
                const auto opened = TRY(cases::open_case(tx, work.office.random, {.service = service, .answers = {{"pest", "rats"}}, .person = people::record(tx, {.email = email}), .location = {}}));
                if (visit) TRY(cases::book_first_visit(tx, opened.reference, *visit, draft));
                return opened;
            })
            .value();
    }
    std::string set(const Reference& reference, Instant starts) { return key_of(work.as_resident([&](db::Tx& tx) { return cases::set_visit(tx, reference, starts); })); }
    std::string cancel(const Reference& reference) { return key_of(work.as_resident([&](db::Tx& tx) { return cases::cancel_visit(tx, reference); })); }
    std::string set(const access::Actor& who, const cases::Opened& opened, Instant starts) {
        return key_of(work.office.write([&](db::Tx& tx) { return cases::set_visit(tx, who, opened.case_id, opened.request, starts); }));
    }
    std::optional<Instant> ahead(const cases::Opened& opened) {
        return work.office
            .read([&](db::Tx& tx) -> Result<std::optional<Instant>> {
                const auto visit = cases::visit_ahead(tx, opened.request);
                return visit ? std::optional(visit->slot.starts) : std::nullopt;
            })
            .value();
    }
    Kinds history(const cases::Opened& opened) {
        Kinds kinds;
        for (const auto& entry : work.history(opened.case_id)) kinds.emplace_back(cases::code_of(entry.what));
        return kinds;
    }
    static std::string key_of(const Result<bookings::Booking>& result) { return result ? "done" : result.error().key; }
};

}  // namespace

TEST_CASE("a request comes with its visit, which stands in its history, also for its resident") {
    in_each_casework([](Casework& work) {
        Pests pests(work);
        const auto opened = pests.ask(pests.friday);
        CHECK(pests.ahead(opened) == pests.friday);
        CHECK(pests.history(opened) == Kinds{"opened", "visit_booked"});
        const auto seen = work.history_for(opened.reference);
        REQUIRE(seen.size() == 2);
        CHECK(seen.back().visit == pests.friday);
        CHECK(work.letters_about(opened.request).empty());  // the acknowledgement names it
    });
}

TEST_CASE("its resident moves it, cancels it, and books another, and is written to each time") {
    in_each_casework([](Casework& work) {
        Pests pests(work);
        const auto opened = pests.ask(pests.friday);
        CHECK(pests.set(opened.reference, pests.monday) == "done");
        CHECK(pests.set(opened.reference, pests.monday) == "done");  // pressed twice
        CHECK(pests.cancel(opened.reference) == "done");
        CHECK(pests.cancel(opened.reference) == "cases.no_visit_ahead");
        CHECK_FALSE(pests.ahead(opened));
        CHECK(pests.set(opened.reference, pests.friday) == "done");
        CHECK(pests.set(opened.reference, pests.friday + std::chrono::minutes{1}) == "bookings.no_such_slot");
        CHECK(pests.history(opened) == Kinds{"opened", "visit_booked", "visit_moved", "visit_cancelled", "visit_booked"});
        CHECK(work.letters_about(opened.request) == Kinds{"visit", "visit_cancelled", "visit"});
    });
}

TEST_CASE("staff who work on the case book and move it too, others do not, and not for a request of another case") {
    in_each_casework([](Casework& work) {
        Pests pests(work);
        const auto opened = pests.ask(), other = pests.ask({}, "bo@resident.example");
        CHECK(pests.set(pests.vic, opened, pests.friday) == "done");
        CHECK(pests.set(pests.vic, opened, pests.monday) == "done");
        CHECK(pests.set(work.stranger(), opened, pests.friday) == "cases.no_such_case");
        CHECK(pests.set(pests.vic, {other.request, other.reference, opened.case_id, {}}, pests.friday) == "cases.no_such_request");
        REQUIRE(work.office.write([&](db::Tx& tx) { return cases::cancel_visit(tx, pests.vic, opened.case_id, opened.request); }));
        CHECK_FALSE(pests.ahead(opened));
        CHECK(work.letters_about(opened.request) == Kinds{"visit", "visit", "visit_cancelled"});
    });
}

TEST_CASE("with the request or its case goes the visit that lies ahead, and nothing is booked any more") {
    in_each_casework([](Casework& work) {
        Pests pests(work);
        const auto withdrawn = pests.ask(pests.friday), closed = pests.ask(pests.friday, "bo@resident.example");
        REQUIRE(work.as_resident([&](db::Tx& tx) { return cases::withdraw(tx, withdrawn.reference, ""); }));
        REQUIRE(work.office.write([&](db::Tx& tx) { return cases::close_case(tx, pests.vic, closed.case_id, 1, "not_pest", ""); }));
        for (const auto& each : {withdrawn, closed}) {
            CHECK_FALSE(pests.ahead(each));
            CHECK(pests.set(each.reference, pests.monday) == "cases.too_late_for_visit");
            CHECK(pests.cancel(each.reference) == "cases.too_late_for_visit");
        }
        CHECK(std::ranges::count(work.letters_about(closed.request), "visit_cancelled") == 1);  // nobody waits in for who does not come
        CHECK(std::ranges::count(work.letters_about(withdrawn.request), "visit_cancelled") == 0);  // they know
        const auto free = work.office.read([](db::Tx& tx) { return bookings::free_slots(tx, "pest-visits"); }).value();
        CHECK(std::ranges::any_of(free, [&](const auto& each) { return each.slot.starts == pests.friday && each.places == 2; }));
    });
}

TEST_CASE("a visit that is over stays when the case is closed, and a service without visits books none") {
    in_each_casework([](Casework& work) {
        Pests pests(work);
        const auto opened = pests.ask(pests.friday);
        work.office.clock.set(pests.monday);
        REQUIRE(work.office.write([&](db::Tx& tx) { return cases::close_case(tx, pests.vic, opened.case_id, 1, "treated", ""); }));
        CHECK(pests.history(opened) == Kinds{"opened", "visit_booked", "closed"});
        CHECK(pests.set(work.open().reference, pests.monday + std::chrono::days{2}) == "cases.no_visits");
    });
}

TEST_CASE("the visits that lie ahead are listed in order, for who may read their cases and nobody else") {
    in_each_casework([](Casework& work) {
        Pests pests(work);
        const auto later = pests.ask(pests.monday), first = pests.ask(pests.friday, "bo@resident.example"), gone = pests.ask(pests.friday, "cy@resident.example");
        CHECK(pests.cancel(gone.reference) == "done");
        const auto seen_by = [&](const access::Actor& who, Instant until) {
            return work.office
                .read([&](db::Tx& tx) -> Result<std::vector<cases::RequestId>> {
                    std::vector<cases::RequestId> requests;
                    for (const auto& each : cases::visits_between(tx, who, tx.now(), until, 100)) requests.push_back(each.line.request.id);
                    return requests;
                })
                .value();
        };
        CHECK(seen_by(pests.vic, pests.monday + std::chrono::hours{1}) == std::vector{first.request, later.request});
        CHECK(seen_by(pests.vic, pests.monday) == std::vector{first.request});
        CHECK(seen_by(work.stranger(), pests.monday + std::chrono::hours{1}).empty());
    });
}

#pragma once
// For fees' tests: a council that collects bulky waste for money, and a provider as bad as real ones are (payments/test/given_counter.h).

#include "casework/casework.h"
#include "casework/install.h"
#include "clocks/install.h"
#include "fees/fees.h"
#include "fees/install.h"
#include "fees/settling.h"
#include "journal/subscribers.h"
#include "notifications/notifications.h"
#include "payments/test/given_counter.h"

namespace fees::test {

using namespace std::chrono_literals;
using payments::test::good_card, payments::test::declined_card;

/// The town of 22 November 2026, a Sunday.
struct Booth {
    payments::test::Counter counter;
    given::Office& office;
    journal::Subscribers subscribers;
    db::Lease lease;
    journal::Follower follower;
    catalogue::DefinitionPtr service;
    access::TeamId waste;
    access::Actor officer, lead, cashier;
    const Instant wednesday = base::parse_iso("2026-11-25T07:00:00Z").value(), friday = base::parse_iso("2026-11-27T07:00:00Z").value(),
                  monday = base::parse_iso("2026-11-30T12:30:00Z").value();

    explicit Booth(db::Engine engine)
        : counter(engine), office(counter.office), lease(*office.tenant.db, "journal.sequencer", "test", 0ms), follower(*office.tenant.db, subscribers, office.clock, "here"), waste(office.team("Waste and recycling")),
          officer(office.actor(office.staff("olu", {"officer"}, {waste}))), lead(office.actor(office.staff("lena", {"team_leader"}, {waste}))),
          cashier(office.actor(office.staff("carl", {"team_leader"}, {waste}))) {
        casework::carry_cases();
        own_payments();
        service = office
                      .write([](db::Tx& tx) -> Result<catalogue::DefinitionPtr> {
                          TRY(catalogue::publish_folder(tx, "services"));
                          TRY(bookings::publish_calendars(tx, "services/_calendars"));
                          return catalogue::find_live(tx, "bulky-waste");
                      })
                      .value();
        fees::install(subscribers, counter.kinds);
        clocks::install(subscribers, counter.kinds);
        counter.begin_anew();
    }
    ~Booth() { payments::plug_in(payments::test::OneTeam::the()); }

    static forms::Answers things(int how_many, const std::string& concession = "none") {
        return {{"what", "furniture"}, {"how_many", std::to_string(how_many)}, {"list", "A sofa"}, {"concession", concession}};
    }
    cases::Opened ask(std::optional<Instant> visit = {}, const forms::Answers& answers = things(2)) {
        return office
            .write([&](db::Tx& tx) -> Result<cases::Opened> {
                const auto opened = TRY(cases::open_case(tx, office.random, {.service = service, .answers = answers,
                                                                             .person = people::record(tx, {.name = "Ada", .email = "ada@resident.example"}), .location = {}}));
                if (visit) TRY(cases::book_first_visit(tx, opened.reference, *visit, ""));
                TRY(raise(tx, opened.reference));
                return opened;
            })
            .value();
    }
    Fee fee(const cases::Opened& opened) {
        return counter.look([&](db::Tx& tx) { return find(tx, opened.request).value(); });
    }
    Result<payments::PaymentId> press_pay(const cases::Opened& opened) {
        return counter.attempt([&](db::Tx& tx) { return begin_payment(tx, counter.random, opened.request, "https://forms.example.gov.uk"); });
    }
    /// Everything that was announced is heard, and everything due is done.
    void settle() {
        for (int round = 0; round < 3; ++round) {
            if (office.tenant.db->engine() == db::Engine::postgres) {
                REQUIRE(lease.tend(office.clock.now()));
                while (office.sequencer.place_waiting(office.clock, lease).value() > 0) {
                }
            }
            REQUIRE(follower.drain());
            counter.tick();
            counter.work();
        }
    }
    void pass(Duration whole, Duration step) {
        for (Duration passed{0}; passed < whole; passed += step) {
            office.clock.advance(step);
            settle();
        }
    }
    /// At the provider's page, with this card; nobody has told us yet.
    payments::PaymentId pay_there(const cases::Opened& opened, const std::string& card = good_card) {
        const auto id = press_pay(opened).value();
        settle();
        counter.fake.pay(counter.payment(id).provider_id, card);
        return id;
    }
    payments::PaymentId pay(const cases::Opened& opened) {
        const auto id = pay_there(opened);
        counter.refresh(id);
        settle();
        return id;
    }
    cases::Case the_case(const cases::Opened& opened) {
        return counter.look([&](db::Tx& tx) { return cases::case_on_course(tx, opened.case_id).value(); });
    }
    /// How many tasks are open: none while the map waits.
    std::size_t open_tasks(const cases::Opened& opened) {
        return counter.look([&](db::Tx& tx) {
            auto all = casework::tasks_of(tx, opened.case_id);
            return static_cast<std::size_t>(std::ranges::count(all, casework::TaskState::open, &casework::Task::state));
        });
    }
    bool has_visit_ahead(const cases::Opened& opened) {
        return counter.look([&](db::Tx& tx) { return cases::visit_ahead(tx, opened.request).has_value(); });
    }
    void withdraw(const cases::Opened& opened) {
        counter.write([&](db::Tx& tx) -> Result<void> {
            TRY(cases::withdraw(tx, opened.reference, ""));
            return {};
        });
        settle();
    }
    void close(const cases::Opened& opened, const std::string& outcome) {
        counter.write([&](db::Tx& tx) -> Result<void> {
            const auto c = TRY(cases::case_on_course(tx, opened.case_id));
            TRY(cases::close_case(tx, lead, c.id, c.changes, outcome, ""));
            return {};
        });
        settle();
    }
    void reopen(const cases::Opened& opened) {
        counter.write([&](db::Tx& tx) -> Result<void> {
            const auto c = TRY(cases::case_on_course(tx, opened.case_id));
            TRY(cases::reopen_case(tx, lead, c.id, c.changes, "mistake", ""));
            return {};
        });
        settle();
    }
    payments::RefundId ask_refund(payments::PaymentId id, Pence amount) {
        return counter.attempt([&](db::Tx& tx) { return payments::ask_refund(tx, lead, id, amount, "By the rule"); }).value();
    }
    payments::RefundId give_back(payments::PaymentId id, Pence amount) {
        const auto refund = ask_refund(id, amount);
        REQUIRE(counter.approve(refund, cashier));
        settle();
        return refund;
    }
    Paying paying(const cases::Opened& opened) {
        return counter.look([&](db::Tx& tx) { return paying_of(tx, opened.request).value(); });
    }
    std::vector<Owed> owed(const access::Actor& who) {
        return counter.look([&](db::Tx& tx) { return owed_back(tx, who, 10).value(); });
    }
    int facts(const cases::Opened& opened, std::string_view kind) {
        const auto all = office.facts_of(opened.case_id.value);
        return static_cast<int>(std::ranges::count(all, "fees." + std::string(kind)));
    }
    std::vector<std::string> letters(const cases::Opened& opened) {
        return counter.look([&](db::Tx& tx) {
            std::vector<std::string> all;
            for (const auto& message : notifications::messages_about(tx, {"request", opened.request.value})) all.push_back(message.wording);
            return all;
        });
    }
};

inline void at_each_booth(const std::function<void(Booth&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Booth booth(engine);
        test(booth);
    }
}

}  // namespace fees::test

// From the request that is kept to the work that begins.

#include "fees/test/given_booth.h"

using namespace fees::test;
using fees::State;

TEST_CASE("work waits until it is paid, however often that is told") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.friday);
        CHECK(booth.fee(asked).state == State::due);
        CHECK(booth.open_tasks(asked) == 0);
        const auto id = booth.pay_there(asked);
        CHECK(booth.fee(asked).state == State::due);
        for (int i = 0; i < 2; ++i) {
            booth.counter.refresh(id);
            booth.settle();
        }
        booth.counter.write([&](db::Tx& tx) { return fees::payment_taken(tx, asked.request, id); });
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.open_tasks(asked) == 1);
        CHECK(booth.facts(asked, "FeePaid") == 1);
        CHECK(booth.letters(asked) == std::vector<std::string>{"fee_paid"});
        CHECK(booth.press_pay(asked).error().key == "fees.not_due");
        booth.pass(48h * 5, 12h);
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.the_case(asked).state == cases::State::open);
    });
}

TEST_CASE("what is free goes on at once") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.friday, Booth::things(3, "care_leaver"));
        CHECK(booth.fee(asked).state == State::free);
        CHECK(booth.open_tasks(asked) == 1);
        CHECK(booth.press_pay(asked).error().key == "fees.not_due");
    });
}

TEST_CASE("pressing twice, or in two windows at once, makes one payment") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.friday);
        std::vector<payments::PaymentId> ids;
        std::mutex mutex;
        {
            std::vector<std::jthread> all;
            for (int i = 0; i < 4; ++i)
                all.emplace_back([&] {
                    const auto id = booth.press_pay(asked);
                    const std::scoped_lock lock(mutex);
                    if (id) ids.push_back(*id);
                });
        }
        booth.settle();
        REQUIRE_FALSE(ids.empty());
        CHECK(std::ranges::count(ids, ids.front()) == std::ssize(ids));
        CHECK(booth.counter.fake.payments().size() == 1);
    });
}

TEST_CASE("a card that is declined, or a payment that is cancelled, leaves the request as it was, and it can be paid anew") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.friday);
        for (const auto& card : {declined_card, std::string("cancel")}) {
            const auto id = booth.pay_there(asked, card);
            booth.counter.refresh(id);
            booth.settle();
            CHECK(payments::is_final(booth.counter.payment(id).state));
            CHECK(booth.fee(asked).state == State::due);
            CHECK(booth.has_visit_ahead(asked));
        }
        booth.pay(asked);
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.counter.fake.payments().size() == 3);
    });
}

TEST_CASE("a kill at any moment between pressing and knowing makes no second payment, and none is lost") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.friday);
        const auto id = booth.press_pay(asked).value();
        booth.counter.fake.set({{"down", "drops"}, {"down_for", 1}});
        booth.counter.work();
        booth.counter.begin_anew();
        booth.pass(1min, 10s);
        REQUIRE_FALSE(booth.counter.payment(id).provider_id.empty());
        CHECK(booth.press_pay(asked).value() == id);
        booth.counter.fake.pay(booth.counter.payment(id).provider_id, good_card);
        booth.counter.begin_anew();
        booth.pass(2min, 30s);
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.counter.fake.payments().size() == 1);
        CHECK(booth.facts(asked, "FeePaid") == 1);
    });
}

TEST_CASE("the provider's message that comes before the browser does is enough; a forged one, or one for somebody else's payment, moves nothing") {
    at_each_booth([](Booth& booth) {
        booth.counter.open();
        const auto asked = booth.ask(booth.friday), other = booth.ask(booth.monday);
        const auto id = booth.pay_there(asked);
        const auto name = booth.counter.payment(id).provider_id;
        CHECK(booth.counter.fake.tell(name, "a-secret-that-is-not-ours") == 403);
        booth.settle();
        CHECK(booth.fee(asked).state == State::due);
        CHECK(booth.counter.fake.tell(name) == 200);
        CHECK(booth.counter.fake.tell(name) == 200);
        booth.settle();
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.fee(other).state == State::due);
        CHECK(booth.facts(asked, "FeePaid") == 1);
    });
}

TEST_CASE("what nobody pays for by its day is closed with the service's reason, and its time is free again") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.monday);
        CHECK(booth.fee(asked).pay_by == base::parse_iso("2026-11-27T23:59:59Z").value());
        booth.pass(24h * 5, 6h);
        CHECK(booth.fee(asked).state == State::due);
        booth.pass(24h, 6h);
        CHECK(booth.fee(asked).state == State::lapsed);
        CHECK(booth.the_case(asked).outcome == "not_paid");
        CHECK_FALSE(booth.has_visit_ahead(asked));
        CHECK(booth.facts(asked, "FeeLapsed") == 1);
        CHECK(booth.press_pay(asked).error().key == "fees.not_due");
    });
}

TEST_CASE("it must be paid before the day of the visit, also after that was moved") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.friday);
        CHECK(booth.fee(asked).pay_by == base::parse_iso("2026-11-26T23:59:59Z").value());
        booth.counter.write([&](db::Tx& tx) -> Result<void> {
            TRY(cases::set_visit(tx, asked.reference, booth.wednesday));
            return {};
        });
        booth.settle();
        CHECK(booth.fee(asked).pay_by == base::parse_iso("2026-11-24T23:59:59Z").value());
    });
}

TEST_CASE("somebody who is paying in the last minute is waited for") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.monday);
        booth.office.clock.set(booth.fee(asked).pay_by - 1min);
        booth.settle();
        const auto id = booth.press_pay(asked).value();
        booth.settle();
        booth.pass(20min, 5min);
        CHECK(booth.fee(asked).state == State::due);
        booth.counter.fake.pay(booth.counter.payment(id).provider_id, good_card);
        booth.pass(20min, 5min);
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.the_case(asked).state == cases::State::open);
    });
}

TEST_CASE("a reopened case that is paid goes on at once; one that nobody paid for waits again") {
    at_each_booth([](Booth& booth) {
        const auto paid = booth.ask(booth.friday), unpaid = booth.ask(booth.monday);
        booth.pay(paid);
        const auto close_and_reopen = [&](const cases::Opened& asked) {
            booth.counter.write([&](db::Tx& tx) -> Result<void> {
                auto c = TRY(cases::case_on_course(tx, asked.case_id));
                c = TRY(cases::close_case(tx, booth.lead, c.id, c.changes, "cannot_take", ""));
                TRY(cases::reopen_case(tx, booth.lead, c.id, c.changes, "mistake", ""));
                return {};
            });
            booth.settle();
        };
        close_and_reopen(paid);
        close_and_reopen(unpaid);
        CHECK(booth.open_tasks(paid) == 1);
        CHECK(booth.open_tasks(unpaid) == 0);
        CHECK(booth.fee(unpaid).state == State::due);
    });
}

TEST_CASE("without an account the request is kept, and nothing can be paid online") {
    Booth booth(db::Engine::sqlite);
    CHECK(booth.counter.attempt([&](db::Tx& tx) { return payments::remove_account(tx, booth.lead); }).error().kind == Kind::not_allowed);
    booth.counter.write([](db::Tx& tx) { return payments::remove_account(tx, given::Office::chief()); });
    const auto asked = booth.ask(booth.friday);
    CHECK(booth.fee(asked).state == State::due);
    CHECK_FALSE(booth.counter.look([&](db::Tx& tx) { return fees::paying_of(tx, asked.request); })->can_pay_online);
    CHECK(booth.press_pay(asked).error().key == "payments.no_account");
}

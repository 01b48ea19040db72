// A case that goes on after it ended: what was paid for it counts once, and what was given back is to be paid anew.

#include "fees/test/given_booth.h"

using namespace fees::test;
using fees::State;

TEST_CASE("who withdrew and was not given anything back yet is owed nothing once the case is reopened, and is owed it when they withdraw again") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask();
        const auto id = booth.pay(asked);
        booth.withdraw(asked);
        CHECK(booth.paying(asked).owed == Pence{2700});
        const auto refund = booth.ask_refund(id, {2700});
        booth.reopen(asked);
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.fee(asked).owed_back == Pence{});
        CHECK(booth.owed(booth.lead).empty());
        CHECK(booth.counter.refund(refund).state == payments::RefundState::declined);
        CHECK(booth.counter.approve(refund, booth.cashier).error().key == "payments.decided");
        CHECK(booth.open_tasks(asked) == 1);
        CHECK(booth.facts(asked, "DebtEnded") == 1);
        CHECK(booth.press_pay(asked).error().key == "fees.not_due");
        booth.withdraw(asked);
        CHECK(booth.paying(asked).owed == Pence{2700});
        CHECK(booth.facts(asked, "MoneyOwed") == 2);
    });
}

TEST_CASE("what was given back before the case was reopened is due again before any work, and only that") {
    at_each_booth([](Booth& booth) {
        booth.counter.fake.set({{"refunds", "success"}});
        const auto asked = booth.ask();
        const auto first = booth.pay(asked);
        booth.withdraw(asked);
        booth.give_back(first, {2700});
        CHECK(booth.owed(booth.lead).empty());
        booth.reopen(asked);
        CHECK(booth.fee(asked).state == State::due);
        CHECK(booth.open_tasks(asked) == 0);
        CHECK(booth.paying(asked).to_pay == Pence{2700});
        CHECK(booth.letters(asked).back() == "fee_due");
        const auto second = booth.pay(asked);
        CHECK(booth.counter.payment(second).amount == Pence{2700});
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.open_tasks(asked) == 1);
        CHECK(booth.owed(booth.lead).empty());
        booth.withdraw(asked);
        REQUIRE(booth.owed(booth.lead).size() == 1);
        CHECK(booth.owed(booth.lead).front().amount == Pence{2700});
        CHECK(booth.owed(booth.lead).front().to_ask == Pence{500});  // of the first payment; the rest from the second
    });
}

TEST_CASE("a refund that is with the provider when the case is reopened must be paid anew, unless it fails there") {
    at_each_booth([](Booth& booth) {
        booth.counter.fake.set({{"refunds", "submitted"}});
        const auto asked = booth.ask();
        const auto first = booth.pay(asked);
        booth.withdraw(asked);
        booth.give_back(first, {2700});
        booth.reopen(asked);
        CHECK(booth.fee(asked).state == State::due);
        CHECK(booth.open_tasks(asked) == 0);
        booth.counter.fake.plant({{"refunds", "error"}});
        booth.pass(10min, 5min);
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.open_tasks(asked) == 1);
        CHECK(booth.owed(booth.lead).empty());
    });
}

TEST_CASE("who withdraws again before they paid anew is owed nothing more") {
    at_each_booth([](Booth& booth) {
        booth.counter.fake.set({{"refunds", "success"}});
        const auto asked = booth.ask();
        const auto first = booth.pay(asked);
        booth.withdraw(asked);
        booth.give_back(first, {2700});
        booth.reopen(asked);
        booth.withdraw(asked);
        CHECK(booth.fee(asked).state == State::dropped);
        CHECK(booth.owed(booth.lead).empty());
    });
}

namespace {

/// Of the £27 owed back £10 has left and £17 waited when the case was reopened.
void reopen_half_given_back(Booth& booth, const cases::Opened& asked) {
    booth.counter.fake.set({{"refunds", "success"}});
    const auto first = booth.pay(asked);
    booth.withdraw(asked);
    booth.give_back(first, {1000});
    booth.ask_refund(first, {1700});
    booth.reopen(asked);
    CHECK(booth.fee(asked).state == State::due);
    CHECK(booth.paying(asked).to_pay == Pence{1000});
}

}  // namespace

TEST_CASE("who was given a part back and withdraws again before they paid it anew is owed the rest of what they were owed, each time") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask();
        reopen_half_given_back(booth, asked);
        for (int time = 0; time < 2; ++time) {
            booth.withdraw(asked);
            CHECK(booth.fee(asked).state == State::dropped);
            CHECK(booth.fee(asked).keeps == Pence{500});
            CHECK(booth.paying(asked).owed == Pence{1700});
            if (time == 0) booth.reopen(asked);
        }
    });
}

TEST_CASE("who was given a part back and lets the time to pay it anew go by is owed the rest of what they were owed") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask();
        reopen_half_given_back(booth, asked);
        booth.pass(24h * 12, 6h);
        CHECK(booth.fee(asked).state == State::lapsed);
        CHECK(booth.fee(asked).keeps == Pence{500});
        CHECK(booth.paying(asked).owed == Pence{1700});
    });
}

TEST_CASE("a payment that came after the end counts when the case is reopened: nothing is owed, nothing is to pay, and work begins") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask();
        booth.pay_there(asked);
        booth.withdraw(asked);
        booth.pass(1min, 30s);
        CHECK(booth.fee(asked).state == State::dropped);
        CHECK(booth.paying(asked).owed == Pence{3200});
        booth.reopen(asked);
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.open_tasks(asked) == 1);
        CHECK(booth.owed(booth.lead).empty());
        booth.withdraw(asked);
        CHECK(booth.paying(asked).owed == Pence{2700});
    });
}

TEST_CASE("a payment that came after the end and was given back is due again when the case is reopened, and can be paid") {
    at_each_booth([](Booth& booth) {
        booth.counter.fake.set({{"refunds", "success"}});
        const auto asked = booth.ask();
        const auto late = booth.pay_there(asked);
        booth.withdraw(asked);
        booth.pass(1min, 30s);
        booth.give_back(late, {3200});
        booth.reopen(asked);
        CHECK(booth.fee(asked).state == State::due);
        booth.pass(1min, 30s);
        const auto second = booth.pay(asked);
        CHECK(booth.counter.payment(second).amount == Pence{3200});
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.facts(asked, "FeePaid") == 1);
        CHECK(booth.owed(booth.lead).empty());
    });
}

TEST_CASE("a payment whose provider says nothing bars nobody from paying, and if both come one is owed back, once") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask();
        const auto first = booth.pay_there(asked);
        booth.counter.fake.set({{"down", "503"}, {"down_for", 1000}});
        booth.pass(2h, 30min);
        CHECK_FALSE(booth.paying(asked).is_under_way());
        const auto second = booth.press_pay(asked).value();
        CHECK(second != first);
        booth.counter.fake.set({{"down", ""}, {"down_for", 0}});
        booth.pass(2h, 5min);
        CHECK(booth.counter.payment(first).state == payments::State::success);
        CHECK(booth.fee(asked).state == State::paid);
        if (!payments::is_final(booth.counter.payment(second).state)) booth.counter.fake.pay(booth.counter.payment(second).provider_id, good_card);
        booth.pass(2h, 30min);
        const bool both = booth.counter.payment(second).state == payments::State::success;
        CHECK(booth.paying(asked).owed == (both ? Pence{3200} : Pence{}));
        CHECK(booth.facts(asked, "FeePaid") == 1);
    });
}

TEST_CASE("a second payment of the same fee is owed back whole, however often it is told") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask();
        booth.pay(asked);
        const auto twice = booth.counter.attempt([&](db::Tx& tx) {
            return payments::begin(tx, booth.counter.random, {.subject = {"request", asked.request.value}, .amount = {3200}, .vat_code = "outside", .ledger_code = "WASTE/0120",
                                                              .description = "Bulky waste collection", .return_url = "https://forms.example.gov.uk/paid"});
        }).value();
        booth.settle();
        booth.counter.fake.pay(booth.counter.payment(twice).provider_id, good_card);
        booth.counter.refresh(twice);
        booth.settle();
        booth.counter.write([&](db::Tx& tx) { return fees::payment_taken(tx, asked.request, twice); });
        CHECK(booth.paying(asked).owed == Pence{3200});
        CHECK(booth.facts(asked, "MoneyOwed") == 1);
        booth.close(asked, "not_wanted");
        booth.reopen(asked);
        CHECK(booth.fee(asked).state == State::paid);
        CHECK(booth.paying(asked).owed == Pence{3200});
    });
}

// What is owed back: by the service's rule, or because it was paid for nothing.

#include "fees/test/given_booth.h"

using namespace fees::test;
using fees::State;

TEST_CASE("who withdraws early is owed all but the fee of the rule, which two colleagues give back, and nobody of another team sees") {
    at_each_booth([](Booth& booth) {
        booth.counter.fake.set({{"refunds", "success"}});
        const auto asked = booth.ask(booth.friday);
        const auto id = booth.pay(asked);
        const auto told = booth.counter.look([&](db::Tx& tx) { return fees::given_back_now(tx, asked.request).value(); });
        REQUIRE(told);
        CHECK(told->amount == Pence{2700});
        booth.withdraw(asked);
        CHECK(booth.fee(asked).owed_back == Pence{2700});
        CHECK(booth.facts(asked, "MoneyOwed") == 1);
        REQUIRE(booth.owed(booth.lead).size() == 1);
        CHECK(booth.owed(booth.counter.stranger).empty());
        CHECK(booth.counter.attempt([&](db::Tx& tx) { return payments::ask_refund(tx, booth.counter.stranger, id, {2700}, "x"); }).error().kind == Kind::not_found);
        const auto refund = booth.counter.attempt([&](db::Tx& tx) { return payments::ask_refund(tx, booth.lead, id, {2700}, booth.fee(asked).owed_reason); }).value();
        REQUIRE(booth.owed(booth.lead).size() == 1);  // until it has arrived
        CHECK(booth.owed(booth.lead).front().on_its_way == Pence{2700});
        CHECK(booth.owed(booth.lead).front().to_ask == Pence{});
        CHECK(booth.counter.approve(refund, booth.lead).error().key == "payments.four_eyes");
        CHECK(booth.counter.approve(refund, booth.counter.stranger).error().kind == Kind::not_found);
        REQUIRE(booth.counter.approve(refund, booth.cashier));
        booth.settle();
        CHECK(booth.counter.refund(refund).state == payments::RefundState::success);
        CHECK_FALSE(booth.fee(asked).is_owed);
        CHECK(std::ranges::count(booth.letters(asked), "fee_given_back") == 1);
    });
}

TEST_CASE("a refund that is declined is owed again") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.friday);
        const auto id = booth.pay(asked);
        booth.withdraw(asked);
        const auto refund = booth.counter.attempt([&](db::Tx& tx) { return payments::ask_refund(tx, booth.lead, id, {2700}, "By the rule"); }).value();
        CHECK(booth.owed(booth.lead).front().to_ask == Pence{});
        booth.counter.write([&](db::Tx& tx) { return payments::decline_refund(tx, booth.cashier, refund); });
        CHECK(booth.owed(booth.lead).front().to_ask == Pence{2700});
    });
}

TEST_CASE("a refund that is with the provider is owed until it arrived, and one that fails there stands in the list as failed") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.friday);
        const auto id = booth.pay(asked);
        booth.withdraw(asked);
        booth.counter.fake.set({{"refunds", "success"}});
        booth.give_back(id, {1000});
        CHECK(booth.owed(booth.lead).front().amount == Pence{1700});
        booth.counter.fake.set({{"refunds", "submitted"}});
        booth.give_back(id, {1700});
        REQUIRE(booth.owed(booth.lead).size() == 1);
        CHECK(booth.owed(booth.lead).front().amount == Pence{1700});
        CHECK(booth.owed(booth.lead).front().on_its_way == Pence{1700});
        CHECK(booth.paying(asked).owed == Pence{1700});
        booth.counter.fake.plant({{"refunds", "error"}});
        booth.pass(10min, 5min);
        REQUIRE(booth.owed(booth.lead).size() == 1);
        CHECK(booth.owed(booth.lead).front().has_failed);
        CHECK(booth.owed(booth.lead).front().on_its_way == Pence{});
        CHECK(booth.owed(booth.lead).front().to_ask > Pence{});
    });
}

TEST_CASE("who withdraws the day before gets nothing back, and cancelling the visit first makes no difference") {
    for (const bool visit_first : {false, true})
        at_each_booth([&](Booth& booth) {
            const auto asked = booth.ask(booth.friday);
            booth.pay(asked);
            booth.office.clock.set(base::parse_iso("2026-11-26T10:00:00Z").value());
            if (visit_first) {
                booth.counter.write([&](db::Tx& tx) -> Result<void> {
                    TRY(cases::cancel_visit(tx, asked.reference));
                    return {};
                });
                booth.pass(24h * 4, 24h);
            }
            booth.withdraw(asked);
            CHECK(booth.fee(asked).owed_back == Pence{});
            CHECK(booth.owed(booth.lead).empty());
        });
}

TEST_CASE("who withdraws before paying owes nothing, and a payment that arrives all the same is owed back whole, once") {
    at_each_booth([](Booth& booth) {
        const auto asked = booth.ask(booth.friday);
        const auto id = booth.press_pay(asked).value();
        booth.settle();
        const auto name = booth.counter.payment(id).provider_id;
        booth.counter.fake.pay(name, good_card);  // they pressed at the same moment
        booth.withdraw(asked);
        booth.pass(1min, 30s);
        CHECK(booth.fee(asked).state == State::dropped);
        CHECK(booth.fee(asked).owed_back == Pence{3200});
        booth.counter.write([&](db::Tx& tx) { return fees::payment_taken(tx, asked.request, id); });
        CHECK(booth.fee(asked).owed_back == Pence{3200});
        REQUIRE(booth.owed(booth.lead).size() == 1);
        CHECK(booth.owed(booth.lead).front().amount == Pence{3200});
    });
}

TEST_CASE("who is refused what they paid for is owed what the service's table says for that end, once, and nothing when it is done") {
    at_each_booth([](Booth& booth) {
        const auto refused = booth.ask(booth.friday), done = booth.ask(booth.monday);
        booth.pay(refused);
        booth.pay(done);
        booth.office.clock.set(base::parse_iso("2026-11-26T10:00:00Z").value());
        booth.close(refused, "cannot_take");
        booth.close(done, "collected");
        booth.counter.write([&](db::Tx& tx) { return fees::case_closed(tx, refused.case_id, "cannot_take"); });
        CHECK(booth.paying(refused).owed == Pence{3200});
        CHECK(booth.fee(refused).owed_reason == "We could not take it: all that was paid");
        CHECK(booth.facts(refused, "MoneyOwed") == 1);
        CHECK(booth.paying(done).owed == Pence{});
        REQUIRE(booth.owed(booth.lead).size() == 1);
        booth.reopen(refused);
        CHECK(booth.owed(booth.lead).empty());
        CHECK(booth.open_tasks(refused) == 1);
    });
}

TEST_CASE("what is erased about a request leaves the books") {
    Booth booth(db::Engine::sqlite);
    const auto asked = booth.ask(booth.friday);
    const auto id = booth.pay(asked);
    booth.counter.write([&](db::Tx& tx) -> Result<void> {
        fees::erase_about(tx, asked.request);
        return {};
    });
    CHECK(booth.fee(asked).reason.empty());
    CHECK(booth.fee(asked).amount == Pence{3200});
    CHECK(booth.counter.payment(id).description.empty());
    CHECK(booth.counter.payment(id).state == payments::State::success);
}

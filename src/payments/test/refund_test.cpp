// Money given back: two people, and once.

#include "payments/test/given_counter.h"

using namespace payments::test;
using payments::RefundState;

TEST_CASE("one asks for a refund and another approves it, and the payer has it once") {
    at_each_counter([](Counter& counter) {
        const auto id = counter.paid();
        const auto asked = counter.ask_refund(id, {1500}, counter.asker).value();
        CHECK(counter.approve(asked, counter.asker).error().key == "payments.four_eyes");
        CHECK(counter.approve(asked, counter.clerk).error().kind == Kind::not_allowed);
        CHECK(counter.approve(asked, given::Office::chief()).error().key == "payments.staff_only");
        counter.work();
        CHECK(counter.fake.refunds().empty());
        REQUIRE(counter.approve(asked, counter.approver));
        CHECK(counter.approve(asked, counter.approver).error().key == "payments.decided");
        counter.work();
        const auto given_back = counter.refund(asked);
        CHECK(given_back.state == RefundState::success);
        CHECK(given_back.asked_by == counter.asker.staff());
        CHECK(given_back.decided_by == counter.approver.staff());
        REQUIRE(counter.fake.refunds().size() == 1);
        CHECK(counter.fake.refunds().at(0).at("amount").as_int64() == 1500);
        CHECK(counter.story() == "PaymentBegun PaymentReady PaymentTaken RefundAsked RefundApproved RefundSent RefundPaid");
    });
}

TEST_CASE("nobody who may not, and nothing that was not paid, gets money back") {
    at_each_counter([](Counter& counter) {
        const auto waiting = counter.begin();
        counter.work();
        CHECK(counter.ask_refund(waiting, {100}, counter.asker).error().key == "payments.not_paid");
        const auto id = counter.paid();
        CHECK(counter.ask_refund(id, {100}, counter.clerk).error().kind == Kind::not_allowed);
        CHECK(counter.ask_refund(id, {100}, access::Actor::visitor()).error().kind == Kind::not_allowed);
        CHECK(counter.ask_refund(id, {0}, counter.asker).error().fields.front().field == "amount");
    });
}

TEST_CASE("refunds together never come to more than was paid, asked for at once or one after the other") {
    at_each_counter([](Counter& counter) {
        const auto id = counter.paid();
        CHECK(counter.ask_refund(id, {4501}, counter.asker).error().fields.front().field == "amount");
        const auto first = counter.approved(id, {3000});
        CHECK(counter.ask_refund(id, {1501}, counter.approver).error().fields.front().field == "amount");
        const auto second = counter.ask_refund(id, {1500}, counter.approver).value();
        REQUIRE(counter.attempt([&](db::Tx& tx) { return payments::decline_refund(tx, counter.approver, second); }));
        const auto third = counter.approved(id, {1500});
        counter.work();
        CHECK(counter.refund(first).state == RefundState::success);
        CHECK(counter.refund(second).state == RefundState::declined);
        CHECK(counter.refund(third).state == RefundState::success);
        CHECK(counter.ask_refund(id, {1}, counter.asker).error().fields.front().field == "amount");
        CHECK(counter.fake.refunds().size() == 2);
    });
}

TEST_CASE("two who ask for the last of it at the same moment do not both get it") {
    at_each_counter([](Counter& counter) {
        const auto id = counter.paid();
        std::atomic<int> granted{0};
        {
            std::vector<std::jthread> all;
            for (const auto& who : {counter.asker, counter.approver, counter.asker, counter.approver})
                all.emplace_back([&counter, &granted, who, id] { granted += counter.ask_refund(id, {3000}, who).has_value() ? 1 : 0; });
        }
        CHECK(granted == 1);
    });
}

TEST_CASE("a refund that somebody else has made impossible meanwhile is refused, and says so") {
    at_each_counter([](Counter& counter) {
        const auto id = counter.paid();
        counter.fake.plant({{"refund", json::object{{"id", counter.payment(id).provider_id}, {"amount", 3000}}}});
        const auto refund = counter.approved(id, {2000});
        counter.work();
        CHECK(counter.refund(refund).state == RefundState::refused);
        CHECK(counter.refund(refund).problem == "too_much");
        CHECK(counter.fake.refunds().size() == 1);
        CHECK(counter.story().ends_with("RefundAsked RefundApproved RefundFailed"));
        const auto smaller = counter.approved(id, {1500});
        counter.work();
        CHECK(counter.refund(smaller).state == RefundState::success);
    });
}

TEST_CASE("a refund whose answer was lost is found, not made again") {
    for (const int lag : {0, 120})
        at_each_counter([&](Counter& counter) {
            CAPTURE(lag);
            const auto id = counter.paid();
            const auto refund = counter.approved(id, {1000}), next = counter.approved(id, {1000});
            counter.fake.set({{"down", "drops"}, {"down_for", 2}, {"lag", lag}});  // asking for the sum, and the refund
            counter.work();
            CHECK(counter.refund(refund).state == RefundState::sent);
            CHECK(counter.fake.refunds().size() == 1);
            counter.work_for(10min, 20s);
            CHECK(counter.refund(refund).state == RefundState::success);
            CHECK(counter.refund(next).state == RefundState::success);
            CHECK(counter.refund(next).provider_id != counter.refund(refund).provider_id);
            CHECK(counter.fake.refunds().size() == 2);
        });
}

TEST_CASE("a refund waits for a provider that is down, and for money that is not theirs yet") {
    at_each_counter([](Counter& counter) {
        const auto id = counter.paid();
        const auto refund = counter.approved(id, {1000});
        for (const auto& [name, value] : {std::pair<const char*, json::value>{"down", "503"}, {"down", "429"}, {"down", "refused"}}) {
            counter.fake.set({{name, value}});
            counter.work_for(1min, 10s);
            CHECK(counter.refund(refund).state == RefundState::approved);
        }
        counter.fake.set({{"down", ""}, {"pending", true}});
        counter.work_for(2h, 10min);
        CHECK(counter.refund(refund).state == RefundState::approved);
        CHECK(counter.refund(refund).problem == "later");
        counter.fake.set({{"pending", false}});
        counter.work_for(2h, 10min);
        CHECK(counter.refund(refund).state == RefundState::success);
        CHECK(counter.fake.refunds().size() == 1);
    });
}

TEST_CASE("a refund on its way is followed to its end") {
    at_each_counter([](Counter& counter) {
        counter.fake.set({{"refunds", "submitted"}});
        const auto id = counter.paid();
        const auto paid = counter.approved(id, {1000});
        counter.work();
        CHECK(counter.refund(paid).state == RefundState::submitted);
        counter.fake.plant({{"refunds", "success"}});
        counter.work_for(10min, 5min);
        CHECK(counter.refund(paid).state == RefundState::success);
        const auto broken = counter.approved(id, {3500});
        counter.work();
        counter.fake.plant({{"refunds", "error"}});
        counter.work_for(10min, 5min);
        CHECK(counter.refund(broken).state == RefundState::error);
        CHECK(counter.ask_refund(id, {3500}, counter.asker));  // it did not arrive, so it can be asked for again
    });
}

TEST_CASE("a refund whose answer was lost, and which never arrived, is not tried for ever where somebody gave money back with the provider's tool") {
    for (const std::int64_t elsewhere : {500, 4000})
        at_each_counter([&](Counter& counter) {
            CAPTURE(elsewhere);
            const auto id = counter.paid();
            const auto refund = counter.approved(id, {1000});
            counter.fake.set({{"down", "drops"}, {"down_for", 2}});
            counter.work();
            REQUIRE(counter.refund(refund).state == RefundState::sent);
            counter.fake.plant({{"forget_refunds", counter.payment(id).provider_id}});
            counter.fake.plant({{"refund", json::object{{"id", counter.payment(id).provider_id}, {"amount", elsewhere}}}});
            counter.work_for(3h, 5min);
            const auto after = counter.refund(refund);
            CHECK(after.state == (elsewhere == 500 ? RefundState::success : RefundState::refused));
            if (elsewhere != 500) CHECK(after.problem == "too_much");
            CHECK(counter.fake.refunds().size() == (elsewhere == 500 ? 2U : 1U));
        });
}

TEST_CASE("a colleague of another team finds no payment, gives nothing back and approves nothing") {
    at_each_counter([](Counter& counter) {
        const auto id = counter.paid();
        CHECK(counter.ask_refund(id, {100}, counter.stranger).error().kind == Kind::not_found);
        const auto refund = counter.ask_refund(id, {100}, counter.asker).value();
        CHECK(counter.approve(refund, counter.stranger).error().kind == Kind::not_found);
        CHECK(counter.attempt([&](db::Tx& tx) { return payments::decline_refund(tx, counter.stranger, refund); }).error().kind == Kind::not_found);
        const auto waiting = [&](const access::Actor& who) { return counter.look([&](db::Tx& tx) { return payments::refunds_waiting(tx, who, 10).value(); }).size(); };
        CHECK(waiting(counter.stranger) == 0);
        CHECK(waiting(counter.asker) == 1);
        CHECK(counter.office.read([&](db::Tx& tx) { return payments::read(tx, counter.stranger, id); }).error().kind == Kind::not_found);
        CHECK(counter.look([&](db::Tx& tx) { return payments::payments_of(tx, counter.stranger, base::day_of(given::start)).value(); }).empty());
        CHECK(counter.refund(refund).state == RefundState::asked);
    });
}

// Whether our books and the provider's agree.

#include "payments/reconciling.h"
#include "payments/test/given_counter.h"

using namespace payments::test;

namespace {
const Day day = base::day_of(given::start);
}

TEST_CASE("a day on which both say the same has no differences") {
    at_each_counter([](Counter& counter) {
        counter.fake.set({{"refunds", "success"}});
        const auto id = counter.paid();
        counter.approved(id, {1000});
        counter.work();
        counter.begin();
        counter.work_for(30h, 1h);
        counter.reconcile(day);
        CHECK(counter.differences(day).empty());
        const auto compared = counter.look([&](db::Tx& tx) { return payments::day_compared(tx, counter.asker, day).value(); });
        REQUIRE(compared);
        CHECK(compared->ours == 2);
        CHECK(compared->theirs == 2);
    });
}

TEST_CASE("each way in which the books can differ is found, kept, told once, and gone when they agree") {
    at_each_counter([](Counter& counter) {
        const auto lost = counter.paid({100}), dearer = counter.paid({200}), otherwise = counter.paid({300}), given_back = counter.paid({400}), good = counter.paid({500});
        const auto name = [&](payments::PaymentId id) { return counter.payment(id).provider_id; };
        const auto stranger = counter.fake.plant({{"add", json::object{{"amount", 600}, {"reference", "paid elsewhere"}, {"status", "success"}}}}).at("id").as_string();
        counter.fake.plant({{"change", json::object{{"id", name(dearer)}, {"amount", 2000}}}});
        counter.fake.plant({{"change", json::object{{"id", name(otherwise)}, {"status", "failed"}}}});
        counter.fake.plant({{"refund", json::object{{"id", name(given_back)}, {"amount", 50}}}});
        counter.fake.plant({{"forget", name(lost)}});
        counter.work_for(30h, 5h);
        counter.reconcile(day);
        const std::string all =
            "amount 200 2000 success success\n"
            "missing_here 0 600  success\n"
            "missing_there 100 0 success \n"
            "refunds 0 50 success success\n"
            "state 300 300 success failed";
        CHECK(counter.differences(day) == all);
        counter.reconcile(day);
        CHECK(counter.differences(day) == all);
        const auto rows = counter.look([&](db::Tx& tx) { return payments::differences_of(tx, given::Office::chief(), day).value(); });
        CHECK(rows.size() == 5);  // a second look adds nothing
        const auto seen_by = [&](const access::Actor& who) { return counter.look([&](db::Tx& tx) { return payments::differences_of(tx, who, day).value(); }).size(); };
        CHECK(seen_by(counter.asker) == 4);     // what is no payment of theirs is for who may read all
        CHECK(seen_by(counter.stranger) == 0);
        for (const auto& row : rows) CHECK(counter.office.facts_of(row.id.value) == std::vector<std::string>{"payments.DifferenceFound"});

        counter.fake.plant({{"change", json::object{{"id", name(dearer)}, {"amount", 200}}}});
        counter.fake.plant({{"forget", stranger}});
        counter.reconcile(day);
        CHECK(counter.differences(day) == "missing_there 100 0 success \nrefunds 0 50 success success\nstate 300 300 success failed");
        CHECK(counter.look([&](db::Tx& tx) { return payments::open_differences(tx, counter.asker, 10).value(); }).size() == 3);
        CHECK(counter.payment(good).state == payments::State::success);
    });
}

TEST_CASE("a payment that nobody could ask for is missing there") {
    at_each_counter([](Counter& counter) {
        counter.fake.set({{"down", "401"}});
        counter.begin();
        counter.work_for(30h, 1h);
        counter.fake.set({{"down", ""}});
        counter.write([&](db::Tx& tx) { return payments::reconcile(tx, counter.asker, day); });
        counter.work();
        CHECK(counter.differences(day) == "missing_there 4500 0 asked ");
    });
}

TEST_CASE("while the provider cannot say its list nothing is found missing, and the day is compared later") {
    at_each_counter([](Counter& counter) {
        counter.paid();
        counter.office.clock.advance(30h);
        counter.tick();
        counter.fake.set({{"down", "500"}});
        counter.reconcile(day);
        CHECK(counter.differences(day).empty());
        CHECK_FALSE(counter.look([&](db::Tx& tx) { return payments::day_compared(tx, counter.asker, day).value(); }));
        counter.fake.set({{"down", ""}});
        counter.work_for(10min, 1min);
        CHECK(counter.look([&](db::Tx& tx) { return payments::day_compared(tx, counter.asker, day).value(); }));
    });
}

TEST_CASE("more payments than go on a page are all compared") {
    at_each_counter([](Counter& counter) {
        for (int i = 0; i < 205; ++i) counter.fake.plant({{"add", json::object{{"amount", i + 1}, {"reference", "other"}}}});
        counter.work_for(30h, 10h);
        counter.reconcile(day);
        const auto compared = counter.look([&](db::Tx& tx) { return payments::day_compared(tx, counter.asker, day).value(); });
        REQUIRE(compared);
        CHECK(compared->theirs == 205);
        CHECK(compared->open == 205);
    });
}

TEST_CASE("each day is compared by itself two hours after its end, and again where something is open") {
    at_each_counter([](Counter& counter) {
        const auto compared = [&] { return counter.look([&](db::Tx& tx) { return payments::day_compared(tx, counter.asker, day).value(); }); };
        const auto look_at = [&](Instant now) {
            counter.office.clock.set(now);
            counter.tick();
            counter.write([](db::Tx& tx) -> Result<void> {
                payments::schedule_days(tx);
                return {};
            });
            counter.work();
        };
        counter.fake.plant({{"add", json::object{{"amount", 600}, {"reference", "paid elsewhere"}}}});
        const Instant over(day + std::chrono::days{1});
        look_at(over + 2h - 1s);
        CHECK_FALSE(compared());
        look_at(over + 2h);
        REQUIRE(compared());
        CHECK(compared()->at == over + 2h);
        look_at(over + 3h);
        CHECK(compared()->at == over + 2h);
        look_at(over + 26h);
        CHECK(compared()->at == over + 26h);
    });
}

TEST_CASE("only who may see payments does, and only days that are over are compared") {
    at_each_counter([](Counter& counter) {
        const auto reconcile = [&](const access::Actor& who, Day when) { return counter.attempt([&](db::Tx& tx) { return payments::reconcile(tx, who, when); }); };
        CHECK(reconcile(counter.clerk, day).error().kind == Kind::not_allowed);
        CHECK(reconcile(counter.asker, day).error().key == "payments.day_not_over");
        const auto seen = [&](const access::Actor& who) { return counter.office.read([&](db::Tx& tx) { return payments::payments_of(tx, who, day); }); };
        counter.begin();
        CHECK(seen(counter.clerk).error().kind == Kind::not_allowed);
        CHECK(seen(counter.asker)->size() == 1);
    });
}

TEST_CASE("a day is the council's: what is paid at half past midnight in summer is of the new day, and the two books agree about it") {
    at_each_counter([](Counter& counter) {
        counter.office.clock.set(*base::parse_iso("2027-07-01T23:30:00Z"));  // 00:30 on 2 July in London
        counter.tick();
        counter.paid();
        const Day first = *base::parse_iso_day("2027-07-01"), second = *base::parse_iso_day("2027-07-02");
        const auto seen = [&](Day when) { return counter.look([&](db::Tx& tx) { return payments::payments_of(tx, counter.asker, when).value(); }).size(); };
        CHECK(seen(first) == 0);
        CHECK(seen(second) == 1);
        counter.work_for(30h, 1h);
        for (const auto day_compared : {first, second}) counter.reconcile(day_compared);
        const auto compared = [&](Day when) { return counter.look([&](db::Tx& tx) { return payments::day_compared(tx, counter.asker, when).value(); }).value(); };
        CHECK(compared(first).theirs == 0);
        CHECK(compared(second).ours == 1);
        CHECK(compared(second).theirs == 1);
        CHECK(compared(second).open == 0);
    });
}

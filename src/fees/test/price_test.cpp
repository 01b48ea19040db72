// What a request costs, by the tables of its service.

#include "fees/test/given_booth.h"

using namespace fees::test;

TEST_CASE("the price and its reason are what the tables of the service say") {
    Booth booth(db::Engine::sqlite);
    const auto price = [&](int how_many, const char* concession) {
        const auto found = fees::price_of(*booth.service, Booth::things(how_many, concession), booth.office.clock.now());
        return found ? fees::shown(**found) : found.error().key;
    };
    CHECK(price(1, "none") == "£32.00: 1 large item");
    CHECK(price(3, "support") == "£16.00: 3 large items, half price with council tax support");
    CHECK(price(4, "none") == "£48.00: 4 large items");
    CHECK(price(10, "none") == "£64.00: 10 large items");
    CHECK(price(10, "care_leaver") == "£0.00: 10 large items, free for care leavers under 25");
}

TEST_CASE("answers that no rule knows have no price, and cost nothing by no mistake") {
    Booth booth(db::Engine::sqlite);
    const auto price = fees::price_of(*booth.service, {{"what", "furniture"}}, booth.office.clock.now());
    REQUIRE_FALSE(price);
    CHECK(price.error().key == "fees.no_price");
}

TEST_CASE("what is given back hangs on the notice, and is never more than was paid") {
    Booth booth(db::Engine::sqlite);
    const auto back = [&](std::int64_t paid, std::int64_t notice) { return fees::given_back(*booth.service, Booth::things(2), {paid}, notice, booth.office.clock.now()).value()->amount.value; };
    CHECK(back(3200, 2) == 2700);
    CHECK(back(3200, fees::no_visit_near) == 2700);
    CHECK(back(3200, 1) == 0);
    CHECK(back(3200, -3) == 0);
    CHECK(back(300, 5) == 0);
}

TEST_CASE("a service with a fee whose map waits for no payment, or whose tables are missing, is found out before it is published") {
    Booth booth(db::Engine::sqlite);
    CHECK(fees::faults_of_fee(*booth.service, booth.office.clock.now()).empty());
    auto other = *booth.service;
    other.fee->decision = "Toll";
    CHECK(fees::faults_of_fee(other, booth.office.clock.now()).size() == 1);
    const auto missed = booth.counter.look([](db::Tx& tx) { return catalogue::find_live(tx, "missed-bin").value(); });
    auto no_wait = *missed;
    no_wait.fee = booth.service->fee;
    CHECK(fees::faults_of_fee(no_wait, booth.office.clock.now()).front().find("the map has no message 'paid'") != std::string::npos);
}

TEST_CASE("a table that asks how it ended speaks of every end, and one that does not only of who cancels") {
    Booth booth(db::Engine::sqlite);
    const auto now = booth.office.clock.now();
    const auto after = [&](const catalogue::Definition& service, const char* outcome) {
        const auto back = fees::given_back_after(service, Booth::things(2), {3200}, 0, outcome, now).value();
        return back ? back->amount.value : -1;
    };
    CHECK(after(*booth.service, "cannot_take") == 3200);
    CHECK(after(*booth.service, "collected") == 0);
    CHECK(after(*booth.service, "not_wanted") == 0);
    auto other = *booth.service;
    other.fee->given_back = "Full price";  // any table without the outcome
    CHECK_FALSE(fees::given_back_after(other, Booth::things(2), {3200}, 0, "cannot_take", now).value_or(std::nullopt));
}

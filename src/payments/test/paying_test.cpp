// A payment from its beginning to its end.

#include "payments/asking.h"
#include "payments/gov_uk_pay.h"
#include "payments/test/given_counter.h"

using namespace payments::test;
using payments::State;

namespace {

/// Not an exception that anybody expects: as if the program ended there.
struct Killed {};

/// Speaks with a provider, and is killed at its first call to make a payment.
class KilledAtCreation : public payments::GovUkPay {
public:
    KilledAtCreation(bool has_arrived) : GovUkPay(std::make_shared<const web::Outbound>(Counter::quick())), has_arrived_(has_arrived) {}
    payments::Said<payments::Standing> create(const payments::Account& account, const payments::Wish& wish) override {
        if (is_dead_) return GovUkPay::create(account, wish);
        is_dead_ = true;
        if (has_arrived_) (void)GovUkPay::create(account, wish);
        throw Killed{};
    }

private:
    bool has_arrived_, is_dead_ = false;
};

}  // namespace

TEST_CASE("what somebody pays by card is taken once, and everybody who must know is told") {
    at_each_counter([](Counter& counter) {
        const auto id = counter.begin();
        CHECK(counter.payment(id).state == State::asked);
        CHECK(counter.payment(id).next_url.empty());
        counter.work();
        const auto ready = counter.payment(id);
        CHECK(ready.state == State::created);
        CHECK(ready.next_url == counter.fake.url + "/pay/" + ready.provider_id);
        counter.fake.pay(ready.provider_id, good_card);
        counter.work_for(1min, 30s);
        const auto taken = counter.payment(id);
        CHECK(taken.state == State::success);
        CHECK(taken.settled == counter.office.clock.now() - 30s);
        CHECK(taken.next_url.empty());
        CHECK(taken.refundable == Pence{4500});
        CHECK(counter.story() == "PaymentBegun PaymentReady PaymentTaken");
        CHECK(counter.fake.payments().at(0).at("reference").as_string() == taken.reference);
        const auto calls = counter.fake.calls();
        counter.work_for(24h, 4h);
        CHECK(counter.fake.calls() == calls);  // it is over: nobody asks any more
    });
}

TEST_CASE("a payment that comes to nothing says why") {
    at_each_counter([](Counter& counter) {
        const auto declined = counter.begin(), broken = counter.begin(), left = counter.begin();
        counter.work();
        counter.fake.pay(counter.payment(declined).provider_id, declined_card);
        counter.fake.pay(counter.payment(broken).provider_id, broken_card);
        counter.work_for(2h, 5min);
        CHECK(counter.payment(declined).state == State::failed);
        CHECK(counter.payment(declined).code == "P0010");
        CHECK(counter.payment(broken).state == State::error);
        CHECK(counter.payment(left).state == State::failed);
        CHECK(counter.payment(left).code == "P0020");
    });
}

TEST_CASE("after a kill between the request and its answer there is one payment, whichever came first") {
    for (const bool has_arrived : {false, true})
        at_each_counter([&](Counter& counter) {
            CAPTURE(has_arrived);
            const payments::Office office{std::make_shared<KilledAtCreation>(has_arrived), payments::vault_of(counter.site, counter.random), &counter.random};
            counter.kinds.add(std::string(payments::ask_kind), payments::Asking(office));
            const auto id = counter.begin();
            CHECK_THROWS_AS(counter.work(), Killed);
            CHECK(counter.payment(id).state == State::asked);
            CHECK(counter.fake.payments().size() == (has_arrived ? 1 : 0));
            counter.begin_anew();
            counter.runner->start();
            for (int i = 0; i < 2000 && counter.payment(id).state == State::asked; ++i) counter.site.db.wait("test.nothing", 0, 5ms);
            counter.runner->stop();
            CHECK(counter.payment(id).state == State::created);
            REQUIRE(counter.fake.payments().size() == 1);
            CHECK(counter.fake.payments().at(0).at("id").as_string() == counter.payment(id).provider_id);
            CHECK(counter.story() == "PaymentBegun PaymentReady");
        });
}

TEST_CASE("a lost answer is no second payment") {
    at_each_counter([](Counter& counter) {
        counter.fake.set({{"down", "drops"}, {"down_for", 1}});
        const auto id = counter.begin();
        counter.work();
        CHECK(counter.payment(id).state == State::asked);
        CHECK(counter.payment(id).problem == "later");
        counter.work_for(10s, 5s);
        CHECK(counter.payment(id).state == State::created);
        CHECK(counter.payment(id).problem.empty());
        CHECK(counter.fake.payments().size() == 1);
    });
}

TEST_CASE("where the provider's own search lags, nobody is sent to a second payment, and it is shown") {
    at_each_counter([](Counter& counter) {
        counter.fake.set({{"down", "drops"}, {"down_for", 1}, {"lag", 600}});
        const auto id = counter.begin();
        counter.work();
        counter.work_for(10s, 5s);
        REQUIRE(counter.fake.payments().size() == 2);
        const auto handed_out = counter.payment(id);
        CHECK(handed_out.state == State::created);
        counter.fake.pay(handed_out.provider_id, good_card);
        counter.work_for(30h, 1h);
        CHECK(counter.payment(id).state == State::success);
        counter.reconcile(base::day_of(given::start));
        CHECK(counter.differences(base::day_of(given::start)) == "twin 0 4500  failed");
    });
}

TEST_CASE("a provider that is down, busy, slow or says nothing of use is asked again until it answers") {
    at_each_counter([](Counter& counter) {
        for (const auto* how : {"refused", "429", "500", "503", "silent", "endless", "redirects"}) {
            CAPTURE(how);
            counter.fake.set({{"down", how}});
            const auto id = counter.begin();
            counter.work();
            CHECK(counter.payment(id).state == State::asked);
            CHECK_FALSE(counter.payment(id).problem.empty());
            if (std::string_view(how) == "429") {
                counter.work_for(20s, 5s);
                CHECK(counter.payment(id).tries == 1);  // it asked for half a minute
            }
            counter.fake.set({{"down", ""}});
            counter.work_for(5min, 30s);
            CHECK(counter.payment(id).state == State::created);
        }
        CHECK(counter.fake.payments().size() == 7);
    });
}

TEST_CASE("what the provider refuses for good is over, with its reason") {
    at_each_counter([](Counter& counter) {
        counter.fake.set({{"down", "422"}});
        const auto id = counter.begin();
        counter.work();
        CHECK(counter.payment(id).state == State::refused);
        CHECK(counter.payment(id).code == "HTTP422");
        CHECK(counter.story() == "PaymentBegun PaymentEnded");
    });
}

TEST_CASE("a payment is cancelled before the provider has it, while it waits, and never once it is paid") {
    at_each_counter([](Counter& counter) {
        const auto cancel = [&](payments::PaymentId id) { return counter.attempt([&](db::Tx& tx) { return payments::cancel(tx, id); }); };
        const auto early = counter.begin();
        REQUIRE(cancel(early));
        counter.work();
        CHECK(counter.payment(early).state == State::cancelled);
        CHECK(counter.fake.payments().empty());

        const auto waiting = counter.begin();
        counter.work();
        REQUIRE(cancel(waiting));
        counter.work();
        CHECK(counter.payment(waiting).state == State::cancelled);

        const auto paid = counter.begin();
        counter.work();
        counter.fake.pay(counter.payment(paid).provider_id, good_card);
        REQUIRE(cancel(paid));  // we do not know yet
        counter.work();
        CHECK(counter.payment(paid).state == State::success);
        CHECK(cancel(paid).error().key == "payments.over");
    });
}

TEST_CASE("a payment that was asked for when it was cancelled is looked for and ended") {
    at_each_counter([](Counter& counter) {
        counter.fake.set({{"down", "drops"}, {"down_for", 1}});
        const auto id = counter.begin();
        counter.work();
        counter.write([&](db::Tx& tx) { return payments::cancel(tx, id); });
        counter.work_for(10s, 5s);
        CHECK(counter.payment(id).state == State::cancelled);
        REQUIRE(counter.fake.payments().size() == 1);
        CHECK(counter.fake.payments().at(0).at("status").as_string() == "cancelled");
    });
}

TEST_CASE("a message of the provider makes us ask; twice is no harm, and one that is not theirs is refused") {
    at_each_counter([](Counter& counter) {
        counter.open();
        const auto id = counter.begin();
        counter.work();
        const auto name = counter.payment(id).provider_id;
        counter.fake.pay(name, good_card);
        CHECK(counter.fake.tell(name, "a secret of somebody else") == 403);
        CHECK(counter.fake.tell(name, "") == 403);
        counter.work();
        CHECK(counter.payment(id).state == State::created);
        CHECK(counter.fake.tell(name) == 200);
        counter.work();
        CHECK(counter.payment(id).state == State::success);
        CHECK(counter.fake.tell(name) == 200);
        counter.work();
        CHECK(counter.story() == "PaymentBegun PaymentReady PaymentTaken");
        const auto stranger = json::serialize(counter.fake.plant({{"add", json::object{{"amount", 1}, {"reference", "other"}}}}));
        CHECK(counter.fake.tell(std::string(json::parse(stranger).at("id").as_string())) == 200);
        CHECK(counter.work() == 0);
    });
}

TEST_CASE("what cannot be paid is refused with the field and the reason") {
    at_each_counter([](Counter& counter) {
        const auto refused = [&](auto spoil) {
            auto wanted = Counter::bin();
            spoil(wanted);
            const auto begun = counter.attempt([&](db::Tx& tx) { return payments::begin(tx, counter.random, wanted); });
            REQUIRE(!begun);
            REQUIRE(begun.error().fields.size() == 1);
            return begun.error().fields.front().field;
        };
        CHECK(refused([](auto& p) { p.amount = Pence{0}; }) == "amount");
        CHECK(refused([](auto& p) { p.amount = Pence{-4500}; }) == "amount");
        CHECK(refused([](auto& p) { p.amount = Pence{10'000'001}; }) == "amount");
        CHECK(refused([](auto& p) { p.description = std::string(256, 'x'); }) == "description");
        CHECK(refused([](auto& p) { p.description = "<b>Bin</b>"; }) == "description");
        CHECK(refused([](auto& p) { p.return_url = "http://forms.example.gov.uk"; }) == "return_url");
        CHECK(refused([](auto& p) { p.ledger_code = "4 5"; }) == "ledger_code");
        CHECK(refused([](auto& p) { p.vat_code = ""; }) == "vat_code");
    });
}

TEST_CASE("without an account nothing can be paid, and the key is not to be read in the database") {
    for (const auto engine : given::engines()) {
        given::Office office(engine);
        base::SystemRandom random;
        const auto begun = office.write([&](db::Tx& tx) { return payments::begin(tx, random, Counter::bin()); });
        CHECK(begun.error().key == "payments.no_account");
        base::Config settings;
        settings.set("secret_key", std::string(64, '7'));
        const auto vault = access::Vault::of(settings, office.tenant.folder.path, engine, random).value();
        const auto set = [&](const access::Actor& who, const payments::Account& account) {
            return office.write([&](db::Tx& tx) { return payments::set_account(tx, who, vault, random, account, webhook_secret); });
        };
        CHECK(set(access::Actor::visitor(), {"https://pay.example", key}).error().kind == Kind::not_allowed);
        CHECK(set(given::Office::chief(), {"pay.example", "short"}).error().fields.size() == 2);
        REQUIRE(set(given::Office::chief(), {"https://pay.example/", key}));
        static constexpr db::Sql all{"test.account", "SELECT sealed_key FROM payments_account", "SELECT sealed_key FROM payments_account"};
        const auto sealed = office.read([&](db::Tx& tx) -> Result<std::string> { return tx.find<db::Bytes>(all)->value; }).value();
        CHECK(sealed.find(key) == std::string::npos);
        const auto opened = office.read([&](db::Tx& tx) { return payments::open_account(tx, [&]() -> Result<access::Vault> { return vault; }); }).value();
        CHECK(opened.address == "https://pay.example");
        CHECK(opened.key == key);
    }
}

TEST_CASE("nothing of a card is kept, though the provider sends it") {
    at_each_counter([](Counter& counter) {
        const auto id = counter.paid();
        const auto payment = counter.payment(id);
        const auto facts = counter.look([](db::Tx& tx) { return journal::facts_of(tx, 42); });
        for (const auto& fact : facts) CHECK(fact.data.find("1111") == std::string::npos);
        CHECK(payment.description == "Brown bin for a year");
        counter.write([](db::Tx& tx) -> Result<void> {
            payments::erase_about(tx, {"case", 42});
            return {};
        });
        CHECK(counter.payment(id).description.empty());
        CHECK(counter.payment(id).amount == Pence{4500});
    });
}

TEST_CASE("in a house for practice nothing leaves") {
    at_each_counter([](Counter& counter) {
        jobs::Kinds kinds;
        payments::install(kinds, {.outbound = Counter::quick(), .vault_of = payments::vault_of(counter.site, counter.random), .random = counter.random, .training = true});
        jobs::Runner practice(*counter.office.tenant.db, kinds, counter.office.clock, counter.random, {});
        const auto id = counter.begin();
        practice.run_due();
        CHECK(counter.payment(id).state == State::asked);
        CHECK(counter.fake.calls() == 0);
    });
}

TEST_CASE("money is said in pounds") {
    CHECK(base::to_pounds({5}) == "£0.05");
    CHECK(base::to_pounds({120'450}) == "£1,204.50");
    CHECK(base::to_pounds({100'000'000}) == "£1,000,000.00");
    CHECK(base::to_pounds({-300}) == "-£3.00");
}

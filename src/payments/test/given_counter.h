#pragma once
// For payments' tests: a council that takes money through a provider as bad as real ones are (fakes/pay), on each database.

#include "access/test/given_access.h"
#include "jobs/runner.h"
#include "payments/events.h"
#include "payments/hooks.h"
#include "payments/install.h"
#include "payments/owners.h"
#include "payments/payments.h"
#include "web/test/given_fake.h"
#include "web/test/given_site.h"

#include <boost/json.hpp>

#include <functional>

namespace payments::test {

using namespace std::chrono_literals;
namespace json = boost::json;

inline const std::string key = "api_test_0123456789abcdef", webhook_secret = "secret-of-the-webhook";
inline const std::string good_card = "4444333322221111", declined_card = "4000000000000002", broken_card = "4000000000000119";

/// fakes/pay.
struct FakePay : given::Fake {
    FakePay() : Fake("fakes/pay/pay") {}

    json::array payments() const { return state().at("payments").as_array(); }
    json::array refunds() const { return state().at("refunds").as_array(); }
    std::int64_t calls() const { return state().at("calls").as_int64(); }
    void pay(const std::string& id, const std::string& card) const { post("/pay", json::object{{"id", id}, {"card", card}}); }
    /// What our door answered to the provider's message.
    std::int64_t tell(const std::string& id, const std::string& secret = webhook_secret) const {
        return post("/tell", json::object{{"id", id}, {"secret", secret}}).at("answer").as_int64();
    }
    json::value plant(const json::object& what) const { return post("/plant", what); }
};

/// Everything here is for case 42, and that is one team's.
struct OneTeam : Owners {
    access::TeamId team;
    std::optional<OwnedBy> of(db::Tx&, const journal::Subject& subject) const override {
        return subject.id == 42 ? std::optional(OwnedBy{team}) : std::nullopt;
    }
    static OneTeam& the() {
        static OneTeam one;
        return one;
    }
};

struct Counter {
    given::Office office;
    FakePay fake;
    base::SystemRandom random;
    base::Config settings;
    web::Tenant site;
    jobs::Kinds kinds;
    std::unique_ptr<jobs::Runner> runner;
    given::TestGate gate;
    web::Live live;
    web::Router router;
    web::OneTenant tenants;
    std::unique_ptr<web::Server> server;
    access::Actor asker, approver, clerk, stranger;

    explicit Counter(db::Engine engine)
        : office(engine),
          site{.id = "demo", .name = "Demo", .base_url = "http://demo.example", .folder = office.tenant.folder.path, .db = *office.tenant.db, .settings = settings},
          tenants(site) {
        settings.set("secret_key", std::string(64, '7'));
        payments::install(kinds, {.outbound = quick(), .vault_of = vault_of(site, random), .random = random});
        begin_anew();
        const auto team = office.team("Parking");
        OneTeam::the().team = team;
        plug_in(OneTeam::the());
        asker = office.actor(office.staff("asker", {"team_leader"}, {team}));
        approver = office.actor(office.staff("approver", {"team_leader"}, {team}));
        clerk = office.actor(office.staff("clerk", {"agent"}, {team}));
        stranger = office.actor(office.staff("stranger", {"team_leader"}, {office.team("Trees")}));
        const auto vault = access::Vault::of(settings, site.folder, site.db.engine(), random).value();
        write([&](db::Tx& tx) { return set_account(tx, given::Office::chief(), vault, random, {fake.url, key}, webhook_secret); });
        tick();
    }
    ~Counter() {
        if (server) server->stop();
    }
    static web::OutboundSettings quick() {
        return {.networks = web::AddressSet::parse({"127.0.0.1"}).value(), .connect_within = 1000ms, .finish_within = 1000ms, .most_answer = 1024 * 1024};
    }
    /// As after the program was killed: another runner, which knows nothing of what was under way.
    void begin_anew() { runner = std::make_unique<jobs::Runner>(*office.tenant.db, kinds, office.clock, random, jobs::RunnerOptions{.patience = 50ms, .look_at_most = 20ms}); }
    /// Opens the door for the provider's messages.
    void open() {
        payments::install(router);
        web::ServerOptions options;
        options.listen = "127.0.0.1:0";
        options.workers = 4;
        options.per_client = options.per_client_writes = options.per_account = {};
        server = std::make_unique<web::Server>(options, web::House{.router = router, .tenants = tenants, .gate = gate, .live = live, .clock = office.clock, .random = random, .error_page = {}});
        fake.set({{"url", server->start().value() + "/payments/told"}});
    }

    template <class Change>
    void write(Change change) {
        const auto done = office.write([&](db::Tx& tx) -> Result<bool> {
            TRY(change(tx));
            return true;
        });
        if (!done) FAIL(done.error().key << " " << done.error().log);
    }
    template <class Change>
    auto attempt(Change change) {
        return office.write(change);
    }
    template <class Look>
    auto look(Look look) {
        using Seen = std::invoke_result_t<Look, db::Tx&>;
        return office.read([&](db::Tx& tx) -> Result<Seen> { return look(tx); }).value();
    }
    void tick() const { fake.set({{"clock", std::chrono::floor<std::chrono::seconds>(office.clock.now()).time_since_epoch().count()}}); }
    int work() { return runner->run_due(); }
    /// Lets time pass in steps and everything happen that is due.
    void work_for(Duration whole, Duration step) {
        for (Duration passed{0}; passed < whole; passed += step) {
            office.clock.advance(step);
            tick();
            work();
        }
    }

    static NewPayment bin(Pence amount = {4500}) {
        return {.subject = {"case", 42}, .amount = amount, .vat_code = "outside", .ledger_code = "WASTE/0101", .description = "Brown bin for a year",
                .return_url = "https://forms.example.gov.uk/paid"};
    }
    PaymentId begin(const NewPayment& wanted = bin()) {
        return attempt([&](db::Tx& tx) { return payments::begin(tx, random, wanted); }).value();
    }
    Payment payment(PaymentId id) {
        return look([&](db::Tx& tx) { return find(tx, id).value(); });
    }
    /// Begun, ready and paid.
    PaymentId paid(Pence amount = {4500}) {
        const auto id = begin(bin(amount));
        work();
        fake.pay(payment(id).provider_id, good_card);
        refresh(id);
        REQUIRE(payment(id).state == State::success);
        return id;
    }
    void refresh(PaymentId id) {
        write([&](db::Tx& tx) { return payments::refresh(tx, id); });
        work();
    }
    Result<RefundId> ask_refund(PaymentId id, Pence amount, const access::Actor& who) {
        return attempt([&](db::Tx& tx) { return payments::ask_refund(tx, who, id, amount, "Two were ordered"); });
    }
    Result<void> approve(RefundId id, const access::Actor& who) {
        return attempt([&](db::Tx& tx) { return approve_refund(tx, who, id); });
    }
    RefundId approved(PaymentId id, Pence amount) {
        const auto refund = ask_refund(id, amount, asker).value();
        REQUIRE(approve(refund, approver));
        return refund;
    }
    Refund refund(RefundId id) {
        return look([&](db::Tx& tx) { return find_refund(tx, id).value(); });
    }
    /// Facts about what everything here is for: "PaymentBegun PaymentReady …".
    std::string story() {
        std::string all;
        for (const auto& kind : office.facts_of(42)) all += (all.empty() ? "" : " ") + kind.substr(9);
        return all;
    }
    /// "amount 4500 9900" for each that is open, sorted.
    std::string differences(Day day) {
        std::vector<std::string> all;
        for (const auto& each : look([&](db::Tx& tx) { return differences_of(tx, given::Office::chief(), day).value(); }))
            if (!each.gone)
                all.push_back(fmt::format("{} {} {} {} {}", code_of(each.kind), each.ours.value_or(Pence{}).value, each.theirs.value_or(Pence{}).value, each.our_state,
                                          each.their_state));
        std::ranges::sort(all);
        return fmt::format("{}", fmt::join(all, "\n"));
    }
    void reconcile(Day day) {
        write([&](db::Tx& tx) { return payments::reconcile(tx, asker, day); });
        work();
    }
};

inline void at_each_counter(const std::function<void(Counter&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Counter counter(engine);
        test(counter);
    }
}

}  // namespace payments::test

#pragma once
// For connectors' tests: a tenant with its jobs, journal and hooks at work, and other systems that are as bad as real ones.

#include "connectors/answers.h"
#include "connectors/decisions.h"
#include "connectors/destination.h"
#include "connectors/errand_store.h"
#include "connectors/events.h"
#include "connectors/hooks.h"
#include "connectors/install.h"
#include "connectors/status.h"
#include "jobs/runner.h"
#include "journal/sequencer.h"
#include "web/test/given_fake.h"
#include "web/test/given_site.h"

#include <boost/json.hpp>

#include <functional>

namespace connectors::test {

using namespace std::chrono_literals;
namespace json = boost::json;

inline const std::string secret = "whsec_cm91bmRzIGFuZCBjb25uZWN0b3Jz";
inline const access::Actor admin = access::Actor::house("test");

using given::Fake;

/// One node of a tenant, with the door for callbacks open.
struct Link {
    given::Tenant tenant;
    base::StoppedClock clock{given::start};
    base::SystemRandom random;
    base::Config settings;
    web::Tenant site;
    web::Outbound outbound;
    journal::Sequencer sequencer;
    db::Lease lease;
    journal::Subscribers subscribers;
    jobs::Kinds kinds;
    jobs::Runner runner;
    journal::Follower follower;
    given::TestGate gate;
    web::Live live;
    web::Router router;
    web::OneTenant tenants;
    std::unique_ptr<web::Server> server;
    std::string url;
    std::vector<std::string> story;  // facts as they were heard: "ErrandAnswered open collected"

    static web::OutboundSettings quick() {
        return {.networks = web::AddressSet::parse({"127.0.0.1"}).value(), .connect_within = 1000ms, .finish_within = 1000ms, .most_answer = 64 * 1024};
    }
    explicit Link(db::Engine engine, const web::OutboundSettings& out = quick())
        : tenant(engine),
          site{.id = "demo", .name = "Demo", .base_url = "http://demo.example", .folder = tenant.folder.path, .db = *tenant.db, .settings = settings},
          outbound(out),
          sequencer(*tenant.db),
          lease(*tenant.db, "journal.sequencer", "test", 0ms),
          runner(*tenant.db, kinds, clock, random, {.patience = 50ms, .look_at_most = 20ms}),
          follower(*tenant.db, subscribers, clock, "test"),
          tenants(site) {
        settings.set("secret_key", std::string(64, '7'));
        install(subscribers, kinds, {.outbound = out, .vault_of = vault_of(site, random), .random = random, .folder = tenant.folder.path / "connectors"});
        subscribers.add({.name = "test.story", .kinds = {}, .hear = [this](db::Tx&, const journal::Fact& fact) -> Result<void> {
                             if (fact.kind.starts_with("connectors.Errand")) story.push_back(told(fact));
                             return {};
                         }});
    }
    ~Link() {
        if (server) server->stop();
    }
    static std::string told(const journal::Fact& fact) {
        const auto data = json::parse(fact.data).as_object();
        std::string out = fact.kind.substr(11);
        for (const auto* name : {"errand_kind", "outcome", "status", "reason"})
            if (const auto* value = data.if_contains(name); value != nullptr && value->is_string() && !value->get_string().empty()) out += ' ' + std::string(value->get_string());
        return out;
    }
    /// Opens the door for callbacks.
    Link& open() {
        connectors::install(router);
        web::ServerOptions options;
        options.listen = "127.0.0.1:0";
        options.workers = 8;
        options.per_client = options.per_client_writes = options.per_account = {};
        server = std::make_unique<web::Server>(options, web::House{.router = router, .tenants = tenants, .gate = gate, .live = live, .clock = clock, .random = random, .error_page = {}});
        url = server->start().value();
        return *this;
    }

    template <class Change>
    auto try_to(Change change) {
        return tenant.db->write(given::context(clock.now()), change);
    }
    template <class Change>
    void write(Change change) {
        const auto done = tenant.db->write(given::context(clock.now()), [&](db::Tx& tx) -> Result<bool> {
            TRY(change(tx));
            return true;
        });
        if (!done) FAIL(done.error().key << " " << done.error().log);
    }
    template <class Look>
    auto look(Look look) {
        using Seen = std::invoke_result_t<Look, db::Tx&>;
        return *tenant.db->read(given::context(clock.now()), [&](db::Tx& tx) -> Result<Seen> { return look(tx); });
    }

    void add(Settings wanted, bool with_secret = true) {
        const auto vault = access::Vault::of(settings, tenant.folder.path, tenant.db->engine(), random).value();
        write([&](db::Tx& tx) { return add_destination(tx, admin, wanted); });
        if (with_secret) write([&](db::Tx& tx) { return set_secret(tx, admin, vault, random, wanted.code, secret); });
    }
    void add_rounds(const Fake& fake) {
        add({.code = "rounds", .name = "Waste rounds", .address = fake.url + "/errands",
             .outcomes = {{"collected", "collected"}, {"not_out", "not_out"}, {"contaminated", "contaminated"}}});
        fake.set({{"url", url + "/hooks/rounds"}, {"secret", secret}});
        tick(fake);
    }
    /// The fake's clock is ours.
    void tick(const Fake& fake) const { fake.set({{"clock", std::chrono::floor<std::chrono::seconds>(clock.now()).time_since_epoch().count()}}); }

    static Errand some_errand(std::int64_t subject = 42, std::string kind = "open") {
        return {.destination = "rounds",
                .subject = {"case", subject},
                .kind = std::move(kind),
                .matter = {.reference = "7TQ2M9KX4BRW", .service = "missed-bin", .service_name = "Missed bin", .words = "The brown bin was left",
                           .place = {53.5, -2.3, "7 Albion Road", "100090000001", ""},
                           .answers = {{"bin", "Which bin?", "Brown"}, {"name", "Your name", "Ann Lee", true}},
                           .person = Person{"Ann Lee", "ann@example.com", ""}},
                .reply_by = given::start + std::chrono::days{7}};
    }
    ErrandId hand_over(const Errand& errand) {
        return *tenant.db->write(given::context(clock.now()), [&](db::Tx& tx) -> Result<ErrandId> { return connectors::hand_over(tx, errand); });
    }
    Standing standing(ErrandId id) {
        return look([&](db::Tx& tx) { return *find(tx, id); });
    }
    State state(ErrandId id) { return standing(id).state; }
    Destination destination(const std::string& code = "rounds") {
        return look([&](db::Tx& tx) { return *find_destination(tx, code); });
    }
    /// "handed_over failed sent answers"
    std::string history(ErrandId id) {
        std::string all;
        for (const auto& entry : look([&](db::Tx& tx) { return errand_store::history(tx, id); })) all += (all.empty() ? "" : " ") + entry.what;
        return all;
    }
    void hear() {
        if (tenant.db->engine() == db::Engine::postgres) {
            REQUIRE(lease.tend(clock.now()));
            while (sequencer.place_waiting(clock, lease).value() > 0) {
            }
        }
        REQUIRE(follower.drain());
    }
    /// Everything that is due now.
    int work() {
        const int ran = runner.run_due();
        hear();
        return ran;
    }
    /// Lets time pass in steps and everything happen that is due.
    void work_for(Duration whole, Duration step, const Fake* fake = nullptr) {
        for (Duration passed{0}; passed < whole; passed += step) {
            clock.advance(step);
            if (fake != nullptr) tick(*fake);
            work();
        }
    }
    void look_around() {
        write([](db::Tx& tx) -> Result<void> {
            jobs::schedule(tx, {.kind = "connectors.look"});
            return {};
        });
        work();
    }
};

inline void in_each_link(const std::function<void(Link&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Link link(engine);
        link.open();
        test(link);
    }
}

}  // namespace connectors::test

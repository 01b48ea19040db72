#pragma once
// For notifications' tests: a tenant with its journal, jobs and wording at work, and transports that tell.

#include "db/test/given.h"
#include "jobs/runner.h"
#include "journal/sequencer.h"
#include "journal/subscribers.h"
#include "notifications/events.h"
#include "notifications/install.h"
#include "notifications/templates.h"

#include <functional>
#include <mutex>

namespace notifications::test {

using namespace std::chrono_literals;

/// Keeps what it was handed, and answers as told.
class Tray final : public mail::Transport {
public:
    std::function<Result<mail::Receipt>()> answer = [] { return mail::Receipt{"250 OK"}; };

    Result<mail::Receipt> send(const mail::Envelope& envelope, std::string_view message) override {
        {
            const std::scoped_lock lock(mutex_);
            envelopes.push_back(envelope);
            messages.emplace_back(message);
        }
        return answer();
    }
    std::string describe() const override { return "a tray"; }

    std::vector<mail::Envelope> envelopes;
    std::vector<std::string> messages;

private:
    std::mutex mutex_;
};

inline Settings some_settings() {
    return {.from = *mail::Mailbox::parse("Testford Borough Council <no-reply@testford.example>"),
            .tenant_name = "Testford Borough Council",
            .mail_domain = "testford.example"};
}

inline Notice acknowledgement(std::string address = "ann@example.com") {
    return {.wording = "acknowledgement",
            .address = std::move(address),
            .about = {"case", 77},
            .values = {{"service", "Missed bin"},
                       {"reference", "7TQ2-M9KX-4BRW"},
                       {"promise", "Thursday 26 November 2026"},
                       {"track", "https://testford.example/track/7TQ2M9KX4BRW"},
                       {"council", "Testford Borough Council"}}};
}

/// One node of a tenant.
struct Node {
    base::SystemRandom random;
    journal::Subscribers subscribers;
    jobs::Kinds kinds;
    documents::Press press;
    jobs::Runner runner;

    Node(db::Database& database, const Clock& clock, mail::Transport& transport, Settings settings)
        : runner(database, kinds, clock, random, {.patience = 50ms, .look_at_most = 20ms}) {
        install(subscribers, kinds, transport, press, random, std::move(settings));
    }
};

struct Office {
    given::Tenant tenant;
    base::StoppedClock clock{given::start};
    journal::Sequencer sequencer;
    db::Lease lease;
    Tray tray;
    Node node;
    journal::Follower follower;

    template <class Change>
    auto write(Change change) {
        auto done = tenant.db->write(given::context(clock.now()), change);
        if (!done) FAIL(done.error().key << " " << done.error().log);
        return *done;
    }
    explicit Office(db::Engine engine, Settings settings = some_settings(), mail::Transport* transport = nullptr)
        : tenant(engine),
          sequencer(*tenant.db),
          lease(*tenant.db, "journal.sequencer", "test", 0ms),
          node(*tenant.db, clock, transport != nullptr ? *transport : tray, std::move(settings)),
          follower(*tenant.db, node.subscribers, clock, "test") {
        write([](db::Tx& tx) { return seed_templates(tx, "services/_letters"); });
    }

    template <class Change>
    Result<bool> try_to(Change change) {
        return tenant.db->write(given::context(clock.now()), [&](db::Tx& tx) -> Result<bool> {
            TRY(change(tx));
            return true;
        });
    }
    template <class Look>
    auto look(Look look) {
        using Seen = std::invoke_result_t<Look, db::Tx&>;
        return *tenant.db->read(given::context(clock.now()), [&](db::Tx& tx) -> Result<Seen> { return look(tx); });
    }
    MessageId queue(const Notice& notice) {
        return write([&](db::Tx& tx) -> Result<MessageId> { return notifications::queue(tx, notice); });
    }
    Message message(MessageId id) {
        return *look([&](db::Tx& tx) { return find(tx, id); });
    }
    std::vector<journal::Fact> facts(MessageId id) {
        return look([&](db::Tx& tx) { return journal::facts_of(tx, id.value); });
    }
    std::vector<jobs::DeadLetter> dead_letters() {
        return look([](db::Tx& tx) { return jobs::dead_letters(tx); });
    }
    /// What the house hears about what was announced.
    void hear() {
        if (tenant.db->engine() == db::Engine::postgres) {
            REQUIRE(lease.tend(clock.now()));
            while (sequencer.place_waiting(clock, lease).value() > 0) {
            }
        }
        REQUIRE(follower.drain());
    }
    /// Everything that is due now; how many tries were made.
    int work() {
        hear();
        const int ran = node.runner.run_due();
        hear();
        return ran;
    }
    /// Lets time pass until the message is settled.
    void work_until_settled(MessageId id) {
        for (int i = 0; i < 100; ++i, clock.advance(1h)) {
            work();
            if (message(id).state != State::queued && message(id).state != State::sending) return;
        }
    }
};

inline void in_each_office(const std::function<void(db::Engine)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        test(engine);
    }
}

/// "MessageQueued MessageSent"
inline std::string story(const std::vector<journal::Fact>& facts) {
    std::string out;
    for (const auto& fact : facts) out += (out.empty() ? "" : " ") + fact.kind.substr(fact.kind.find('.') + 1);
    return out;
}

}  // namespace notifications::test

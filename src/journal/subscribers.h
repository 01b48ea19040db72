#pragma once
// Who hears what. Upper rooms subscribe in their install.cpp; one node follows the journal for all of them.

#include "journal/journal.h"

#include "db/lease.h"

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

namespace journal {

struct Subscription {
    std::string name;                 // stable: its position is kept under it, e.g. "notifications.acknowledge"
    std::set<std::string> kinds;      // which facts; empty: all
    /// Runs in its own transaction together with the position. May run again for the same fact (a retry, a rebuild).
    std::function<Result<void>(db::Tx&, const Fact&)> hear;
    /// Empties what the subscriber keeps, so that it can be rebuilt from nothing; none: it cannot be rebuilt.
    std::function<void(db::Tx&)> forget;
    /// After a commit in which something was heard: to wake whoever works on it. May be missed; none: nobody waits.
    std::function<void(db::Database&)> committed;
};

class Subscribers {
public:
    void add(Subscription subscription);

    template <Event E>
    void on(std::string name, std::function<Result<void>(db::Tx&, const E&, const Fact&)> hear,
            std::function<void(db::Database&)> committed = {}) {
        add({std::move(name),
             {E::kind},
             [hear = std::move(hear)](db::Tx& tx, const Fact& fact) { return hear(tx, fact.as<E>(), fact); },
             {},
             std::move(committed)});
    }
    const std::vector<Subscription>& all() const { return subscriptions_; }
    /// Every kind somebody hears: for the inspector.
    std::set<std::string> kinds_heard() const;

private:
    std::vector<Subscription> subscriptions_;
};

/// A fact that a subscriber could not take after several tries; it went on without it.
struct Missed {
    std::string subscriber;
    Position position;
    std::string problem;  // the refusal's key, and its line for the log
    Instant at;
    std::optional<Instant> asked;  // to be heard once more, since then
};
std::vector<Missed> missed(db::Tx& tx);
/// The follower hears it once more, soon; it stays in the list if that fails too. `not_found` if it is not in the list.
Result<void> ask_again(db::Tx& tx, const std::string& subscriber, Position position);

/// Follows the journal for all subscribers of one tenant, on one node at a time.
class Follower {
public:
    Follower(db::Database& database, const Subscribers& subscribers, const Clock& clock, std::string node);
    ~Follower();

    void run();
    void stop();

    /// One round: every subscriber hears what is new; how many facts were handled. For the thread and for tests.
    Result<int> catch_up();
    /// Empties what a subscriber keeps and lets it hear everything again.
    Result<void> rebuild(const std::string& subscriber);
    /// Catches up until nothing is new: for tests and commands.
    Result<void> drain();

private:
    const Subscription* find(const std::string& name) const;
    Result<std::vector<const Subscription*>> find_behind();
    Result<int> serve(const Subscription& subscription);
    Result<int> hear_page(const Subscription& subscription, int limit);
    Result<int> hear_asked();
    Result<void> hear_missed(const std::string& subscriber, Position position);
    db::Context context() const;

    db::Database& database_;
    const Subscribers& subscribers_;
    const Clock& clock_;
    db::Lease lease_;
    std::map<std::string, int> failures_;
    std::jthread thread_;
};

/// Hears every placed fact on every node, outside transactions: for pages that are open. Starts after a position, or at
/// the head as its thread first sees it.
class Tail {
public:
    Tail(db::Database& database, const Clock& clock, std::function<void(const Fact&)> hear,
         std::optional<Position> after = std::nullopt);
    ~Tail();

private:
    void follow(const std::stop_token& stop);
    bool hear_page();
    db::Database& database_;
    const Clock& clock_;
    std::function<void(const Fact&)> hear_;
    std::optional<Position> position_;
    std::jthread thread_;
};

}  // namespace journal

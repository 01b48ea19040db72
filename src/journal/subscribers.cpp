#include "journal/subscribers.h"

#include "base/log.h"
#include "journal/chain.h"
#include "journal/queries.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace journal {
namespace {

using namespace std::chrono_literals;

constexpr int facts_a_page = 200;
constexpr int most_tries = 5;
constexpr int most_asked = 20;  // in one round

/// The database's own trouble passes, and is no fault of the subscriber's; a node that follows no longer leaves it to who does.
bool passes(const Refusal& refusal) {
    return refusal.key == "db.unavailable" || refusal.key == "db.busy" || refusal.key == "journal.not_leader";
}

/// What a subscriber throws, as a refusal.
template <class F>
auto caught(F&& hear) -> std::invoke_result_t<F> {
    try {
        return hear();
    } catch (const std::exception& thrown) {
        return refuse(Kind::unavailable, "journal.broken", thrown.what());
    }
}

bool hears(const Subscription& subscription, const Fact& fact) {
    return subscription.kinds.empty() || subscription.kinds.contains(fact.kind);
}

/// Each hears a page from where it was. Most of them are at the same place, and for most of them a page holds nothing.
struct HeardTogether {
    int facts = 0;
    std::vector<const Subscription*> those;  // who heard something
};
Result<HeardTogether> hear_together(db::Tx& tx, const std::vector<const Subscription*>& subscriptions) {
    HeardTogether heard;
    std::map<Position, std::vector<Fact>> pages;
    for (const auto* subscription : subscriptions) {
        const auto position = tx.find<Position>(sql::reader_position, subscription->name).value_or(0);
        auto [page, is_new] = pages.try_emplace(position);
        if (is_new) page->second = facts_after(tx, position, facts_a_page);
        const auto& facts = page->second;
        if (facts.empty()) continue;
        bool has_heard = false;
        for (const auto& fact : facts)
            if (hears(*subscription, fact)) {
                TRY(subscription->hear(tx, fact));
                has_heard = true;
            }
        if (has_heard) heard.those.push_back(subscription);
        tx.run(sql::save_reader, subscription->name, facts.back().position);
        heard.facts += static_cast<int>(facts.size());
    }
    return heard;
}

}  // namespace

void Subscribers::add(Subscription subscription) {
    if (std::ranges::find(subscriptions_, subscription.name, &Subscription::name) != subscriptions_.end())
        throw std::logic_error("two subscribers are called " + subscription.name);
    subscriptions_.push_back(std::move(subscription));
}

std::set<std::string> Subscribers::kinds_heard() const {
    std::set<std::string> kinds;
    for (const auto& subscription : subscriptions_) kinds.insert(subscription.kinds.begin(), subscription.kinds.end());
    return kinds;
}

std::vector<Missed> missed(db::Tx& tx) {
    std::vector<Missed> all;
    for (const auto row : tx.query(sql::missed)) {
        auto [subscriber, position, problem, at, asked] = row.as<std::string, Position, std::string, Instant, std::optional<Instant>>();
        all.push_back({std::move(subscriber), position, std::move(problem), at, asked});
    }
    return all;
}

Result<void> ask_again(db::Tx& tx, const std::string& subscriber, Position position) {
    if (tx.change(sql::ask_again, tx.now(), subscriber, position) != 1) return refuse(Kind::not_found, "journal.not_missed");
    return {};
}

// ---- following ------------------------------------------------------------------------------------------------------

Follower::Follower(db::Database& database, const Subscribers& subscribers, const Clock& clock, std::string node)
    : database_(database),
      subscribers_(subscribers),
      clock_(clock),
      lease_(database, "journal.follower", std::move(node)) {}

Follower::~Follower() { stop(); }

db::Context Follower::context() const { return {.actor = "system:journal", .channel = "system", .now = clock_.now()}; }

const Subscription* Follower::find(const std::string& name) const {
    const auto found = std::ranges::find(subscribers_.all(), name, &Subscription::name);
    return found == subscribers_.all().end() ? nullptr : &*found;
}

/// Hears up to `limit` facts in one transaction together with the new position; how far it got in facts read.
Result<int> Follower::hear_page(const Subscription& subscription, int limit) {
    bool heard = false;
    const auto read = database_.write(context(), [&](db::Tx& tx) -> Result<int> {
        heard = false;
        if (!lease_.guard(tx)) return refuse(Kind::conflict, "journal.not_leader");
        const auto position = tx.find<Position>(sql::reader_position, subscription.name).value_or(0);
        const auto facts = facts_after(tx, position, limit);
        if (facts.empty()) return 0;
        for (const auto& fact : facts)
            if (hears(subscription, fact)) {
                TRY(subscription.hear(tx, fact));
                heard = true;
            }
        tx.run(sql::save_reader, subscription.name, facts.back().position);
        return static_cast<int>(facts.size());
    });
    if (read && heard && subscription.committed) subscription.committed(database_);
    return read;
}

/// A page at a time; when a page fails, one fact at a time; when one fact keeps failing, on without it.
Result<int> Follower::serve(const Subscription& subscription) {
    const auto limit = failures_[subscription.name] == 0 ? facts_a_page : 1;
    auto heard = caught([&] { return hear_page(subscription, limit); });
    if (heard) {
        failures_[subscription.name] = 0;
        return heard;
    }
    const auto& refusal = heard.error();
    if (passes(refusal)) return heard;
    base::log::warning("a subscriber failed", {{"subscriber", subscription.name}, {"key", refusal.key}, {"problem", refusal.log}});
    if (++failures_[subscription.name] <= most_tries) return heard;
    failures_[subscription.name] = 0;
    return database_.write(context(), [&](db::Tx& tx) -> Result<int> {
        if (!lease_.guard(tx)) return refuse(Kind::conflict, "journal.not_leader");
        const auto position = tx.find<Position>(sql::reader_position, subscription.name).value_or(0);
        tx.run(sql::add_missed, subscription.name, position + 1, refusal.key + " " + refusal.log, tx.now());
        tx.run(sql::save_reader, subscription.name, position + 1);
        return 1;
    });
}

/// Who has something to hear. A read, so that a house where nothing happens writes nothing.
Result<std::vector<const Subscription*>> Follower::find_behind() {
    return database_.read(context(), [&](db::Tx& tx) -> Result<std::vector<const Subscription*>> {
        std::vector<const Subscription*> behind;
        const auto newest = head(tx);
        for (const auto& subscription : subscribers_.all())
            if (tx.find<Position>(sql::reader_position, subscription.name).value_or(0) < newest) behind.push_back(&subscription);
        return behind;
    });
}

Result<int> Follower::catch_up() {
    if (!lease_.tend(clock_.now())) return 0;
    const auto behind = TRY(find_behind());
    int total = TRY(hear_asked());
    if (behind.empty()) return total;
    // In one transaction, which costs one commit instead of one for each; where somebody refuses, all of it is undone, and each is served.
    const bool are_sound = std::ranges::none_of(behind, [&](const auto* subscription) { return failures_[subscription->name] > 0; });
    if (are_sound) {
        const auto together = caught([&] {
            return database_.write(context(), [&](db::Tx& tx) -> Result<HeardTogether> {
                if (!lease_.guard(tx)) return refuse(Kind::conflict, "journal.not_leader");
                return hear_together(tx, behind);
            });
        });
        if (together) {
            for (const auto* subscription : together->those)
                if (subscription->committed) subscription->committed(database_);
            return total + together->facts;
        }
    }
    for (const auto* subscription : behind) {
        const auto heard = serve(*subscription);
        if (heard)
            total += *heard;
        else if (heard.error().key == "journal.not_leader")
            return total;
        else
            ++total;  // a failed try is worth another round
    }
    return total;
}

Result<void> Follower::drain() {
    for (;;) {
        const auto heard = TRY(catch_up());
        if (heard == 0) return {};
    }
}

/// What a person asked to be heard once more; how many were tried. What fails again stays in the list, with the new problem.
Result<int> Follower::hear_asked() {
    using Asked = std::vector<std::pair<std::string, Position>>;
    const auto asked = TRY(database_.read(context(), [](db::Tx& tx) -> Result<Asked> {
        Asked all;
        for (const auto row : tx.query(sql::asked_again, most_asked)) all.emplace_back(row.get<std::string>(0), row.get<Position>(1));
        return all;
    }));
    int tried = 0;
    for (const auto& [subscriber, position] : asked) {
        const auto heard = caught([&] { return hear_missed(subscriber, position); });
        if (!heard && passes(heard.error())) return tried;
        ++tried;
        if (heard) continue;
        const auto problem = heard.error().key + " " + heard.error().log;
        TRY(database_.write(context(), [&](db::Tx& tx) -> Result<bool> {
            tx.run(sql::add_missed, subscriber, position, problem, tx.now());
            return true;
        }));
    }
    return tried;
}

Result<void> Follower::hear_missed(const std::string& subscriber, Position position) {
    const auto* subscription = find(subscriber);
    if (subscription == nullptr) return refuse(Kind::not_found, "journal.no_such_subscriber", subscriber);
    TRY(database_.write(context(), [&](db::Tx& tx) -> Result<bool> {
        if (!lease_.guard(tx)) return refuse(Kind::conflict, "journal.not_leader");
        for (const auto row : tx.query(sql::fact_at, position)) {
            auto fact = fact_from(row);
            fact.position = position;
            TRY(subscription->hear(tx, fact));
        }
        tx.run(sql::end_missed, subscriber, position);
        return true;
    }));
    if (subscription->committed) subscription->committed(database_);
    return {};
}

Result<void> Follower::rebuild(const std::string& subscriber) {
    const auto* subscription = find(subscriber);
    if (subscription == nullptr || !subscription->forget)
        return refuse(Kind::not_found, "journal.no_such_subscriber", subscriber);
    TRY(database_.write(context(), [&](db::Tx& tx) -> Result<bool> {
        subscription->forget(tx);
        tx.run(sql::save_reader, subscriber, Position{0});
        tx.run(sql::end_missed_of, subscriber);
        return true;
    }));
    return {};
}

void Follower::run() {
    thread_ = std::jthread([this](const std::stop_token& stop) {
        std::uint64_t seen = 0;
        while (!stop.stop_requested()) {
            try {
                const auto heard = catch_up();
                const bool failing = std::ranges::any_of(failures_, [](const auto& f) { return f.second > 0; });
                if (heard && *heard > 0 && !failing) continue;
                seen = database_.wait(placed_signal, seen, failing ? 100ms : 1000ms);
            } catch (const std::exception& problem) {
                base::log::error("following the journal failed", {{"problem", problem.what()}});
                seen = database_.wait(placed_signal, seen, 1000ms);
            }
        }
        lease_.leave(clock_.now());
    });
}

void Follower::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    database_.raise(placed_signal);
    thread_.join();
}

// ---- open pages -----------------------------------------------------------------------------------------------------

Tail::Tail(db::Database& database, const Clock& clock, std::function<void(const Fact&)> hear, std::optional<Position> after)
    : database_(database), clock_(clock), hear_(std::move(hear)), position_(after) {
    thread_ = std::jthread([this](const std::stop_token& stop) { follow(stop); });
}

Tail::~Tail() {
    thread_.request_stop();
    database_.raise(placed_signal);
    thread_.join();
}

void Tail::follow(const std::stop_token& stop) {
    std::uint64_t seen = 0;
    while (!stop.stop_requested()) {
        bool heard = false;
        try {
            heard = hear_page();
        } catch (const std::exception& problem) {
            base::log::error("open pages could not hear the journal", {{"problem", problem.what()}});
        }
        if (!heard) seen = database_.wait(placed_signal, seen, 1000ms);
    }
}

/// True if there was something, and so there may be more.
bool Tail::hear_page() {
    std::vector<Fact> facts;
    const auto read = database_.read(db::Context{.actor = "system:tail", .now = clock_.now()}, [&](db::Tx& tx) -> Result<bool> {
        if (!position_)
            position_ = head(tx);
        else
            facts = facts_after(tx, *position_, facts_a_page);
        return true;
    });
    for (const auto& fact : facts) {
        hear_(fact);
        position_ = fact.position;
    }
    return read && !facts.empty();
}

}  // namespace journal

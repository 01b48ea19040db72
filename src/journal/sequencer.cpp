#include "journal/sequencer.h"

#include "base/log.h"
#include "journal/chain.h"
#include "journal/queries.h"

#include <algorithm>
#include <limits>
#include <map>

namespace journal {
namespace {

using namespace std::chrono_literals;

/// By time, and within a subject by number, whatever the clocks of the nodes say.
void put_in_order(std::vector<Fact>& facts) {
    std::ranges::stable_sort(facts, {}, [](const Fact& f) { return f.at; });
    std::map<std::int64_t, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < facts.size(); ++i) places[facts[i].subject.id].push_back(i);
    for (const auto& [subject, indexes] : places) {
        std::vector<Fact> own;
        for (const auto i : indexes) own.push_back(std::move(facts[i]));
        std::ranges::sort(own, {}, &Fact::number);
        for (std::size_t i = 0; i < indexes.size(); ++i) facts[indexes[i]] = std::move(own[i]);
    }
}

}  // namespace

std::vector<PlaceToCome> places_to_come(db::Tx& tx) {
    std::vector<Fact> facts;
    for (const auto row : tx.query(sql::waiting_facts, std::numeric_limits<std::int64_t>::max())) facts.push_back(fact_from(row));
    put_in_order(facts);
    auto head = find_head(tx);
    std::vector<PlaceToCome> places;
    for (const auto& fact : facts) {
        head.hash = chain(head.hash, ++head.position, fact);
        places.push_back({head.position, fact.id, head.hash});
    }
    return places;
}

Sequencer::Sequencer(db::Database& database) : database_(database) { database_.at_commit(this); }

Sequencer::~Sequencer() {
    stop();
    database_.at_commit(nullptr);
}

void Sequencer::before_commit(db::Tx& tx, std::span<const std::unique_ptr<db::Attachment>> attachments) {
    auto head = find_head(tx);
    for (const auto& attachment : attachments)
        for (const auto& fact : static_cast<const Announced&>(*attachment).facts) place(tx, head, fact);
}

void Sequencer::committed() {
    database_.raise(database_.engine() == db::Engine::sqlite ? placed_signal : waiting_signal);
}

Result<int> Sequencer::place_waiting(const Clock& clock, db::Lease& lease) {
    constexpr int most_at_once = 1000;
    const auto placed = database_.write(
        db::Context{.actor = "system:sequencer", .now = clock.now()},
        [&](db::Tx& tx) -> Result<int> {
            if (!lease.guard(tx)) return refuse(Kind::conflict, "journal.not_leader");
            std::vector<Fact> facts;
            for (const auto row : tx.query(sql::waiting_facts, most_at_once)) facts.push_back(fact_from(row));
            put_in_order(facts);
            auto head = find_head(tx);
            for (const auto& fact : facts) {
                place(tx, head, fact);
                tx.run(sql::end_waiting, fact.id);
            }
            return static_cast<int>(facts.size());
        },
        db::Isolation::read_committed);
    if (placed && *placed > 0) database_.raise(placed_signal);
    return placed;
}

void Sequencer::run(const Clock& clock, std::string node) {
    if (database_.engine() == db::Engine::sqlite) return;
    thread_ = std::jthread([this, &clock, node = std::move(node)](const std::stop_token& stop) {
        db::Lease lease(database_, "journal.sequencer", node);
        std::uint64_t seen = 0;
        while (!stop.stop_requested()) {
            try {
                if (lease.tend(clock.now())) {
                    const auto placed = place_waiting(clock, lease);
                    if (placed && *placed > 0) continue;  // there may be more
                }
            } catch (const std::exception& problem) {
                base::log::error("placing facts failed", {{"problem", problem.what()}});
            }
            seen = database_.wait(waiting_signal, seen, 500ms);
        }
        lease.leave(clock.now());
    });
}

void Sequencer::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    database_.raise(waiting_signal);
    thread_.join();
}

}  // namespace journal

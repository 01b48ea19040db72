#include "jobs/nodes.h"

#include "base/log.h"
#include "db/migrations.h"
#include "jobs/queries.h"

#include <mutex>
#include <set>

namespace jobs {
namespace {

[[maybe_unused]] const bool nodes_pass = db::register_passing("jobs_node", "which nodes live; they say so anew");

/// The nodes of this very process: the only ones that can live on a SQLite file.
struct Here {
    std::mutex mutex;
    std::set<std::string> nodes;
};
Here& here() {
    static Here nodes;
    return nodes;
}
bool is_here(const std::string& node) {
    const std::scoped_lock lock(here().mutex);
    return here().nodes.contains(node);
}

db::Context clerk(Instant now) { return {.actor = "system:jobs", .channel = "job", .request_id = "", .now = now}; }

constexpr auto committed = db::Isolation::read_committed;
constexpr std::int64_t never_beat = -1;  // holds jobs, but has no seat

}  // namespace

Nodes::Nodes(db::Database& database, std::string self, std::chrono::milliseconds patience)
    : database_(database), self_(std::move(self)), patience_(patience) {
    const std::scoped_lock lock(here().mutex);
    here().nodes.insert(self_);
}

Nodes::~Nodes() {
    const std::scoped_lock lock(here().mutex);
    here().nodes.erase(self_);
}

Result<void> Nodes::join(Instant now) {
    if (database_.engine() == db::Engine::postgres)
        return database_.write(
            clerk(now),
            [&](db::Tx& tx) -> Result<void> {
                tx.run(sql::join, self_);
                return {};
            },
            committed);
    return database_.write(clerk(now), [&](db::Tx& tx) -> Result<void> {
        std::vector<std::string> former;
        for (const auto row : tx.query(sql::running_nodes))
            if (auto node = row.get<std::string>(0); !is_here(node)) former.push_back(std::move(node));
        for (const auto& node : former) {
            tx.run(sql::drop_superseded_of, node);
            tx.run(sql::release_of, node);
        }
        return {};
    });
}

Result<bool> Nodes::beat(Instant now) {
    if (database_.engine() == db::Engine::sqlite) return true;
    return database_.write(
        clerk(now),
        [&](db::Tx& tx) -> Result<bool> {
            if (tx.change(sql::beat, self_) == 1) return true;
            tx.run(sql::join, self_);
            return false;
        },
        committed);
}

Result<std::int64_t> Nodes::release_silent(Instant now, Moment moment) {
    if (database_.engine() == db::Engine::sqlite) return 0;
    std::map<std::string, std::int64_t> beats;
    TRY(database_.read(clerk(now), [&](db::Tx& tx) -> Result<void> {
        beats.clear();
        for (const auto row : tx.query(sql::running_nodes)) beats[row.get<std::string>(0)] = never_beat;
        for (const auto row : tx.query(sql::nodes)) beats[row.get<std::string>(0)] = row.get<std::int64_t>(1);
        return {};
    }));
    beats.erase(self_);
    std::erase_if(seen_, [&](const auto& seen) { return !beats.contains(seen.first); });
    std::int64_t released = 0;
    for (const auto& [node, beat] : beats) {
        const auto [place, is_new] = seen_.try_emplace(node, Seen{beat, moment});
        if (!is_new && place->second.beat == beat && moment - place->second.since >= patience_)
            released += TRY(release(node, beat, now));
        else if (place->second.beat != beat)
            place->second = {beat, moment};
    }
    return released;
}

Result<std::int64_t> Nodes::release(const std::string& node, std::int64_t beat, Instant now) {
    const auto released = database_.write(
        clerk(now),
        [&](db::Tx& tx) -> Result<std::int64_t> {
            // If it beat meanwhile, it lives.
            if (beat != never_beat && tx.change(sql::strike_off, node, beat) == 0) return 0;
            tx.run(sql::drop_superseded_of, node);
            return tx.change(sql::release_of, node);
        },
        committed);
    if (released && *released != 0) base::log::warning("a silent node lost its jobs", {{"node", node}, {"jobs", *released}});
    return released;
}

void Nodes::leave(Instant now) {
    (void)database_.write(
        clerk(now),
        [&](db::Tx& tx) -> Result<void> {
            tx.run(sql::drop_superseded_of, self_);
            tx.run(sql::release_of, self_);
            tx.run(sql::leave, self_);
            return {};
        },
        committed);
}

}  // namespace jobs

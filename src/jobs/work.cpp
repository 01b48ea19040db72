#include "jobs/work.h"

#include "jobs/queries.h"

#include <algorithm>

namespace jobs {
namespace {

db::Context worker(Instant now) { return {.actor = "system:jobs", .channel = "job", .request_id = "", .now = now}; }

/// A newer job of the same key may slip in between the look and the change; the second look sees it.
template <class F>
Result<void> write_twice(db::Database& database, Instant now, const F& change) {
    const auto kept = database.write(worker(now), change, db::Isolation::read_committed);
    if (!kept && kept.error().key == "db.constraint")
        return database.write(worker(now), change, db::Isolation::read_committed);
    return kept;
}

/// The first multiple of the period after now, counted from the old deadline. A deadline more than two periods ahead
/// was set by a clock that has been set back since, and is drawn in to between one and two.
Instant following(Instant next, Duration period, Instant now) {
    const auto missed = (now - next) / period;
    if (next <= now) return next + (missed + 1) * period;
    return now + period + (next - now) % period;
}

}  // namespace

Result<std::vector<Work>> fetch(db::Database& database, const std::string& node, const std::string& kinds, Instant now,
                                int limit) {
    return database.write(
        worker(now),
        [&](db::Tx& tx) -> Result<std::vector<Work>> {
            std::vector<Work> taken;
            for (const auto row : tx.query(sql::fetch, node, now, kinds, limit)) {
                auto& work = taken.emplace_back();
                std::tie(work.id, work.kind, work.key, work.payload, work.attempts, work.token, work.request_id) =
                    row.as<JobId, std::string, std::string, std::string, std::int64_t, std::int64_t, std::string>();
            }
            return taken;
        },
        db::Isolation::read_committed);
}

std::vector<std::string> due_kinds(db::Tx& tx, Instant now) {
    std::vector<std::string> kinds;
    for (const auto row : tx.query(sql::due_kinds, now)) kinds.push_back(row.get<std::string>(0));
    return kinds;
}

bool complete(db::Tx& tx, const Work& work) { return tx.change(sql::complete, work.id, work.token) == 1; }

Result<void> give_back(db::Database& database, const Work& work, Instant due, const std::string& problem, Instant now) {
    return write_twice(database, now, [&](db::Tx& tx) -> Result<void> {
        if (tx.change(sql::give_back, due, problem, now, work.id, work.token) == 0) complete(tx, work);
        return {};
    });
}

Result<void> give_back_untouched(db::Database& database, const Work& work, Instant now) {
    return write_twice(database, now, [&](db::Tx& tx) -> Result<void> {
        if (tx.change(sql::give_back_untouched, work.id, work.token) == 0) complete(tx, work);
        return {};
    });
}

Result<void> bury(db::Database& database, const Work& work, const std::string& problem, Instant now) {
    return write_twice(database, now, [&](db::Tx& tx) -> Result<void> {
        if (tx.change(sql::bury, problem, now, work.id, work.token) == 0) complete(tx, work);
        return {};
    });
}

Result<int> fire_timers(db::Database& database, Instant now) {
    return database.write(worker(now), [&](db::Tx& tx) -> Result<int> {
        struct Due {
            std::string name, kind, payload;
            Duration period;
            Instant next;
        };
        std::vector<Due> timers;
        for (const auto row : tx.query(sql::timers_to_tend, now, now)) {
            auto [name, kind, payload, period, next] =
                row.as<std::string, std::string, std::string, Duration, Instant>();
            timers.push_back({std::move(name), std::move(kind), std::move(payload), period, next});
        }
        int fired = 0;
        for (const auto& timer : timers) {
            // Another node may have moved it meanwhile: whoever moves it, fires it.
            const auto later = following(timer.next, timer.period, now);
            if (tx.change(sql::move_timer, later, timer.name, timer.next) == 0 || timer.next > now) continue;
            schedule(tx, {.kind = timer.kind, .key = timer.name, .payload = timer.payload});
            ++fired;
        }
        return fired;
    });
}

bool do_timers_call(db::Tx& tx, Instant now) {
    return tx.find<std::string>(sql::timers_to_tend, now, now).has_value();
}

Result<std::vector<Work>> held_by(db::Database& database, const std::string& node, Instant now) {
    return database.read(worker(now), [&](db::Tx& tx) -> Result<std::vector<Work>> {
        std::vector<Work> held;
        for (const auto row : tx.query(sql::held_by, node)) {
            auto& work = held.emplace_back();
            std::tie(work.id, work.token) = row.as<JobId, std::int64_t>();
        }
        return held;
    });
}

}  // namespace jobs

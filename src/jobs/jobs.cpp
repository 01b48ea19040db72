#include "jobs/jobs.h"

#include "jobs/queries.h"

namespace jobs {

JobId schedule(db::Tx& tx, const Job& job) {
    const auto id = tx.new_id<JobId>();
    if (job.key.empty()) {
        tx.run(sql::add, id, job.kind, job.payload, job.due, tx.request_id(), tx.now());
        return id;
    }
    return tx.find<JobId>(sql::add_keyed, id, job.kind, job.key, job.payload, job.due, tx.request_id(), tx.now())
        .value();
}

bool cancel(db::Tx& tx, std::string_view kind, std::string_view key) {
    tx.run(sql::cancel_running, kind, key);
    return tx.change(sql::cancel_waiting, kind, key) != 0;
}

void wake(db::Database& database) { database.raise("jobs"); }

void every(db::Tx& tx, std::string_view name, Duration period, std::string_view kind, std::string_view payload) {
    tx.run(sql::set_timer, name, kind, payload, period, tx.now() + period);
}

std::vector<DeadLetter> dead_letters(db::Tx& tx, JobId after, int limit) {
    std::vector<DeadLetter> letters;
    for (const auto row : tx.query(sql::dead_letters, after, limit)) {
        auto [id, kind, key, payload, attempts, problem, request_id, died] =
            row.as<JobId, std::string, std::string, std::string, std::int64_t, std::string, std::string, Instant>();
        letters.push_back({id, std::move(kind), std::move(key), std::move(payload), attempts, std::move(problem),
                           std::move(request_id), died});
    }
    return letters;
}

Result<void> retry(db::Tx& tx, JobId id) {
    if (tx.change(sql::retry_dead, tx.now(), id) == 1) return {};
    if (!tx.find<int>(sql::is_dead, id)) return refuse(Kind::not_found, "jobs.not_dead");
    return refuse(Kind::conflict, "jobs.waiting_already");
}

Result<void> discard(db::Tx& tx, JobId id) {
    if (tx.change(sql::discard_dead, id) == 1) return {};
    return refuse(Kind::not_found, "jobs.not_dead");
}

Counts count(db::Tx& tx, Instant now) {
    Counts counts;
    for (const auto row : tx.query(sql::count_states, now)) {
        const auto [state, all, overdue] = row.as<std::string, std::int64_t, std::int64_t>();
        if (state == "waiting") {
            counts.waiting = all;
            counts.overdue = overdue;
        } else {
            (state == "running" ? counts.running : counts.dead) = all;
        }
    }
    return counts;
}

}  // namespace jobs

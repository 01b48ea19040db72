#pragma once
// Inside jobs only: taking work off the list and putting its end on record. Every change of a job that runs names the
// token under which it was taken, and touches nothing if that is no longer the job's.

#include "jobs/jobs.h"

namespace jobs {

/// A job as a node took it.
struct Work {
    JobId id;
    std::string kind, key, payload;
    std::int64_t attempts = 0, token = 0;
    std::string request_id;
};

/// Up to `limit` jobs that are due, of these kinds (" a b "), for this node; in a transaction of its own.
Result<std::vector<Work>> fetch(db::Database&, const std::string& node, const std::string& kinds, Instant now,
                                int limit);
/// Of which kinds, known or not, a job waits whose deadline has come; however many wait, a look at one of each.
std::vector<std::string> due_kinds(db::Tx&, Instant now);

/// True if the job was this token's and is now gone.
bool complete(db::Tx&, const Work&);
/// Back on the list, due later. Where a newer job of the same key waits, or the job was cancelled, it is dropped.
Result<void> give_back(db::Database&, const Work&, Instant due, const std::string& problem, Instant now);
/// Back on the list as if never taken.
Result<void> give_back_untouched(db::Database&, const Work&, Instant now);
/// Made a dead letter.
Result<void> bury(db::Database&, const Work&, const std::string& problem, Instant now);

/// Schedules the timers that are due and moves their deadlines. The number fired.
Result<int> fire_timers(db::Database&, Instant now);
/// True if a timer is due, or so far ahead that its deadline must come from a clock that has been set back since.
bool do_timers_call(db::Tx&, Instant now);
/// What the rows say this node holds: id and token only.
Result<std::vector<Work>> held_by(db::Database&, const std::string& node, Instant now);

}  // namespace jobs

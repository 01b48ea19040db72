#pragma once
// The door of jobs: timers and background work, kept as rows.
//
// Promises
//  1. A job exists if and only if the transaction that scheduled it was kept.
//  2. A job is completed exactly once: its own changes and its completion are one transaction, fenced by a token, so a
//     node whose job was taken over cannot complete it (see kinds.h). Its outside effects (a mail sent) happen at least
//     once, and once while nodes live.
//  3. At most one job per kind and key waits, and jobs of the same kind and key never run at the same time.
//  4. When a node falls silent, its jobs go on elsewhere within 8 seconds; on SQLite at the next start.
//  5. A clock set back delays a timer; it neither loses it nor fires it again.
//  6. What fails is tried again with growing pauses, and at last lies as a dead letter until a person decides.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "db/db.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jobs {

using JobId = Id<struct JobThing>;

inline constexpr Instant at_once{};  // before every clock, so a clock set back does not hold it up

struct Job {
    std::string kind;             // "mail.send": room, dot, verb; at most 80 characters, no space
    std::string key = {};         // at most 200 characters; empty: as many as are scheduled
    std::string payload = "{}";   // ids and codes as JSON; no personal data, no secrets
    Instant due = at_once;
};

/// Puts a job on the list. If one with the same kind and key waits, that one is moved to the new payload and deadline
/// (its id is returned); one that already runs is left alone, and the new one follows it.
/// After the commit, call `wake`: a runner looks for itself only twice a second.
JobId schedule(db::Tx&, const Job&);

/// Takes the waiting job off the list. One that already runs may still complete, but is not tried again. True if there
/// was one.
bool cancel(db::Tx&, std::string_view kind, std::string_view key);

/// Tells the runners of all nodes that something was scheduled.
void wake(db::Database&);

/// Schedules `kind` once per `period`, first one period from now; the timer's name is the job's key. Setting the same
/// timer again (at every start, say) keeps its next deadline unless the period changed. Periods that passed while
/// nothing ran fire once together. Two firings are at least one period apart by the clock, also when it is set back.
void every(db::Tx&, std::string_view name, Duration period, std::string_view kind, std::string_view payload = "{}");

/// A job that failed for good and waits for a person.
struct DeadLetter {
    JobId id;
    std::string kind, key, payload;
    std::int64_t attempts;
    std::string problem;     // the last refusal's key, and its line for the log after a colon
    std::string request_id;  // of the request that scheduled it
    Instant died;
};
/// By id, after `after`; at most `limit`.
std::vector<DeadLetter> dead_letters(db::Tx&, JobId after = {}, int limit = 100);
/// Puts it on the list again with all its attempts, due at once. `not_found` if it is no dead letter; `conflict` if a
/// job of the same kind and key already waits.
Result<void> retry(db::Tx&, JobId);
Result<void> discard(db::Tx&, JobId);

struct Counts {
    std::int64_t waiting = 0, overdue = 0, running = 0, dead = 0;
};
Counts count(db::Tx&, Instant now);

}  // namespace jobs

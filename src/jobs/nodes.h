#pragma once
// Inside jobs only: which nodes live.
//
// Clocks of machines are never compared. On PostgreSQL every node counts up its own beat, and a node whose beat has
// stood still for `patience` on the observer's monotonic clock loses its running jobs: their tokens grow, so the silent
// node, should it only have been slow, can complete none of them. On SQLite only this process can hold jobs: what
// another one held is released at the start, and nobody beats.

#include "db/db.h"

#include <chrono>
#include <map>
#include <string>

namespace jobs {

class Nodes {
public:
    using Moment = std::chrono::steady_clock::time_point;

    Nodes(db::Database& database, std::string self, std::chrono::milliseconds patience);
    ~Nodes();
    Nodes(const Nodes&) = delete;
    Nodes& operator=(const Nodes&) = delete;

    /// Takes a seat; on SQLite releases what a former process left. Safe to repeat.
    Result<void> join(Instant now);
    /// Shows life. False if others thought this node dead meanwhile: what it held is theirs. It has joined again.
    Result<bool> beat(Instant now);
    /// Looks at the others, and releases the jobs of those silent for too long. How many were released.
    Result<std::int64_t> release_silent(Instant now, Moment moment);
    /// Gives up the seat and whatever is still held.
    void leave(Instant now);

private:
    Result<std::int64_t> release(const std::string& node, std::int64_t beat, Instant now);

    struct Seen {
        std::int64_t beat;
        Moment since;
    };
    db::Database& database_;
    std::string self_;
    std::chrono::milliseconds patience_;
    std::map<std::string, Seen> seen_;
};

}  // namespace jobs

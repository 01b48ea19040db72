#pragma once
// What only one node may do at a time: a lease row with a fencing token.
//
// Clocks of different machines are never compared. A holder shows life by counting up the row's beat; a node that sees
// the same beat for `patience` on its own monotonic clock takes the lease and raises the fence. Whoever works under a
// lease checks the fence inside the same transaction (`guard`), so a holder that was merely slow cannot do harm.

#include "db/db.h"

#include <chrono>
#include <optional>
#include <string>

namespace db {

class Lease {
public:
    /// `node` is this process's name, unique among nodes. Nothing is taken yet.
    Lease(Database& database, std::string name, std::string node,
          std::chrono::milliseconds patience = std::chrono::milliseconds{4000});

    /// Call at least once a second: takes the lease when it is free or abandoned, shows life when held. The fence while
    /// held, nothing otherwise.
    std::optional<std::int64_t> tend(Instant now);

    /// Inside the holder's transaction: true if this node still holds the lease; also counts as a sign of life, and
    /// keeps others from taking it until the transaction ends.
    bool guard(Tx& tx) const;

    /// Gives it up, so that another node need not wait.
    void leave(Instant now);

private:
    bool show_life(Instant now);
    bool take_if_abandoned(Instant now);

    using Moment = std::chrono::steady_clock::time_point;
    Database& database_;
    std::string name_, node_;
    std::chrono::milliseconds patience_;
    std::optional<std::int64_t> fence_;
    Moment last_life_{};
    std::int64_t seen_fence_ = -1, seen_beat_ = -1;
    Moment seen_at_{};
};

}  // namespace db

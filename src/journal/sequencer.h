#pragma once
// Gives facts their places. Make one per tenant when serving or writing; it plugs itself into the database.

#include "db/db.h"
#include "db/lease.h"

#include <thread>

namespace journal {

class Sequencer final : public db::CommitStage {
public:
    /// SQLite: works inside the writer's commits, in every program that writes. PostgreSQL: `run` must be called on the
    /// nodes that serve; a lease says which of them places.
    explicit Sequencer(db::Database& database);
    ~Sequencer() override;

    void before_commit(db::Tx& tx, std::span<const std::unique_ptr<db::Attachment>> attachments) override;
    void committed() override;

    /// PostgreSQL: starts the thread that places waiting facts while this node holds the lease.
    void run(const Clock& clock, std::string node);
    /// Stops it, gives up the lease.
    void stop();

    /// Places what waits, in one transaction under the lease's fence; how many. For the thread, and for commands that
    /// write while no node serves.
    Result<int> place_waiting(const Clock& clock, db::Lease& lease);

private:
    db::Database& database_;
    std::jthread thread_;
};

}  // namespace journal

#pragma once
// The door of db: one tenant's data, on an embedded SQLite file or in one PostgreSQL schema, with the same code.
//
// Promises
//  1. When `write` returns a value, the transaction is on disk (SQLite: synchronous=FULL; PostgreSQL: as the server is
//     set). When it returns a refusal or throws, nothing of it was kept.
//  2. Closures are re-runnable: a write may be run again after a serialisation failure, a lost connection or a shared
//     batch that broke. Outside effects go through the journal's subscribers.
//  3. A write whose connection is lost during COMMIT is neither lost nor doubled: its operation id is looked up first.
//  4. Reads see one snapshot.
//  5. Checks and changes in one write are isolated from all others (one writer; SERIALIZABLE with bounded retry).

#include "base/result.h"
#include "db/tx.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>

namespace db {

/// One statement of a closure's outcome, type-erased: true = keep, false = roll back.
using Body = std::function<bool(Tx&)>;

enum class Isolation {
    serializable,
    read_committed,  // PostgreSQL: for the sequencer, the job fetcher (SKIP LOCKED), and writes that only add rows of their
                     // own, whose one rule is a unique key. On SQLite there is no difference.
};

/// Told about commits that carry an attachment. Plugged in by the journal.
class CommitStage {
public:
    virtual ~CommitStage() = default;
    /// SQLite only: called on the writer's thread, inside the transaction, just before COMMIT, with the attachments of
    /// every successful write of the batch in order.
    virtual void before_commit(Tx&, std::span<const std::unique_ptr<Attachment>>) = 0;
    /// After a COMMIT that kept attachments, on either engine. Not after others: what this wakes may itself write.
    virtual void committed() = 0;
};

/// A repeated request is known by its operation id: 32 hex digits made by the client or by the form's one-time token.
struct Operation {
    std::string id;
    std::string digest = {};  // of what was asked; a known id with another digest is refused as a conflict
};

/// What an operation answered, now or when it was first carried out.
struct Answer {
    std::string text;
    bool repeated;
};

class Database {
public:
    virtual ~Database() = default;

    /// Runs `fn(Tx&) -> Result<T>` on one snapshot.
    template <class F>
    auto read(const Context& context, F&& fn) -> std::invoke_result_t<F, Tx&> {
        return perform<std::invoke_result_t<F, Tx&>>(
            fn, [&](const Body& body) { return read_body(context, body); });
    }

    /// Runs `fn(Tx&) -> Result<T>` as one durable transaction; a refusal from it rolls back.
    template <class F>
    auto write(const Context& context, F&& fn, Isolation isolation = Isolation::serializable)
        -> std::invoke_result_t<F, Tx&> {
        return perform<std::invoke_result_t<F, Tx&>>(
            fn, [&](const Body& body) { return write_body(context, body, isolation); });
    }

    /// The same for an operation that may arrive twice: `fn(Tx&) -> Result<std::string>` runs at most once to success,
    /// and a repetition gets the first answer.
    Result<Answer> write_once(const Context& context, const Operation& operation,
                              const std::function<Result<std::string>(Tx&)>& fn,
                              Isolation isolation = Isolation::serializable);

    virtual Engine engine() const = 0;

    /// At most one; must outlive the database.
    virtual void at_commit(CommitStage*) = 0;

    /// Wake-ups between threads and nodes. `raise` wakes waiters on this node at once and on other nodes soon, in
    /// batches; a wake-up can be lost, so every waiter also looks for itself at least once a second.
    void raise(std::string_view signal);
    /// Returns the signal's count once it differs from `seen`, or after `at_most`.
    std::uint64_t wait(std::string_view signal, std::uint64_t seen, std::chrono::milliseconds at_most);

    /// Asks for a trivial answer: for readiness.
    virtual Result<void> ping() = 0;

    /// A consistent copy into one file while serving (SQLite only; PostgreSQL has pg_dump).
    virtual Result<void> backup_to(const std::string& path) = 0;

protected:
    Database();
    /// Nothing was thrown and the body said true: kept.
    virtual Result<void> read_body(const Context&, const Body&) = 0;
    virtual Result<void> write_body(const Context&, const Body&, Isolation) = 0;
    /// Passes a raised signal on to other nodes.
    virtual void pass_on(std::string_view signal) = 0;
    void hear(std::string_view signal);

private:
    template <class R, class F, class Run>
    R perform(F& fn, Run run) {
        std::optional<R> outcome;
        const auto done = run([&](Tx& tx) {
            outcome.emplace(fn(tx));
            return outcome->has_value();
        });
        if (!done) return std::unexpected(done.error());
        return std::move(*outcome);
    }

    struct Signals;
    std::shared_ptr<Signals> signals_;
};

/// Forgets operations that were carried out before `before`; a repetition of one would be carried out again. For a
/// timer; at most `limit` at a time. How many.
std::int64_t forget_operations(Tx& tx, Instant before, int limit = 10'000);

struct SqliteOptions {
    std::string path;            // the file; made if missing
    int readers = 0;             // pooled read connections; 0: one more than the machine has cores, at least three
    std::size_t most_in_batch = 256;
};
/// Opens one tenant's file. Refuses a file that is no database, or whose folder cannot be written.
Result<std::unique_ptr<Database>> open_sqlite(SqliteOptions);

struct PostgresOptions {
    std::string dsn;             // libpq connection string or URL
    std::string schema;          // the tenant's; search_path = schema, public
    int most_connections = 16;
    std::chrono::milliseconds statement_timeout{30'000};
    std::chrono::milliseconds patience{5'000};  // how long a request waits for a connection or for the server to return
};
Result<std::unique_ptr<Database>> open_postgres(PostgresOptions);

}  // namespace db

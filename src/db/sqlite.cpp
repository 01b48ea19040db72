// One tenant on one SQLite file: one writer thread with group commit, pooled readers.

#include "base/bell.h"
#include "base/log.h"
#include "base/metrics.h"
#include "db/db.h"
#include "db/ids.h"
#include "db/queries.h"
#include "db/sqlite_connection.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace db {
namespace {

base::metrics::Counter commits("guildhall_db_commits_total", "Transactions committed by the SQLite writer");
base::metrics::Counter writes("guildhall_db_writes_total", "Writes kept; several share one commit");

Refusal sqlite_unavailable(const std::exception& problem) {
    return {Kind::unavailable, "db.unavailable", {}, problem.what()};
}

/// A write waiting for the writer thread, on the stack of the thread that waits.
struct Waiting {
    const Context& context;
    const Body& body;
    enum class End { none, kept, rolled_back, refused, thrown } end = End::none;
    Refusal refusal{Kind::unavailable, "db.unavailable"};
    std::exception_ptr thrown;
    std::unique_ptr<Attachment> attachment;
    base::Bell done;
};

/// Somebody who waits for a reader, on their own stack. Rung without one: they may open it.
struct WaitingReader {
    std::unique_ptr<SqliteConnection> reader;
    base::Bell bell;
};

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(SqliteOptions options)
        : options_(std::move(options)), writer_connection_(options_.path, SqliteConnection::Mode::write) {
        // More at work than there are cores take the processor from each other in the middle of what they read.
        if (options_.readers == 0) options_.readers = std::max(3, static_cast<int>(std::thread::hardware_concurrency()) + 1);
        writer_ = std::jthread([this](const std::stop_token& stop) { write_until(stop); });
    }
    ~SqliteDatabase() override {
        writer_.request_stop();
        wake_writer_.notify_all();
    }

    Engine engine() const override { return Engine::sqlite; }
    void at_commit(CommitStage* stage) override { stage_ = stage; }
    void pass_on(std::string_view) override {}

    Result<void> ping() override {
        return read_body(Context{}, [](Tx& tx) { return tx.find<std::int64_t>(sql::ping).has_value(); });
    }

    Result<void> backup_to(const std::string& path) override;

protected:
    Result<void> read_body(const Context& context, const Body& body) override;
    Result<void> write_body(const Context& context, const Body& body, Isolation) override;

private:
    std::unique_ptr<SqliteConnection> take_reader();
    void give_back(std::unique_ptr<SqliteConnection> reader);

    void write_until(const std::stop_token& stop);
    void write_batch(std::span<Waiting*> batch);
    void write_shared(std::span<Waiting*> batch);
    bool try_shared(std::span<Waiting*> batch, bool careful);
    void forget_ends(std::span<Waiting*> batch);
    void write_alone(Waiting& waiting);
    void run_one(Waiting& waiting);
    bool place(std::span<Waiting* const> batch);
    void top_up_ids();
    void roll_back() noexcept;

    SqliteOptions options_;
    SqliteConnection writer_connection_;
    IdBlocks ids_;
    std::atomic<CommitStage*> stage_{nullptr};

    std::mutex readers_mutex_;
    std::deque<WaitingReader*> waiting_readers_;
    std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;
    int open_readers_ = 0;

    std::mutex queue_mutex_;
    std::condition_variable_any wake_writer_;
    std::vector<Waiting*> queue_;
    bool stopped_ = false;
    std::jthread writer_;
};

// ---- reading --------------------------------------------------------------------------------------------------------

/// After a failure, which is what the caller hears of; SQLite may have ended the transaction by itself.
void end_quietly(SqliteConnection& reader) noexcept {
    try {
        if (reader.in_transaction()) reader.execute("ROLLBACK");
    } catch (const std::exception& problem) {
        base::log::warning("a read could not be ended", {{"problem", problem.what()}});
    }
}

/// Whoever asked first has the next one: readers are handed over, not left lying for whoever comes by.
std::unique_ptr<SqliteConnection> SqliteDatabase::take_reader() {
    WaitingReader self;
    {
        const std::scoped_lock lock(readers_mutex_);
        if (!idle_readers_.empty()) {
            auto reader = std::move(idle_readers_.back());
            idle_readers_.pop_back();
            return reader;
        }
        if (open_readers_ < options_.readers) {
            ++open_readers_;
            self.bell.ring();
        } else {
            waiting_readers_.push_back(&self);
        }
    }
    self.bell.wait();
    if (self.reader) return std::move(self.reader);
    try {
        return std::make_unique<SqliteConnection>(options_.path, SqliteConnection::Mode::read);
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

/// Null, or one in a transaction that could not be ended: whoever comes next opens another.
void SqliteDatabase::give_back(std::unique_ptr<SqliteConnection> reader) {
    if (reader && reader->in_transaction()) reader.reset();
    WaitingReader* next = nullptr;
    {
        const std::scoped_lock lock(readers_mutex_);
        if (!waiting_readers_.empty()) {
            next = waiting_readers_.front();
            waiting_readers_.pop_front();
            next->reader = std::move(reader);
        } else if (reader) {
            idle_readers_.push_back(std::move(reader));
        } else {
            --open_readers_;
        }
    }
    if (next != nullptr) next->bell.ring();
}

Result<void> SqliteDatabase::read_body(const Context& context, const Body& body) {
    static constexpr Sql begin{"db.begin", "BEGIN", ""}, end{"db.end", "COMMIT", ""};
    try {
        struct Borrowed {
            SqliteDatabase& home;
            std::unique_ptr<SqliteConnection> reader;
            ~Borrowed() { home.give_back(std::move(reader)); }
        } borrowed{*this, take_reader()};
        auto& reader = *borrowed.reader;
        SqliteTx tx(reader, context, nullptr);
        tx.run(begin);
        try {
            body(tx);
        } catch (...) {
            end_quietly(reader);
            throw;
        }
        tx.run(end);
        return {};
    } catch (const Failure& failure) {
        if (failure.reason == Failure::Reason::other) throw;
        return std::unexpected(sqlite_unavailable(failure));
    }
}

// ---- writing --------------------------------------------------------------------------------------------------------

Result<void> SqliteDatabase::write_body(const Context& context, const Body& body, Isolation) {
    Waiting waiting{context, body};
    {
        const std::scoped_lock lock(queue_mutex_);
        if (stopped_) return refuse(Kind::unavailable, "db.unavailable", "the database is closing");
        queue_.push_back(&waiting);
        if (queue_.size() == 1) wake_writer_.notify_one();
    }
    waiting.done.wait();
    if (waiting.end == Waiting::End::thrown) std::rethrow_exception(waiting.thrown);
    if (waiting.end == Waiting::End::refused) return std::unexpected(std::move(waiting.refusal));
    return {};
}

void SqliteDatabase::write_until(const std::stop_token& stop) {
    std::vector<Waiting*> batch;
    for (;;) {
        {
            std::unique_lock lock(queue_mutex_);
            wake_writer_.wait(lock, stop, [&] { return !queue_.empty(); });
            if (queue_.empty()) {
                stopped_ = true;
                return;
            }
            batch.swap(queue_);
        }
        for (std::span<Waiting*> rest(batch); !rest.empty();) {
            const auto now = rest.first(std::min(rest.size(), options_.most_in_batch));
            rest = rest.subspan(now.size());
            write_batch(now);
        }
        batch.clear();
    }
}

void SqliteDatabase::write_batch(std::span<Waiting*> batch) {
    // Whoever has no end after that was in a batch that broke as a whole, or ran out of ids.
    if (batch.size() > 1) write_shared(batch);
    for (auto* waiting : batch)
        if (waiting->end == Waiting::End::none) write_alone(*waiting);
    for (auto* waiting : batch) waiting->done.ring();
}

void SqliteDatabase::roll_back() noexcept {
    try {
        if (writer_connection_.in_transaction()) writer_connection_.execute("ROLLBACK");
    } catch (const std::exception& problem) {
        base::log::error("rollback failed", {{"problem", problem.what()}});
    }
}

/// A transaction of its own: the ids are ours only once the commit that took them has come through.
void SqliteDatabase::top_up_ids() {
    if (!ids_.is_low()) return;
    const Context none;
    SqliteTx tx(writer_connection_, none, nullptr);
    const auto count = ids_.wanted();
    writer_connection_.execute("BEGIN IMMEDIATE");
    const auto next = tx.find<std::int64_t>(sql::take_ids, count);
    writer_connection_.execute("COMMIT");
    if (next) ids_.add(*next - count, count);
}

/// Runs the body; the transaction or savepoint around it is the caller's.
void SqliteDatabase::run_one(Waiting& waiting) {
    SqliteTx tx(writer_connection_, waiting.context, &ids_);
    try {
        waiting.end = waiting.body(tx) ? Waiting::End::kept : Waiting::End::rolled_back;
        waiting.attachment = tx.take_attachment();
    } catch (const OutOfIds&) {
        waiting.end = Waiting::End::none;
        ids_.ran_dry();
    } catch (const Failure& failure) {
        if (failure.reason == Failure::Reason::constraint) {
            waiting.end = Waiting::End::refused;
            waiting.refusal = {Kind::conflict, "db.constraint", {}, failure.what()};
        } else if (failure.reason == Failure::Reason::other) {
            waiting.end = Waiting::End::thrown;
            waiting.thrown = std::current_exception();
        } else {
            throw;
        }
    } catch (...) {
        waiting.end = Waiting::End::thrown;
        waiting.thrown = std::current_exception();
    }
}

/// False where nothing was attached: then nobody needs to hear of the commit.
bool SqliteDatabase::place(std::span<Waiting* const> batch) {
    auto* stage = stage_.load();
    if (stage == nullptr) return false;
    std::vector<std::unique_ptr<Attachment>> attachments;
    for (auto* waiting : batch)
        if (waiting->end == Waiting::End::kept && waiting->attachment)
            attachments.push_back(std::move(waiting->attachment));
    if (attachments.empty()) return false;
    const Context none;
    SqliteTx tx(writer_connection_, none, &ids_);
    stage->before_commit(tx, attachments);
    return true;
}

/// One transaction for the whole batch. First without savepoints, which would copy every page that each write touches;
/// only when some write said no after it had changed something is the batch run again, with a savepoint each.
void SqliteDatabase::write_shared(std::span<Waiting*> batch) {
    for (const bool careful : {false, true}) {
        try {
            if (try_shared(batch, careful)) return;
        } catch (const std::exception& problem) {
            // The shared transaction broke. Nothing of it was kept; every write is tried once more on its own.
            base::log::warning("a shared commit broke; its writes run alone", {{"problem", problem.what()}});
            forget_ends(batch);
            return;
        }
        forget_ends(batch);
    }
}

/// Rolls back and leaves every write without an end, to be run again.
void SqliteDatabase::forget_ends(std::span<Waiting*> batch) {
    roll_back();
    for (auto* waiting : batch) {
        waiting->end = Waiting::End::none;
        waiting->attachment.reset();
    }
}

/// False if a write must be undone and there is no savepoint to undo it to.
bool SqliteDatabase::try_shared(std::span<Waiting*> batch, bool careful) {
    static constexpr Sql begin{"db.begin_write", "BEGIN IMMEDIATE", ""}, commit{"db.commit", "COMMIT", ""},
        save{"db.save", "SAVEPOINT one", ""}, keep{"db.keep", "RELEASE one", ""},
        undo{"db.undo", "ROLLBACK TO one", ""};
    const Context none;
    SqliteTx tx(writer_connection_, none, nullptr);
    top_up_ids();
    tx.run(begin);
    std::uint64_t kept = 0;
    for (auto* waiting : batch) {
        const auto changes_before = writer_connection_.total_changes();
        if (careful) tx.run(save);
        run_one(*waiting);
        const bool keep_it = waiting->end == Waiting::End::kept;
        if (!keep_it && !careful && writer_connection_.total_changes() != changes_before) return false;
        if (!keep_it && careful) tx.run(undo);
        if (careful) tx.run(keep);
        kept += keep_it;
    }
    const bool placed = place(batch);
    tx.run(commit);
    commits.add();
    writes.add(kept);
    if (auto* stage = stage_.load(); stage != nullptr && placed) stage->committed();
    return true;
}

void SqliteDatabase::write_alone(Waiting& waiting) {
    static constexpr Sql begin{"db.begin_write", "BEGIN IMMEDIATE", ""}, commit{"db.commit", "COMMIT", ""};
    constexpr int most_refills = 8;
    const Context none;
    SqliteTx tx(writer_connection_, none, nullptr);
    try {
        for (int round = 0; round < most_refills && waiting.end == Waiting::End::none; ++round) {
            top_up_ids();
            tx.run(begin);
            run_one(waiting);
            if (waiting.end != Waiting::End::kept) {
                roll_back();
                continue;
            }
            auto* self = &waiting;
            const bool placed = place({&self, 1});
            tx.run(commit);
            commits.add();
            writes.add();
            if (auto* stage = stage_.load(); stage != nullptr && placed) stage->committed();
        }
        if (waiting.end == Waiting::End::none) throw std::length_error("one transaction wants too many ids");
    } catch (const std::exception& problem) {
        base::log::error("a write could not be kept", {{"problem", problem.what()}});
        roll_back();
        waiting.end = Waiting::End::refused;
        waiting.refusal = sqlite_unavailable(problem);
    }
}

Result<void> SqliteDatabase::backup_to(const std::string& path) {
    try {
        SqliteConnection source(options_.path, SqliteConnection::Mode::read);
        SqliteConnection target(path, SqliteConnection::Mode::write);
        // One snapshot from the first page to the last: else each commit of the serving process would begin the copy anew.
        source.execute("BEGIN; SELECT COUNT(*) FROM sqlite_schema");
        auto* copy = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
        if (copy == nullptr) target.fail(sqlite3_errcode(target.handle()), "backup");
        int code = SQLITE_OK;
        while ((code = sqlite3_backup_step(copy, 1000)) == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        }
        sqlite3_backup_finish(copy);
        if (code != SQLITE_DONE) target.fail(code, "backup");
        target.execute("PRAGMA journal_mode=DELETE");  // one file, whole in itself
        return {};
    } catch (const Failure& failure) {
        return std::unexpected(sqlite_unavailable(failure));
    }
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(SqliteOptions options) {
    const auto path = options.path;
    try {
        return std::make_unique<SqliteDatabase>(std::move(options));
    } catch (const Failure& failure) {
        return refuse(Kind::unavailable, "db.cannot_open", path + ": " + failure.what());
    }
}

}  // namespace db

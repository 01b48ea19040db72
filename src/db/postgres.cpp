// One tenant in one PostgreSQL schema: a pool of connections of its own, SERIALIZABLE writes with bounded retry, lost
// connections resolved by operation id, and wake-ups between nodes by LISTEN and NOTIFY.

#include "base/log.h"
#include "base/metrics.h"
#include "base/random.h"
#include "db/db.h"
#include "db/ids.h"
#include "db/postgres_connection.h"
#include "db/queries.h"
#include "db/turns.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace db {
namespace {

using namespace std::chrono_literals;

base::metrics::Counter retries("guildhall_db_retries_total", "Transactions run again after a serialisation failure");
base::metrics::Counter lost_connections("guildhall_db_lost_connections_total", "Connections lost in use");

Refusal unavailable(const std::exception& problem) {
    return {Kind::unavailable, "db.unavailable", {}, problem.what()};
}

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(PostgresOptions options) : options_(std::move(options)) {
        give_back(connect());
        waker_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        exchange_ = std::jthread([this](const std::stop_token& stop) { exchange_signals(stop); });
    }
    ~PostgresDatabase() override {
        exchange_.request_stop();
        wake_exchange();
        exchange_.join();
        ::close(waker_);
    }

    Engine engine() const override { return Engine::postgres; }
    void at_commit(CommitStage* stage) override { stage_ = stage; }
    Result<void> ping() override {
        return read_body(Context{}, [](Tx& tx) { return tx.find<std::int64_t>(sql::ping).has_value(); });
    }
    Result<void> backup_to(const std::string&) override {
        return refuse(Kind::invalid, "db.unavailable", "use pg_dump for a PostgreSQL schema");
    }

protected:
    Result<void> read_body(const Context& context, const Body& body) override;
    Result<void> write_body(const Context& context, const Body& body, Isolation isolation) override;
    void pass_on(std::string_view signal) override {
        {
            const std::scoped_lock lock(raised_mutex_);
            if (!raised_.emplace(signal).second) return;
        }
        wake_exchange();
    }

private:
    using Connection = std::unique_ptr<PostgresConnection>;

    /// A pooled connection, given back when healthy and dropped when not.
    struct Borrowed {
        PostgresDatabase& home;
        Connection connection;
        Borrowed(PostgresDatabase& from, Connection taken) : home(from), connection(std::move(taken)) {}
        ~Borrowed() { home.give_back(std::move(connection)); }
        PostgresConnection& operator*() const { return *connection; }
        PostgresConnection* operator->() const { return connection.get(); }
        void drop() { connection.reset(); }
    };

    Connection connect() const {
        return std::make_unique<PostgresConnection>(options_.dsn, options_.schema,
                                                    static_cast<int>(options_.statement_timeout.count()));
    }
    Connection take();
    void give_back(Connection connection);

    enum class End { kept, rolled_back, again, lost };
    End attempt(PostgresConnection& connection, const Context& context, const Body& body, Isolation isolation,
                const std::string& operation, std::string& problem);
    std::optional<bool> was_kept(const std::string& operation, Instant now);
    void drop_idle();
    void top_up_ids(PostgresConnection& connection);

    void wake_exchange() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(waker_, &one, sizeof one);
    }
    void exchange_signals(const std::stop_token& stop);
    void exchange_on(PGconn* connection, const std::stop_token& stop);
    void notify_raised(PGconn* connection);

    PostgresOptions options_;
    IdBlocks ids_;
    base::SystemRandom random_;
    Turns turns_;
    std::atomic<CommitStage*> stage_{nullptr};

    std::mutex pool_mutex_;
    std::condition_variable connection_free_;
    std::vector<Connection> idle_;
    int open_ = 1;

    std::mutex raised_mutex_;
    std::set<std::string, std::less<>> raised_;
    int waker_ = -1;
    std::string node_ = base::SystemRandom{}.token(8);
    std::jthread exchange_;
};

// ---- the pool -------------------------------------------------------------------------------------------------------

PostgresDatabase::Connection PostgresDatabase::take() {
    const auto deadline = std::chrono::steady_clock::now() + options_.patience;
    std::unique_lock lock(pool_mutex_);
    for (;;) {
        while (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            if (connection->is_alive()) return connection;
            --open_;
        }
        if (open_ < options_.most_connections) {
            ++open_;
            lock.unlock();
            try {
                return connect();
            } catch (const Failure& failure) {
                lock.lock();
                --open_;
                if (std::chrono::steady_clock::now() + 200ms > deadline) throw;
                connection_free_.wait_for(lock, 200ms);  // the server may be coming back
                continue;
            }
        }
        if (connection_free_.wait_until(lock, deadline) == std::cv_status::timeout)
            throw Failure(Failure::Reason::lost, "all connections are busy");
    }
}

void PostgresDatabase::give_back(Connection connection) {
    {
        const std::scoped_lock lock(pool_mutex_);
        if (connection && connection->is_alive())
            idle_.push_back(std::move(connection));
        else
            --open_;
    }
    connection_free_.notify_one();
}

/// Where one connection was lost, the idle ones went with it more likely than not: the server was restarted.
void PostgresDatabase::drop_idle() {
    std::vector<Connection> dropped;
    {
        const std::scoped_lock lock(pool_mutex_);
        dropped.swap(idle_);
        open_ -= static_cast<int>(dropped.size());
    }
    connection_free_.notify_all();
}

// ---- reading --------------------------------------------------------------------------------------------------------

Result<void> PostgresDatabase::read_body(const Context& context, const Body& body) {
    constexpr int most_attempts = 3;
    const auto deadline = std::chrono::steady_clock::now() + options_.patience;
    for (int number = 1;; ++number) {
        try {
            Borrowed connection(*this, take());
            try {
                connection->say("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
                PostgresTx tx(*connection, context, nullptr);
                body(tx);
                connection->say("COMMIT");
                connection->settle();
                return {};
            } catch (...) {
                if (!connection->recover()) connection.drop();
                throw;
            }
        } catch (const Failure& failure) {
            if (failure.reason == Failure::Reason::other || failure.reason == Failure::Reason::constraint) throw;
            if (failure.reason == Failure::Reason::lost) {
                lost_connections.add();
                drop_idle();
            }
            const bool patient = number < most_attempts && std::chrono::steady_clock::now() + 500ms < deadline;
            if (!patient) return std::unexpected(unavailable(failure));
        }
    }
}

// ---- writing --------------------------------------------------------------------------------------------------------

void PostgresDatabase::top_up_ids(PostgresConnection& connection) {
    if (!ids_.is_low()) return;
    const Context none;
    PostgresTx tx(connection, none, nullptr);
    const auto count = ids_.wanted();
    const auto next = tx.find<std::int64_t>(sql::take_ids, count);  // outside a transaction: commits by itself
    connection.settle();
    if (next) ids_.add(*next - count, count);
}

PostgresDatabase::End PostgresDatabase::attempt(PostgresConnection& connection, const Context& context,
                                                const Body& body, Isolation isolation, const std::string& operation,
                                                std::string& problem) {
    bool committing = false;
    try {
        top_up_ids(connection);
        connection.say(isolation == Isolation::serializable ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                                                            : "BEGIN ISOLATION LEVEL READ COMMITTED");
        PostgresTx tx(connection, context, &ids_);
        if (!body(tx)) {
            connection.say("ROLLBACK");
            connection.settle();
            return End::rolled_back;
        }
        tx.run(sql::mark_transaction, operation, context.now);
        const bool has_attachment = tx.take_attachment() != nullptr;
        committing = true;  // from here on the server may have heard it, also when saying it fails
        connection.say("COMMIT");
        connection.settle();
        if (auto* stage = stage_.load(); stage != nullptr && has_attachment) stage->committed();
        return End::kept;
    } catch (const OutOfIds&) {
        ids_.ran_dry();
        return connection.recover() ? End::again : End::lost;
    } catch (const Failure& failure) {
        problem = failure.what();
        const bool usable = connection.recover();
        if (committing && !usable) {
            // Nobody told us whether the COMMIT went through.
            const auto kept = was_kept(operation, context.now);
            if (!kept) throw;
            if (*kept) {
                if (auto* stage = stage_.load()) stage->committed();
                return End::kept;
            }
            return End::lost;
        }
        if (!usable || failure.reason == Failure::Reason::lost) return End::lost;
        if (failure.reason == Failure::Reason::again) return End::again;
        throw;
    } catch (...) {
        connection.recover();
        throw;
    }
}

/// Asks by taking the operation's row itself: where the lost transaction is still at work, this waits for its end; where
/// the row is taken, it was kept; and where it is ours now, the lost one can never be kept any more.
std::optional<bool> PostgresDatabase::was_kept(const std::string& operation, Instant now) {
    const auto deadline = std::chrono::steady_clock::now() + 4 * options_.patience;
    while (std::chrono::steady_clock::now() < deadline) {
        try {
            const auto fresh = connect();
            const Context none{.now = now};
            PostgresTx tx(*fresh, none, nullptr);
            tx.run(sql::mark_transaction, operation, now);
            fresh->settle();
            return false;
        } catch (const Failure& failure) {
            if (failure.reason == Failure::Reason::constraint) return true;
            std::this_thread::sleep_for(200ms);
        }
    }
    return std::nullopt;
}

Result<void> PostgresDatabase::write_body(const Context& context, const Body& body, Isolation isolation) {
    constexpr int least_attempts = 12, most_in_company = 3, most_doubled = 3;
    const auto deadline = std::chrono::steady_clock::now() + options_.patience;
    std::string problem;
    int doubled = 0;
    for (int number = 1; number <= least_attempts || std::chrono::steady_clock::now() < deadline; ++number) {
        const auto operation = random_.token();
        std::optional<Turns::Turn> turn;
        if (isolation == Isolation::serializable)
            turn.emplace(turns_.take(number > most_in_company ? Turns::Company::nobody : Turns::Company::others, 500ms));
        try {
            Borrowed connection(*this, take());
            const auto end = attempt(*connection, context, body, isolation, operation, problem);
            if (end == End::kept || end == End::rolled_back) return {};
            if (end == End::lost) {
                lost_connections.add();
                connection.drop();
                drop_idle();
            }
        } catch (const Failure& failure) {
            const bool is_doubled = failure.reason == Failure::Reason::constraint;
            // A key that somebody took since our snapshot is not told apart from one that was there: the next look sees it.
            if (is_doubled && (isolation != Isolation::serializable || ++doubled == most_doubled))
                return refuse(Kind::conflict, "db.constraint", failure.what());
            if (failure.reason == Failure::Reason::other) throw;
            if (!is_doubled) return std::unexpected(unavailable(failure));
        }
        retries.add();
        turn.reset();
        std::this_thread::sleep_for(std::chrono::microseconds(random_.number_below(500ULL << std::min(number, 8))));
    }
    return refuse(Kind::unavailable, "db.busy", "gave up after retries: " + problem);
}

// ---- wake-ups between nodes -----------------------------------------------------------------------------------------

void PostgresDatabase::notify_raised(PGconn* connection) {
    std::set<std::string, std::less<>> raised;
    {
        const std::scoped_lock lock(raised_mutex_);
        raised.swap(raised_);
    }
    for (const auto& signal : raised) {
        const auto payload = fmt::format("{}/{}/{}", options_.schema, node_, signal);
        const char* values[] = {payload.c_str()};
        PQclear(PQexecParams(connection, "SELECT pg_notify('guildhall', $1)", 1, nullptr, values, nullptr, nullptr, 0));
    }
}

void PostgresDatabase::exchange_on(PGconn* connection, const std::stop_token& stop) {
    const auto prefix = options_.schema + "/";
    while (!stop.stop_requested() && PQstatus(connection) == CONNECTION_OK) {
        pollfd waiting[] = {{PQsocket(connection), POLLIN, 0}, {waker_, POLLIN, 0}};
        ::poll(waiting, 2, 1000);
        std::uint64_t count = 0;
        [[maybe_unused]] const auto got = ::read(waker_, &count, sizeof count);
        notify_raised(connection);
        PQconsumeInput(connection);
        while (PGnotify* notice = PQnotifies(connection)) {
            std::string_view payload = notice->extra;
            if (payload.starts_with(prefix)) {
                payload.remove_prefix(prefix.size());
                const auto slash = payload.find('/');
                if (slash != std::string_view::npos && payload.substr(0, slash) != node_) hear(payload.substr(slash + 1));
            }
            PQfreemem(notice);
        }
        if (count != 0) std::this_thread::sleep_for(2ms);  // what is raised meanwhile goes out together
    }
}

void PostgresDatabase::exchange_signals(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        PGconn* connection = open_connection(options_.dsn);
        PQsetNoticeProcessor(connection, [](void*, const char*) {}, nullptr);
        if (PQstatus(connection) == CONNECTION_OK) {
            PQclear(PQexec(connection, "LISTEN guildhall"));
            exchange_on(connection, stop);
        }
        PQfinish(connection);
        if (stop.stop_requested()) return;
        for (int tenths = 0; tenths < 5 && !stop.stop_requested(); ++tenths)
            std::this_thread::sleep_for(100ms);  // a signal must not make us knock at a server that is away
    }
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(PostgresOptions options) {
    try {
        return std::make_unique<PostgresDatabase>(std::move(options));
    } catch (const Failure& failure) {
        return refuse(Kind::unavailable, "db.cannot_open", failure.what());
    }
}

}  // namespace db

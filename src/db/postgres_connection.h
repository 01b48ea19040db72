#pragma once
// Inside db only: one PostgreSQL connection in pipeline mode, with its prepared statements. Statements whose answer
// nobody needs are sent without waiting; answers are read when one is needed, or at the end. Not shared between
// threads at one time.

#include "db/tx.h"

#include <libpq-fe.h>

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace db {

struct PgAnswer {
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    std::unique_ptr<PGresult, Clear> result;
};

/// Gives up on a server that cannot be reached after seconds, not minutes, unless the DSN says otherwise.
PGconn* open_connection(const std::string& dsn);

class PostgresConnection {
public:
    /// Throws Failure{lost} if the server cannot be reached or the schema's search path cannot be set.
    PostgresConnection(const std::string& dsn, const std::string& schema, int statement_timeout_ms);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    /// Sends without waiting. Throws only if the connection is gone.
    void send(const Sql& sql, std::span<const Value> values);
    /// Sends, and reads all answers up to its own.
    PgAnswer ask(const Sql& sql, std::span<const Value> values);
    PgAnswer ask(const std::string& text, std::span<const Value> values);
    /// Sends a word like BEGIN without waiting.
    void say(const char* text);
    /// Reads every outstanding answer. Throws the first failure among them, after reading all.
    void settle();
    /// After a failure: reads what is outstanding, and rolls back if a transaction is open. False if the connection is
    /// of no further use.
    bool recover() noexcept;
    bool is_alive() const { return PQstatus(handle_) == CONNECTION_OK; }
    PGconn* handle() const { return handle_; }

private:
    struct Pending {
        enum class Kind { prepare, statement, sync } kind;
        std::string name;  // of the statement being prepared
    };
    void send_bound(const std::string& name, const std::string& text, std::span<const Value> values);
    /// Reads the answer of the oldest pending item; throws Failure if it failed.
    PgAnswer read_next();
    PgAnswer read_through_last();
    [[noreturn]] void fail_lost() const;
    [[noreturn]] void fail(const PGresult* result) const;

    PGconn* handle_ = nullptr;
    std::deque<Pending> pending_;
    std::unordered_map<const Sql*, std::pair<std::string, std::string>> named_;  // name and text with $n
    std::unordered_map<std::string, std::pair<std::string, std::string>> named_texts_;
    std::unordered_set<std::string> prepared_;
    int texts_made_ = 0;
};

class IdBlocks;

class PostgresTx final : public Tx {
public:
    PostgresTx(PostgresConnection& connection, const Context& context, IdBlocks* ids)
        : Tx(Engine::postgres, context), connection_(connection), ids_(ids) {}

    void run_values(const Sql&, std::span<const Value>) override;
    std::int64_t change_values(const Sql&, std::span<const Value>) override;
    std::unique_ptr<Cursor> query_values(const Sql&, std::span<const Value>) override;
    std::unique_ptr<Cursor> query_text(const std::string&, std::span<const Value>) override;

protected:
    std::int64_t take_id() override;

private:
    PostgresConnection& connection_;
    IdBlocks* ids_;
};

/// `?` outside quotes becomes $1, $2, …
std::string number_parameters(std::string_view text);

}  // namespace db

#pragma once
// Inside db only: one SQLite connection with its statement cache. Not shared between threads at one time.

#include "db/tx.h"

#include <sqlite3.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace db {

class SqliteConnection {
public:
    enum class Mode { write, read };
    /// Throws Failure if the file cannot be opened.
    SqliteConnection(const std::string& path, Mode mode);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    /// Runs text without parameters, several statements allowed.
    void execute(const char* text);
    bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
    std::int64_t changes() const { return sqlite3_changes64(handle_); }
    std::int64_t total_changes() const { return sqlite3_total_changes64(handle_); }
    sqlite3* handle() const { return handle_; }
    [[noreturn]] void fail(int code, const std::string& where) const;

    /// The statements of one text: those nobody uses, and how many are out.
    struct Home {
        std::vector<sqlite3_stmt*> idle = {};
        int lent = 0;
    };
    /// A prepared statement borrowed from the cache; a second borrower of a busy one gets a fresh one.
    class Lent {
    public:
        Lent(Home* home, sqlite3_stmt* statement) : home_(home), statement_(statement) { ++home_->lent; }
        Lent(Lent&& other) noexcept : home_(other.home_), statement_(std::exchange(other.statement_, nullptr)) {}
        ~Lent();
        sqlite3_stmt* get() const { return statement_; }

    private:
        Home* home_;
        sqlite3_stmt* statement_;
    };
    Lent borrow(const Sql& sql);
    Lent borrow(const std::string& text);

private:
    sqlite3_stmt* prepare(const char* text);

    sqlite3* handle_ = nullptr;
    Lent borrow_from(Home& home, const char* text);

    std::unordered_map<const Sql*, Home> homes_;
    std::unordered_map<std::string, Home> text_homes_;
};

class IdBlocks;

/// A transaction on a SQLite connection.
class SqliteTx final : public Tx {
public:
    SqliteTx(SqliteConnection& connection, const Context& context, IdBlocks* ids)
        : Tx(Engine::sqlite, context), connection_(connection), ids_(ids) {}

    void run_values(const Sql&, std::span<const Value>) override;
    std::int64_t change_values(const Sql&, std::span<const Value>) override;
    std::unique_ptr<Cursor> query_values(const Sql&, std::span<const Value>) override;
    std::unique_ptr<Cursor> query_text(const std::string&, std::span<const Value>) override;

protected:
    std::int64_t take_id() override;

private:
    SqliteConnection& connection_;
    IdBlocks* ids_;  // none in a read
};

}  // namespace db

#include "db/sqlite_connection.h"

#include "base/log.h"
#include "db/fts5_worth.h"
#include "db/gathered_wal.h"
#include "db/ids.h"

#include <algorithm>

namespace db {
namespace {

Failure::Reason reason_of(int code) {
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT: return Failure::Reason::constraint;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Failure::Reason::again;
        case SQLITE_IOERR:
        case SQLITE_FULL:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_NOMEM:
        case SQLITE_PROTOCOL: return Failure::Reason::lost;
        default: return Failure::Reason::other;
    }
}

/// `copying`: SQLITE_STATIC where the values outlive the statement's run, SQLITE_TRANSIENT where a cursor outlives the call that made it.
void bind(sqlite3_stmt* statement, std::span<const Value> values, sqlite3_destructor_type copying = SQLITE_STATIC) {
    int index = 0;
    for (const auto& value : values) {
        ++index;
        const auto* data = value.text.data() ? value.text.data() : "";
        switch (value.type) {
            case Value::Type::null: sqlite3_bind_null(statement, index); break;
            case Value::Type::integer: sqlite3_bind_int64(statement, index, value.integer); break;
            case Value::Type::real: sqlite3_bind_double(statement, index, value.real); break;
            case Value::Type::text: sqlite3_bind_text64(statement, index, data, value.text.size(), copying, SQLITE_UTF8); break;
            case Value::Type::bytes: sqlite3_bind_blob64(statement, index, data, value.text.size(), copying); break;
        }
    }
}

/// SQLite's count of its own memory takes a lock around every allocation; nobody asks for the count. Must come before
/// the first connection of the process.
void configure_sqlite() {
    static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (configured != SQLITE_OK) base::log::warning("SQLite was in use before it was configured");
}

class SqliteCursor final : public Cursor {
public:
    SqliteCursor(SqliteConnection& connection, SqliteConnection::Lent statement, const char* name)
        : connection_(connection), statement_(std::move(statement)), name_(name) {}

    bool next() override {
        const int code = sqlite3_step(statement_.get());
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) connection_.fail(code, std::string(name_).substr(0, 60));
        return false;
    }
    bool is_null(int c) const override { return sqlite3_column_type(statement_.get(), c) == SQLITE_NULL; }
    std::int64_t integer(int c) const override { return sqlite3_column_int64(statement_.get(), c); }
    double real(int c) const override { return sqlite3_column_double(statement_.get(), c); }
    /// As bytes, which stand in the page that was read: a text asked for as such is copied first, to end with a zero.
    std::string_view text(int c) const override { return bytes(c); }
    std::string_view bytes(int c) const override {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), c));
        return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), c)))
                    : std::string_view{};
    }

private:
    SqliteConnection& connection_;
    SqliteConnection::Lent statement_;
    const char* name_;  // lives as long as the statement
};

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, Mode mode) {
    configure_sqlite();
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE |
                      (mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    const char* const vfs = mode == Mode::write ? gathering_vfs() : nullptr;
    if (const int code = sqlite3_open_v2(path.c_str(), &handle_, flags, vfs); code != SQLITE_OK) {
        const std::string why = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
        sqlite3_close_v2(handle_);
        throw Failure(Failure::Reason::lost, path + ": " + why);
    }
    sqlite3_busy_timeout(handle_, 5000);
    try {
        if (mode == Mode::write)
            execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
                    "PRAGMA cache_size=-16000; PRAGMA journal_size_limit=67108864");
        else
            execute("PRAGMA cache_size=-2000; PRAGMA query_only=ON");
        execute("PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF");
        if (const int code = add_worth(handle_); code != SQLITE_OK) fail(code, "worth");
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

SqliteConnection::~SqliteConnection() {
    for (auto& [sql, home] : homes_)
        for (auto* statement : home.idle) sqlite3_finalize(statement);
    for (auto& [text, home] : text_homes_)
        for (auto* statement : home.idle) sqlite3_finalize(statement);
    sqlite3_close_v2(handle_);
}

void SqliteConnection::fail(int code, const std::string& where) const {
    throw Failure(reason_of(code), where + ": " + sqlite3_errmsg(handle_));
}

void SqliteConnection::execute(const char* text) {
    if (const int code = sqlite3_exec(handle_, text, nullptr, nullptr, nullptr); code != SQLITE_OK) fail(code, text);
}

sqlite3_stmt* SqliteConnection::prepare(const char* text) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) fail(code, text);
    return statement;
}

SqliteConnection::Lent SqliteConnection::borrow(const Sql& sql) { return borrow_from(homes_[&sql], sql.sqlite); }

SqliteConnection::Lent SqliteConnection::borrow(const std::string& text) {
    constexpr std::size_t most_texts = 256;
    auto found = text_homes_.find(text);
    if (found == text_homes_.end()) {
        if (text_homes_.size() >= most_texts) {  // forget a text that is not in use rather than grow for ever
            const auto unused = std::ranges::find_if(text_homes_, [](const auto& home) { return home.second.lent == 0; });
            if (unused != text_homes_.end()) {
                for (auto* statement : unused->second.idle) sqlite3_finalize(statement);
                text_homes_.erase(unused);
            }
        }
        found = text_homes_.try_emplace(text).first;
    }
    return borrow_from(found->second, text.c_str());
}

SqliteConnection::Lent SqliteConnection::borrow_from(Home& home, const char* text) {
    if (home.idle.empty()) return {&home, prepare(text)};
    auto* statement = home.idle.back();
    home.idle.pop_back();
    return {&home, statement};
}

SqliteConnection::Lent::~Lent() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    home_->idle.push_back(statement_);
    --home_->lent;
}

void SqliteTx::run_values(const Sql& sql, std::span<const Value> values) {
    const auto statement = connection_.borrow(sql);
    bind(statement.get(), values);
    int code = sqlite3_step(statement.get());
    while (code == SQLITE_ROW) code = sqlite3_step(statement.get());
    if (code != SQLITE_DONE) connection_.fail(code, sql.name);
}

std::int64_t SqliteTx::change_values(const Sql& sql, std::span<const Value> values) {
    run_values(sql, values);
    return connection_.changes();
}

std::unique_ptr<Cursor> SqliteTx::query_values(const Sql& sql, std::span<const Value> values) {
    auto statement = connection_.borrow(sql);
    bind(statement.get(), values, SQLITE_TRANSIENT);
    return std::make_unique<SqliteCursor>(connection_, std::move(statement), sql.name);
}

std::unique_ptr<Cursor> SqliteTx::query_text(const std::string& text, std::span<const Value> values) {
    auto statement = connection_.borrow(text);
    bind(statement.get(), values, SQLITE_TRANSIENT);
    const auto* name = sqlite3_sql(statement.get());
    return std::make_unique<SqliteCursor>(connection_, std::move(statement), name);
}

std::int64_t SqliteTx::take_id() {
    if (ids_ == nullptr) throw std::logic_error("a read makes no ids");
    const auto id = ids_->take();
    if (id == 0) throw OutOfIds{};
    return id;
}

}  // namespace db

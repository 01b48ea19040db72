#include "base/log.h"
#include "db/db.h"
#include "db/migrations.h"
#include "db/postgres_connection.h"
#include "db/queries.h"
#include "db/registry.h"
#include "db/sqlite_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace db {
namespace {

constexpr const char* ledger_table =
    "CREATE TABLE IF NOT EXISTS db_migration (name VARCHAR(120) NOT NULL, checksum VARCHAR(64) NOT NULL,"
    " at BIGINT NOT NULL, CONSTRAINT db_migration_pk PRIMARY KEY (name))";

using Ledger = std::map<std::string, std::string>;  // name, checksum

std::string checksum(const char* text) { return base::to_hex(base::sha256(text)); }

struct Step {
    const char* name;
    const char* text;
    std::string checksum;
};

/// What the ledger does not hold, in name order, also when older than the newest. Refuses an edited one.
Result<std::vector<Step>> steps_missing(const Ledger& ledger, Engine engine) {
    std::vector<Step> missing;
    for (const auto* migration : all_migrations()) {
        const char* text = engine == Engine::sqlite ? migration->sqlite : migration->postgres;
        auto sum = checksum(text);
        const auto found = ledger.find(migration->name);
        if (found == ledger.end())
            missing.push_back({migration->name, text, std::move(sum)});
        else if (found->second != sum)
            return refuse(Kind::conflict, "db.migration_edited",
                          fmt::format("{} was edited after it had run; write a new migration instead", migration->name));
    }
    return missing;
}

std::string insert_into_ledger(const Step& step, Instant now) {
    return fmt::format("INSERT INTO db_migration (name, checksum, at) VALUES ('{}', '{}', {})", step.name,
                       step.checksum, now.time_since_epoch().count());
}

Ledger sqlite_ledger(SqliteConnection& connection) {
    static constexpr Sql read{"db.read_ledger", "SELECT name, checksum FROM db_migration", ""};
    const Context none;
    SqliteTx tx(connection, none, nullptr);
    Ledger ledger;
    for (const auto row : tx.query(read)) ledger.emplace(row.get<std::string>(0), row.get<std::string>(1));
    return ledger;
}

/// An old copy would keep people who were erased since.
void remove_older_copies(const std::filesystem::path& path, const std::filesystem::path& newest) {
    const auto beginning = path.filename().string() + ".before-";
    for (const auto& entry : std::filesystem::directory_iterator(newest.parent_path().empty() ? "." : newest.parent_path()))
        if (entry.path().filename().string().starts_with(beginning) && entry.path().filename() != newest.filename())
            std::filesystem::remove(entry.path());
}

/// Saves the file beside itself before its shape changes; only the newest copy stays.
std::string save_copy(SqliteConnection& connection, const std::string& path, Instant now) {
    const auto copy = fmt::format("{}.before-{}", path, base::to_compact(now));
    std::filesystem::remove(copy);
    auto* statement = sqlite3_mprintf("VACUUM INTO %Q", copy.c_str());
    connection.execute(statement);
    sqlite3_free(statement);
    remove_older_copies(path, copy);
    return copy;
}

void run_on_sqlite(SqliteConnection& connection, const Step& step, Instant now) {
    connection.execute("BEGIN IMMEDIATE");
    try {
        connection.execute(step.text);
        connection.execute(insert_into_ledger(step, now).c_str());
        connection.execute("COMMIT");
    } catch (...) {
        if (connection.in_transaction()) connection.execute("ROLLBACK");
        throw;
    }
}

// ---- PostgreSQL: plain connections, one migration at a time -----------------------------------------------------------

class Admin {
public:
    explicit Admin(const std::string& dsn) : handle_(open_connection(dsn)) {
        if (PQstatus(handle_) != CONNECTION_OK) {
            const std::string why = PQerrorMessage(handle_);
            PQfinish(handle_);
            throw Failure(Failure::Reason::lost, why);
        }
        PQsetNoticeProcessor(handle_, [](void*, const char*) {}, nullptr);
    }
    ~Admin() { PQfinish(handle_); }
    Admin(const Admin&) = delete;
    Admin& operator=(const Admin&) = delete;

    PgAnswer run(const std::string& text) {
        PgAnswer answer{decltype(PgAnswer::result)(PQexec(handle_, text.c_str()))};
        const auto status = PQresultStatus(answer.result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
            throw Failure(Failure::Reason::other, PQerrorMessage(handle_));
        return answer;
    }
    std::string quoted(const std::string& identifier) {
        auto* text = PQescapeIdentifier(handle_, identifier.data(), identifier.size());
        std::string result = text;
        PQfreemem(text);
        return result;
    }

private:
    PGconn* handle_;
};

Ledger postgres_ledger(Admin& admin) {
    Ledger ledger;
    const auto answer = admin.run("SELECT name, checksum FROM db_migration");
    for (int row = 0; row < PQntuples(answer.result.get()); ++row)
        ledger.emplace(PQgetvalue(answer.result.get(), row, 0), PQgetvalue(answer.result.get(), row, 1));
    return ledger;
}

/// The serving role reads and writes everything, but facts only grow.
void grant(Admin& admin, const std::string& schema, const std::string& role) {
    const auto s = admin.quoted(schema), r = admin.quoted(role);
    admin.run("BEGIN");  // or the role could change facts between the two
    admin.run(fmt::format("GRANT USAGE ON SCHEMA {} TO {}", s, r));
    admin.run(fmt::format("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}", s, r));
    for (const auto& table : append_only_tables())
        admin.run(fmt::format("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}", table, r));
    admin.run(fmt::format("REVOKE INSERT, UPDATE, DELETE ON db_migration FROM {}", r));
    admin.run("COMMIT");
}

void run_on_postgres(Admin& admin, const Step& step, Instant now, MigrationReport& report) {
    admin.run("BEGIN");
    try {
        admin.run("LOCK TABLE db_migration IN EXCLUSIVE MODE");  // two migrating at once take turns
        if (!postgres_ledger(admin).contains(step.name)) {
            admin.run(step.text);
            admin.run(insert_into_ledger(step, now));
            report.ran.emplace_back(step.name);
        }
        admin.run("COMMIT");
    } catch (const Failure& failure) {
        admin.run("ROLLBACK");
        throw Failure(failure.reason, fmt::format("{}: {}", step.name, failure.what()));
    }
}

}  // namespace

Result<MigrationReport> migrate_sqlite(const std::string& path, Instant now) {
    try {
        SqliteConnection connection(path, SqliteConnection::Mode::write);
        connection.execute(ledger_table);
        const auto ledger = sqlite_ledger(connection);
        const auto missing = TRY(steps_missing(ledger, Engine::sqlite));
        MigrationReport report;
        if (!missing.empty() && !ledger.empty()) report.backup = save_copy(connection, path, now);
        for (const auto& step : missing) {
            run_on_sqlite(connection, step, now);
            report.ran.emplace_back(step.name);
        }
        return report;
    } catch (const Failure& failure) {
        return refuse(Kind::unavailable, "db.cannot_open", failure.what());
    }
}

Result<MigrationReport> migrate_postgres(const PostgresMigration& wanted, Instant now) {
    try {
        Admin admin(wanted.admin_dsn);
        const auto schema = admin.quoted(wanted.schema);
        admin.run(fmt::format("CREATE SCHEMA IF NOT EXISTS {}", schema));
        admin.run(fmt::format("SET search_path = {}, public", schema));
        admin.run(ledger_table);
        const auto ledger = postgres_ledger(admin);
        const auto missing = TRY(steps_missing(ledger, Engine::postgres));
        MigrationReport report;
        for (const auto& step : missing) run_on_postgres(admin, step, now, report);
        if (!wanted.serving_role.empty()) grant(admin, wanted.schema, wanted.serving_role);
        return report;
    } catch (const Failure& failure) {
        return refuse(Kind::unavailable, "db.cannot_open", failure.what());
    }
}

Result<SchemaState> schema_state(Database& database, Instant now) {
    return database.read(Context{.now = now}, [](Tx& tx) -> Result<SchemaState> {
        std::set<std::string> there;
        for (const auto row : tx.query(sql::ledger)) there.insert(row.get<std::string>(0));
        SchemaState state;
        for (const auto* migration : all_migrations())
            if (there.erase(migration->name) == 0) state.missing.emplace_back(migration->name);
        state.unknown.assign(there.begin(), there.end());
        return state;
    });
}

}  // namespace db

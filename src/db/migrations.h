#pragma once
// Schema changes: src/<room>/migrations/YYYYMMDDThhmm_room_words.sql, forward only, run in name order across all rooms.

#include "base/result.h"
#include "base/time.h"
#include "db/sql.h"

#include <span>
#include <string>
#include <vector>

namespace db {

struct Migration {
    const char* name;
    const char* sqlite;
    const char* postgres;
};

bool register_migrations(std::span<const Migration>);
/// All known, in name order.
std::vector<const Migration*> all_migrations();

/// Tables that the serving role may fill but never change (PostgreSQL GRANTs). Said by the room that owns the table.
bool register_append_only(const char* table);

/// Tables of passing state, which mean nothing in a copy of the data elsewhere: an export of everything leaves them out, for
/// this reason. Said by the room that owns the table.
struct PassingTable {
    const char* table;
    const char* reason;
    const char* rows;  // a condition, where only some of its rows pass; empty: all do
};
bool register_passing(const char* table, const char* reason, const char* rows = "");
std::vector<PassingTable> passing_tables();

struct MigrationReport {
    std::vector<std::string> ran;  // names, in order
    std::string backup;            // where the old file was saved (SQLite, when something ran on existing data)
};

/// Runs what the ledger does not hold, each in its own transaction together with its ledger row, so an interrupted run
/// resumes. A migration whose text changed since it ran is refused ("db.migration_edited").
Result<MigrationReport> migrate_sqlite(const std::string& path, Instant now);

struct PostgresMigration {
    std::string admin_dsn;
    std::string schema;        // made if missing
    std::string serving_role;  // is granted what it needs; empty: no grants
};
Result<MigrationReport> migrate_postgres(const PostgresMigration&, Instant now);

/// How the ledger of an open database compares with the migrations of this program.
struct SchemaState {
    std::vector<std::string> missing;  // known here, not yet run there
    std::vector<std::string> unknown;  // run there by a newer program
};
class Database;
Result<SchemaState> schema_state(Database&, Instant now);

}  // namespace db

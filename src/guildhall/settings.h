#pragma once
// What every command is told: where the data lies, and which council is meant.

#include "base/config.h"
#include "db/tenants.h"

#include <string>
#include <vector>

namespace guildhall {

/// As given on the command line; empty: not given.
struct Where {
    std::string data = "var";  // folder of one council on SQLite: DATA/guildhall.db
    std::string postgres;      // one council on PostgreSQL: the serving DSN
    std::string admin;         // DSN for migrations; default: the serving one
    std::string councils;      // the routing table, for several
    std::string council;       // which of them; with --postgres its id and schema
    std::string settings;      // a TOML file; default: DATA/guildhall.toml where it exists
};

/// The routing table, or the one council that --data or --postgres names.
Result<std::vector<db::TenantEntry>> find_councils(const Where& where);
/// The one council a command works on; refuses when there are several and none was named.
Result<db::TenantEntry> find_council(const Where& where);
/// Settings file, environment and options together.
Result<base::Config> read_settings(const Where& where);

}  // namespace guildhall

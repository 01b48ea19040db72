#pragma once
// The routing table: which tenant lives where, and by which host names it is known.
//
// A file of lines (TOML):
//     [salford]
//     hosts = ["salford.example", "www.salford.example"]
//     file = "var/salford/guildhall.db"            # SQLite, or
//     dsn = "host=db1 dbname=cell1 user=serve"     # PostgreSQL: the serving role
//     admin_dsn = "host=db1 dbname=cell1"          # for migrations; default: dsn
//     schema = "salford"                           # default: the id
//     name = "City of Salford"                     # as shown; default: the id
//     base_url = "https://salford.example"         # links in mail start with it
//     time_zone = "Europe/London"                  # default: the setting time_zone
//     training = true                              # to practise on: marked on every page, and nothing is sent
//     folder = "var/salford"                       # for files and spooled uploads; default: var/<id>

#include "base/result.h"
#include "db/db.h"
#include "db/migrations.h"

#include <memory>
#include <string>
#include <vector>

namespace db {

struct TenantEntry {
    std::string id;                  // a-z, 0-9 and _, at most 40
    std::vector<std::string> hosts;  // lower case, without port; empty: any host (only for a lone tenant)
    std::string file;                // one of file and dsn
    std::string dsn, admin_dsn, schema;
    std::string name, base_url, time_zone, folder;
    bool training = false;  // invented data to practise on; nothing leaves the house

    Engine engine() const { return file.empty() ? Engine::postgres : Engine::sqlite; }
    auto operator<=>(const TenantEntry&) const = default;
};

/// Reads a routing table; refuses unknown keys, doubled hosts, an entry with neither or both of file and dsn.
Result<std::vector<TenantEntry>> read_tenants(const std::string& path);
Result<TenantEntry> check_tenant(TenantEntry entry);

/// Runs the missing migrations of one tenant. `serving_role` may be empty.
Result<MigrationReport> migrate(const TenantEntry& entry, const std::string& serving_role, Instant now);
/// Opens one tenant. Refuses a schema that is older than this program, or newer.
Result<std::unique_ptr<Database>> open(const TenantEntry& entry, Instant now);

}  // namespace db

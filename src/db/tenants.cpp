#include "db/tenants.h"

#include "base/text.h"

#include <fmt/format.h>
#include <toml.hpp>

#include <map>
#include <set>

namespace db {
namespace {

Result<TenantEntry> read_entry(const std::string& id, const toml::value& table) {
    TenantEntry entry{.id = id};
    const std::map<std::string_view, std::string*> texts{
        {"file", &entry.file},     {"dsn", &entry.dsn},   {"admin_dsn", &entry.admin_dsn}, {"schema", &entry.schema},
        {"name", &entry.name},     {"base_url", &entry.base_url}, {"time_zone", &entry.time_zone},
        {"folder", &entry.folder}};
    for (const auto& [key, value] : table.as_table()) {
        if (key == "hosts")
            for (const auto& host : value.as_array()) entry.hosts.push_back(base::lower_ascii(host.as_string().str));
        else if (key == "training")
            entry.training = value.as_boolean();
        else if (const auto text = texts.find(key); text != texts.end())
            *text->second = value.as_string();
        else
            return refuse(Kind::invalid, "db.no_such_tenant", fmt::format("[{}]: unknown key '{}'", id, key));
    }
    return check_tenant(std::move(entry));
}

}  // namespace

Result<TenantEntry> check_tenant(TenantEntry entry) {
    const auto wrong = [&](std::string_view why) {
        return refuse(Kind::invalid, "db.no_such_tenant", fmt::format("[{}]: {}", entry.id, why));
    };
    const bool named = !entry.id.empty() && entry.id.size() <= 40 &&
                       entry.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
    if (!named) return wrong("an id is 1 to 40 of a-z, 0-9 and _");
    if (entry.file.empty() == entry.dsn.empty()) return wrong("needs either file or dsn");
    if (entry.schema.empty()) entry.schema = entry.id;
    if (entry.admin_dsn.empty()) entry.admin_dsn = entry.dsn;
    if (entry.name.empty()) entry.name = entry.id;
    if (entry.folder.empty()) entry.folder = "var/" + entry.id;
    return entry;
}

Result<std::vector<TenantEntry>> read_tenants(const std::string& path) {
    try {
        std::vector<TenantEntry> entries;
        std::set<std::string> hosts;
        const auto parsed = toml::parse(path);  // a name of its own: the loop would not keep it alive
        for (const auto& [id, table] : parsed.as_table()) {
            auto entry = TRY(read_entry(id, table));
            for (const auto& host : entry.hosts)
                if (!hosts.insert(host).second)
                    return refuse(Kind::invalid, "db.no_such_tenant", fmt::format("host {} stands twice", host));
            entries.push_back(std::move(entry));
        }
        if (entries.size() > 1)
            for (const auto& entry : entries)
                if (entry.hosts.empty())
                    return refuse(Kind::invalid, "db.no_such_tenant", fmt::format("[{}]: needs hosts", entry.id));
        return entries;
    } catch (const std::exception& problem) {
        return refuse(Kind::invalid, "db.no_such_tenant", problem.what());
    }
}

Result<MigrationReport> migrate(const TenantEntry& entry, const std::string& serving_role, Instant now) {
    if (entry.engine() == Engine::sqlite) return migrate_sqlite(entry.file, now);
    return migrate_postgres({entry.admin_dsn, entry.schema, serving_role}, now);
}

Result<std::unique_ptr<Database>> open(const TenantEntry& entry, Instant now) {
    auto database = entry.engine() == Engine::sqlite ? open_sqlite({.path = entry.file})
                                                     : open_postgres({.dsn = entry.dsn, .schema = entry.schema});
    if (!database) return database;
    Result<SchemaState> state = SchemaState{};
    try {
        state = schema_state(**database, now);
    } catch (const Failure& failure) {
        return refuse(Kind::unavailable, "db.schema_old", failure.what());
    }
    if (!state) return std::unexpected(state.error());
    if (!state->missing.empty()) return refuse(Kind::unavailable, "db.schema_old", "missing " + state->missing.front());
    if (!state->unknown.empty()) return refuse(Kind::unavailable, "db.schema_new", "unknown " + state->unknown.front());
    return database;
}

}  // namespace db

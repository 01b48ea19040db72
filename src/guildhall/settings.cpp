#include "guildhall/settings.h"

#include <algorithm>
#include <filesystem>

namespace guildhall {
namespace {

Result<db::TenantEntry> lone_council(const Where& where) {
    const auto config = TRY(read_settings(where));
    db::TenantEntry entry{.id = where.council.empty() ? "guildhall" : where.council};
    entry.folder = where.data;
    entry.name = config.text("council_name", "Guildhall");
    entry.base_url = config.text("base_url", "");
    if (where.postgres.empty())
        entry.file = (std::filesystem::path(where.data) / "guildhall.db").string();
    else
        entry.dsn = where.postgres;
    entry.admin_dsn = where.admin;
    entry.training = TRY(config.flag("training", false));
    return db::check_tenant(std::move(entry));
}

}  // namespace

Result<base::Config> read_settings(const Where& where) {
    auto path = where.settings;
    if (path.empty()) {
        path = (std::filesystem::path(where.data) / "guildhall.toml").string();
        if (!std::filesystem::exists(path)) return base::Config{};
    }
    return base::Config::from_file(path);
}

Result<std::vector<db::TenantEntry>> find_councils(const Where& where) {
    if (!where.councils.empty()) return db::read_tenants(where.councils);
    const auto lone = TRY(lone_council(where));
    return std::vector{lone};
}

Result<db::TenantEntry> find_council(const Where& where) {
    const auto councils = TRY(find_councils(where));
    if (where.councils.empty()) return councils.front();
    if (where.council.empty() && councils.size() == 1) return councils.front();
    const auto found = std::ranges::find(councils, where.council, &db::TenantEntry::id);
    if (found == councils.end())
        return refuse(Kind::invalid, "guildhall.which_council", "--council must name one of the councils in " + where.councils);
    return *found;
}

}  // namespace guildhall

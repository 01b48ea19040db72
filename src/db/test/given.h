#pragma once
// For tests: a fresh, migrated tenant on each database. PostgreSQL is the server that GUILDHALL_TEST_POSTGRES names
// (bin/test starts one); without it a run in CI fails, and one at a desk says so and uses SQLite alone.

#include "db/db.h"
#include "db/migrations.h"
#include "db/tenants.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <vector>

namespace given {

inline const Instant start = *base::parse_iso("2026-11-22T09:30:00Z");

inline std::vector<db::Engine> engines() {
    if (std::getenv("GUILDHALL_TEST_POSTGRES") != nullptr) return {db::Engine::sqlite, db::Engine::postgres};
    if (std::getenv("CI") != nullptr) FAIL("GUILDHALL_TEST_POSTGRES is not set");
    MESSAGE("GUILDHALL_TEST_POSTGRES is not set: SQLite only");
    return {db::Engine::sqlite};
}

/// A folder of its own, gone at the end.
struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "guildhall-test-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

/// One tenant, migrated; `db` is open. More nodes of the same tenant: `another_node()`.
struct Tenant {
    Folder folder;
    db::TenantEntry entry;
    std::unique_ptr<db::Database> db;

    explicit Tenant(db::Engine engine) {
        static std::atomic<int> count{0};
        entry.id = fmt::format("t{}_{}", getpid(), ++count);
        if (engine == db::Engine::sqlite)
            entry.file = (folder.path / "guildhall.db").string();
        else
            entry.dsn = std::getenv("GUILDHALL_TEST_POSTGRES");
        entry = db::check_tenant(entry).value();
        const auto migrated = db::migrate(entry, "", start);
        if (!migrated) FAIL(migrated.error().log);
        db = another_node();
    }
    ~Tenant();
    std::unique_ptr<db::Database> another_node() const {
        auto opened = db::open(entry, start);
        if (!opened) FAIL(opened.error().log);
        return std::move(*opened);
    }
};

/// Drops the schema again (PostgreSQL); the test server is thrown away anyhow.
inline Tenant::~Tenant() = default;

inline db::Context context(Instant now = start, std::string actor = "staff:1") {
    return {.actor = std::move(actor), .channel = "web", .request_id = "test", .now = now};
}

}  // namespace given

// The tables that rooms register before main runs: statements, migrations, append-only tables.

#include "db/registry.h"

#include "db/migrations.h"

#include <algorithm>
#include <cstring>

namespace db {
namespace {

template <class T>
std::vector<T>& known() {
    static std::vector<T> the_known;
    return the_known;
}

}  // namespace

bool register_statements(std::span<const Sql* const> statements) {
    auto& all = known<const Sql*>();
    all.insert(all.end(), statements.begin(), statements.end());
    return true;
}

std::vector<const Sql*> all_statements() {
    auto all = known<const Sql*>();
    std::ranges::sort(all, [](auto a, auto b) { return std::strcmp(a->name, b->name) < 0; });
    return all;
}

bool register_migrations(std::span<const Migration> migrations) {
    for (const auto& migration : migrations) known<const Migration*>().push_back(&migration);
    return true;
}

std::vector<const Migration*> all_migrations() {
    auto all = known<const Migration*>();
    std::ranges::sort(all, [](auto a, auto b) { return std::strcmp(a->name, b->name) < 0; });
    return all;
}

bool register_append_only(const char* table) {
    known<std::string>().emplace_back(table);
    return true;
}

bool register_passing(const char* table, const char* reason, const char* rows) {
    known<PassingTable>().push_back({table, reason, rows});
    return true;
}

std::vector<PassingTable> passing_tables() {
    auto all = known<PassingTable>();
    std::ranges::sort(all, [](const auto& a, const auto& b) { return std::strcmp(a.table, b.table) < 0; });
    return all;
}

const std::vector<std::string>& append_only_tables() { return known<std::string>(); }

}  // namespace db

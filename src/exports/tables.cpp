#include "exports/tables.h"

#include "base/text.h"
#include "db/migrations.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace exports {
namespace {

constexpr std::string_view entries_table = "search_entry";

std::vector<std::string> names_of(const db::Table& table) {
    std::vector<std::string> names;
    for (const auto& column : table.columns) names.push_back(column.name);
    return names;
}

/// " WHERE NOT (…)" for a table of which only some rows are told.
std::string told_rows_of(const db::Table& table) {
    for (const auto& passing : db::passing_tables())
        if (table.name == passing.table && *passing.rows != '\0') return fmt::format(" WHERE NOT ({})", passing.rows);
    return {};
}

std::string select_from(const db::Table& table, db::Engine engine) {
    std::vector<std::string> order;
    for (const auto& name : table.key) {
        const auto column = std::ranges::find(table.columns, name, &db::Column::name);
        const bool by_bytes = engine == db::Engine::postgres && column->type == db::Value::Type::text;
        order.push_back(name + (by_bytes ? " COLLATE \"C\"" : ""));
    }
    return fmt::format("SELECT {} FROM {}{} ORDER BY {}", fmt::join(names_of(table), ", "), table.name, told_rows_of(table), fmt::join(order, ", "));
}

bool has_rows(db::Tx& tx, std::string_view from) { return tx.query_text(fmt::format("SELECT 1 FROM {} LIMIT 1", from), {})->next(); }

/// A statement that lives as long as the program, so that connections know it by its address.
struct Kept {
    std::string text;
    db::Sql sql;
    explicit Kept(std::string made) : text(std::move(made)), sql{text.c_str(), text.c_str(), text.c_str()} {}
    Kept(const Kept&) = delete;
};

}  // namespace

std::string first_line() {
    std::string line = fmt::format(R"({{"guildhall":"full export","format":{},"migrations":[)", format_number);
    for (bool first = true; const auto* migration : db::all_migrations()) {
        line += (first ? "" : ",") + base::json_string(migration->name);
        first = false;
    }
    return line + "]}";
}

std::string line_of(const db::Table& table) {
    std::string line = R"({"table":)" + base::json_string(table.name) + R"(,"columns":[)";
    for (bool first = true; const auto& column : table.columns) {
        line += (first ? "" : ",") + base::json_string(column.name);
        first = false;
    }
    return line + "]}";
}

const std::vector<const db::Table*>& told_tables() {
    static const auto told = [] {
        std::vector<const db::Table*> tables;
        const auto passing = db::passing_tables();
        for (const auto& table : db::all_tables())
            if (table.name != entries_table && std::ranges::none_of(passing, [&](const auto& p) { return table.name == p.table && *p.rows == '\0'; }))
                tables.push_back(&table);
        return tables;
    }();
    return told;
}

void each_row(db::Tx& tx, const db::Table& table, const std::function<void(const db::Columns&)>& take) {
    const auto select = select_from(table, tx.engine());
    if (tx.engine() == db::Engine::sqlite) {
        const auto rows = tx.query_text(select, {});
        while (rows->next()) take(*rows);
        return;
    }
    // The server would send the whole table at once.
    const auto cursor = "told_" + table.name;
    tx.query_text(fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", cursor, select), {})->next();
    const auto fetch = fmt::format("FETCH 1000 FROM {}", cursor);
    for (bool any = true; any;) {
        any = false;
        for (const auto rows = tx.query_text(fetch, {}); rows->next(); any = true) take(*rows);
    }
    tx.query_text("CLOSE " + cursor, {})->next();
}

void no_time_limit(db::Tx& tx) {
    if (tx.engine() == db::Engine::postgres) tx.query_text("SELECT set_config('statement_timeout', '0', true)", {})->next();
}

std::string first_with_rows(db::Tx& tx) {
    for (const auto* table : told_tables())
        if (!table->seeded && has_rows(tx, table->name + told_rows_of(*table))) return table->name;
    if (has_rows(tx, entries_table)) return std::string(entries_table);
    return {};
}

void clear_seeded(db::Tx& tx) {
    static const auto statements = [] {
        std::vector<std::unique_ptr<Kept>> made;
        for (const auto* table : told_tables())
            if (table->seeded) made.insert(made.begin(), std::make_unique<Kept>(fmt::format("DELETE FROM {}", table->name)));
        return made;
    }();
    for (const auto& statement : statements) tx.run(statement->sql);
}

struct Filling::Statements {
    Kept insert, refer;
};

const Filling::Statements& Filling::statements_for(const db::Table& table) {
    static const auto all = [] {
        std::map<std::string, std::unique_ptr<Statements>> made;
        for (const auto* t : told_tables()) {
            const std::vector<std::string_view> marks(t->columns.size(), "?");
            const auto within = std::ranges::find(t->columns, true, &db::Column::within);
            made.emplace(t->name, new Statements{
                Kept(fmt::format("INSERT INTO {} ({}) VALUES ({})", t->name, fmt::join(names_of(*t), ", "), fmt::join(marks, ", "))),
                Kept(within == t->columns.end() ? std::string() : fmt::format("UPDATE {} SET {} = ? WHERE {} = ?", t->name, within->name, t->key[0]))});
        }
        return made;
    }();
    return *all.at(table.name);
}

Filling::Filling(db::Tx& tx, const db::Table& table)
    : tx_(tx),
      table_(table),
      statements_(statements_for(table)),
      within_(static_cast<std::size_t>(std::ranges::find(table.columns, true, &db::Column::within) - table.columns.begin())),
      key_(static_cast<std::size_t>(std::ranges::find(table.columns, table.key[0], &db::Column::name) - table.columns.begin())) {}

void Filling::add(std::span<db::Value> values) {
    if (within_ < values.size() && values[within_].type == db::Value::Type::integer) {
        later_.push_back({values[key_].integer, values[within_].integer});
        values[within_] = {};
    }
    tx_.run_values(statements_.insert.sql, values);
}

void Filling::finish() {
    for (const auto& row : later_) tx_.run(statements_.refer.sql, row.target, row.key);
}

}  // namespace exports

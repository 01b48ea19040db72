#pragma once
// The tables as the migrations of this program make them, read from their text: the same on both databases, and nobody's
// bookkeeping. What a migration can do to a table is a short list (see shape.cpp); the inspector holds that no migration does
// more, and compares the outcome with real databases.

#include "db/value.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace db {

struct Column {
    std::string name;
    Value::Type type;
    bool within = false;  // refers to another row of its own table
};

struct Table {
    std::string name;
    std::vector<Column> columns;   // in the order in which they came
    std::vector<std::string> key;  // the primary key
    bool seeded = false;           // a migration puts rows into it

    bool is_key(std::string_view column) const;
};

/// Every table, in an order in which each stands behind those that its foreign keys point to. The ledger of the migrations is
/// none of them, nor are the virtual tables of SQLite.
const std::vector<Table>& all_tables();

/// The same for these texts of migrations, in order. What is not understood is thrown as std::runtime_error.
std::vector<Table> tables_made_by(std::span<const std::string_view> migrations);

}  // namespace db

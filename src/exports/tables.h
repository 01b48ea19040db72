#pragma once
// Inside exports only: the tables that a full export tells, row by row, and how rows come back into them. The statements are
// made of the names in the migrations, once.

#include "db/shape.h"
#include "db/tx.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exports {

inline constexpr int format_number = 1;
/// The first line; the same for every tenant of this program.
std::string first_line();
std::string line_of(const db::Table& table);
inline constexpr std::string_view files_line = R"({"table":"files","columns":["digest","offset","bytes"]})";
inline constexpr std::string_view entries_line = R"({"table":"search_entry","columns":["entry","index_name","subject","title","body","tags"]})";
inline constexpr std::string_view end_begins = R"({"rows":)";

/// All but those of passing state (db::register_passing), and but the search's entries, which each database keeps in its way.
const std::vector<const db::Table*>& told_tables();

/// Every row in the order of the key, bytes by bytes, whatever the language of the database.
void each_row(db::Tx&, const db::Table&, const std::function<void(const db::Columns&)>& take);
/// For the rest of a transaction that reads long.
void no_time_limit(db::Tx&);

/// The first table that holds rows which no migration put there; empty: none does.
std::string first_with_rows(db::Tx&);
/// Takes away what migrations put there.
void clear_seeded(db::Tx&);

/// Rows on their way into one table.
class Filling {
public:
    Filling(db::Tx& tx, const db::Table& table);
    void add(std::span<db::Value> values);
    /// Rows that refer to others of their table are told so now, when all are there.
    void finish();

private:
    struct Statements;
    struct Within {
        std::int64_t key, target;
    };
    static const Statements& statements_for(const db::Table& table);

    db::Tx& tx_;
    const db::Table& table_;
    const Statements& statements_;
    std::size_t within_, key_;  // columns; no such: the number of columns
    std::vector<Within> later_;
};

}  // namespace exports

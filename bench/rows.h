#pragma once
// The rows that submissions left behind, read back from the served data, so that the same rows can be inserted raw:
// by one writer thread into a fresh SQLite file, or over as many connections as clients into a fresh PostgreSQL schema.

#include "db/tenants.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bench {

using Cell = std::variant<std::nullptr_t, std::int64_t, double, std::string, std::vector<char>>;

/// One statement with its values, as a submission wrote it.
struct RawInsert {
    int statement;  // index into RawRows::statements
    std::vector<Cell> cells;
};

struct RawRows {
    std::vector<std::string> statements;               // INSERT INTO … VALUES (…)
    std::vector<std::vector<RawInsert>> submissions;   // in order; each holds its share of every table's rows
    std::string tables;                                // which, with how many rows a submission, for the report
};

/// The tables a submission writes to, in the order in which foreign keys want them.
const std::vector<std::string>& submission_tables();

/// How many rows each of those tables holds.
using RowCounts = std::vector<std::pair<std::string, std::int64_t>>;

/// Deals the rows of one table out to the submissions, each its even share; `statement` inserts one of them.
void deal(RawRows& rows, const std::string& table, int statement, std::vector<std::vector<Cell>> all);

/// The served data on one kind of database, and an empty copy of it to insert into.
class RawTarget {
public:
    virtual ~RawTarget() = default;
    virtual RowCounts count() = 0;
    /// Reads every table that grew by at least one row a submission since `before`.
    virtual RawRows read(std::int64_t submissions, const RowCounts& before) = 0;
    /// Inserts the rows into the empty copy, durably, with `clients` that each wait for theirs; submissions a second.
    virtual double insert(const RawRows& rows, int clients, double seconds) = 0;
    /// How the rows are inserted, for the report.
    virtual std::string method() const = 0;
};

std::unique_ptr<RawTarget> raw_sqlite(const db::TenantEntry& served);
/// Needs a role that may switch off foreign keys (a superuser): rows of submissions made at once refer to each other's.
std::unique_ptr<RawTarget> raw_postgres(const db::TenantEntry& served);

}  // namespace bench

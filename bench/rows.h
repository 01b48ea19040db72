#pragma once
// The rows that submissions left behind, read back from the served data, so that the same rows can be inserted raw.

#include <cstdint>
#include <string>
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
    std::vector<std::string> statements;               // INSERT INTO … VALUES (?, …)
    std::vector<std::vector<RawInsert>> submissions;   // in order; each holds its share of every table's rows
    std::string tables;                                // which, with how many rows a submission, for the report
};

/// Reads every table that grew by at least one row a submission. `first_id` bounds what was there before.
RawRows read_rows(const std::string& sqlite_file, std::int64_t submissions, const std::vector<std::pair<std::string, std::int64_t>>& counts_before);
std::vector<std::pair<std::string, std::int64_t>> count_rows(const std::string& sqlite_file);

/// Inserts the same rows into an empty migrated file: `clients` threads, one writer thread that commits for all that
/// wait, FULL, WAL; nothing else. Returns submissions a second.
double raw_group_commit(const std::string& sqlite_file, const RawRows& rows, int clients, double seconds);

}  // namespace bench

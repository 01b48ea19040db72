#pragma once
// Inside journal only: what the hash chain hashes.

#include "journal/journal.h"

#include <unordered_map>

namespace journal {

/// SHA-256 over the hash before, the position, and every field of the fact, each with its length.
base::Digest chain(const base::Digest& before, Position position, const Fact& fact);
/// The salted digest that stands in the fact.
base::Digest payload_digest(std::string_view salt, std::string_view body);

/// Reads columns first … first+10 in the order of the statements in queries/journal.sql.
Fact fact_from(const db::Row& row, int first = 0);

struct Head {
    Position position = 0;
    base::Digest hash{};
};
Head find_head(db::Tx& tx);
/// Writes the next place and moves the head on.
void place(db::Tx& tx, Head& head, const Fact& fact);

/// Facts announced in one transaction: waiting for the writer to place them (SQLite), and how many there are of each
/// subject that the transaction itself made, on SQLite of each that it told of.
struct Announced final : db::Attachment {
    std::vector<Fact> facts;
    std::unordered_map<std::int64_t, std::int64_t> numbers;
};

}  // namespace journal

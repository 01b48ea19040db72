#pragma once
// A council that has had so many cases: every one of them asked for and worked on through the same verbs as by people and pages, so
// that rows, indexes, search entries, facts and their chain are what the program itself writes.
//
// Some thirty services, five years, a promise, a person, a place in the town and words for each; a note on every third, an owner for
// every fourth. 98 of a hundred are closed after five days on average; the others stay open. Growing from one size to the next
// spreads what is new over the same five years: more of the same, not later.

#include "db/tenants.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace bench {

/// What one can look for in a grown council.
struct Target {
    std::string reference, email;  // of the resident who asked
    std::string case_id;
    std::string name, street;      // of the resident; with its kind: "Bronmak Road"
    std::string line;              // the address as printed
    std::string word, other_word;      // words of the report, as they stand there
};

/// Makes the council of `entry` (SQLite) have `to` cases after `from`, and appends some 2,000 of the new ones to `targets`.
void grow(const db::TenantEntry& entry, std::int64_t from, std::int64_t to, const std::filesystem::path& targets);

std::vector<Target> read_targets(const std::filesystem::path& file);

}  // namespace bench

#pragma once
// Inside search only: what the database is asked, and which entries it answers.

#include "db/tx.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace search {

/// A question as the database at hand wants it.
struct Asked {
    std::string_view index;
    std::string text;
};

struct Hit {
    double worth;
    std::int64_t entry, subject;
};

inline constexpr int most_ranked = 1000;

/// The newest before that entry, newest first; without their worth.
std::vector<Hit> newest_hits(db::Tx&, const Asked&, std::int64_t before, int limit);
/// The newest thousand, with their worth. On SQLite without their subjects.
std::vector<Hit> hits_to_rank(db::Tx&, const Asked&);
std::vector<std::int64_t> subjects_of(db::Tx&, const std::vector<Hit>&);
bool occurs(db::Tx&, const Asked&);

}  // namespace search

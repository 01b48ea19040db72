#pragma once
// Inside search only: how well an entry answers, on SQLite. FTS5's bm25 counts every term in every entry first, scope
// tags included, which takes a quarter of a second where a common word stands in 100,000 entries; this looks at the hits
// alone. PostgreSQL's ts_rank does the same there.

#include "search/question.h"

namespace search {

/// Titles weigh four, and a word's further places ever less. `title` and `body` are tokens with spaces between.
double worth_of(const std::vector<Term>& terms, std::string_view title, std::string_view body);

}  // namespace search

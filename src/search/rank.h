#pragma once
// Inside search only: how well one of few entries answers. Of many, SQLite is asked (db/fts5_worth.h), which counts the same from the
// index of words; its own bm25 counts every term in every entry first, scope tags included, which takes a quarter of a second where a
// common word stands in 100,000 entries. PostgreSQL has ts_rank.

#include "search/question.h"

namespace search {

/// Titles weigh four, and a word's further places ever less. `title` and `body` are tokens with spaces between.
double worth_of(const std::vector<Term>& terms, std::string_view title, std::string_view body);

}  // namespace search

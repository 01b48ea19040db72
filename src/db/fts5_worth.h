#pragma once
// Inside db only: what FTS5 of SQLite is missing.

#include <sqlite3.h>

namespace db {

/// Gives a connection the auxiliary function `worth(table, weight of the first column, of the second …)`: for every phrase and column
/// of a hit, n places count n / (n + 1) of the column's weight; a column without a weight counts nothing. It looks at the hit alone and
/// only at the index; FTS5's own bm25 looks at every entry that holds one of the phrases. Returns SQLite's code.
int add_worth(sqlite3* connection);

}  // namespace db

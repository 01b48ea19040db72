#pragma once
// The index as it stands, for a copy of all data on the same or on the other kind of database. An entry is told the same way
// whichever it comes from, so that a copy of a copy tells the same.

#include "db/tx.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace search {

/// Tokens parted by spaces. A place that holds no word is ¦ . `title` ends with its last word, and `body` goes on from there
/// and ends with its own; `tags` are in order.
struct EntryAsKept {
    std::int64_t entry = 0;  // its key
    std::string index;
    std::int64_t subject = 0;
    std::string title, body, tags;
};

/// Hands over every entry, by key.
void each_entry(db::Tx&, const std::function<void(const EntryAsKept&)>& take);
/// Into an index that holds neither the key nor the subject.
void put_back(db::Tx&, const EntryAsKept&);

}  // namespace search

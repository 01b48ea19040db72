#pragma once
// Inside search only: the keys of entries. A key grows with the moment, within its shelf; newest first goes from the end of a
// shelf to its beginning. What an index holds so much of that a word of it stands in the way of all others, stands on a
// lower shelf than the others: then SQLite comes by none of it on its way.

#include "db/tx.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace search {

constexpr int shelf_of(std::string_view index) { return index == "cases" ? 0 : index == "people" ? 1 : 2; }

constexpr bool has_own_shelf(std::string_view index) { return shelf_of(index) < 2; }

struct Keys {
    std::int64_t first, end;
};
/// Other indexes may have keys between these, too.
constexpr Keys keys_on_shelf_of(std::string_view index) {
    constexpr int shelf_bit = 61;
    const auto first = std::int64_t{shelf_of(index)} << shelf_bit;
    return {first, first + (std::int64_t{1} << shelf_bit)};
}

/// A fresh key; unlike for entries of the same second.
inline std::int64_t key_of(db::Tx& tx, std::string_view index, Instant at) {
    constexpr int id_bits = 28, second_bits = 33;
    const auto second = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    const auto id = tx.new_id<Id<struct EntryThing>>().value;
    return keys_on_shelf_of(index).first + (std::clamp<std::int64_t>(second, 0, (1LL << second_bits) - 1) << id_bits) +
           (id & ((1LL << id_bits) - 1));
}

/// A question of search.sqlite.sql as it goes to the index of words that holds `index`: people have one of their own.
const db::Sql& asked_of(const db::Sql& usual, std::string_view index);

}  // namespace search

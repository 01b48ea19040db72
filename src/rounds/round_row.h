#pragma once
// Inside rounds only: rows as values.

#include "db/tx.h"
#include "places/gazetteer.h"
#include "rounds/round.h"

#include <charconv>

namespace rounds {

inline Bin bin_from(const db::Row& row) { return {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3)}; }

inline Round round_from(const db::Row& row) {
    return {.code = row.get<std::string>(0),
            .bin = row.get<std::string>(1),
            .first = row.get<Day>(2),
            .every = row.get<int>(3),
            .until = row.get<std::optional<Day>>(4),
            .out_by = std::chrono::minutes{row.get<int>(5)}};
}

inline Change change_from(const db::Row& row) {
    return {.from = row.get<Day>(0),
            .until = row.get<Day>(1),
            .round = row.get<std::string>(2),
            .bin = row.get<std::string>(3),
            .later = row.get<std::optional<int>>(4),
            .reason = row.get<std::string>(5)};
}

/// The number of a UPRN or USRN of the gazetteer; 0 for none.
inline std::int64_t number_of(std::string_view digits) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() ? value : 0;
}

}  // namespace rounds

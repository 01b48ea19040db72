#pragma once
// Inside guildhall only: what the rows of imported lists say in their columns.

#include "base/result.h"
#include "base/text.h"
#include "imports/csv.h"

#include <cstddef>
#include <optional>
#include <string>

namespace guildhall {

/// Where a column stands; nothing: the file lacks it.
using Column = std::optional<std::size_t>;

/// As one tidy line; empty where the file lacks the column.
inline std::string text_at(const imports::Record& row, Column column) { return column ? base::tidy_line(row.fields[*column]) : std::string(); }

/// Refused with the names of those that the file lacks.
inline Result<void> need(const imports::Columns& columns, std::initializer_list<std::string_view> wanted) {
    if (const auto missing = columns.missing(wanted); !missing.empty()) return refuse(Kind::invalid, "imports.columns_missing", missing);
    return {};
}

/// The same number may be written with zeros in front.
inline std::string without_zeros(std::string number) {
    number.erase(0, number.find_first_not_of('0'));
    return number;
}

}  // namespace guildhall

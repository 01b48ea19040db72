#pragma once
// How money is kept: as an integer.

#include "base/pence.h"
#include "db/value.h"

namespace db {

template <>
struct Stored<Pence> {
    static Value put(Pence v) { return {.type = Value::Type::integer, .integer = v.value}; }
    static Pence get(const Columns& row, int column) { return {row.integer(column)}; }
};

}  // namespace db

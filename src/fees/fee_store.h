#pragma once
// Inside fees: rows in and out.

#include "fees/fees.h"

namespace fees::store {

std::optional<Fee> find(db::Tx& tx, cases::RequestId request);
/// Of which something is owed back, oldest first.
std::vector<Fee> owed(db::Tx& tx, int limit);
void add(db::Tx& tx, const Fee& fee);
void save(db::Tx& tx, const Fee& fee);

}  // namespace fees::store

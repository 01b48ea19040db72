#pragma once
// Inside cases only: rows of checks in and out, and what other verbs do to them.

#include "cases/publishing.h"

namespace cases {

namespace check_store {

/// What check_from reads, without a condition.
inline constexpr std::string_view columns =
    "SELECT request, state, since, due_at, decided_at, decided_by, reason, title, words, photos, changes FROM cases_publication";
Check check_from(const db::Row& row);
void add(db::Tx& tx, const Check& check);
/// False where `changes` is not what stands there; raises it.
bool save(db::Tx& tx, Check& check);

}  // namespace check_store

/// A request that waits for a check gets one, with its deadline.
void await_check(db::Tx& tx, const Request& request, const catalogue::Definition& service);
/// What waits or is public of it is withheld, for this reason; nothing where there is nothing.
void keep_from_public(db::Tx& tx, const Case& the_case, const Request& request, std::string_view reason);

}  // namespace cases

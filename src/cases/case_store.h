#pragma once
// Rows in and out.

#include "cases/cases.h"

namespace cases::case_store {

std::optional<Case> find(db::Tx& tx, CaseId id);
/// Saves state, closing and outcome. Refuses as a conflict when `the_case.changes` is not what stands there; raises it.
Result<void> save(db::Tx& tx, Case& the_case);
void add(db::Tx& tx, const Case& the_case);
void add(db::Tx& tx, const Request& request);
std::optional<Request> find_request(db::Tx& tx, const Reference& reference);
std::vector<Request> requests_of(db::Tx& tx, CaseId id);
/// The given cases with their first requests, in the order of the ids, for ids the scope allows.
std::vector<Line> lines_of(db::Tx& tx, const access::Scope& scope, std::span<const CaseId> ids);
std::vector<Line> list(db::Tx& tx, const access::Scope& scope, const Wanted& wanted);
std::int64_t count_open(db::Tx& tx, const access::Scope& scope);

}  // namespace cases::case_store

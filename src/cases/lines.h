#pragma once
// Inside cases only: rows of lists.

#include "access/statement.h"
#include "cases/worklist.h"

namespace cases {

using access::Statement;

/// The columns of a Line, of cases_case c and cases_request r.
inline constexpr const char* line_columns =
    "SELECT c.id, c.service, c.service_version, c.team, c.state, c.opened_at, c.closed_at, c.outcome, c.changes,"
    " c.owner, c.due_at, c.area, c.closed_by, c.objections, c.tasks, c.changed_at,"
    " r.id, r.reference, r.case_id, r.service, r.service_version, COALESCE(r.person, 0), COALESCE(r.location, 0),"
    " r.channel, r.answers, r.received_at, r.language, r.withdrawn_at, r.fixed_at, r.home, r.publication";
inline constexpr access::OwnedColumns owned_in{.team = "c.team", .service = "c.service", .area = "c.area"};
std::vector<Line> read_lines(db::Tx& tx, const Statement& text);

/// What `list` asks the database.
Statement list_statement(const access::Actor& who, const Wanted& wanted, Instant now);

/// The given cases with their first requests, in the order of the ids, for ids the scope allows.
std::vector<Line> lines_of(db::Tx& tx, const access::Scope& scope, std::span<const CaseId> ids);

}  // namespace cases

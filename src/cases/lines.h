#pragma once
// Inside cases only: rows of lists.

#include "cases/worklist.h"

#include <memory>

namespace cases {

/// A statement under construction: constant pieces, and the values of their ?s.
struct Statement {
    std::string text;
    std::vector<db::Value> values;
    std::vector<std::shared_ptr<const void>> kept = {};  // what texts among the values point to

    template <class... Args>
    Statement& add(std::string_view piece, const Args&... args) {
        text += piece;
        (values.push_back(db::to_value(args)), ...);
        return *this;
    }
    Statement& add(const access::Condition& part) {
        kept.push_back(part.keeps);
        return join(part.text, part.values);
    }
    Statement& add(const Statement& part) {
        kept.insert(kept.end(), part.kept.begin(), part.kept.end());
        return join(part.text, part.values);
    }

private:
    Statement& join(const std::string& more, const std::vector<db::Value>& more_values) {
        text += more;
        values.insert(values.end(), more_values.begin(), more_values.end());
        return *this;
    }
};

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

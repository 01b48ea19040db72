#include "cases/request_list.h"

#include "cases/lines.h"

#include <algorithm>
#include <span>

namespace cases {
namespace {

/// What must hold of a request besides the scope.
Statement condition(const RequestsWanted& wanted) {
    Statement out;
    if (!wanted.references.empty()) {
        std::vector<std::string_view> texts;
        for (const auto& reference : wanted.references) texts.emplace_back(reference.text());
        return out.add(" AND ").add(access::one_of("r.reference", std::span<const std::string_view>(texts)));
    }
    if (!wanted.services.empty()) out.add(" AND ").add(access::one_of("c.service", std::span(wanted.services)));
    if (!wanted.area.empty()) out.add(" AND c.area = ?", wanted.area);
    if (wanted.state)
        out.add(*wanted.state == State::open ? " AND c.state = 'open' AND r.withdrawn_at IS NULL"
                                             : " AND (c.state = 'closed' OR r.withdrawn_at IS NOT NULL)");
    if (wanted.received_from) out.add(" AND r.received_at >= ?", *wanted.received_from);
    if (wanted.received_before) out.add(" AND r.received_at < ?", *wanted.received_before);
    if (wanted.after) out.add(" AND (r.received_at, r.id) < (?, ?)", wanted.after->received_at, wanted.after->request);
    if (wanted.changed_from) out.add(" AND c.changed_at >= ?", *wanted.changed_from);
    if (wanted.changed_before) out.add(" AND c.changed_at < ?", *wanted.changed_before);
    return out;
}

}  // namespace

std::vector<Line> list_requests(db::Tx& tx, const access::Scope& scope, const RequestsWanted& wanted) {
    if (scope.is_none()) return {};
    const bool by_change = wanted.references.empty() && (wanted.changed_from || wanted.changed_before);
    Statement text;
    // CROSS: SQLite walks the first of the two along the index of the order asked for, whatever else would be narrower.
    text.add(line_columns).add(by_change ? " FROM cases_case c CROSS JOIN cases_request r" : " FROM cases_request r CROSS JOIN cases_case c");
    text.add(" WHERE c.id = r.case_id AND ").add(scope.sql(owned_in)).add(condition(wanted));
    text.add(by_change ? " ORDER BY c.changed_at, c.id, r.id" : " ORDER BY r.received_at DESC, r.id DESC");
    text.add(" LIMIT ? OFFSET ?", wanted.limit, wanted.skip);
    return read_lines(tx, text);
}

State state_of(const Request& request, const Case& c) { return request.is_live() ? c.state : State::closed; }

Instant changed_at(const Request& request, const Case& c) {
    if (request.withdrawn_at) return *request.withdrawn_at;
    return c.closed_at ? *c.closed_at : std::max(c.changed_at, request.received_at);
}

}  // namespace cases

#include "cases/request_list.h"

#include "cases/lines.h"

#include <algorithm>
#include <iterator>
#include <set>
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
    if (wanted.services.size() == 1) out.add(" AND c.service = ?", std::string_view(wanted.services.front()));
    if (wanted.services.size() > 1) out.add(" AND ").add(access::one_of("c.service", std::span(wanted.services)));
    if (!wanted.area.empty()) out.add(" AND c.area = ?", std::string_view(wanted.area));
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

std::vector<Line> list_seen(db::Tx& tx, const Statement& seen, const RequestsWanted& wanted) {
    const bool by_change = wanted.references.empty() && (wanted.changed_from || wanted.changed_before);
    // Who reads on behind a request goes by when requests came.
    const bool by_case = by_change || (!wanted.after && (!wanted.area.empty() || (wanted.services.size() == 1 && !wanted.received_from)));
    Statement text;
    // CROSS: SQLite walks the first of the two along the index of the order asked for, whatever else would be narrower.
    text.add(line_columns).add(by_case ? " FROM cases_case c CROSS JOIN cases_request r" : " FROM cases_request r CROSS JOIN cases_case c");
    text.add(" WHERE c.id = r.case_id AND ").add(seen).add(condition(wanted));
    text.add(by_change ? " ORDER BY c.changed_at, c.id, r.id" : by_case ? " ORDER BY c.opened_at DESC, c.id DESC, r.id DESC" : " ORDER BY r.received_at DESC, r.id DESC");
    text.add(" LIMIT ? OFFSET ?", wanted.limit, wanted.skip);
    return read_lines(tx, text);
}

}  // namespace

std::vector<Line> list_requests(db::Tx& tx, const access::Scope& scope, const RequestsWanted& wanted) {
    if (scope.is_none()) return {};
    Statement seen;
    seen.add(scope.sql(owned_in));
    return list_seen(tx, seen, wanted);
}

std::vector<Line> list_requests(db::Tx& tx, const access::Scope& scope, const PublicSight& sight, const RequestsWanted& wanted) {
    if (sight.is_none()) return list_requests(tx, scope, wanted);
    Statement seen;
    seen.add("(").add(scope.sql(owned_in)).add(" OR ").add(sight.sql()).add(")");
    return list_seen(tx, seen, wanted);
}

std::vector<Line> list_in_cells(db::Tx& tx, const PublicSight& sight, std::span<const std::int64_t> cells, const RequestsWanted& wanted) {
    constexpr int looked_at = 200;
    std::vector<Line> found;
    if (sight.is_none() || cells.empty()) return found;
    const int of_each = std::clamp(looked_at / static_cast<int>(cells.size()), 4, 40);
    std::set<CaseId> seen;
    for (const auto cell : cells) {
        Statement text;
        text.add(line_columns).add(" FROM cases_pin p CROSS JOIN cases_request r CROSS JOIN cases_case c WHERE p.cell = ? AND r.id = p.request AND c.id = r.case_id AND ", cell);
        text.add(sight.sql()).add(condition(wanted)).add(" ORDER BY p.received_at DESC, p.request DESC LIMIT ?", of_each);
        for (auto& line : read_lines(tx, text))
            if (seen.insert(line.the_case.id).second) found.push_back(std::move(line));
    }
    std::ranges::sort(found, [](const Line& a, const Line& b) { return std::pair(a.request.received_at, a.request.id) > std::pair(b.request.received_at, b.request.id); });
    const auto first = std::min(found.size(), static_cast<std::size_t>(wanted.skip)), last = std::min(found.size(), first + static_cast<std::size_t>(wanted.limit));
    return {std::make_move_iterator(found.begin() + static_cast<std::ptrdiff_t>(first)), std::make_move_iterator(found.begin() + static_cast<std::ptrdiff_t>(last))};
}

State state_of(const Request& request, const Case& c) { return request.is_live() ? c.state : State::closed; }

Instant changed_at(const Request& request, const Case& c) {
    if (request.withdrawn_at) return *request.withdrawn_at;
    return c.closed_at ? *c.closed_at : std::max(c.changed_at, request.received_at);
}

}  // namespace cases

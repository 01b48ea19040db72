#include "cases/case_store.h"

#include "cases/queries.h"
#include "db/lists.h"

#include <algorithm>

namespace cases::case_store {
namespace {

std::string_view code_of(State state) { return state == State::open ? "open" : "closed"; }

Case case_from(const db::Row& row, int first = 0) {
    return {.id = row.get<CaseId>(first),
            .service = row.get<std::string>(first + 1),
            .service_version = row.get<std::int64_t>(first + 2),
            .team = row.get<access::TeamId>(first + 3),
            .state = row.get<std::string_view>(first + 4) == "open" ? State::open : State::closed,
            .opened_at = row.get<Instant>(first + 5),
            .closed_at = row.get<std::optional<Instant>>(first + 6),
            .outcome = row.get<std::string>(first + 7),
            .changes = row.get<std::int64_t>(first + 8)};
}

Request request_from(const db::Row& row, int first = 0) {
    return {.id = row.get<RequestId>(first),
            .reference = row.get<Reference>(first + 1),
            .case_id = row.get<CaseId>(first + 2),
            .service = row.get<std::string>(first + 3),
            .service_version = row.get<std::int64_t>(first + 4),
            .person = row.get<people::PersonId>(first + 5),
            .location = row.get<places::LocationId>(first + 6),
            .channel = row.get<std::string>(first + 7),
            .answers = forms::answers_from_json(row.get<std::string_view>(first + 8)),
            .received_at = row.get<Instant>(first + 9)};
}

template <class AnyId>
std::optional<AnyId> if_any(AnyId id) {
    return id ? std::optional(id) : std::nullopt;
}

// A list shows the first request of each case.
constexpr const char* select_lines =
    "SELECT c.id, c.service, c.service_version, c.team, c.state, c.opened_at, c.closed_at, c.outcome, c.changes,"
    " r.id, r.reference, r.case_id, r.service, r.service_version, COALESCE(r.person, 0), COALESCE(r.location, 0),"
    " r.channel, r.answers, r.received_at"
    " FROM cases_case c JOIN cases_request r ON r.id = (SELECT MIN(f.id) FROM cases_request f WHERE f.case_id = c.id)"
    " WHERE ";

std::vector<Line> read_lines(db::Tx& tx, const std::string& text, std::span<const db::Value> values) {
    std::vector<Line> lines;
    for (const auto row : db::Rows(tx.query_text(text, values)))
        lines.push_back({case_from(row), request_from(row, 9)});
    return lines;
}

}  // namespace

std::optional<Case> find(db::Tx& tx, CaseId id) {
    for (const auto row : tx.query(sql::find_case, id)) return case_from(row);
    return std::nullopt;
}

Result<void> save(db::Tx& tx, Case& c) {
    const auto changed = tx.change(sql::save_case, code_of(c.state), c.closed_at, c.outcome, c.id, c.changes);
    if (changed == 0) return refuse(Kind::conflict, "cases.changed_meanwhile");
    ++c.changes;
    return {};
}

void add(db::Tx& tx, const Case& c) {
    tx.run(sql::add_case, c.id, c.service, c.service_version, c.team, c.opened_at);
}

void add(db::Tx& tx, const Request& r) {
    tx.run(sql::add_request, r.id, r.reference, r.case_id, r.service, r.service_version, if_any(r.person),
           if_any(r.location), r.channel, forms::to_json(r.answers), r.received_at);
}

std::optional<Request> find_request(db::Tx& tx, const Reference& reference) {
    for (const auto row : tx.query(sql::find_request, reference)) return request_from(row);
    return std::nullopt;
}

std::vector<Request> requests_of(db::Tx& tx, CaseId id) {
    std::vector<Request> requests;
    for (const auto row : tx.query(sql::requests_of, id)) requests.push_back(request_from(row));
    return requests;
}

std::vector<Line> lines_of(db::Tx& tx, const access::Scope& scope, std::span<const CaseId> ids) {
    const auto condition = scope.sql("c.team");
    const db::IdList list(ids);
    auto values = condition.values;
    values.insert(values.end(), list.values().begin(), list.values().end());
    auto lines = read_lines(tx, select_lines + condition.text + " AND c.id IN " + list.text(), values);
    std::ranges::sort(lines, {}, [&](const Line& line) { return std::ranges::find(ids, line.the_case.id) - ids.begin(); });
    return lines;
}

std::vector<Line> list(db::Tx& tx, const access::Scope& scope, const Wanted& wanted) {
    const auto condition = scope.sql("c.team");
    auto text = select_lines + condition.text;
    auto values = condition.values;
    if (wanted.state) {
        text += " AND c.state = ?";
        values.push_back(db::to_value(code_of(*wanted.state)));
    }
    if (wanted.before) {
        text += " AND (c.opened_at, c.id) < (?, ?)";
        values.push_back(db::to_value(wanted.before_at));
        values.push_back(db::to_value(wanted.before));
    }
    text += " ORDER BY c.opened_at DESC, c.id DESC LIMIT ?";
    values.push_back(db::to_value(wanted.limit));
    return read_lines(tx, text, values);
}

std::int64_t count_open(db::Tx& tx, const access::Scope& scope) {
    const auto condition = scope.sql("team");
    for (const auto row : db::Rows(
             tx.query_text("SELECT COUNT(*) FROM cases_case WHERE state = 'open' AND " + condition.text, condition.values)))
        return row.get<std::int64_t>(0);
    return 0;
}

}  // namespace cases::case_store

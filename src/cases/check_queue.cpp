#include "cases/check_queue.h"

#include "cases/case_store.h"
#include "cases/events.h"
#include "cases/lines.h"
#include "cases/ownership.h"
#include "cases/queries.h"
#include "journal/journal.h"
#include "notifications/notifications.h"

#include <algorithm>

namespace cases {
namespace {

using access::Permission;

constexpr const char* checked_requests =
    " FROM cases_publication p CROSS JOIN cases_request r CROSS JOIN cases_case c WHERE r.id = p.request AND c.id = r.case_id AND p.state ";

/// What this actor may decide, of what they may see.
void add_scope(Statement& text, const access::Actor& who) {
    text.add(" AND ").add(access::scope_of(who, Permission::publish_request).sql(owned_in));
    text.add(" AND ").add(access::scope_of(who, Permission::read_case).sql(owned_in));
}

std::vector<Waiting> with_checks(db::Tx& tx, std::vector<Line> lines) {
    std::vector<RequestId> ids;
    for (const auto& line : lines) ids.push_back(line.request.id);
    auto checks = checks_of(tx, ids);
    std::vector<Waiting> waiting;
    for (auto& line : lines) {
        auto check = checks.at(line.request.id);
        waiting.push_back({std::move(line), std::move(check)});
    }
    return waiting;
}

}  // namespace

std::vector<Waiting> waiting_checks(db::Tx& tx, const access::Actor& who, const std::optional<std::pair<Instant, RequestId>>& after, int limit) {
    if (!who.may(Permission::publish_request)) return {};
    Statement text;
    text.add(line_columns).add(checked_requests).add("= 'waiting'");
    if (after) text.add(" AND (p.due_at, p.request) > (?, ?)", after->first, after->second);
    add_scope(text, who);
    text.add(" ORDER BY p.due_at, p.request LIMIT ?", limit);
    return with_checks(tx, read_lines(tx, text));
}

std::vector<Waiting> decided_checks(db::Tx& tx, const access::Actor& who, int limit) {
    if (!who.may(Permission::publish_request)) return {};
    Statement text;
    text.add(line_columns).add(checked_requests).add("IN ('published', 'withheld') AND p.decided_at > ?", tx.now() - std::chrono::days(28));
    add_scope(text, who);
    text.add(" ORDER BY p.decided_at DESC, p.request LIMIT ?", limit);
    return with_checks(tx, read_lines(tx, text));
}

Result<Waiting> find_check(db::Tx& tx, const access::Actor& who, RequestId id) {
    const auto line = TRY(find_line(tx, who, id));
    TRY(access::require(who, Permission::publish_request, line.the_case.owned()));
    const auto check = check_of(tx, id);
    return Waiting{line, check.value_or(Check{.request = id, .state = line.request.publication, .since = line.request.received_at, .due_at = line.request.received_at})};
}

CheckCounts count_checks(db::Tx& tx, const access::Actor& who) {
    if (!who.may(Permission::publish_request)) return {};
    const auto counted = [&](std::string_view more, auto... values) {
        Statement text;
        text.add("(SELECT COUNT(*) FROM (SELECT 1").add(checked_requests).add("= 'waiting'").add(more, values...);
        add_scope(text, who);
        return text.add(" LIMIT ?) n)", Counts::most);
    };
    Statement text;
    text.add("SELECT ").add(counted("")).add(", ").add(counted(" AND p.due_at < ?", tx.now()));
    for (const auto row : db::Rows(tx.query_text(text.text, text.values))) return {row.get<std::int64_t>(0), row.get<std::int64_t>(1)};
    return {};
}

bool tell_of_late_checks(db::Tx& tx) {
    constexpr int at_once = 500;
    std::map<access::TeamId, std::int64_t> late;
    std::vector<RequestId> told;
    for (const auto row : tx.query(sql::late_checks, tx.now(), at_once)) {
        told.push_back(row.get<RequestId>(0));
        ++late[row.get<access::TeamId>(1)];
    }
    for (const auto request : told) tx.run(sql::told_of_check, tx.now(), request);
    for (const auto& [team, count] : late) {
        const auto found = access::find_team(tx, team);
        journal::announce(tx, ChecksLate{team, count});
        for (const auto& leader : leaders_of(tx, team))
            notifications::queue(tx, {.wording = "checks_late",
                                      .address = leader.email,
                                      .about = {"team", team.value},
                                      .values = {{"name", leader.name},
                                                 {"count", std::to_string(count)},
                                                 {"team", found ? found->name : std::string()},
                                                 {"path", "/staff/checks"}}});
    }
    return told.size() == at_once;
}

}  // namespace cases

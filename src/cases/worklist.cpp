// Lists and counts: each is a walk along an index, in the order asked for, that ends with the page.

#include "cases/worklist.h"

#include "cases/case_store.h"
#include "cases/checks.h"
#include "cases/lines.h"
#include "db/lists.h"

#include <algorithm>
#include <tuple>

namespace cases {
namespace {

using access::Permission;

// Where a list of what has tasks begins: at the open tasks, which are few.
constexpr const char* with_open_tasks =
    "(SELECT DISTINCT t.case_id AS id FROM cases_task t WHERE t.done_at IS NULL) o CROSS JOIN cases_case c WHERE c.id = o.id AND ";
// One that was joined to another has no request to show.
constexpr const char* stands_for_itself = "NOT EXISTS (SELECT 1 FROM cases_joined j WHERE j.case_id = c.id)";
// A list shows the first request of each case.
constexpr const char* first_request =
    " JOIN cases_request r ON r.id = (SELECT MIN(f.id) FROM cases_request f WHERE f.case_id = c.id)";

/// The teams outside which the scope allows nothing; none: it is not limited so.
std::vector<access::TeamId> teams_of(const access::Scope& scope) {
    std::vector<access::TeamId> teams;
    for (const auto& part : scope.parts()) {
        if (!part.teams) return {};
        teams.insert(teams.end(), part.teams->begin(), part.teams->end());
    }
    std::ranges::sort(teams);
    const auto [first, last] = std::ranges::unique(teams);
    teams.erase(first, last);
    return teams;
}

/// Teams to walk one by one, each along its own index; none: the list is not by team.
std::vector<access::TeamId> teams_walked(const access::Actor& who, const access::Scope& scope, const Wanted& wanted) {
    constexpr std::size_t most = 8;  // beyond, one walk over all is as good, and the texts stay few
    std::vector<access::TeamId> teams;
    if (wanted.whose == Whose::my_teams)
        teams = who.teams;
    else if (wanted.whose != Whose::mine)
        teams = teams_of(scope);
    if (teams.size() > most) teams.clear();
    return teams;
}

struct Walk {
    std::optional<State> state;
    access::TeamId team;  // 0: not by team
};

/// One walk along one index: the ids of a page and what they are ordered by.
Statement walk(const access::Actor& who, const access::Scope& scope, const Wanted& wanted, const Walk& along, Instant now) {
    // What one person has is few: sorted, not looked for among all by opening. A sum is no column of an index.
    const std::string_view key = wanted.order == Order::due ? "c.due_at" : wanted.whose == Whose::mine ? "c.opened_at + 0" : "c.opened_at";
    Statement out;
    out.add("SELECT c.id AS id, ").add(key).add(" AS at FROM ").add(wanted.with_tasks ? with_open_tasks : "cases_case c WHERE ");
    out.add(!along.state ? "(1 = 1)" : *along.state == State::open ? "c.state = 'open'" : "c.state = 'closed'");
    if (along.state != State::open) out.add(" AND ").add(stands_for_itself);
    if (along.team) out.add(" AND c.team = ?", along.team);
    if (wanted.whose == Whose::my_teams && !along.team)
        out.add(" AND ").add(who.teams.empty() ? access::Condition{"(1 = 0)", {}} : access::one_of("c.team", std::span(who.teams)));
    if (wanted.whose == Whose::mine) out.add(" AND c.owner = ?", who.staff());
    if (wanted.whose == Whose::unowned) out.add(" AND c.owner = 0");
    if (!wanted.service.empty()) out.add(" AND c.service = ?", wanted.service);
    if (!wanted.area.empty()) out.add(" AND c.area = ?", wanted.area);
    if (wanted.opened_from) out.add(" AND c.opened_at >= ?", *wanted.opened_from);
    if (wanted.opened_before) out.add(" AND c.opened_at < ?", *wanted.opened_before);
    if (wanted.late) out.add(" AND c.due_at < ?", now);
    out.add(" AND ").add(scope.sql(owned_in));
    const bool upwards = wanted.order == Order::due;
    if (wanted.after.id)
        out.add(" AND (").add(key).add(upwards ? ", c.id) > (?, ?)" : ", c.id) < (?, ?)", wanted.after.at, wanted.after.id);
    out.add(" ORDER BY ").add(key).add(upwards ? ", c.id LIMIT ?" : " DESC, c.id DESC LIMIT ?", wanted.limit);
    return out;
}

std::vector<Walk> walks_of(const access::Actor& who, const access::Scope& scope, const Wanted& wanted) {
    if (wanted.with_tasks) return {{wanted.late ? State::open : wanted.state, {}}};
    auto teams = teams_walked(who, scope, wanted);
    if (teams.empty()) teams.push_back({});
    std::vector<Walk> walks;
    for (const auto state : {State::open, State::closed})
        if (wanted.late ? state == State::open : !wanted.state || *wanted.state == state)
            for (const auto team : teams) walks.push_back({state, team});
    return walks;
}

/// "(SELECT COUNT(*) …)", at most Counts::most.
Statement counted(const char* from, const Statement& condition) {
    Statement out;
    return out.add("(SELECT COUNT(*) FROM (SELECT 1 FROM ").add(from).add(condition).add(" LIMIT ?) n)", Counts::most);
}

}  // namespace

std::vector<Line> read_lines(db::Tx& tx, const Statement& text) {
    std::vector<Line> lines;
    for (const auto row : db::Rows(tx.query_text(text.text, text.values)))
        lines.push_back({case_store::case_from(row), case_store::request_from(row, case_store::case_columns)});
    return lines;
}

Cursor cursor_of(const Line& line, Order order) {
    return {order == Order::due ? line.the_case.due_at : line.the_case.opened_at, line.the_case.id};
}

std::vector<Line> lines_of(db::Tx& tx, const access::Scope& scope, std::span<const CaseId> ids) {
    const db::IdList list(ids);
    Statement text;
    text.add(line_columns).add(" FROM cases_case c").add(first_request).add(" WHERE ").add(scope.sql(owned_in));
    text.add(" AND c.id IN ").add(list.text());
    text.values.insert(text.values.end(), list.values().begin(), list.values().end());
    auto lines = read_lines(tx, text);
    std::ranges::sort(lines, {}, [&](const Line& line) { return std::ranges::find(ids, line.the_case.id) - ids.begin(); });
    return lines;
}

std::vector<Line> lines_of_tasks(db::Tx& tx, std::span<const CaseId> ids) { return lines_of(tx, access::Scope::everything(), ids); }

Statement list_statement(const access::Actor& who, const Wanted& wanted, Instant now) {
    const auto scope = access::scope_of(who, Permission::read_case);
    const auto walks = walks_of(who, scope, wanted);
    Statement text;
    text.add(line_columns).add(" FROM (");
    for (std::size_t i = 0; i < walks.size(); ++i) {
        text.add(i > 0 ? " UNION ALL SELECT id, at FROM (" : "SELECT id, at FROM (");
        text.add(walk(who, scope, wanted, walks[i], now)).add(") w").add(std::to_string(i));
    }
    text.add(") p JOIN cases_case c ON c.id = p.id").add(first_request);
    if (walks.size() == 1) return text;  // the page already; see list()
    text.add(wanted.order == Order::due ? " ORDER BY p.at, p.id LIMIT ?" : " ORDER BY p.at DESC, p.id DESC LIMIT ?", wanted.limit);
    return text;
}

std::vector<Line> list(db::Tx& tx, const access::Actor& who, const Wanted& wanted) {
    if (!who.may(Permission::read_case) || (wanted.whose == Whose::mine && !who.staff())) return {};
    if (wanted.late && wanted.state == State::closed) return {};
    auto lines = read_lines(tx, list_statement(who, wanted, tx.now()));
    // Here rather than by SQLite, which would copy whole rows into a table of its own to do it; as a rule they come in order.
    const auto is_before = [&](const Line& a, const Line& b) {
        const auto one = cursor_of(a, wanted.order), other = cursor_of(b, wanted.order);
        return wanted.order == Order::due ? std::tie(one.at, one.id) < std::tie(other.at, other.id) : std::tie(one.at, one.id) > std::tie(other.at, other.id);
    };
    if (!std::ranges::is_sorted(lines, is_before)) std::ranges::sort(lines, is_before);
    return lines;
}

Counts count(db::Tx& tx, const access::Actor& who) {
    const auto scope = access::scope_of(who, Permission::read_case);
    if (!who.may(Permission::read_case)) return {};
    const auto open = [&] {
        Statement out;
        return out.add("c.state = 'open' AND ").add(scope.sql(owned_in));
    };
    const auto my_teams = who.teams.empty() ? access::Condition{"(1 = 0)", {}} : access::one_of("c.team", std::span(who.teams));
    Statement seen;
    seen.add(scope.sql(owned_in));
    Statement text;
    text.add("SELECT ").add(counted("cases_case c WHERE ", open()));
    text.add(", ").add(counted("cases_case c WHERE ", open().add(" AND c.owner > 0 AND c.owner = ?", who.staff())));
    text.add(", ").add(counted("cases_case c WHERE ", open().add(" AND ").add(my_teams)));
    text.add(", ").add(counted("cases_case c WHERE ", open().add(" AND c.owner = 0")));
    text.add(", ").add(counted("cases_case c WHERE ", open().add(" AND c.due_at < ?", tx.now())));
    text.add(", ").add(counted(with_open_tasks, seen));
    for (const auto row : db::Rows(tx.query_text(text.text, text.values)))
        return {.all = row.get<std::int64_t>(0),
                .mine = row.get<std::int64_t>(1),
                .my_teams = row.get<std::int64_t>(2),
                .unowned = row.get<std::int64_t>(3),
                .late = row.get<std::int64_t>(4),
                .with_tasks = row.get<std::int64_t>(5)};
    return {};
}

std::vector<Line> of_contact(db::Tx& tx, const access::Actor& who, const people::Contact& typed, int limit) {
    const auto scope = access::scope_of(who, Permission::read_case);
    if (!who.may(Permission::read_case) || !who.may(Permission::read_person)) return {};
    std::vector<people::PersonId> persons;
    for (const auto& [person, contact] : people::find_by_contact(tx, typed, 100)) persons.push_back(person);
    if (persons.empty()) return {};
    const db::IdList list{std::span<const people::PersonId>(persons)};
    Statement text;
    text.add(line_columns).add(" FROM cases_request r JOIN cases_case c ON c.id = r.case_id WHERE r.person IN ").add(list.text());
    text.values.insert(text.values.end(), list.values().begin(), list.values().end());
    text.add(" AND ").add(scope.sql(owned_in)).add(" ORDER BY r.received_at DESC, r.id DESC LIMIT ?", limit);
    return read_lines(tx, text);
}

Result<Line> find_line(db::Tx& tx, const access::Actor& who, RequestId id) {
    auto request = case_store::find_request(tx, id);
    if (!request) return refuse(Kind::not_found, "cases.no_such_request");
    const auto c = TRY(find_for(tx, who, Permission::read_case, request->case_id));
    return Line{c, *std::move(request)};
}

std::int64_t count_open(db::Tx& tx, const access::Actor& who) {
    Statement text;
    text.add("SELECT COUNT(*) FROM cases_case c WHERE c.state = 'open' AND ");
    text.add(access::scope_of(who, Permission::read_case).sql(owned_in));
    for (const auto row : db::Rows(tx.query_text(text.text, text.values))) return row.get<std::int64_t>(0);
    return 0;
}

}  // namespace cases

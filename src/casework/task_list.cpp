// Lists and counts: each is a walk along an index by deadline that ends with the page.

#include "access/statement.h"
#include "casework/standing_in.h"
#include "casework/task_store.h"
#include "casework/tasks.h"

namespace casework {
namespace {

using access::Permission;

constexpr access::OwnedColumns owned_in{.team = "t.team", .service = "t.service", .area = "t.area"};

using access::Statement;

access::Condition of_teams(const access::Actor& who) {
    return who.teams.empty() ? access::Condition{"(1 = 0)", {}} : access::one_of("t.team", std::span(who.teams));
}

Statement& add_whose(Statement& out, db::Tx& tx, const access::Actor& who, Whose whose) {
    switch (whose) {
        case Whose::offered: return out.add(" AND t.owner = 0 AND ").add(of_teams(who)).add(" AND ").add(wants_no_other_skill(tx, who.staff()));
        case Whose::mine: return out.add(" AND t.owner > 0 AND t.owner = ?", who.staff());
        case Whose::my_teams: return out.add(" AND ").add(of_teams(who));
        case Whose::unowned: return out.add(" AND t.owner = 0");
        case Whose::everybody: break;
    }
    return out;
}

}  // namespace

std::vector<Task> list(db::Tx& tx, const access::Actor& who, const Wanted& wanted) {
    if (!who.may(Permission::read_case) || (wanted.whose == Whose::mine && !who.staff())) return {};
    Statement out;
    out.add("SELECT ").add(task_store::task_columns).add(" FROM casework_task t WHERE t.state = 'open' AND ");
    out.add(access::scope_of(who, Permission::read_case).sql(owned_in));
    add_whose(out, tx, who, wanted.whose);
    if (wanted.late) out.add(" AND t.due_at < ?", tx.now());
    if (wanted.in_the_field) out.add(" AND t.in_the_field = 1");
    if (wanted.after.id) out.add(" AND (t.due_at, t.id) > (?, ?)", wanted.after.at, wanted.after.id);
    out.add(" ORDER BY t.due_at, t.id LIMIT ?", wanted.limit);
    std::vector<Task> tasks;
    for (const auto row : db::Rows(tx.query_text(out.text, out.values))) tasks.push_back(task_store::task_from(row));
    return tasks;
}

std::map<std::string, std::int64_t> waiting_by_skill(db::Tx& tx, const access::Actor& who) {
    std::map<std::string, std::int64_t> waiting;
    if (!who.may(Permission::read_case)) return waiting;
    Statement out;
    out.add("SELECT t.skill, COUNT(*) FROM casework_task t WHERE t.state = 'open' AND t.owner = 0 AND t.skill <> '' AND ");
    out.add(access::scope_of(who, Permission::read_case).sql(owned_in)).add(" GROUP BY t.skill ORDER BY t.skill");
    for (const auto row : db::Rows(tx.query_text(out.text, out.values))) waiting.emplace(row.get<std::string>(0), row.get<std::int64_t>(1));
    return waiting;
}

Counts count(db::Tx& tx, const access::Actor& who) {
    if (!who.may(Permission::read_case)) return {};
    Statement out;
    const auto counted = [&](const char* comma, auto&& more) {
        out.add(comma).add("(SELECT COUNT(*) FROM (SELECT 1 FROM casework_task t WHERE t.state = 'open' AND ");
        out.add(access::scope_of(who, Permission::read_case).sql(owned_in));
        more();
        out.add(" LIMIT ?) n)", Counts::most);
    };
    out.add("SELECT ");
    counted("", [] {});
    for (const auto whose : {Whose::mine, Whose::offered, Whose::my_teams, Whose::unowned}) counted(", ", [&] { add_whose(out, tx, who, whose); });
    counted(", ", [&] { out.add(" AND t.due_at < ?", tx.now()); });
    for (const auto row : db::Rows(tx.query_text(out.text, out.values)))
        return {.all = row.get<std::int64_t>(0),
                .mine = row.get<std::int64_t>(1),
                .offered = row.get<std::int64_t>(2),
                .my_teams = row.get<std::int64_t>(3),
                .unowned = row.get<std::int64_t>(4),
                .late = row.get<std::int64_t>(5)};
    return {};
}

}  // namespace casework

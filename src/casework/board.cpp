#include "casework/board.h"

#include "access/statement.h"
#include "cases/cases.h"
#include "casework/queries.h"
#include "casework/task_store.h"
#include "clocks/clocks.h"

#include <algorithm>

namespace casework {
namespace {

using access::Permission;
using access::Statement;

constexpr access::OwnedColumns board_owned_in{.team = "t.team", .service = "t.service", .area = "t.area"};

/// Open tasks of the reader's that fit.
Statement& add_fitting(Statement& out, const access::Actor& who, const BoardWanted& wanted) {
    out.add(" FROM casework_task t WHERE t.state = 'open' AND ").add(access::scope_of(who, Permission::read_case).sql(board_owned_in));
    if (wanted.team) out.add(" AND t.team = ?", wanted.team);
    if (!wanted.service.empty()) out.add(" AND t.service = ?", wanted.service);
    if (!wanted.area.empty()) out.add(" AND t.area = ?", wanted.area);
    if (wanted.person) out.add(" AND t.owner > 0 AND t.owner = ?", wanted.person);
    return out;
}

std::vector<Task> most_urgent(db::Tx& tx, const access::Actor& who, const BoardWanted& wanted, int limit) {
    Statement out;
    out.add("SELECT ").add(task_store::task_columns);
    add_fitting(out, who, wanted).add(" ORDER BY t.due_at, t.id LIMIT ?", limit);
    std::vector<Task> tasks;
    for (const auto row : db::Rows(tx.query_text(out.text, out.values))) tasks.push_back(task_store::task_from(row));
    return tasks;
}

std::vector<Load> loads_of(db::Tx& tx, const access::Actor& who, BoardWanted wanted) {
    wanted.person = {};
    Statement out;
    out.add("SELECT t.owner, COUNT(*), SUM(CASE WHEN t.due_at < ? THEN 1 ELSE 0 END), SUM(CASE WHEN t.due_at >= ? AND t.due_at < ? THEN 1 ELSE 0 END)", tx.now(), tx.now(),
            tx.now() + std::chrono::days(7));
    add_fitting(out, who, wanted).add(" GROUP BY t.owner ORDER BY COUNT(*) DESC, t.owner");
    std::vector<Load> loads;
    for (const auto row : db::Rows(tx.query_text(out.text, out.values)))
        loads.push_back({.staff = row.get<access::StaffId>(0), .open = row.get<std::int64_t>(1), .late = row.get<std::int64_t>(2), .within_week = row.get<std::int64_t>(3)});
    return loads;
}

/// Cases of the reader's that wait for a back office.
std::vector<Elsewhere> waiting_elsewhere(db::Tx& tx, const access::Actor& who, const BoardWanted& wanted) {
    std::map<cases::CaseId, connectors::ErrandId> errands;
    std::vector<cases::CaseId> ids;
    for (const auto row : tx.query(sql::errands_waited_for, Board::most))
        if (errands.emplace(row.get<cases::CaseId>(0), row.get<connectors::ErrandId>(1)).second) ids.push_back(row.get<cases::CaseId>(0));
    std::vector<Elsewhere> all;
    if (ids.empty() || wanted.person) return all;
    const auto scope = access::scope_of(who, Permission::read_case);
    std::map<std::string, std::string> names;
    for (auto& destination : connectors::destinations(tx)) names.emplace(destination.code, destination.name);
    for (const auto& line : cases::lines_of_tasks(tx, ids)) {
        const auto& c = line.the_case;
        const bool fits = (!wanted.team || c.team == wanted.team) && (wanted.service.empty() || c.service == wanted.service) && (wanted.area.empty() || c.area == wanted.area);
        if (!fits || !scope.allows(c.owned())) continue;
        const auto errand = connectors::find(tx, errands.at(c.id));
        if (!errand) continue;
        const auto name = names.find(errand->destination);
        all.push_back({c.id, name == names.end() ? errand->destination : name->second, errand->reply_by});
    }
    return all;
}

}  // namespace

Board board(db::Tx& tx, const access::Actor& who, const BoardWanted& wanted) {
    Board board;
    if (!who.may(Permission::read_case)) return board;
    auto tasks = most_urgent(tx, who, wanted, Board::most + 1);
    board.is_cut = tasks.size() > Board::most;
    if (board.is_cut) tasks.pop_back();
    std::vector<cases::CaseId> ids;
    for (const auto& task : tasks) ids.push_back(task.case_id);
    board.still = clocks::standing_still(tx, ids);
    for (auto& task : tasks) {
        auto& column = board.still.contains(task.case_id) ? board.waiting : task.is_late(tx.now()) ? board.late : task.owner ? board.in_hand : board.nobodys;
        column.push_back(std::move(task));
    }
    board.elsewhere = waiting_elsewhere(tx, who, wanted);
    board.loads = loads_of(tx, who, wanted);
    return board;
}

BoardChoices board_choices(db::Tx& tx, const access::Actor& who) {
    BoardChoices choices;
    if (!who.may(Permission::read_case)) return choices;
    Statement out;
    out.add("SELECT DISTINCT t.team, t.service, t.area");
    add_fitting(out, who, {});
    const auto add_once = [](auto& all, auto each) {
        if (std::ranges::find(all, each) == all.end()) all.push_back(std::move(each));
    };
    for (const auto row : db::Rows(tx.query_text(out.text, out.values))) {
        add_once(choices.teams, row.get<access::TeamId>(0));
        add_once(choices.services, row.get<std::string>(1));
        if (auto area = row.get<std::string>(2); !area.empty()) add_once(choices.areas, std::move(area));
    }
    std::ranges::sort(choices.services);
    std::ranges::sort(choices.areas);
    return choices;
}

}  // namespace casework

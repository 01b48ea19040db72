#include "casework/board.h"

#include "access/statement.h"
#include "cases/cases.h"
#include "casework/queries.h"
#include "casework/task_store.h"
#include "clocks/clocks.h"

#include <algorithm>
#include <set>

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

std::int64_t count_unskilled(db::Tx& tx, const std::vector<Task>& tasks) {
    std::map<std::pair<access::TeamId, std::string>, bool> held;
    return std::ranges::count_if(tasks, [&](const Task& task) {
        if (task.owner || task.skill.empty()) return false;
        const auto [known, is_new] = held.try_emplace({task.team, task.skill});
        if (is_new) known->second = access::is_held_in_team(tx, task.team, task.skill);
        return !known->second;
    });
}

/// Cases of the reader's that wait for a back office, the oldest errand first.
class Outside {
public:
    Outside(db::Tx& tx, const access::Actor& who, const BoardWanted& wanted) : tx_(tx), wanted_(wanted), scope_(access::scope_of(who, Permission::read_case)) {
        for (auto& destination : connectors::destinations(tx)) names_.emplace(destination.code, destination.name);
    }
    /// At most `Board::most`, and one more where there are more.
    std::vector<Elsewhere> all() {
        while (found_.size() <= Board::most && read_page()) {}
        if (found_.size() > Board::most) found_.resize(Board::most + 1);
        return std::move(found_);
    }

private:
    bool read_page() {
        std::map<cases::CaseId, connectors::ErrandId> errands;
        std::vector<cases::CaseId> ids;
        int rows = 0;
        for (const auto row : tx_.query(sql::errands_waited_for, last_, Board::most)) {
            last_ = row.get<connectors::ErrandId>(1);
            ++rows;
            if (const auto id = row.get<cases::CaseId>(0); seen_.insert(id).second) errands.emplace(id, last_), ids.push_back(id);
        }
        if (!ids.empty())
            for (const auto& line : cases::lines_of_tasks(tx_, ids)) add(line.the_case, errands.at(line.the_case.id));
        return rows == Board::most;
    }
    void add(const cases::Case& c, connectors::ErrandId id) {
        const bool fits = (!wanted_.team || c.team == wanted_.team) && (wanted_.service.empty() || c.service == wanted_.service) && (wanted_.area.empty() || c.area == wanted_.area);
        if (!fits || !scope_.allows(c.owned())) return;
        const auto errand = connectors::find(tx_, id);
        if (!errand) return;
        const auto name = names_.find(errand->destination);
        found_.push_back({c.id, name == names_.end() ? errand->destination : name->second, errand->reply_by});
    }

    db::Tx& tx_;
    const BoardWanted& wanted_;
    access::Scope scope_;
    std::map<std::string, std::string> names_;
    std::set<cases::CaseId> seen_;
    connectors::ErrandId last_;
    std::vector<Elsewhere> found_;
};

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
    board.unskilled = count_unskilled(tx, tasks);
    for (auto& task : tasks) {
        auto& column = board.still.contains(task.case_id) ? board.waiting : task.is_late(tx.now()) ? board.late : task.owner ? board.in_hand : board.nobodys;
        column.push_back(std::move(task));
    }
    if (!wanted.person) board.elsewhere = Outside(tx, who, wanted).all();
    if (board.elsewhere.size() > Board::most) board.is_cut = true, board.elsewhere.pop_back();
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

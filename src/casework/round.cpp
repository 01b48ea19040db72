#include "casework/round.h"

#include "access/statement.h"
#include "casework/standing_in.h"
#include "casework/task_store.h"
#include "casework/tasks.h"

namespace casework {
namespace {

using access::Permission;
using access::Statement;

constexpr access::OwnedColumns round_owned_in{.team = "t.team", .service = "t.service", .area = "t.area"};

std::vector<Task> tasks_by(db::Tx& tx, const Statement& out) {
    std::vector<Task> tasks;
    for (const auto row : db::Rows(tx.query_text(out.text, out.values))) tasks.push_back(task_store::task_from(row));
    return tasks;
}

Statement open_out_there(const access::Actor& who) {
    Statement out;
    out.add(" FROM casework_task t WHERE t.state = 'open' AND t.in_the_field = 1 AND ").add(access::scope_of(who, Permission::read_case).sql(round_owned_in));
    return out;
}

std::vector<Task> open_of_round(db::Tx& tx, const access::Actor& who, const Wished& wished) {
    Statement out;
    out.add("SELECT ").add(task_store::task_columns).add(open_out_there(who)).add(" AND t.team = ? AND ", wished.team);
    out.add("(t.owner = ? OR (t.owner = 0 AND ", who.staff()).add(wants_no_other_skill(tx, who.staff()));
    if (!wished.with_later) out.add(" AND t.due_at < ?", wished.day_ends);
    out.add(")) ORDER BY t.due_at, t.id LIMIT ?", Round::most + 1);
    return tasks_by(tx, out);
}

std::vector<Task> done_today(db::Tx& tx, const access::Actor& who, const Wished& wished) {
    Statement out;
    out.add("SELECT ").add(task_store::task_columns).add(" FROM casework_task t WHERE t.state = 'done' AND t.done_by = ? AND t.done_at >= ? AND t.in_the_field = 1 AND t.team = ? AND ", who.staff(),
                                                          wished.day_begins, wished.team);
    out.add(access::scope_of(who, Permission::read_case).sql(round_owned_in)).add(" ORDER BY t.done_at, t.id LIMIT ?", Round::most);
    return tasks_by(tx, out);
}

std::int64_t count_later(db::Tx& tx, const access::Actor& who, const Wished& wished) {
    Statement out;
    out.add("SELECT COUNT(*)").add(open_out_there(who)).add(" AND t.team = ? AND t.owner = 0 AND t.due_at >= ? AND ", wished.team, wished.day_ends).add(wants_no_other_skill(tx, who.staff()));
    for (const auto row : db::Rows(tx.query_text(out.text, out.values))) return row.get<std::int64_t>(0);
    return 0;
}

}  // namespace

Round round_of(db::Tx& tx, const access::Actor& who, const Wished& wished) {
    if (!who.staff() || !who.may(Permission::read_case)) return {};
    Round round{.open = open_of_round(tx, who, wished), .done = done_today(tx, who, wished), .attempts = {}, .is_cut = false, .later = count_later(tx, who, wished)};
    round.is_cut = std::ssize(round.open) > Round::most;
    if (round.is_cut) round.open.pop_back();
    std::vector<TaskId> ids;
    for (const auto& task : round.open) ids.push_back(task.id);
    round.attempts = attempts_at(tx, ids);
    return round;
}

std::vector<access::TeamId> teams_out_there(db::Tx& tx, const access::Actor& who, std::span<const access::TeamId> teams) {
    std::vector<access::TeamId> out_there;
    if (teams.empty() || !who.may(Permission::read_case)) return out_there;
    Statement out;
    out.add("SELECT DISTINCT t.team").add(open_out_there(who)).add(" AND ").add(access::one_of("t.team", teams)).add(" ORDER BY t.team");
    for (const auto row : db::Rows(tx.query_text(out.text, out.values))) out_there.push_back(row.get<access::TeamId>(0));
    return out_there;
}

Result<Task> find_for_field(db::Tx& tx, const access::Actor& who, TaskId id) {
    auto task = TRY(find_task(tx, who, id));
    TRY(access::require(who, Permission::work_case, task.owned()));
    if (task.state == TaskState::resting) return refuse(Kind::conflict, "casework.task_rests");
    if (task.state != TaskState::open) return refuse(Kind::conflict, "casework.task_over");
    if (task.owner && task.owner != who.staff()) return refuse(Kind::conflict, "casework.colleague_has_it");
    return task;
}

Result<Task> finish_from_field(db::Tx& tx, const access::Actor& who, TaskId id, const forms::Sent& sent, std::string_view words) {
    const auto task = TRY(find_for_field(tx, who, id));
    return finish_task(tx, who, id, task.changes, sent, words);
}

}  // namespace casework

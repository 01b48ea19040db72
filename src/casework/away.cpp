// Being away and standing in. Each verb: check, change, announce.

#include "casework/away.h"

#include "casework/events.h"
#include "casework/queries.h"
#include "casework/standing_in.h"
#include "casework/task_store.h"
#include "jobs/jobs.h"
#include "journal/journal.h"

#include <algorithm>
#include <set>

namespace casework {
namespace {

using access::Permission;

Away away_from(const db::Row& row) {
    return {.id = row.get<AwayId>(0),
            .staff = row.get<access::StaffId>(1),
            .stand_in = row.get<access::StaffId>(2),
            .from = row.get<Instant>(3),
            .until = row.get<Instant>(4),
            .over_at = row.get<std::optional<Instant>>(5)};
}

template <class... Args>
std::optional<Away> one_away(db::Tx& tx, const db::Sql& sql, const Args&... args) {
    for (const auto row : tx.query(sql, args...)) return away_from(row);
    return std::nullopt;
}

/// Oneself, or somebody in a team whose work one may give out.
Result<void> require_may_say(const access::Actor& who, const access::Actor& whose) {
    if (whose.staff() == who.staff()) return access::require(who, Permission::work_case);
    const auto scope = access::scope_of(who, Permission::assign_case);
    if (std::ranges::any_of(whose.own_teams, [&](access::TeamId team) { return scope.allows({team}); })) return {};
    return refuse(Kind::not_allowed, "casework.not_yours_to_send_away");
}

bool share_a_team(const access::Actor& one, const access::Actor& other) {
    return std::ranges::any_of(one.own_teams, [&](access::TeamId team) { return std::ranges::find(other.own_teams, team) != other.own_teams.end(); });
}

Result<void> check_stand_in(db::Tx& tx, const access::Actor& whose, access::StaffId stand_in) {
    if (!stand_in) return {};
    const auto other = access::load_staff_actor(tx, stand_in);
    const bool able = other && stand_in != whose.staff() && other->may(Permission::work_case) &&
                      (share_a_team(*other, whose) || access::scope_of(*other, Permission::work_case).covers(access::scope_of(whose, Permission::work_case)));
    return able ? Result<void>{} : refuse_fields("forms.problems", {{"stand_in", say("casework.cannot_stand_in")}});
}

Result<void> check_times(db::Tx& tx, access::StaffId staff, Instant from, Instant until) {
    if (until <= from || until <= tx.now()) return refuse_fields("forms.problems", {{"until", say("casework.away_ends_before")}});
    if (until > tx.now() + longest_away) return refuse_fields("forms.problems", {{"until", say("casework.away_too_long")}});
    if (tx.find<AwayId>(sql::away_between, staff, until, from)) return refuse_fields("forms.problems", {{"from", say("casework.away_already")}});
    return {};
}

void end(db::Tx& tx, const Away& away) {
    if (tx.change(sql::end_away, tx.now(), away.id) > 0) journal::announce(tx, AwayEnded{away.staff, away.id.value});
}

}  // namespace

Result<Away> say_away(db::Tx& tx, const access::Actor& who, access::StaffId staff, Instant from, Instant until, access::StaffId stand_in) {
    const auto whose = access::load_staff_actor(tx, staff);
    if (!whose) return refuse_fields("forms.problems", {{"staff", say("casework.away_who")}});
    TRY(require_may_say(who, *whose));
    TRY(check_times(tx, staff, from, until));
    TRY(check_stand_in(tx, *whose, stand_in));
    const Away away{.id = tx.new_id<AwayId>(), .staff = staff, .stand_in = stand_in, .from = from, .until = until};
    tx.run(sql::add_away, away.id, staff, stand_in, from, until);
    jobs::schedule(tx, {.kind = std::string(away_over_kind), .key = to_string(away.id), .due = until});
    journal::announce(tx, AwaySaid{staff, away.id.value, stand_in, from, until});
    return away;
}

Result<void> end_away(db::Tx& tx, const access::Actor& who, AwayId id) {
    const auto away = one_away(tx, sql::find_away, id);
    const auto whose = away ? access::rights_of_staff(tx, away->staff) : refuse(Kind::not_found, "casework.no_such_absence");
    if (!whose) return refuse(Kind::not_found, "casework.no_such_absence");
    TRY(require_may_say(who, *whose));
    if (away->over_at) return {};
    jobs::cancel(tx, away_over_kind, to_string(id));
    end(tx, *away);
    return {};
}

Result<void> note_end(const jobs::Running& job) {
    const auto id = parse_id<AwayId>(job.key());
    return job.finish([&](db::Tx& tx) -> Result<void> {
        const auto away = id ? one_away(tx, sql::find_away, *id) : std::nullopt;
        if (away && !away->over_at && away->until <= tx.now()) end(tx, *away);
        return {};
    });
}

std::optional<Away> away_now(db::Tx& tx, access::StaffId staff) { return staff ? one_away(tx, sql::away_at, staff, tx.now(), tx.now()) : std::nullopt; }

std::map<access::StaffId, Away> all_away_now(db::Tx& tx) {
    std::map<access::StaffId, Away> all;
    for (const auto row : tx.query(sql::everybody_away, tx.now(), tx.now())) {
        const auto away = away_from(row);
        all.emplace(away.staff, away);
    }
    return all;
}

std::vector<Away> aways_to_see(db::Tx& tx, const access::Actor& who) {
    std::vector<Away> all;
    for (const auto row : tx.query(sql::aways_from, tx.now())) all.push_back(away_from(row));
    std::erase_if(all, [&](const Away& away) {
        if (away.staff == who.staff()) return false;
        const auto whose = access::rights_of_staff(tx, away.staff);
        return !whose || !require_may_say(who, *whose);
    });
    return all;
}

std::optional<Away> last_away(db::Tx& tx, access::StaffId staff) { return one_away(tx, sql::last_away, staff, tx.now(), tx.now()); }

std::vector<Task> came_meanwhile(db::Tx& tx, const access::Actor& who, const Away& away) {
    const auto scope = access::scope_of(who, Permission::read_case);
    std::vector<TaskId> ids;
    for (const auto row : tx.query(sql::came_instead, away.id)) ids.push_back(row.get<TaskId>(0));
    std::vector<Task> all;
    for (const auto id : ids)
        if (auto task = task_store::find(tx, id); task && scope.allows(task->owned())) all.push_back(*std::move(task));
    return all;
}

std::vector<access::Staff> possible_stand_ins(db::Tx& tx, access::StaffId staff) {
    std::vector<access::Staff> all;
    for (const auto& team : access::teams_joined(tx, staff))
        for (auto& member : access::staff_in_team(tx, team.id))
            if (member.id != staff) all.push_back(std::move(member));
    return access::by_name(std::move(all));
}

std::vector<access::Staff> whose_absence_may_say(db::Tx& tx, const access::Actor& who) {
    auto all = access::staff_within(tx, access::scope_of(who, Permission::assign_case));
    if (const auto self = who.staff() ? access::find_staff(tx, who.staff()) : refuse(Kind::not_found, "access.no_such_staff")) all.push_back(*self);
    return access::by_name(std::move(all));
}

std::optional<Away> away_behind(db::Tx& tx, TaskId task) { return one_away(tx, sql::away_behind, task); }

std::map<TaskId, Away> aways_behind(db::Tx& tx, std::span<const TaskId> tasks) {
    std::map<TaskId, Away> all;
    if (tasks.empty()) return all;
    const auto wanted = access::one_of("i.task", tasks);
    const auto text = "SELECT a.id, a.staff, a.stand_in, a.from_at, a.until_at, a.over_at, i.task FROM casework_instead i JOIN casework_away a ON a.id = i.away WHERE " + wanted.text;
    for (const auto row : db::Rows(tx.query_text(text, wanted.values))) all.emplace(row.get<TaskId>(6), away_from(row));
    return all;
}

access::StaffId instead_of(db::Tx& tx, TaskId task) { return tx.find<access::StaffId>(sql::instead_of, task).value_or(access::StaffId{}); }

}  // namespace casework

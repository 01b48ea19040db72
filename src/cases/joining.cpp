// Each verb: check, change, announce.

#include "cases/joining.h"

#include "base/random.h"
#include "cases/case_store.h"
#include "cases/cases.h"
#include "cases/checks.h"
#include "cases/course.h"
#include "cases/events.h"
#include "cases/finding.h"
#include "cases/queries.h"
#include "cases/splitting.h"
#include "cases/spot.h"
#include "cases/submitted.h"
#include "journal/journal.h"
#include "search/search.h"

#include <algorithm>
#include <tuple>

namespace cases {
namespace {

using access::Permission;

Joined joined_of(const db::Row& row) { return {row.get<CaseId>(0), row.get<CaseId>(1), row.get<Instant>(2)}; }

/// Keeps a colleague from closing it meanwhile: they wait, and then find what was added.
bool hold_open(db::Tx& tx, CaseId id) { return tx.change(sql::hold_open, tx.now(), id) > 0; }

/// `were_one`: one was split off the other, so they may go together again whatever their services are.
Result<void> require_to_go_together(const Case& stays, const Case& goes, bool were_one) {
    const auto conflict = [](const char* key) { return refuse(Kind::conflict, key); };
    if (stays.id == goes.id) return conflict("cases.join_itself");
    if (stays.state == State::closed || goes.state == State::closed) return conflict("cases.join_closed");
    if (stays.service != goes.service && !were_one) return conflict("cases.join_other_service");
    if (goes.due_at < stays.due_at) return conflict("cases.join_promised_earlier");
    if (goes.tasks > 0) return conflict("cases.join_task");
    return {};
}

}  // namespace

const Case& survivor_among(const Case& one, const Case& other) {
    const auto key = [](const Case& c) { return std::tuple(c.due_at, c.opened_at, c.id); };
    return key(one) < key(other) ? one : other;
}

Result<Opened> ask_too(db::Tx& tx, Random& random, CaseId id, const Submission& s) {
    if (!hold_open(tx, id)) return refuse(Kind::conflict, "cases.closed_meanwhile");
    const auto c = *case_store::find(tx, id);
    if (c.service != s.service->code) return refuse(Kind::conflict, "cases.join_other_service");
    const auto words = TRY(check_words(s.words, {}));
    const auto r = request_of(tx, random, c, s);
    case_store::add(tx, r);
    TRY(index_again(tx, c));
    journal::announce(tx, RequestJoined{c.id, r.id, r.person, c.service, c.service_version, c.team, c.due_at, c.area});
    if (!words.empty()) {
        const auto note = case_store::add_words(tx, c.id, Said::word, words, r.id);
        journal::announce(tx, WordAdded{c.id, r.id, note, c.team});
    }
    return Opened{r.id, r.reference, c.id, c.due_at};
}

Result<Case> join(db::Tx& tx, const access::Actor& who, CaseId survivor, std::int64_t seen_changes, CaseId other, std::int64_t others_seen_changes) {
    auto stays = TRY(find_seen(tx, who, Permission::work_case, survivor, seen_changes));
    auto goes = TRY(find_seen(tx, who, Permission::work_case, other, others_seen_changes));
    TRY(require_to_go_together(stays, goes, is_part_of(tx, goes.id, stays.id) || is_part_of(tx, stays.id, goes.id)));
    if (!hold_open(tx, stays.id)) return refuse(Kind::conflict, "cases.join_closed");
    TRY(goes.close(std::string(duplicate_outcome), who.staff(), tx.now()));
    TRY(case_store::save(tx, goes));
    tx.run(sql::leave_home, goes.id);
    const auto requests = tx.change(sql::move_requests, stays.id, goes.id);
    tx.run(sql::add_joined, goes.id, stays.id, tx.now());
    drop_spot(tx, goes.id);
    search::remove(tx, "cases", goes.id.value);
    TRY(index_again(tx, stays));
    journal::announce(tx, CaseJoined{goes.id, stays.id, goes.service, goes.team, goes.owner});
    journal::announce(tx, OthersJoined{stays.id, goes.id, stays.service, stays.team, requests});
    TRY(course().joined(tx, goes));
    return stays;
}

Result<Case> part(db::Tx& tx, const access::Actor& who, CaseId survivor, std::int64_t seen_changes, CaseId other) {
    auto stays = TRY(find_seen(tx, who, Permission::work_case, survivor, seen_changes));
    auto goes = TRY(find_for(tx, who, Permission::work_case, other));
    if (stays.id == goes.id || goes_on_as(tx, goes.id) != stays.id) return refuse(Kind::conflict, "cases.not_joined");
    const auto homes = with_all_joined(tx, goes.id);
    const auto leaves = [&](const Request& request) { return std::ranges::find(homes, request.home) != homes.end(); };
    const auto all = case_store::requests_of(tx, stays.id);
    const auto is_kept_up = [&](bool by_those_who_leave) {
        return std::ranges::any_of(all, [&](const Request& request) { return request.is_live() && leaves(request) == by_those_who_leave; });
    };
    if (!is_kept_up(true)) return refuse(Kind::conflict, "cases.part_withdrawn");
    if (stays.state == State::open && !is_kept_up(false)) return refuse(Kind::conflict, "cases.part_leaves_nobody");
    goes.part();
    TRY(case_store::save(tx, goes));
    tx.run(sql::more_was_said, tx.now(), stays.id);
    std::int64_t requests = 0;
    for (const auto home : homes) requests += tx.change(sql::move_home, goes.id, stays.id, home);
    tx.run(sql::forget_confirmations, goes.id);
    tx.run(sql::drop_joined, goes.id);
    const auto service = TRY(catalogue::find_version(tx, goes.service, goes.service_version));
    put_spot_again(tx, goes, *service);
    TRY(index_again(tx, goes));
    TRY(index_again(tx, stays));
    journal::announce(tx, CaseParted{goes.id, stays.id, goes.service, goes.team, goes.owner, goes.due_at});
    journal::announce(tx, OthersParted{stays.id, goes.id, stays.service, stays.team, requests});
    TRY(course().parted(tx, goes));
    return goes;
}

std::vector<CaseId> with_all_joined(db::Tx& tx, CaseId id) {
    std::vector<CaseId> all{id};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const auto& each : joined_to(tx, all[i])) all.push_back(each.id);
    return all;
}

std::vector<Joined> joined_to(db::Tx& tx, CaseId survivor) {
    std::vector<Joined> all;
    for (const auto row : tx.query(sql::joined_to, survivor)) all.push_back(joined_of(row));
    return all;
}

std::optional<Joined> joined_from(db::Tx& tx, CaseId id) {
    for (const auto row : tx.query(sql::survivor_of, id)) return joined_of(row);
    return std::nullopt;
}

CaseId case_id_of(db::Tx& tx, RequestId request) { return tx.find<CaseId>(sql::case_of_request, request).value_or(CaseId{}); }

CaseId goes_on_as(db::Tx& tx, CaseId id) {
    for (auto next = joined_from(tx, id); next; next = joined_from(tx, id)) id = next->survivor;
    return id;
}

}  // namespace cases

#include "cases/standstill.h"

#include "cases/case_store.h"
#include "cases/checks.h"
#include "cases/course.h"
#include "cases/events.h"
#include "cases/letters.h"
#include "journal/journal.h"

namespace cases {

Result<Case> change_standing(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes) {
    auto c = TRY(find_seen(tx, who, access::Permission::work_case, id, seen_changes));
    if (c.state == State::closed) return refuse(Kind::conflict, "cases.already_closed");
    TRY(case_store::save(tx, c));
    return c;
}

namespace {

Result<Case> move(db::Tx& tx, CaseId id, Instant due, std::string_view reason) {
    auto found = case_store::find(tx, id);
    if (!found) return refuse(Kind::not_found, "cases.no_such_case");
    auto& c = *found;
    if (c.state == State::closed) return refuse(Kind::conflict, "cases.already_closed");
    if (!c.is_promised() || c.due_at == due) return std::move(*found);
    const auto before = std::exchange(c.due_at, due);
    TRY(case_store::save(tx, c));
    journal::announce(tx, PromiseMoved{c.id, c.service, c.team, before, c.due_at, {}, std::string(reason)});
    TRY(course().promised(tx, c, before));
    return std::move(*found);
}

}  // namespace

Result<Case> move_promise(db::Tx& tx, CaseId id, Instant due, std::string_view reason) {
    if (auto found = case_store::find(tx, id); found && (found->due_at == due || !found->is_promised())) return *std::move(found);
    const auto c = TRY(move(tx, id, due, reason));
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    if (!service->progress.empty()) write_to_residents(tx, c, *service, "standstill", {{"words", service->levels.said_of(reason)}});
    return c;
}

Result<Case> put_off_promise(db::Tx& tx, CaseId id, Instant due) { return move(tx, id, due, still_standing); }

}  // namespace cases

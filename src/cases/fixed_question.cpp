#include "cases/fixed_question.h"

#include "cases/case_store.h"
#include "cases/letters.h"
#include "jobs/jobs.h"
#include "places/places.h"

namespace cases {

void ask_later(db::Tx& tx, const Case& c, const catalogue::Definition& service) {
    if (service.fixed.empty() || service.fixed_after_working_days <= 0 || !can_write(tx, c)) return;
    jobs::schedule(tx, {.kind = std::string(ask_if_fixed_kind),
                        .key = to_string(c.id),
                        .due = places::calendar_of(tx).opening(*c.closed_at, static_cast<int>(service.fixed_after_working_days))});
}

void ask_no_more(db::Tx& tx, CaseId id) { jobs::cancel(tx, ask_if_fixed_kind, to_string(id)); }

Result<void> ask_if_fixed(db::Tx& tx, CaseId id) {
    const auto c = case_store::find(tx, id);
    if (!c || c->state == State::open || c->outcome == withdrawn_outcome) return {};
    const auto service = TRY(catalogue::find_version(tx, c->service, c->service_version));
    for (const auto& request : case_store::requests_of(tx, id))
        if (request.is_live() && !request.fixed_at) write_about(tx, request, *c, *service, service->fixed);
    return {};
}

}  // namespace cases

#include "cases/reopening.h"

#include "cases/case_store.h"
#include "cases/checks.h"
#include "cases/course.h"
#include "cases/events.h"
#include "cases/fixed_question.h"
#include "cases/queries.h"
#include "cases/spot.h"
#include "journal/journal.h"

namespace cases {

Result<void> reopen(db::Tx& tx, Case& c, std::string_view reason, const std::function<NoteId()>& keep_words) {
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    const auto withdrawn_at = c.outcome == withdrawn_outcome ? c.closed_at : std::nullopt;
    TRY(c.reopen(tx.now(), working_days_after(tx, tx.now(), service->promise_working_days)));
    TRY(case_store::save(tx, c));
    if (withdrawn_at) tx.run(sql::renew_requests, c.id, *withdrawn_at);  // the one whose withdrawal closed it
    if (!first_live_request(tx, c.id)) return refuse(Kind::conflict, "cases.nobody_asks");
    tx.run(sql::forget_confirmations, c.id);
    put_spot_again(tx, c, *service);
    ask_no_more(tx, c.id);
    const auto note = keep_words();
    journal::announce(tx, CaseReopened{c.id, c.service, c.team, std::string(reason), c.owner, c.due_at, note});
    TRY(course().reopened(tx, c, reason));
    c = case_store::find(tx, c.id).value_or(std::move(c));  // as its course has it now
    return {};
}

}  // namespace cases

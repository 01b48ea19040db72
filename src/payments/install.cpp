#include "payments/install.h"

#include "jobs/jobs.h"
#include "payments/gov_uk_pay.h"
#include "payments/reconciling.h"
#include "payments/refunding.h"

namespace payments {
namespace {

/// Where our own machinery breaks: what the provider does has its own pauses (payment.h).
const jobs::KindOptions patient{.most_attempts = 1000, .lane = "payments"};

}  // namespace

void install(jobs::Kinds& kinds, const House& house) {
    const auto outbound = std::make_shared<const web::Outbound>(house.outbound);
    const Office office{std::make_shared<GovUkPay>(outbound), house.vault_of, &house.random, house.training};
    kinds.add(std::string(ask_kind), Asking(office), patient);
    kinds.add(std::string(refresh_kind), Refreshing(office), patient);
    kinds.add(std::string(refund_kind), Refunding(office), patient);
    kinds.add(std::string(follow_kind), Following(office), patient);
    kinds.add(std::string(reconcile_kind), Reconciling(office), patient);
    kinds.add(std::string(look_kind), [](const jobs::Running& job) -> Result<void> {
        TRY(job.finish([](db::Tx& tx) -> Result<void> {
            schedule_days(tx);
            return {};
        }));
        jobs::wake(job.database());
        return {};
    });
}

void set_timers(db::Tx& tx) { jobs::every(tx, look_kind, std::chrono::hours{1}, look_kind); }

}  // namespace payments

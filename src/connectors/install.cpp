#include "connectors/install.h"

#include "connectors/batches.h"
#include "connectors/csv_destination.h"
#include "connectors/email_destination.h"
#include "connectors/looking.h"
#include "connectors/open311_destination.h"
#include "connectors/sending.h"
#include "connectors/webhook_destination.h"
#include "jobs/jobs.h"

namespace connectors {
namespace {

/// Where our own machinery breaks: what other systems do has its own pauses (circuit.h).
const jobs::KindOptions patient{.most_attempts = 1000, .lane = "connectors"};

Carriers carriers_of(const House& house) {
    const auto outbound = std::make_shared<const web::Outbound>(house.outbound);
    return {{Way::webhook, std::make_shared<WebhookDestination>(outbound)},
            {Way::open311, std::make_shared<Open311Destination>(outbound)},
            {Way::email, std::make_shared<EmailDestination>()},
            {Way::csv, std::make_shared<CsvDestination>(house.folder)}};
}

}  // namespace

void install(journal::Subscribers& subscribers, jobs::Kinds& kinds, const House& house) {
    subscribers.on<notifications::MessageFailed>("connectors.letter_failed", [](db::Tx& tx, const notifications::MessageFailed& event, const journal::Fact&) -> Result<void> {
        note_letter_failed(tx, event);
        return {};
    });
    const auto carriers = carriers_of(house);
    kinds.add(std::string(send_kind), Sending(carriers, house.vault_of, house.random, {.training = house.training}), patient);
    kinds.add(std::string(batch_kind), Batches(carriers, house.random, house.training), patient);
    kinds.add(std::string(ask_kind), Asking(carriers, house.vault_of, house.training), patient);
    kinds.add(std::string(look_kind), [carriers](const jobs::Running& job) -> Result<void> {
        TRY(job.finish([&](db::Tx& tx) -> Result<void> {
            if (look(tx, carriers)) jobs::schedule(tx, {.kind = std::string(look_kind), .key = "more"});
            return {};
        }));
        jobs::wake(job.database());
        return {};
    });
}

void set_timers(db::Tx& tx) { jobs::every(tx, "connectors.look", std::chrono::minutes{1}, look_kind); }

}  // namespace connectors

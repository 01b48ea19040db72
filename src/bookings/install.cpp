#include "bookings/install.h"

#include "bookings/keeping.h"
#include "jobs/jobs.h"

namespace bookings {

void install(jobs::Kinds& kinds) {
    kinds.add(std::string(lapse_kind), [](const jobs::Running& job) -> Result<void> {
        bool more = false;
        TRY(job.finish([&](db::Tx& tx) -> Result<void> {
            more = lapse_some(tx);
            if (more) jobs::schedule(tx, {.kind = std::string(lapse_kind), .key = "more"});
            return {};
        }, taking));
        if (more) jobs::wake(job.database());
        return {};
    });
    kinds.add(std::string(remind_kind), [](const jobs::Running& job) -> Result<void> {
        const auto id = parse_id<BookingId>(job.key());
        if (!id) return refuse(Kind::invalid, "bookings.no_such_booking", job.key());
        return job.finish([&](db::Tx& tx) { return remind(tx, *id); }, taking);
    });
}

void set_timers(db::Tx& tx) { jobs::every(tx, lapse_kind, std::chrono::minutes{1}, lapse_kind); }

}  // namespace bookings

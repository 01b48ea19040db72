#include "abuse/install.h"

#include "abuse/abuse.h"

namespace abuse {
namespace {

constexpr const char* tidy_kind = "abuse.tidy";

}  // namespace

void install(jobs::Kinds& kinds) {
    kinds.add(tidy_kind, [](const jobs::Running& job) -> Result<void> {
        return job.finish([](db::Tx& tx) -> Result<void> {
            forget_traces(tx);
            return {};
        });
    });
}

void set_timers(db::Tx& tx) { jobs::every(tx, tidy_kind, std::chrono::hours(1), tidy_kind); }

}  // namespace abuse

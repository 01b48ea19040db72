#include "contact/install.h"

#include "contact/kept_form.h"
#include "contact/paper.h"
#include "jobs/jobs.h"

namespace contact {
namespace {

constexpr const char* tidy_kind = "contact.forget_forms";

}  // namespace

void install(jobs::Kinds& kinds) {
    kinds.add(tidy_kind, [](const jobs::Running& job) -> Result<void> {
        return job.finish([](db::Tx& tx) -> Result<void> {
            const bool more_forms = forget_forms_over(tx), more_papers = forget_papers_over(tx);
            if (more_forms || more_papers) jobs::schedule(tx, {.kind = tidy_kind, .key = "more"});
            return {};
        });
    });
}

void set_timers(db::Tx& tx) { jobs::every(tx, tidy_kind, std::chrono::hours(1), tidy_kind); }

}  // namespace contact

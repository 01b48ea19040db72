#include "alerts/install.h"

#include "alerts/news.h"
#include "alerts/reminding.h"
#include "cases/events.h"
#include "jobs/jobs.h"
#include "rounds/events.h"

namespace alerts {
namespace {

/// A past that is taken over from another system is no news.
constexpr std::chrono::days still_news{3};

}  // namespace

void install(journal::Subscribers& subscribers, jobs::Kinds& kinds) {
    subscribers.on<cases::CaseOpened>("alerts.case_opened", [](db::Tx& tx, const cases::CaseOpened& event, const journal::Fact& fact) -> Result<void> {
        if (tx.now() - fact.at < still_news) hear_of(tx, event.id, event.request);
        return {};
    }, jobs::wake);
    subscribers.on<cases::RequestPublished>("alerts.request_published", [](db::Tx& tx, const cases::RequestPublished& event, const journal::Fact&) -> Result<void> {
        hear_of(tx, event.id, event.request);
        return {};
    }, jobs::wake);
    subscribers.on<rounds::RoundRunsLate>("alerts.round_late", [](db::Tx& tx, const rounds::RoundRunsLate& event, const journal::Fact&) -> Result<void> {
        jobs::schedule(tx, {.kind = std::string(late_kind), .key = to_string(event.late)});
        return {};
    }, jobs::wake);
    kinds.add(std::string(late_kind), [](const jobs::Running& job) -> Result<void> {
        const auto id = parse_id<rounds::LateId>(job.key());
        if (!id) return refuse(Kind::invalid, "rounds.late_gone", job.key());
        bool more = false;
        TRY(job.finish([&](db::Tx& tx) -> Result<void> {
            more = tell_late(tx, *id);
            if (more) jobs::schedule(tx, {.kind = std::string(late_kind), .key = job.key()});
            return {};
        }));
        if (more) jobs::wake(job.database());
        return {};
    });
    kinds.add(std::string(evening_kind), [](const jobs::Running& job) -> Result<void> {
        bool more = false;
        TRY(job.finish([&](db::Tx& tx) -> Result<void> {
            tidy(tx);
            more = remind_some(tx);
            if (more) jobs::schedule(tx, {.kind = std::string(evening_kind), .key = "more"});
            return {};
        }));
        if (more) jobs::wake(job.database());
        return {};
    });
    kinds.add(std::string(tell_kind), [](const jobs::Running& job) -> Result<void> {
        const auto id = parse_id<SubscriptionId>(job.key());
        if (!id) return refuse(Kind::invalid, "alerts.ended", job.key());
        return job.finish([&](db::Tx& tx) -> Result<void> {
            tell(tx, *id);
            return {};
        });
    });
}

void set_timers(db::Tx& tx) { jobs::every(tx, "alerts.evening", std::chrono::minutes{10}, evening_kind); }

}  // namespace alerts

#include "clocks/install.h"

#include "cases/events.h"
#include "clocks/deadlines.h"
#include "clocks/happenings.h"
#include "clocks/pausing.h"
#include "places/events.h"

namespace clocks {
namespace {

Result<void> ring_all(const jobs::Running& job) {
    constexpr int at_once = 200;
    int looked_at = 0;
    TRY(job.finish([&](db::Tx& tx) -> Result<void> {
        looked_at = TRY(ring(tx, at_once));
        if (looked_at == at_once) jobs::schedule(tx, {.kind = std::string(ring_kind), .key = "more"});
        return {};
    }));
    if (looked_at == at_once) jobs::wake(job.database());
    return {};
}

/// The job's key is the case it goes on behind.
Result<void> count_all_again(const jobs::Running& job) {
    constexpr int at_once = 200;
    const auto after = parse_id<cases::CaseId>(job.payload()).value_or(cases::CaseId{});
    cases::CaseId last;
    TRY(job.finish([&](db::Tx& tx) -> Result<void> {
        last = TRY(count_some_again(tx, after, at_once));
        if (last) jobs::schedule(tx, {.kind = std::string(count_again_kind), .key = "all", .payload = to_string(last)});
        return {};
    }));
    if (last) jobs::wake(job.database());
    return {};
}

Result<void> start_counting_again(db::Tx& tx) {
    jobs::schedule(tx, {.kind = std::string(count_again_kind), .key = "all"});
    return {};
}

}  // namespace

void install(journal::Subscribers& subscribers, jobs::Kinds& kinds) {
    subscribers.add({.name = "clocks.set",
                     .kinds = kinds_that_count(),
                     .hear = [](db::Tx& tx, const journal::Fact& fact) { return set_deadlines(tx, cases::CaseId{fact.subject.id}); },
                     .forget = {},
                     .committed = {}});
    subscribers.on<cases::WordAdded>("clocks.word_added", [](db::Tx& tx, const cases::WordAdded& event, const journal::Fact&) { return resident_answered(tx, event.id); });
    subscribers.on<cases::PhotoAdded>("clocks.photo_added", [](db::Tx& tx, const cases::PhotoAdded& event, const journal::Fact&) { return resident_answered(tx, event.id); });
    subscribers.on<places::ClosingDayChanged>(
        "clocks.closing_day", [](db::Tx& tx, const places::ClosingDayChanged&, const journal::Fact&) { return start_counting_again(tx); }, jobs::wake);
    subscribers.on<places::TeamHoursChanged>(
        "clocks.team_hours", [](db::Tx& tx, const places::TeamHoursChanged&, const journal::Fact&) { return start_counting_again(tx); }, jobs::wake);
    kinds.add(std::string(ring_kind), ring_all);
    kinds.add(std::string(count_again_kind), count_all_again);
}

void set_timers(db::Tx& tx) { jobs::every(tx, ring_kind, std::chrono::minutes{1}, ring_kind); }

}  // namespace clocks

#include "cases/install.h"

#include "cases/check_queue.h"
#include "cases/fixed_question.h"
#include "cases/undelivered.h"
#include "notifications/events.h"

namespace cases {

void install(journal::Subscribers& subscribers, jobs::Kinds& kinds) {
    subscribers.on<notifications::MessageFailed>(
        "cases.letter_failed", [](db::Tx& tx, const notifications::MessageFailed& event, const journal::Fact& fact) -> Result<void> {
            if (event.reason == "erased") return {};  // at the resident's own wish
            letter_failed(tx, {event.about_kind, event.about.value}, event.message.value, fact.position);
            return {};
        });
    subscribers.on<notifications::MessageSuppressed>(
        "cases.letter_suppressed", [](db::Tx& tx, const notifications::MessageSuppressed& event, const journal::Fact& fact) -> Result<void> {
            if (event.reason == "training") return {};  // nothing is sent there at all
            letter_failed(tx, {event.about_kind, event.about.value}, event.message.value, fact.position);
            return {};
        });
    subscribers.on<notifications::MessageSent>(
        "cases.letter_sent", [](db::Tx& tx, const notifications::MessageSent& event, const journal::Fact&) -> Result<void> {
            letter_sent(tx, event.message.value);
            return {};
        });
    kinds.add(std::string(ask_if_fixed_kind), [](const jobs::Running& job) -> Result<void> {
        const auto id = parse_id<CaseId>(job.key());
        if (!id) return refuse(Kind::invalid, "cases.no_such_case", job.key());
        return job.finish([&](db::Tx& tx) { return ask_if_fixed(tx, *id); });
    });
    kinds.add(std::string(late_checks_kind), [](const jobs::Running& job) -> Result<void> {
        return job.finish([](db::Tx& tx) -> Result<void> {
            constexpr int most_rounds = 20;
            for (int round = 0; round < most_rounds && tell_of_late_checks(tx); ++round) {
            }
            return {};
        });
    });
}

void set_timers(db::Tx& tx) { jobs::every(tx, late_checks_kind, std::chrono::hours(1), late_checks_kind); }

}  // namespace cases

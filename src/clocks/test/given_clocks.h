#pragma once
// For tests: casework whose clocks run.

#include "cases/test/given_cases.h"
#include "clocks/clocks.h"
#include "clocks/install.h"
#include "jobs/runner.h"
#include "journal/subscribers.h"

namespace given {

struct Clockwork {
    Casework work;
    journal::Subscribers subscribers;
    jobs::Kinds kinds;
    db::Lease lease;
    journal::Follower follower;
    access::Actor olu, lee;  // an officer, and who leads the team

    explicit Clockwork(db::Engine engine)
        : work(engine),
          lease(*work.office.tenant.db, "journal.sequencer", "test", std::chrono::milliseconds(0)),
          follower(*work.office.tenant.db, subscribers, work.office.clock, "test"),
          olu(work.officer()),
          lee(work.office.actor(work.office.staff("lee", {"team_leader"}, {work.waste}))) {
        clocks::install(subscribers, kinds);
        to("2026-11-23T10:00:00Z");  // a Monday
        (void)work.office.write([](db::Tx& tx) -> Result<bool> { return clocks::set_timers(tx), true; }).value();
    }

    void to(const char* when) { work.office.clock.set(base::parse_iso(when).value()); }
    void hear() {
        auto& office = work.office;
        if (office.tenant.db->engine() == db::Engine::postgres) {
            REQUIRE(lease.tend(office.clock.now()));
            while (office.sequencer.place_waiting(office.clock, lease).value() > 0) {
            }
        }
        REQUIRE(follower.drain());
    }
    /// Hears what is new, and does what is due.
    void live() {
        hear();
        jobs::Runner(*work.office.tenant.db, kinds, work.office.clock, work.office.random).run_due();
        hear();
    }
    void live_at(const char* when) {
        to(when);
        live();
    }

    cases::Case find(cases::CaseId id) { return work.find(olu, id).value(); }
    clocks::Standing standing(cases::CaseId id) {
        return work.office.read([&](db::Tx& tx) { return clocks::of(tx, cases::find_case(tx, olu, id).value()); }).value();
    }
    Result<cases::Case> pause(cases::CaseId id, std::string_view reason = "resident", std::string_view words = "") {
        const auto seen = find(id).changes;
        return work.office.write([&](db::Tx& tx) { return clocks::pause_case(tx, olu, id, seen, reason, words); });
    }
    Result<cases::Case> resume(cases::CaseId id) {
        const auto seen = find(id).changes;
        return work.office.write([&](db::Tx& tx) { return clocks::resume_case(tx, olu, id, seen); });
    }
    std::int64_t facts(cases::CaseId id, std::string_view kind) { return std::ranges::count(work.office.facts_of(id.value), kind); }
    /// What was written to the staff of the team.
    std::int64_t letters_to_staff() {
        return work.office
            .read([&](db::Tx& tx) -> Result<std::int64_t> { return static_cast<std::int64_t>(notifications::messages_about(tx, {"team", work.waste.value}).size()); })
            .value();
    }
};

inline void in_each_clockwork(const std::function<void(Clockwork&)>& test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        Clockwork at_work(engine);
        test(at_work);
    }
}

}  // namespace given

#pragma once
// For tests: what people do with tasks, each in a transaction of its own.

#include "casework/bulk.h"
#include "casework/casework.h"
#include "casework/install.h"
#include "casework/test/given_maps.h"
#include "jobs/runner.h"

namespace given {

struct Desks : Maps {
    jobs::Kinds kinds;
    journal::Subscribers subscribers;

    explicit Desks(db::Engine engine) : Maps(engine) { casework::install(subscribers, kinds); }

    access::Actor leader(access::TeamId team) {
        const auto known = work.office.read([&](db::Tx& tx) -> Result<std::optional<access::Staff>> { return access::find_staff_by_email(tx, "lena@example.com"); });
        return work.office.actor(*known ? (*known)->id : work.office.staff("lena", {"team_leader"}, {team}));
    }
    casework::Task first(cases::CaseId id) { return open_tasks(id).front(); }
    casework::Task again(const casework::Task& task) {
        return work.office.read([&](db::Tx& tx) { return casework::find_task(tx, access::Actor::house("test"), task.id); }).value();
    }

    Result<casework::Task> take(const access::Actor& who, const casework::Task& task) {
        return work.office.write([&](db::Tx& tx) { return casework::take_task(tx, who, task.id, task.changes); });
    }
    Result<casework::Task> give(const access::Actor& who, const casework::Task& task, access::TeamId team, access::StaffId owner, std::string_view note = "The gate is locked.") {
        return work.office.write([&](db::Tx& tx) { return casework::give_task(tx, who, task.id, task.changes, team, owner, note); });
    }
    Result<casework::Task> give_back(const access::Actor& who, const casework::Task& task, std::string_view why = "The van is full.") {
        return work.office.write([&](db::Tx& tx) { return casework::return_task(tx, who, task.id, task.changes, why); });
    }
    Result<casework::Task> move(const access::Actor& who, const casework::Task& task, Instant due, std::string_view why = "The lorry has broken down.") {
        return work.office.write([&](db::Tx& tx) { return casework::move_task(tx, who, task.id, task.changes, due, why); });
    }
    Result<casework::Away> away(const access::Actor& who, access::StaffId staff, Duration from, Duration until, access::StaffId stand_in = {}) {
        return work.office.write([&](db::Tx& tx) { return casework::say_away(tx, who, staff, tx.now() + from, tx.now() + until, stand_in); });
    }
    std::optional<casework::Handing> handing(const casework::Task& task) {
        return work.office.read([&](db::Tx& tx) -> Result<std::optional<casework::Handing>> { return casework::handing_of(tx, task); }).value();
    }
    std::vector<casework::Task> came_back_to(const access::Actor& who) {
        return work.office.read([&](db::Tx& tx) -> Result<std::vector<casework::Task>> { return casework::came_back_to(tx, who); }).value();
    }
    std::vector<casework::Task> came_meanwhile(const access::Actor& who, const casework::Away& away) {
        return work.office.read([&](db::Tx& tx) -> Result<std::vector<casework::Task>> { return casework::came_meanwhile(tx, who, away); }).value();
    }
    casework::Board board(const access::Actor& who, const casework::BoardWanted& wanted = {}) {
        return work.office.read([&](db::Tx& tx) -> Result<casework::Board> { return casework::board(tx, who, wanted); }).value();
    }
    access::StaffId instead_of(const casework::Task& task) {
        return work.office.read([&](db::Tx& tx) -> Result<access::StaffId> { return casework::instead_of(tx, task.id); }).value();
    }
    std::int64_t facts_of(std::string_view kind) {
        return work.office.read([&](db::Tx& tx) -> Result<std::int64_t> {
            std::int64_t count = 0;
            const std::array values{db::to_value(kind)};
            for (const auto row : db::Rows(tx.query_text("SELECT COUNT(*) FROM journal_fact WHERE kind = ?", values))) count = row.get<std::int64_t>(0);
            return count;
        }).value();
    }
    void run_jobs() { jobs::Runner(*work.office.tenant.db, kinds, work.office.clock, work.office.random).run_due(); }

    /// Fly-tipping that stands where enid's decision waits for a second officer.
    cases::CaseId waiting_for_approval() {
        const auto id = report_tipping(sofa_and_witness);
        REQUIRE(finish(enforcer(), id, {{"found", "yes"}}).has_value());
        REQUIRE(finish(crewman(), id, {{"result", "cleared"}}).has_value());
        REQUIRE(finish(enforcer(), id, {{"what", "fixed_penalty"}, {"why", "A letter with an address."}}).has_value());
        REQUIRE(stands_at(id) == "approve");
        return id;
    }
};

inline void at_each_desk(const std::function<void(Desks&)>& test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        Desks desks(engine);
        test(desks);
    }
}

}  // namespace given

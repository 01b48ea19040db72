#pragma once
// For tests: an office whose cases go along the maps of services/.

#include "casework/carrying.h"
#include "casework/casework.h"
#include "cases/test/given_cases.h"

#include <map>

namespace given {

using Sent = std::map<std::string, std::string, std::less<>>;

inline constexpr std::string_view evidence_skill = "enforcement-evidence";

struct Maps {
    Casework work;
    access::TeamId streets, crew, enforcement;

    explicit Maps(db::Engine engine)
        : work(engine), streets(work.office.team("Street cleaning")), crew(work.office.team("Clearance crew")),
          enforcement(work.office.team("Environmental enforcement")) {
        cases::plug_in(casework::Carrying::the());
    }

    access::Actor member(const std::string& name, access::TeamId team) {
        const auto known = work.office.read([&](db::Tx& tx) -> Result<std::optional<access::Staff>> { return access::find_staff_by_email(tx, name + "@example.com"); });
        return work.office.actor(*known ? (*known)->id : work.office.staff(name, {"officer"}, {team}));
    }
    access::Actor streeter() { return member("stella", streets); }
    access::Actor crewman() { return member("cal", crew); }
    /// One who may look for evidence.
    access::Actor enforcer(const std::string& name = "enid") {
        const auto who = member(name, enforcement);
        grant(who.staff());
        return who;
    }
    void grant(access::StaffId staff, access::Validity validity = access::Validity::for_good) {
        CHECK(work.office.write([&](db::Tx& tx) -> Result<void> {
            access::know_skill(tx, evidence_skill);
            return access::grant_skill(tx, access::Actor::house("test"), staff, evidence_skill, validity);
        }).has_value());
    }
    void withdraw(access::StaffId staff) {
        CHECK(work.office.write([&](db::Tx& tx) { return access::withdraw_skill(tx, access::Actor::house("test"), staff, evidence_skill); }).has_value());
    }

    cases::CaseId report(const std::string& service, const forms::Answers& answers) {
        return work.office
            .write([&](db::Tx& tx) -> Result<cases::CaseId> {
                const auto definition = TRY(catalogue::find_live(tx, service));
                const auto opened = TRY(cases::open_case(tx, work.office.random, {.service = definition, .answers = answers, .person = {}, .searchable = "", .location = {}}));
                return opened.case_id;
            })
            .value();
    }
    cases::CaseId report_tipping(const forms::Answers& answers) { return report("fly-tipping", answers); }

    std::vector<casework::Task> tasks(cases::CaseId id) {
        return work.office.read([&](db::Tx& tx) -> Result<std::vector<casework::Task>> { return casework::tasks_of(tx, id); }).value();
    }
    std::vector<casework::Task> open_tasks(cases::CaseId id) {
        auto all = tasks(id);
        std::erase_if(all, [](const casework::Task& task) { return task.state != casework::TaskState::open; });
        return all;
    }
    /// The elements at which tasks are open, parted by blanks.
    std::string stands_at(cases::CaseId id) {
        std::string all;
        for (const auto& task : open_tasks(id)) all += (all.empty() ? "" : " ") + task.element;
        return all;
    }
    Result<casework::Task> finish(const access::Actor& who, const casework::Task& task, const Sent& answers = {}, std::string_view words = {}) {
        return work.office.write([&](db::Tx& tx) {
            return casework::finish_task(tx, who, task.id, task.changes, [&](std::string_view code) -> std::optional<std::string_view> {
                const auto found = answers.find(code);
                return found == answers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
            }, words);
        });
    }
    Result<casework::Task> finish(const access::Actor& who, cases::CaseId id, const Sent& answers = {}) { return finish(who, open_tasks(id).front(), answers); }
    cases::Case the(cases::CaseId id) {
        return work.office.read([&](db::Tx& tx) { return cases::case_on_course(tx, id); }).value();
    }
    std::optional<casework::Run> run(cases::CaseId id) {
        return work.office.read([&](db::Tx& tx) -> Result<std::optional<casework::Run>> { return casework::task_store::newest_run(tx, id); }).value();
    }
    bpmn::Position position(cases::CaseId id) {
        return work.office.read([&](db::Tx& tx) { return casework::Carrying::the().engine().position(tx, run(id)->instance); }).value();
    }
    /// What a back office says of the errand that the case waits for.
    Result<void> answer(cases::CaseId id, std::string_view outcome) {
        std::int64_t wait = 0;
        for (const auto& each : position(id).waits)
            if (each.kind == bpmn::WaitKind::service) wait = each.id.number;
        return work.office.write([&](db::Tx& tx) { return casework::carry_on(tx, run(id)->id, wait, {{"outcome", outcome}}); });
    }
    void pass(Duration time) { work.office.clock.advance(time); }
};

inline void in_each_town_of_maps(const std::function<void(Maps&)>& test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        Maps maps(engine);
        test(maps);
    }
}

inline const forms::Answers sofa{{"what", "furniture"}, {"size", "van"}, {"danger", "no"}};
inline const forms::Answers sofa_and_witness{{"what", "furniture"}, {"size", "van"}, {"danger", "no"}, {"seen", "A white van on Monday."}};
inline const forms::Answers asbestos{{"what", "hazardous"}, {"size", "bag"}, {"danger", "no"}};

}  // namespace given

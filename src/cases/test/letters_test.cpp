#include "cases/cases.h"
#include "cases/install.h"
#include "cases/joining.h"
#include "cases/test/given_cases.h"
#include "jobs/runner.h"
#include "journal/subscribers.h"
#include "notifications/events.h"
#include "notifications/templates.h"

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_casework;

namespace {

using Wordings = std::vector<std::string>;
const people::Contact rosa_green{.name = "Rosa Green", .email = "rosa@example.com"};
const people::Contact by_phone{.name = "Rosa Green", .phone = "+441614960000"};

/// Casework with its subscribers and jobs.
struct AtWork {
    Casework& work;
    journal::Subscribers subscribers;
    jobs::Kinds kinds;
    db::Lease lease;
    journal::Follower follower;

    explicit AtWork(Casework& w)
        : work(w), lease(*w.office.tenant.db, "journal.sequencer", "test", 0ms), follower(*w.office.tenant.db, subscribers, w.office.clock, "test") {
        cases::install(subscribers, kinds);
    }
    void run_jobs() {
        jobs::Runner runner(*work.office.tenant.db, kinds, work.office.clock, work.office.random);
        runner.run_due();
    }
    void hear() {
        auto& office = work.office;
        if (office.tenant.db->engine() == db::Engine::postgres) {
            REQUIRE(lease.tend(office.clock.now()));
            while (office.sequencer.place_waiting(office.clock, lease).value() > 0) {
            }
        }
        REQUIRE(follower.drain());
    }
    /// As after a crash between the change and its position.
    void hear_again(const std::string& name) {
        REQUIRE(work.office.write([&](db::Tx& tx) -> Result<bool> {
            for (const auto& subscription : subscribers.all())
                for (const auto& fact : journal::facts_after(tx, 0, 1000))
                    if (subscription.name == name && subscription.kinds.contains(fact.kind)) TRY(subscription.hear(tx, fact));
            return true;
        }));
    }
    /// What notifications says of a message.
    template <class Settled>
    void settle(cases::RequestId request, std::int64_t message, const std::string& reason = "refused") {
        REQUIRE(work.office.write([&](db::Tx& tx) -> Result<bool> {
            journal::announce(tx, Settled{notifications::Settled{{message}, "request", {request.value}, reason, 550}});
            return true;
        }));
        hear();
    }
    std::vector<cases::Task> tasks(cases::CaseId id) {
        return work.office.read([&](db::Tx& tx) -> Result<std::vector<cases::Task>> { return cases::tasks_of(tx, id); }).value();
    }
};

Result<cases::Case> tell(Casework& work, const access::Actor& who, cases::CaseId id, std::int64_t seen, std::string_view text) {
    return work.office.write([&](db::Tx& tx) { return cases::tell_resident(tx, who, id, seen, text); });
}

}  // namespace

TEST_CASE("a reply goes to the resident by e-mail and stands in the history as said to them") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open("", rosa_green);
        CHECK(tell(work, olu, opened.case_id, 1, " ").error().fields.at(0).field == "text");
        CHECK(tell(work, olu, opened.case_id, 0, "Tuesday").error().key == "cases.changed_meanwhile");
        const auto told = tell(work, olu, opened.case_id, 1, "We come on Tuesday.");
        REQUIRE(told);
        CHECK(told->changes == 2);
        CHECK(work.letters_about(opened.request) == Wordings{"progress"});
        const auto seen = work.history_for(opened.reference);
        REQUIRE(seen.size() == 2);
        CHECK(seen[1].what == cases::What::told);
        CHECK(seen[1].words == "We come on Tuesday.");
        CHECK_FALSE(seen[1].by_resident);
        CHECK(work.history(opened.case_id)[1].actor == "staff:1");
    });
}

TEST_CASE("a resident without an e-mail address must be rung, and nothing is kept as said") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open("", by_phone);
        CHECK(tell(work, olu, opened.case_id, 1, "We come on Tuesday.").error().key == "cases.no_address");
        CHECK(work.history(opened.case_id).size() == 1);
    });
}

TEST_CASE("another day is promised with words why, and moves what is late") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open("", rosa_green);
        const auto later = [&](Instant due, std::string_view text) {
            return work.office.write([&](db::Tx& tx) { return cases::promise_later(tx, olu, opened.case_id, 1, due, text); });
        };
        work.office.clock.advance(24h * 10);
        CHECK(work.count(olu).late == 1);
        CHECK(later(given::start, "Snow").error().fields.at(0).field == "due");
        CHECK(later(given::start + 24h * 400, "Snow").error().fields.at(0).field == "due");
        CHECK(later(given::start + 24h * 20, "").error().fields.at(0).field == "text");
        CHECK(later(given::start + 24h * 20, "Snow")->due_at == given::start + 24h * 20);
        CHECK(work.count(olu).late == 0);
        CHECK(work.letters_about(opened.request) == Wordings{"later"});
        CHECK(work.office.read([&](db::Tx& tx) -> Result<std::string> { return cases::promised(tx, given::start + 24h * 20); }).value() ==
              "by Saturday 12 December 2026");
        CHECK(work.history_for(opened.reference).back().due == given::start + 24h * 20);
    });
}

TEST_CASE("a promise is counted in working days, and runs to the end of its day in the council's zone") {
    in_each_casework([](Casework& work) {
        work.office.clock.set(*base::parse_iso("2026-12-24T10:00:00Z"));  // then Christmas, Boxing Day's substitute, a weekend
        const auto opened = work.open();
        CHECK(opened.due_at < *base::parse_iso("2026-12-31T00:00:00Z"));
        CHECK(opened.due_at > *base::parse_iso("2026-12-30T23:59:58Z"));
        const auto promised = [&](base::Language language) {
            return work.office.read([&](db::Tx& tx) -> Result<std::string> { return cases::promised(tx, opened.due_at, language); }).value();
        };
        CHECK(promised(base::Language::english) == "by Wednesday 30 December 2026");
        CHECK(promised(base::Language::welsh).starts_with("erbyn dydd Mercher 30 Rhagfyr 2026"));
        CHECK(work.history(opened.case_id).front().due == opened.due_at);
    });
}

TEST_CASE("who left an address is asked some working days after closing whether it is fixed") {
    in_each_casework([](Casework& work) {
        AtWork house(work);
        const auto olu = work.officer();
        const auto asked = work.open("", rosa_green), said = work.open("", rosa_green), again = work.open("", rosa_green), rung = work.open("", by_phone);
        for (const auto& opened : {asked, said, again, rung}) REQUIRE(work.close(olu, opened.case_id));
        REQUIRE(work.as_resident([&](db::Tx& tx) { return cases::confirm_fixed(tx, said.reference); }));
        REQUIRE(work.reopen(olu, again.case_id, 2));
        house.run_jobs();
        CHECK(work.letters_about(asked.request) == Wordings{"done"});
        work.office.clock.advance(24h * 14);
        house.run_jobs();
        CHECK(work.letters_about(asked.request) == Wordings{"done", "fixed"});
        CHECK(work.letters_about(said.request) == Wordings{"done"});
        CHECK(work.letters_about(again.request) == Wordings{"done"});
        CHECK(work.letters_about(rung.request).empty());
        work.office.clock.advance(24h * 14);
        house.run_jobs();
        CHECK(work.letters_about(asked.request).size() == 2);
    });
}

TEST_CASE("a letter that could not be delivered makes one task, and somebody does it") {
    in_each_casework([](Casework& work) {
        AtWork house(work);
        const auto olu = work.officer(), pat = work.stranger();
        const auto opened = work.open("", rosa_green);
        house.settle<notifications::MessageFailed>(opened.request, 71, "erased");
        CHECK(house.tasks(opened.case_id).empty());
        house.settle<notifications::MessageFailed>(opened.request, 71);
        house.settle<notifications::MessageFailed>(opened.request, 71);
        REQUIRE(house.tasks(opened.case_id).size() == 1);
        const auto task = house.tasks(opened.case_id).front();
        CHECK(task.team == work.waste);
        CHECK(say("cases.task_" + task.kind) == "A letter could not be delivered: ring or write instead");
        CHECK(work.list(olu, {.with_tasks = true}) == given::Ids{opened.case_id});
        CHECK(work.list(pat, {.with_tasks = true}).empty());
        CHECK(work.count(olu).with_tasks == 1);
        CHECK(work.find(olu, opened.case_id)->changes == 1);  // nobody who works on the case is in its way

        const auto finish = [&](const access::Actor& who, std::string_view note) {
            return work.office.write([&](db::Tx& tx) { return cases::finish_task(tx, who, task.id, note); });
        };
        CHECK(finish(pat, "Rang her").error().kind == Kind::not_found);
        CHECK(finish(olu, "").error().fields.at(0).field == "text");
        REQUIRE(finish(olu, "Rang her"));
        CHECK(finish(olu, "Rang her too").error().key == "cases.task_done_already");
        CHECK(work.list(olu, {.with_tasks = true}).empty());
        CHECK(house.tasks(opened.case_id).front().done_at);
        CHECK(work.history(opened.case_id).back().words == "Rang her");
    });
}

TEST_CASE("a letter that was held back makes a task as well, but not where one only practises") {
    in_each_casework([](Casework& work) {
        AtWork house(work);
        const auto opened = work.open("", rosa_green);
        house.settle<notifications::MessageSuppressed>(opened.request, 71, "training");
        CHECK(house.tasks(opened.case_id).empty());
        house.settle<notifications::MessageSuppressed>(opened.request, 71, "share");
        CHECK(house.tasks(opened.case_id).size() == 1);
    });
}

TEST_CASE("a fact heard twice makes no second task, and a letter delivered after all completes it") {
    in_each_casework([](Casework& work) {
        AtWork house(work);
        const auto opened = work.open("", rosa_green);
        house.settle<notifications::MessageFailed>(opened.request, 71);
        house.hear_again("cases.letter_failed");
        house.settle<notifications::MessageSent>(opened.request, 71, "");
        const auto tasks = house.tasks(opened.case_id);
        REQUIRE(tasks.size() == 1);
        CHECK(tasks.front().done_at);
        CHECK(work.count(work.officer()).with_tasks == 0);
        house.settle<notifications::MessageFailed>(opened.request, 72);
        CHECK(house.tasks(opened.case_id).size() == 2);
    });
}

TEST_CASE("a letter to the body a case was passed on to that does not arrive makes a task of its own kind") {
    in_each_casework([](Casework& work) {
        AtWork at_work(work);
        const auto opened = work.open();
        for (const auto message : {7, 7, 8}) {
            REQUIRE(work.office.write([&](db::Tx& tx) -> Result<bool> {
                journal::announce(tx, notifications::MessageFailed{notifications::Settled{{message}, "case", {opened.case_id.value}, "refused", 550}});
                return true;
            }));
            at_work.hear();
        }
        const auto tasks = at_work.tasks(opened.case_id);
        REQUIRE(tasks.size() == 2);
        CHECK(tasks.front().kind == "not_passed_on");
        CHECK(tasks.front().team == work.waste);
    });
}

TEST_CASE("a letter to a body that fails after its case was joined makes a task on the case that goes on") {
    in_each_casework([](Casework& work) {
        AtWork at_work(work);
        const auto one = work.open(), other = work.open();
        REQUIRE(work.office.write([&](db::Tx& tx) { return cases::join(tx, given::Office::chief(), one.case_id, 1, other.case_id, 1); }));
        REQUIRE(work.office.write([&](db::Tx& tx) -> Result<bool> {
            journal::announce(tx, notifications::MessageFailed{notifications::Settled{{9}, "case", {other.case_id.value}, "refused", 550}});
            return true;
        }));
        at_work.hear();
        CHECK(at_work.tasks(one.case_id).size() == 1);
        CHECK(at_work.tasks(other.case_id).empty());
    });
}

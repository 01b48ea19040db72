#include "casework/test/given_tasks.h"

#include <doctest/doctest.h>

using given::Desks;

TEST_CASE("a task is handed to a colleague with words, who gives it back with words to whoever handed it over") {
    given::at_each_desk([](Desks& desks) {
        const auto id = desks.report_tipping(given::sofa);
        const auto cal = desks.crewman(), cora = desks.member("cora", desks.crew);
        const auto task = desks.first(id);
        CHECK_FALSE(desks.give(cal, task, {}, cora.staff(), " ").has_value());
        REQUIRE(desks.give(cal, task, {}, cora.staff()).has_value());
        CHECK(desks.again(task).owner == cora.staff());
        CHECK(desks.handing(task)->given_by == cal.staff());
        CHECK(desks.handing(task)->note == "The gate is locked.");
        CHECK_FALSE(desks.give_back(cora, desks.again(task), "").has_value());
        REQUIRE(desks.give_back(cora, desks.again(task)).has_value());
        CHECK_FALSE(desks.again(task).owner);
        CHECK(desks.handing(task)->returned_by == cora.staff());
        CHECK(desks.handing(task)->why == "The van is full.");
        REQUIRE(desks.came_back_to(cal).size() == 1);
        CHECK(desks.came_back_to(cora).empty());
        REQUIRE(desks.take(cal, desks.again(task)).has_value());
        CHECK(desks.came_back_to(cal).empty());
        CHECK(desks.give_back(cora, desks.again(task)).has_value());  // an officer may hand out the team's work
        CHECK(desks.give_back(cora, desks.again(task)).error().key == "casework.nobody_has_it");
    });
}

TEST_CASE("where a task went stands in the history of its case, with the words") {
    given::at_each_desk([](Desks& desks) {
        const auto id = desks.report_tipping(given::sofa);
        const auto cal = desks.crewman();
        REQUIRE(desks.give(cal, desks.first(id), desks.streets, {}).has_value());
        REQUIRE(desks.move(desks.streeter(), desks.first(id), desks.first(id).due_at + std::chrono::days(2)).has_value());
        const auto events = desks.work.office.read([&](db::Tx& tx) -> Result<std::vector<casework::TaskEvent>> {
                                return casework::task_events_of(journal::facts_of(tx, id.value), casework::tasks_of(tx, id));
                            }).value();
        REQUIRE(events.size() == 2);
        CHECK(events.front().team == desks.streets);
        CHECK(events.front().task == "Clear it");
        CHECK(events.back().what == casework::TaskEvent::What::moved);
        const auto history = desks.work.history(id);
        const auto said = [&](const casework::TaskEvent& event) {
            const auto found = std::ranges::find(history, event.note, &cases::Entry::note);
            return found == history.end() ? std::string() : found->words;
        };
        CHECK(said(events.front()) == "The gate is locked.");
        CHECK(said(events.back()) == "The lorry has broken down.");
    });
}

TEST_CASE("a task is put on a day from now to a year ahead, with words why") {
    given::at_each_desk([](Desks& desks) {
        const auto task = desks.first(desks.report_tipping(given::sofa));
        const auto cal = desks.crewman();
        const auto now = desks.work.office.clock.now();
        CHECK(desks.move(cal, task, now - std::chrono::seconds(1)).error().fields.front().field == "due");
        CHECK(desks.move(cal, task, now + std::chrono::days(400)).error().fields.front().field == "due");
        CHECK(desks.move(cal, task, now + std::chrono::days(3), "").error().fields.front().field == "text");
        CHECK(desks.move(cal, task, now + std::chrono::days(3)).value().due_at == now + std::chrono::days(3));
        CHECK(desks.move(desks.enforcer(), task, now + std::chrono::days(3)).error().key == "casework.no_such_task");
    });
}

TEST_CASE("who takes a task of the case's own team has the case, if nobody has it; who takes one of another team has not") {
    given::at_each_desk([](Desks& desks) {
        const auto id = desks.report_tipping(given::asbestos);
        REQUIRE(desks.answer(id, "failed").has_value());
        REQUIRE(desks.stands_at(id) == "again");
        const auto stella = desks.streeter(), sid = desks.member("sid", desks.streets);
        REQUIRE(desks.take(stella, desks.first(id)).has_value());
        CHECK(desks.the(id).owner == stella.staff());
        REQUIRE(desks.take(sid, desks.first(id)).has_value());  // the step and the case go together
        CHECK(desks.the(id).owner == sid.staff());
        REQUIRE(desks.finish(sid, id, {{"how", "contractor"}}).has_value());
        CHECK(desks.the(id).owner == sid.staff());
        REQUIRE(desks.answer(id, "failed").has_value());
        CHECK(desks.first(id).owner == sid.staff());  // a new step of the same team begins with whoever has the case
        const auto other = desks.report_tipping(given::sofa);
        REQUIRE(desks.take(desks.crewman(), desks.first(other)).has_value());
        CHECK_FALSE(desks.the(other).owner);
    });
}

TEST_CASE("an approval is not handed to whose work it looks over, nor is the case closed by them") {
    given::at_each_desk([](Desks& desks) {
        const auto id = desks.waiting_for_approval();
        const auto enid = desks.enforcer(), errol = desks.enforcer("errol"), stella = desks.streeter();
        CHECK(desks.give(errol, desks.first(id), {}, enid.staff()).error().fields.front().field == "owner");
        const auto approval = desks.first(id);
        const auto possible = desks.work.office.read([&](db::Tx& tx) -> Result<std::vector<access::Staff>> { return casework::possible_owners(tx, approval); }).value();
        CHECK(std::ranges::find(possible, enid.staff(), &access::Staff::id) == possible.end());
        CHECK(std::ranges::find(possible, errol.staff(), &access::Staff::id) != possible.end());
        const auto seen = desks.the(id).changes;
        REQUIRE(desks.work.office.write([&](db::Tx& tx) { return cases::hand_over(tx, stella, id, seen, {.team = desks.enforcement}, "Yours."); }).has_value());
        CHECK(desks.work.close(enid, id, desks.the(id).changes, "cleared").error().key == "casework.four_eyes_closing");
        CHECK(desks.the(id).state == cases::State::open);
        CHECK(desks.stands_at(id) == "approve");
        CHECK(desks.work.close(errol, id, desks.the(id).changes, "cleared").has_value());
    });
}

TEST_CASE("of many tasks each is taken, handed over, given back or moved by itself; what cannot be done says why and keeps nothing from the others") {
    given::at_each_desk([](Desks& desks) {
        const auto cal = desks.crewman(), cora = desks.member("cora", desks.crew);
        const auto one = desks.first(desks.report_tipping(given::sofa)), two = desks.first(desks.report_tipping(given::sofa));
        REQUIRE(desks.take(cora, two).has_value());
        const auto carry_out = [&](const access::Actor& who, const casework::Task& task, const casework::Bulk& bulk) {
            return desks.work.office.write([&](db::Tx& tx) { return casework::do_with(tx, who, task.id, desks.again(task).changes, bulk); });
        };
        using casework::Doing;
        CHECK(casework::could_do(cal, desks.again(one), Doing::taking).has_value());
        CHECK(casework::could_do(cal, desks.again(two), Doing::taking).error().key == "casework.somebody_has_it");
        CHECK(carry_out(cal, two, {.what = Doing::taking}).error().key == "casework.somebody_has_it");
        CHECK(carry_out(cal, one, {.what = Doing::taking}).has_value());
        CHECK(carry_out(cal, one, {.what = Doing::handing_over, .owner = cora.staff(), .words = "Please."}).value().owner == cora.staff());
        CHECK(carry_out(cora, two, {.what = Doing::giving_back, .words = "No van."}).has_value());
        const auto later = desks.work.office.clock.now() + std::chrono::days(4);
        CHECK(carry_out(cora, two, {.what = Doing::moving, .due = later, .words = "No van."}).value().due_at == later);
        CHECK(desks.work.office.write([&](db::Tx& tx) { return casework::do_with(tx, cora, two.id, 0, {.what = Doing::moving, .due = later, .words = "x"}); }).error().key ==
              "casework.changed_meanwhile");
        CHECK(carry_out(desks.enforcer(), one, {.what = Doing::taking}).error().key == "casework.no_such_task");
        for (const auto what : {Doing::taking, Doing::handing_over, Doing::giving_back, Doing::moving}) CHECK(casework::doing_from(casework::code_of(what)) == what);
    });
}

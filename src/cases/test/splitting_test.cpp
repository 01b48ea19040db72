// One case that is really two pieces of work: taken apart, and put together again.

#include "cases/splitting.h"

#include "cases/test/given_roads.h"
#include "cases/undelivered.h"

#include <algorithm>

using namespace std::chrono_literals;
using given::in_each_roads;
using given::Roads;
using given::square;

namespace {

Result<cases::Case> split(Roads& roads, cases::CaseId id, const std::vector<cases::RequestId>& requests, std::string_view why = "Two holes.") {
    return roads.work.office.write([&](db::Tx& tx) { return cases::split(tx, roads.hana, id, cases::case_on_course(tx, id)->changes, requests, why); });
}

bool says(const std::vector<cases::Entry>& history, cases::What what) {
    return std::ranges::any_of(history, [&](const cases::Entry& entry) { return entry.what == what; });
}

/// Where a request is, and nowhere else.
bool is_on(Roads& roads, const cases::Opened& made, cases::CaseId id) {
    return roads.work.office
        .read([&](db::Tx& tx) -> Result<bool> {
            const auto all = cases::requests_of(tx, id);
            return cases::case_id_of(tx, made.request) == id && std::ranges::count(all, made.request, &cases::Request::id) == 1;
        })
        .value();
}

}  // namespace

TEST_CASE("what is taken out keeps reference, promise, owner and letters, and its resident sees what was before and what comes after") {
    in_each_roads([](Roads& roads) {
        const auto first = roads.report(square, "12 Mill Lane", "My car", "rosa@example.com");
        const auto second = roads.ask_too(first.case_id, "The other hole", "ann@example.com");
        REQUIRE(second);
        auto& office = roads.work.office;
        REQUIRE(office.write([&](db::Tx& tx) { return cases::take_case(tx, roads.hana, first.case_id, 1); }));
        REQUIRE(office.write([&](db::Tx& tx) { return cases::add_note(tx, roads.hana, first.case_id, "Seen from the road."); }));
        REQUIRE(office.write([&](db::Tx& tx) { return cases::tell_resident(tx, roads.hana, first.case_id, 2, "We come tomorrow"); }));
        office.clock.advance(24h);
        const auto part = split(roads, first.case_id, {second->request});
        REQUIRE_MESSAGE(part, part.error().key);
        CHECK(part->due_at == first.due_at);
        CHECK(part->owner == roads.hana.staff());
        CHECK(is_on(roads, *second, part->id));
        CHECK(is_on(roads, first, first.case_id));
        CHECK(roads.work.search(roads.hana, second->reference.spoken()) == given::Ids{part->id});
        CHECK(roads.work.list(roads.hana, {.state = {}}).size() == 2);

        const auto staff = roads.work.history(part->id);
        CHECK(std::ranges::count(staff, std::string("Seen from the road."), &cases::Entry::words) == 1);
        CHECK(std::ranges::count(staff, std::string("Two holes."), &cases::Entry::words) == 1);
        CHECK(says(staff, cases::What::split_off));
        CHECK_FALSE(std::ranges::any_of(staff, [&](const cases::Entry& entry) { return entry.request == first.request; }));
        CHECK(says(roads.work.history(first.case_id), cases::What::split));

        REQUIRE(office.write([&](db::Tx& tx) { return cases::tell_resident(tx, roads.hana, first.case_id, 4, "It is done on Friday"); }));
        REQUIRE(roads.work.close(roads.hana, part->id, part->changes, "repaired"));
        const auto seen = roads.work.history_for(second->reference);
        CHECK(seen.front().what == cases::What::asked_too);
        CHECK(says(seen, cases::What::told));
        CHECK(says(seen, cases::What::taken_out));
        CHECK(seen.back().what == cases::What::closed);
        CHECK_FALSE(std::ranges::any_of(seen, [](const cases::Entry& entry) { return entry.words == "It is done on Friday" || entry.words == "Seen from the road."; }));
        CHECK_FALSE(says(roads.work.history_for(first.reference), cases::What::closed));
        CHECK(roads.work.letters_about(second->request) == std::vector<std::string>{"progress", "done"});
        CHECK(roads.work.letters_about(first.request) == std::vector<std::string>{"progress", "progress"});
    });
}

TEST_CASE("what was split is joined again, and parted anew; its history is whole all the while") {
    in_each_roads([](Roads& roads) {
        const auto first = roads.report(square);
        const auto second = roads.ask_too(first.case_id, "The other hole");
        REQUIRE(second);
        const auto part = split(roads, first.case_id, {second->request});
        REQUIRE(part);
        REQUIRE(roads.join(first.case_id, part->id));
        CHECK(is_on(roads, *second, first.case_id));
        CHECK(roads.find(part->id).outcome == "duplicate");
        CHECK(roads.work.history_for(second->reference).front().what == cases::What::asked_too);
        const auto again = split(roads, first.case_id, {second->request});  // just what came by joining: it is parted
        REQUIRE(again);
        CHECK(again->id == part->id);
        CHECK(is_on(roads, *second, part->id));
        const auto seen = roads.work.history_for(second->reference);
        CHECK(std::ranges::count(seen, cases::What::asked_too, &cases::Entry::what) == 1);
        CHECK(seen.back().what == cases::What::parted);
    });
}

TEST_CASE("a request that came by joining takes along what happened before that") {
    in_each_roads([](Roads& roads) {
        const auto one = roads.report(square), other = roads.report(square, "14 Mill Lane", "Deep", "ann@example.com");
        const auto third = roads.ask_too(other.case_id, "Me too");
        REQUIRE(third);
        REQUIRE(roads.join(one.case_id, other.case_id));
        const auto part = split(roads, one.case_id, {other.request, one.request});
        REQUIRE_MESSAGE(part, part.error().key);
        CHECK(is_on(roads, *third, one.case_id));
        const auto seen = roads.work.history_for(other.reference);
        REQUIRE(seen.size() == 3);
        CHECK(seen[0].what == cases::What::opened);
        CHECK(seen[1].what == cases::What::joined);
        CHECK(seen[2].what == cases::What::taken_out);
        REQUIRE(roads.part(one.case_id, other.case_id).error().key == "cases.part_leaves_nobody");
        CHECK(roads.work.history_for(one.reference).front().what == cases::What::opened);
    });
}

TEST_CASE("nothing is split that would leave one of the two with nobody who asks for it") {
    in_each_roads([](Roads& roads) {
        const auto first = roads.report(square);
        const auto second = roads.ask_too(first.case_id);
        REQUIRE(second);
        CHECK(split(roads, first.case_id, {}).error().fields.front().field == "requests");
        CHECK(split(roads, first.case_id, {second->request}, " ").error().fields.front().field == "text");
        CHECK(split(roads, first.case_id, {first.request, second->request}).error().key == "cases.split_leaves_nobody");
        CHECK(split(roads, first.case_id, {cases::RequestId{77}}).error().kind == Kind::not_found);
        REQUIRE(roads.work.as_resident([&](db::Tx& tx) { return cases::withdraw(tx, second->reference, ""); }));
        CHECK(split(roads, first.case_id, {second->request}).error().key == "cases.split_withdrawn");
        REQUIRE(roads.work.close(roads.hana, first.case_id, roads.find(first.case_id).changes, "repaired"));
        CHECK(split(roads, first.case_id, {second->request}).error().key == "cases.split_closed");
        const auto stranger = roads.work.officer();
        const auto strange = roads.work.office.write([&](db::Tx& tx) { return cases::split(tx, stranger, first.case_id, 1, std::vector{second->request}, "Why"); });
        CHECK(strange.error().kind == Kind::not_found);
    });
}

TEST_CASE("a letter that did not arrive is rung about on the case that its request is on now") {
    in_each_roads([](Roads& roads) {
        const auto first = roads.report(square);
        const auto second = roads.ask_too(first.case_id, "", "ann@example.com");
        REQUIRE(second);
        auto& office = roads.work.office;
        REQUIRE(office.write([&](db::Tx& tx) { return cases::tell_resident(tx, roads.hana, first.case_id, 1, "We come"); }));
        (void)office.write([&](db::Tx& tx) -> Result<bool> {
            const auto letter = notifications::messages_about(tx, {"request", second->request.value}).front().id.value;
            cases::letter_failed(tx, {"request", second->request.value}, letter, {5});
            return true;
        });
        CHECK(roads.find(first.case_id).tasks == 1);
        const auto part = split(roads, first.case_id, {second->request});
        REQUIRE(part);
        CHECK(part->tasks == 1);
        CHECK(roads.find(first.case_id).tasks == 0);
    });
}

TEST_CASE("a request that is two matters gets a second one, with a case of its own at another service, and they go together again") {
    in_each_roads([](Roads& roads) {
        const auto first = roads.report(square, "12 Mill Lane", "A hole, and the bin is full", "rosa@example.com");
        auto& office = roads.work.office;
        const auto second = office.write([&](db::Tx& tx) -> Result<cases::Opened> {
            const auto request = TRY(cases::find_request(tx, first.reference));
            return cases::split_matter(tx, office.random, roads.hana, first.case_id, 1, first.request,
                                       {.service = roads.work.service, .answers = {{"bin", "general"}}, .person = request.person, .searchable = "", .location = request.location}, "The bin too.");
        });
        REQUIRE_MESSAGE(second, second.error().key);
        CHECK(roads.case_of(second->reference) == second->case_id);
        CHECK(roads.find(second->case_id).service == "missed-bin");
        CHECK(roads.find(second->case_id).team == roads.work.waste);
        CHECK(says(roads.work.history(first.case_id), cases::What::split));
        CHECK(roads.work.history_for(second->reference).front().what == cases::What::opened);
        const auto later = office.write([&](db::Tx& tx) { return cases::promise_later(tx, given::Office::chief(), second->case_id, 1, tx.now() + 100 * 24h, "Later"); });
        REQUIRE(later);
        REQUIRE(roads.join(first.case_id, second->case_id, given::Office::chief()));
        CHECK(roads.case_of(second->reference) == first.case_id);
    });
}

#include "cases/cases.h"
#include "cases/test/given_cases.h"

#include <algorithm>
#include <atomic>
#include <thread>

using given::Casework;
using given::in_each_casework;

namespace {

const std::string words = "The lorry cannot pass: parked cars.";

Result<cases::Case> take(Casework& work, const access::Actor& who, cases::CaseId id, std::int64_t seen = 1) {
    return work.office.write([&](db::Tx& tx) { return cases::take_case(tx, who, id, seen); });
}
Result<cases::Case> release(Casework& work, const access::Actor& who, cases::CaseId id, std::int64_t seen) {
    return work.office.write([&](db::Tx& tx) { return cases::release_case(tx, who, id, seen); });
}
Result<cases::Case> set_owner(Casework& work, const access::Actor& who, cases::CaseId id, std::int64_t seen, access::StaffId owner) {
    return work.office.write([&](db::Tx& tx) { return cases::set_owner(tx, who, id, seen, owner); });
}
Result<cases::HandedOver> hand_over(Casework& work, const access::Actor& who, cases::CaseId id, std::int64_t seen, const cases::To& to,
                                    std::string_view note = words) {
    return work.office.write([&](db::Tx& tx) { return cases::hand_over(tx, who, id, seen, to, note); });
}

}  // namespace

TEST_CASE("a case is taken by who works on it, given back, and taken from a colleague") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer(), uma = work.officer("uma");
        const auto id = work.open().case_id;
        const auto taken = take(work, olu, id);
        REQUIRE(taken);
        CHECK(taken->owner == olu.staff());
        CHECK(taken->changes == 2);
        CHECK(take(work, olu, id, 2)->changes == 2);  // it is theirs already
        CHECK(take(work, uma, id, 2)->owner == uma.staff());
        CHECK(release(work, uma, id, 3)->owner == access::StaffId{});
        CHECK(release(work, uma, id, 4)->changes == 4);
        CHECK(work.office.facts_of(id.value) ==
              std::vector<std::string>{"cases.CaseOpened", "cases.CaseTaken", "cases.CaseTaken", "cases.CaseReleased"});
    });
}

TEST_CASE("only staff own cases, and nobody owns one of another team's") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer(), pat = work.stranger();
        const auto id = work.open().case_id;
        CHECK(take(work, given::Office::chief(), id).error().key == "cases.only_staff_own");
        CHECK(take(work, pat, id).error().kind == Kind::not_found);
        CHECK(set_owner(work, olu, id, 1, pat.staff()).error().fields.at(0).field == "owner");
        CHECK(set_owner(work, olu, id, 1, {99'999}).error().fields.at(0).field == "owner");
        const auto uma = work.officer("uma");
        CHECK(set_owner(work, olu, id, 1, uma.staff())->owner == uma.staff());
        CHECK(set_owner(work, olu, id, 2, olu.staff())->owner == olu.staff());
        CHECK(set_owner(work, olu, id, 3, {})->owner == access::StaffId{});
        REQUIRE(work.office.write([&](db::Tx& tx) { return access::set_active(tx, given::Office::chief(), uma.staff(), false); }));
        CHECK(set_owner(work, olu, id, 4, uma.staff()).error().fields.at(0).message == say("cases.cannot_own"));
    });
}

TEST_CASE("a case handed to another team is out of sight, and whoever did it is told so") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer(), pat = work.stranger();
        const auto id = work.open("Behind the greenhouse", {.name = "Rosa Green"}).case_id;
        REQUIRE(take(work, olu, id));
        const auto handed = hand_over(work, olu, id, 2, {.team = work.parks});
        REQUIRE(handed);
        CHECK_FALSE(handed->still_seen);
        CHECK(handed->the_case.team == work.parks);
        CHECK(handed->the_case.owner == access::StaffId{});
        CHECK(work.find(olu, id).error().kind == Kind::not_found);
        CHECK(work.list(olu).empty());
        CHECK(work.search(olu, "greenhouse").empty());
        CHECK(work.search(pat, "greenhouse rosa").size() == 1);
        CHECK(work.list(pat) == given::Ids{id});
        const auto history = work.history(id);
        REQUIRE(history.size() == 3);
        CHECK(history.back().what == cases::What::handed_over);
        CHECK(history.back().words == words);
        CHECK(history.back().team == work.parks);
    });
}

TEST_CASE("handing over wants a note, somebody who can do it, and somewhere else to go") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer(), uma = work.officer("uma"), pat = work.stranger();
        const auto id = work.open().case_id;
        CHECK(hand_over(work, olu, id, 1, {.team = work.parks}, " ").error().fields.at(0).field == "text");
        CHECK(hand_over(work, olu, id, 1, {.team = {99'999}}).error().fields.at(0).field == "team");
        CHECK(hand_over(work, olu, id, 1, {.team = work.waste}).error().key == "forms.problems");
        CHECK(hand_over(work, olu, id, 1, {.team = work.parks, .owner = uma.staff()}).error().fields.at(0).field == "owner");
        CHECK(hand_over(work, olu, id, 1, {}).error().fields.at(0).field == "team");
        const auto to_uma = hand_over(work, olu, id, 1, {.owner = uma.staff()});
        REQUIRE(to_uma);
        CHECK(to_uma->still_seen);
        CHECK(to_uma->the_case.team == work.waste);
        CHECK(hand_over(work, olu, id, 2, {.team = work.parks, .owner = pat.staff()})->the_case.owner == pat.staff());
        REQUIRE(work.close(pat, id, 3));
        CHECK(hand_over(work, pat, id, 4, {.team = work.waste}).error().key == "cases.already_closed");
    });
}

TEST_CASE("of many who take one case at once, one has it, and the others are told who was quicker") {
    in_each_casework([](Casework& work) {
        std::vector<access::Actor> officers;
        for (const auto* name : {"ann", "ben", "cem", "dee", "eva", "fay"}) officers.push_back(work.officer(name));
        const auto id = work.open().case_id;
        std::atomic<int> taken{0}, conflicts{0};
        std::vector<std::jthread> threads;
        for (const auto& who : officers)
            threads.emplace_back([&] {
                const auto done = take(work, who, id);
                taken += done.has_value();
                conflicts += !done && done.error().key == "cases.changed_meanwhile";
            });
        threads.clear();
        CHECK(taken == 1);
        CHECK(conflicts == 5);
        CHECK(work.find(officers.front(), id)->changes == 2);
    });
}

TEST_CASE("of one who closes and one who hands over at once, one does") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        for (int round = 0; round < 4; ++round) {
            const auto id = work.open().case_id;
            std::atomic<int> done{0};
            {
                const std::jthread closing([&] { done += work.close(olu, id).has_value(); });
                const std::jthread handing([&] { done += hand_over(work, olu, id, 1, {.team = work.parks}).has_value(); });
            }
            CHECK(done == 1);
            CHECK(work.office.facts_of(id.value).size() == 2);
        }
    });
}

TEST_CASE("what somebody lost the right to, they cannot hand over") {
    in_each_casework([](Casework& work) {
        const auto agent = work.office.actor(work.office.staff("ada", {"auditor"}));
        const auto id = work.open().case_id;
        CHECK(take(work, agent, id).error().kind == Kind::not_allowed);
        CHECK(hand_over(work, agent, id, 1, {.team = work.parks}).error().kind == Kind::not_allowed);
    });
}

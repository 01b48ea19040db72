#include "cases/resident.h"

#include "cases/cases.h"
#include "cases/test/given_cases.h"
#include "files/files.h"
#include "notifications/notifications.h"

#include <algorithm>
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_casework;

namespace {

const people::Contact a_resident{.name = "Rosa Green", .email = "rosa@example.com"};

auto word(Casework& work, const cases::Opened& opened, std::string_view text) {
    return work.as_resident([&](db::Tx& tx) { return cases::add_word(tx, opened.reference, text); });
}
auto withdraw(Casework& work, const Reference& reference, std::string_view reason = "") {
    return work.as_resident([&](db::Tx& tx) { return cases::withdraw(tx, reference, reason); });
}
auto object(Casework& work, const Reference& reference, std::string_view text = "Still full") {
    return work.as_resident([&](db::Tx& tx) { return cases::object(tx, reference, text); });
}
auto confirm(Casework& work, const Reference& reference) {
    return work.as_resident([&](db::Tx& tx) { return cases::confirm_fixed(tx, reference); });
}

}  // namespace

TEST_CASE("what a resident adds stands in the history as theirs, and colleagues' notes stay among colleagues") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open("", a_resident);
        REQUIRE(word(work, opened, "The gate is open <b>now</b>"));
        CHECK(word(work, opened, " ").error().fields.at(0).field == "text");
        REQUIRE(work.office.write([&](db::Tx& tx) { return cases::add_note(tx, olu, opened.case_id, "Rings often"); }));
        const auto all = work.history(opened.case_id);
        REQUIRE(all.size() == 3);
        CHECK(all[1].what == cases::What::word);
        CHECK(all[1].by_resident);
        CHECK(all[1].words == "The gate is open <b>now</b>");
        const auto seen = work.history_for(opened.reference);
        REQUIRE(seen.size() == 2);
        CHECK(seen[1].words == "The gate is open <b>now</b>");
        for (const auto& entry : seen) CHECK(entry.name.empty());
    });
}

TEST_CASE("a resident adds photos and PDFs, up to ten, and nothing else") {
    in_each_casework([](Casework& work) {
        const auto opened = work.open("", a_resident);
        const auto add = [&](const files::Blob& blob) {
            return work.as_resident([&](db::Tx& tx) { return cases::add_photo(tx, opened.reference, blob, "bin.jpg"); });
        };
        CHECK(add(given::picture("as it came", "image/jpeg", false)).error().fields.at(0).field == "photo");
        CHECK(add(given::picture("<html>", "text/html", false)).error().fields.at(0).field == "photo");
        CHECK(add(given::picture("%PDF", "application/pdf", false))->number == 1);
        for (int i = 2; i <= 10; ++i) CHECK(add(given::picture("photo " + std::to_string(i)))->number == i);
        CHECK(add(given::picture("one too many")).error().fields.at(0).message == say("cases.photo_many"));
        const auto seen = work.history_for(opened.reference);
        CHECK(seen.size() == 11);
        CHECK(seen.back().file == 10);
    });
}

TEST_CASE("a request that is withdrawn closes its case, and the resident is told") {
    in_each_casework([](Casework& work) {
        const auto opened = work.open("", a_resident);
        const auto closed = withdraw(work, opened.reference, "Collected after all");
        REQUIRE(closed);
        CHECK(closed->state == cases::State::closed);
        CHECK(closed->outcome == "withdrawn");
        CHECK(cases::outcome_shown(*work.service, closed->outcome) == "Withdrawn by the resident");
        CHECK(work.letters_about(opened.request) == std::vector<std::string>{"withdrawn"});
        CHECK(withdraw(work, opened.reference).error().key == "cases.request_withdrawn");
        CHECK(word(work, opened, "More").error().key == "cases.request_withdrawn");
        CHECK(object(work, opened.reference).error().key == "cases.request_withdrawn");
        CHECK(confirm(work, opened.reference).error().key == "cases.request_withdrawn");
        CHECK(work.office.facts_of(opened.case_id.value) ==
              std::vector<std::string>{"cases.CaseOpened", "cases.RequestWithdrawn", "cases.CaseClosed"});

        const auto again = work.reopen(work.officer(), opened.case_id, closed->changes);
        REQUIRE(again);
        CHECK(word(work, opened, "It is live again"));
    });
}

TEST_CASE("what is dealt with cannot be withdrawn") {
    in_each_casework([](Casework& work) {
        const auto opened = work.open("", a_resident);
        REQUIRE(work.close(work.officer(), opened.case_id));
        CHECK(withdraw(work, opened.reference).error().key == "cases.too_late_to_withdraw");
    });
}

TEST_CASE("not fixed: the case goes back to who closed it, with a new promise, and is counted") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open("", a_resident);
        CHECK(object(work, opened.reference).error().key == "cases.still_open");
        work.office.clock.advance(48h);
        REQUIRE(work.close(olu, opened.case_id));
        CHECK(object(work, opened.reference, "").error().fields.at(0).field == "text");
        work.office.clock.advance(24h);
        const auto again = object(work, opened.reference);
        REQUIRE(again);
        CHECK(again->state == cases::State::open);
        CHECK(again->owner == olu.staff());
        CHECK(again->objections == 1);
        CHECK(again->due_at > work.office.clock.now());
        const auto history = work.history(opened.case_id);
        CHECK(history.end()[-2].what == cases::What::objected);
        CHECK(history.end()[-2].words == "Still full");
        CHECK(history.back().what == cases::What::reopened);
        CHECK(history.back().code == "not_fixed");

        REQUIRE(work.close(olu, opened.case_id, again->changes));
        work.office.clock.advance(28 * 24h);
        CHECK(object(work, opened.reference)->objections == 2);
        REQUIRE(work.close(olu, opened.case_id, again->changes + 2));
        work.office.clock.advance(28 * 24h + 1us);
        CHECK(object(work, opened.reference).error().key == "cases.too_late_to_object");
        CHECK(word(work, opened, "But").error().key == "cases.too_late_to_add");
    });
}

TEST_CASE("not fixed: where who closed it has left, nobody has it") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open("", a_resident);
        REQUIRE(work.close(olu, opened.case_id));
        REQUIRE(work.office.write([&](db::Tx& tx) { return access::set_active(tx, given::Office::chief(), olu.staff(), false); }));
        CHECK(object(work, opened.reference)->owner == access::StaffId{});
    });
}

TEST_CASE("it is fixed: said once, it stands, until the case is opened again") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open("", a_resident);
        CHECK(confirm(work, opened.reference).error().key == "cases.still_open");
        REQUIRE(work.close(olu, opened.case_id));
        CHECK(confirm(work, opened.reference)->changes == 3);
        CHECK(confirm(work, opened.reference)->changes == 3);
        REQUIRE(work.reopen(olu, opened.case_id, 3));
        REQUIRE(work.close(olu, opened.case_id, 4));
        CHECK(confirm(work, opened.reference)->changes == 6);
        CHECK(std::ranges::count(work.office.facts_of(opened.case_id.value), "cases.FixConfirmed") == 2);
    });
}

TEST_CASE("what is possible is what is not refused") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open("", a_resident);
        const auto possible = [&] {
            return work.office
                .read([&](db::Tx& tx) -> Result<cases::Possible> {
                    const auto request = TRY(cases::find_request(tx, opened.reference));
                    const auto c = TRY(cases::case_of(tx, request));
                    return cases::possible_for(request, c, tx.now());
                })
                .value();
        };
        CHECK((possible().add && possible().withdraw && !possible().object && !possible().confirm));
        REQUIRE(work.close(olu, opened.case_id));
        CHECK((possible().add && !possible().withdraw && possible().object && possible().confirm));
        REQUIRE(confirm(work, opened.reference));
        CHECK((possible().object && !possible().confirm));
        work.office.clock.advance(29 * 24h);
        CHECK((!possible().add && !possible().object));
    });
}

TEST_CASE("of a resident who withdraws and an officer who closes at once, one is told that it is over") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        for (int round = 0; round < 4; ++round) {
            const auto opened = work.open("", a_resident);
            std::atomic<int> done{0};
            {
                const std::jthread closing([&] { done += work.close(olu, opened.case_id).has_value(); });
                const std::jthread withdrawing([&] { done += withdraw(work, opened.reference).has_value(); });
            }
            CHECK(done == 1);
            CHECK(std::ranges::count(work.office.facts_of(opened.case_id.value), "cases.CaseClosed") == 1);
        }
    });
}

TEST_CASE("of many objections sent at once, one reopens the case") {
    in_each_casework([](Casework& work) {
        const auto opened = work.open("", a_resident);
        REQUIRE(work.close(work.officer(), opened.case_id));
        std::atomic<int> done{0};
        std::vector<std::jthread> threads;
        for (int i = 0; i < 6; ++i) threads.emplace_back([&] { done += object(work, opened.reference).has_value(); });
        threads.clear();
        CHECK(done == 1);
        CHECK(work.find(given::Office::chief(), opened.case_id)->objections == 1);
    });
}

TEST_CASE("of two residents who withdraw from one case at once, the last closes it, and it is closed once") {
    in_each_casework([](Casework& work) {
        for (int round = 0; round < 4; ++round) {
            const auto opened = work.open("", a_resident);
            const auto second = work.ask_too(opened.reference);
            std::atomic<int> done{0};
            {
                const std::jthread one([&] { done += withdraw(work, opened.reference).has_value(); });
                const std::jthread other([&] { done += withdraw(work, second).has_value(); });
            }
            CHECK(done == 2);
            CHECK(work.find(given::Office::chief(), opened.case_id)->state == cases::State::closed);
            CHECK(std::ranges::count(work.office.facts_of(opened.case_id.value), "cases.CaseClosed") == 1);
        }
    });
}

TEST_CASE("of two residents of one case, each sees their own words and not the other's") {
    in_each_casework([](Casework& work) {
        const auto opened = work.open("", a_resident);
        const auto second = work.ask_too(opened.reference);
        REQUIRE(word(work, opened, "Mine is the blue one"));
        REQUIRE(withdraw(work, second, "Moved away"));
        CHECK(work.history_for(opened.reference).back().words == "Mine is the blue one");
        CHECK(work.history_for(second).back().words == "Moved away");
        CHECK(work.find(given::Office::chief(), opened.case_id)->state == cases::State::open);
    });
}

#include "cases/cases.h"

#include "cases/test/given_cases.h"
#include "notifications/notifications.h"

#include <algorithm>
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_casework;
using Ids = std::vector<cases::CaseId>;

TEST_CASE("a case closes once, with one of its service's outcomes, and remembers when") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open();
        CHECK(work.close(olu, opened.case_id, 1, "vanished").error().fields.at(0).field == "outcome");
        CHECK(work.close(olu, opened.case_id, 1, "").error().kind == Kind::invalid);
        work.office.clock.advance(1h);
        const auto closed = work.close(olu, opened.case_id);
        REQUIRE(closed);
        CHECK(closed->state == cases::State::closed);
        CHECK(closed->outcome == "collected");
        CHECK(closed->closed_at == given::start + 1h);
        CHECK(work.close(olu, opened.case_id, closed->changes).error().key == "cases.already_closed");
        CHECK(work.find(olu, opened.case_id)->closed_at == given::start + 1h);
    });
}

TEST_CASE("a closed case can be reopened within 28 days, and not a moment later") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto soon = work.open(), late = work.open();
        CHECK(work.reopen(olu, soon.case_id, 1).error().key == "cases.already_open");
        REQUIRE(work.close(olu, soon.case_id));
        REQUIRE(work.close(olu, late.case_id));
        work.office.clock.advance(28 * 24h);
        const auto reopened = work.reopen(olu, soon.case_id, 2);
        REQUIRE(reopened);
        CHECK(reopened->state == cases::State::open);
        CHECK(reopened->outcome.empty());
        CHECK_FALSE(reopened->closed_at);
        work.office.clock.advance(1us);
        CHECK(work.reopen(olu, late.case_id, 2).error().key == "cases.too_late_to_reopen");
        CHECK(work.close(olu, soon.case_id, 3));
    });
}

TEST_CASE("who saw an older state of a case is refused as a conflict, and nothing changes") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open();
        REQUIRE(work.close(olu, opened.case_id));
        for (const std::int64_t stale : {1, 0, 3, -1}) {
            const auto refused = work.reopen(olu, opened.case_id, stale);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().kind == Kind::conflict);
            CHECK(refused.error().key == "cases.changed_meanwhile");
        }
        CHECK(work.find(olu, opened.case_id)->changes == 2);
    });
}

TEST_CASE("of many who close one case at once, one does, and the resident is told once") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open("", {.name = "Rosa", .email = "rosa@example.com"});
        std::atomic<int> closed{0}, conflicts{0};
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                const auto done = work.close(olu, opened.case_id);
                closed += done.has_value();
                conflicts += !done && done.error().kind == Kind::conflict;
            });
        threads.clear();
        CHECK(closed == 1);
        CHECK(conflicts == 7);
        CHECK(std::ranges::count(work.office.facts_of(opened.case_id.value), "cases.CaseClosed") == 1);
        const auto messages = work.office.read([&](db::Tx& tx) -> Result<std::vector<notifications::Message>> {
            return notifications::messages_about(tx, {"request", opened.request.value});
        });
        CHECK(messages->size() == 1);
    });
}

TEST_CASE("many who close and reopen at once leave a history that can have happened") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open();
        std::atomic<int> changed{0};
        std::vector<std::jthread> threads;
        for (int i = 0; i < 6; ++i)
            threads.emplace_back([&] {
                for (int round = 0; round < 4; ++round) {
                    const auto seen = work.find(olu, opened.case_id);
                    if (!seen) continue;
                    const auto done = seen->state == cases::State::open ? work.close(olu, opened.case_id, seen->changes)
                                                                        : work.reopen(olu, opened.case_id, seen->changes);
                    changed += done.has_value();
                }
            });
        threads.clear();
        const auto facts = work.office.facts_of(opened.case_id.value);
        CHECK(changed > 0);
        CHECK(work.find(olu, opened.case_id)->changes == 1 + changed);
        REQUIRE(static_cast<int>(facts.size()) == 1 + changed);
        for (std::size_t i = 1; i < facts.size(); ++i) CHECK(facts[i] == (i % 2 == 1 ? "cases.CaseClosed" : "cases.CaseReopened"));
    });
}

TEST_CASE("a right withdrawn between page and post counts") {
    in_each_casework([](Casework& work) {
        const auto id = work.office.staff("olu", {"officer"}, {work.waste});
        const auto olu = work.office.actor(id);
        const auto opened = work.open();
        REQUIRE(work.office.write([&](db::Tx& tx) { return access::leave_team(tx, given::Office::chief(), id, work.waste); }));
        CHECK_FALSE(work.office.write([&](db::Tx& tx) -> Result<bool> {
            TRY(access::confirm(tx, olu));
            TRY(cases::close_case(tx, olu, opened.case_id, 1, "collected", ""));
            return true;
        }));
        CHECK_FALSE(work.close(work.office.actor(id), opened.case_id));
    });
}

TEST_CASE("a case is found by search the moment it is acknowledged") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open("Behind the greenhouse", {.name = "Quentin O'Brien"});
        for (const auto& words : {std::string("greenhouse"), std::string("quentin"), std::string("O'Brien"), opened.reference.text(), opened.reference.spoken(),
                                  std::string("general waste")})
            CHECK_MESSAGE(work.search(olu, words) == Ids{opened.case_id}, words);
        CHECK(work.search(olu, "flowerpot").empty());
    });
}

TEST_CASE("what is typed into search is words, whatever it looks like") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        work.open("Behind the greenhouse");
        std::string ors;
        for (int i = 0; i < 500; ++i) ors += "greenhouse OR ";
        for (const auto& words : {std::string("\""), std::string(10'000, '"'), std::string("NEAR("), std::string("*"), std::string("a* OR b*"), std::string("the and of"),
                                  std::string("' OR 1=1 --"), std::string("greenhouse NOT"), std::string("{col} : x"), std::string("\xff\xfe"), std::string("a\0b", 3), ors,
                                  std::string(1'000'000, 'a'), std::string(100'000, ' '), std::string("!&|()<->:*"), std::string()}) {
            const auto found = work.office.read([&](db::Tx& tx) { return cases::search(tx, olu, words, 20); });
            const bool answered = found.has_value() || found.error().kind == Kind::invalid;
            CHECK_MESSAGE(answered, words.substr(0, 40));
        }
    });
}

TEST_CASE("another team's case is not there: not in the list, the search, the count, the next page, nor by its number") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer(), pat = work.stranger();
        Ids opened;
        for (int i = 0; i < 5; ++i) {
            work.office.clock.advance(1min);
            opened.insert(opened.begin(), work.open("greenhouse").case_id);
        }
        CHECK(work.list(olu) == opened);
        CHECK(work.count_open(olu) == 5);
        CHECK(work.search(olu, "greenhouse").size() == 5);

        for (const auto& who : {pat, access::Actor::visitor(), access::Actor::resident(1)}) {
            CHECK(work.list(who).empty());
            CHECK(work.list(who, {.state = std::nullopt}).empty());
            CHECK(work.list(who, {.after = {given::start + 1h, opened[0]}}).empty());
            CHECK(work.count_open(who) == 0);
            CHECK(work.search(who, "greenhouse").empty());
            CHECK(work.find(who, opened[0]).error().kind == Kind::not_found);
            CHECK(work.close(who, opened[0]).error().kind == Kind::not_found);
            const auto noted = work.office.write([&](db::Tx& tx) { return cases::add_note(tx, who, opened[0], "mine"); });
            CHECK(noted.error().kind == Kind::not_found);
        }
        CHECK(work.count_open(olu) == 5);
    });
}

TEST_CASE("pages of a list are whole: no case twice, none left out, also those opened in one moment") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        for (int i = 0; i < 7; ++i) work.open();
        work.office.clock.advance(1h);
        for (int i = 0; i < 4; ++i) work.open();
        Ids seen;
        cases::Wanted wanted{.limit = 3};
        for (;;) {
            const auto lines = work.office.read([&](db::Tx& tx) -> Result<std::vector<cases::Line>> { return cases::list(tx, olu, wanted); }).value();
            if (lines.empty()) break;
            for (const auto id : Casework::ids_of(lines)) seen.push_back(id);
            wanted.after = cases::cursor_of(lines.back(), wanted.order);
        }
        CHECK(seen.size() == 11);
        CHECK(seen == work.list(olu));
        std::ranges::sort(seen);
        CHECK(std::ranges::adjacent_find(seen) == seen.end());
    });
}

TEST_CASE("a note is words for colleagues: not empty, not endless, and kept as they are") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto opened = work.open();
        const auto note = [&](std::string_view text) {
            return work.office.write([&](db::Tx& tx) { return cases::add_note(tx, olu, opened.case_id, text); });
        };
        CHECK(note(" \r\n ").error().fields.at(0).field == "text");
        CHECK(note(std::string(5001, 'x')).error().kind == Kind::invalid);
        CHECK(note(std::string(1'000'000, 'x')).error().kind == Kind::invalid);
        REQUIRE(note("<b>Line 1</b>\r\nLine 2 {{7*7}} %n"));
        const auto notes = work.office.read([&](db::Tx& tx) -> Result<std::vector<cases::Note>> { return cases::notes_of(tx, opened.case_id); }).value();
        REQUIRE(notes.size() == 1);
        CHECK(notes[0].text == "<b>Line 1</b>\nLine 2 {{7*7}} %n");
    });
}

TEST_CASE("a request is found by its reference, however it is typed, and a wrong one is not there") {
    in_each_casework([](Casework& work) {
        const auto opened = work.open();
        const auto find = [&](const std::string& typed) {
            const auto reference = Reference::parse(typed);
            return reference && work.office.read([&](db::Tx& tx) { return cases::find_request(tx, *reference); }).has_value();
        };
        CHECK(find(opened.reference.text()));
        CHECK(find(base::lower_ascii(opened.reference.spoken())));
        base::SeededRandom other(99);
        CHECK_FALSE(find(Reference::random(other).text()));
    });
}

TEST_CASE("a request for a team that is not there is refused whole, and can be sent again later") {
    in_each_casework([](Casework& work) {
        auto lost = *work.service;
        lost.team = "Nobody";
        const auto service = std::make_shared<const catalogue::Definition>(lost);
        const auto refused = work.office.write([&](db::Tx& tx) {
            return cases::open_case(tx, work.office.random, {.service = service, .answers = {}, .person = {}, .searchable = "", .location = {}});
        });
        CHECK(refused.error().kind == Kind::unavailable);
        CHECK(work.list(work.officer(), {.state = std::nullopt}).empty());
    });
}

// Several people, one piece of work: asking too, joining, parting.

#include "cases/joining.h"

#include "cases/test/given_roads.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <rapidcheck.h>
#include <set>
#include <thread>

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_roads;
using given::moved;
using given::Roads;
using given::square;

TEST_CASE("who asks for what is there gets a reference, history and letters of their own, and nobody's words are shown to others") {
    in_each_roads([](Roads& roads) {
        const auto first = roads.report(square, "12 Mill Lane", "My car was damaged", "rosa@example.com");
        roads.work.office.clock.advance(24h);
        const auto second = roads.ask_too(first.case_id, "It is worse now", "ann@example.com");
        REQUIRE(second);
        CHECK(second->reference.text() != first.reference.text());
        CHECK(second->due_at == first.due_at);
        CHECK(roads.find(first.case_id).changes == 1);
        const auto seen = roads.work.history_for(second->reference);
        REQUIRE(seen.size() == 2);
        CHECK(seen[0].what == cases::What::asked_too);
        CHECK(seen[1].words == "It is worse now");
        CHECK(roads.work.history_for(first.reference).size() == 1);
        CHECK(roads.work.search(roads.hana, second->reference.spoken()) == given::Ids{first.case_id});
        REQUIRE(roads.work.close(roads.hana, first.case_id, 1, "repaired"));
        CHECK(roads.work.letters_about(first.request) == std::vector<std::string>{"done"});
        CHECK(roads.work.letters_about(second->request) == std::vector<std::string>{"done"});
        CHECK(roads.work.history_for(second->reference).back().what == cases::What::closed);
        CHECK(roads.ask_too(first.case_id).error().key == "cases.closed_meanwhile");
    });
}

TEST_CASE("joined, everybody hears of progress and closing; the joined case is out of lists and search, and back when parted") {
    in_each_roads([](Roads& roads) {
        const auto one = roads.report(square, "12 Mill Lane", "", "rosa@example.com"), other = roads.report(square, "14 Mill Lane", "", "ann@example.com");
        REQUIRE(roads.join(one.case_id, other.case_id));
        CHECK(roads.find(other.case_id).outcome == "duplicate");
        CHECK(roads.case_of(other.reference) == one.case_id);
        CHECK(roads.work.list(roads.hana, {.state = {}}) == given::Ids{one.case_id});
        CHECK(roads.work.search(roads.hana, other.reference.spoken()) == given::Ids{one.case_id});
        CHECK(roads.work.search(roads.hana, "14") == given::Ids{one.case_id});
        CHECK(roads.near(square).size() == 1);
        CHECK(roads.work.reopen(roads.hana, other.case_id, 2).error().key == "cases.joined");
        REQUIRE(roads.work.office.write([&](db::Tx& tx) { return cases::tell_resident(tx, roads.hana, one.case_id, 1, "We come tomorrow"); }));
        REQUIRE(roads.work.close(roads.hana, one.case_id, 2, "repaired"));
        for (const auto request : {one.request, other.request})
            CHECK(roads.work.letters_about(request) == std::vector<std::string>{"progress", "done"});
        CHECK(roads.work.history_for(other.reference).back().what == cases::What::closed);

        const auto parted = roads.part(one.case_id, other.case_id);
        REQUIRE(parted);
        CHECK(parted->state == cases::State::open);
        CHECK(parted->due_at == other.due_at);
        CHECK(roads.case_of(other.reference) == other.case_id);
        CHECK(roads.work.list(roads.hana) == given::Ids{other.case_id});
        CHECK(roads.work.search(roads.hana, other.reference.spoken()) == given::Ids{other.case_id});
        CHECK(roads.near(square).size() == 1);
        CHECK(roads.part(one.case_id, other.case_id).error().key == "cases.not_joined");
        CHECK(roads.work.office.facts_of(other.case_id.value) == std::vector<std::string>{"cases.CaseOpened", "cases.CaseJoined", "cases.CaseParted"});
        const auto facts = roads.work.office.facts_of(one.case_id.value);
        CHECK(std::ranges::count(facts, "cases.OthersJoined") == 1);
        CHECK(std::ranges::count(facts, "cases.OthersParted") == 1);
    });
}

TEST_CASE("what may not be joined is refused with the reason") {
    in_each_roads([](Roads& roads) {
        const auto one = roads.report(square).case_id;
        roads.work.office.clock.advance(24h * 7);
        const auto later = roads.report(square).case_id, closed = roads.report(square).case_id;
        REQUIRE(roads.work.close(roads.hana, closed, 1, "repaired"));
        const auto bin = roads.work.open().case_id;
        CHECK(roads.join(one, one).error().key == "cases.join_itself");
        CHECK(roads.join(later, one).error().key == "cases.join_promised_earlier");
        CHECK(roads.join(one, closed).error().key == "cases.join_closed");
        CHECK(roads.join(one, bin).error().kind == Kind::not_found);
        CHECK(roads.join(one, bin, given::Office::chief()).error().key == "cases.join_other_service");
        CHECK(roads.join(one, later, roads.work.officer()).error().kind == Kind::not_found);
        CHECK(cases::survivor_among(roads.find(later), roads.find(one)).id == one);
        CHECK(roads.work.office.write([&](db::Tx& tx) { return cases::join(tx, roads.hana, one, 1, later, 0); }).error().key == "cases.changed_meanwhile");
    });
}

TEST_CASE("nothing is parted that would leave a case with nobody who asks for it") {
    in_each_roads([](Roads& roads) {
        const auto one = roads.report(square), other = roads.report(square);
        REQUIRE(roads.join(one.case_id, other.case_id));
        REQUIRE(roads.work.as_resident([&](db::Tx& tx) { return cases::withdraw(tx, one.reference, ""); }));
        CHECK(roads.part(one.case_id, other.case_id).error().key == "cases.part_leaves_nobody");
        const auto third = roads.ask_too(one.case_id);
        REQUIRE(third);
        REQUIRE(roads.work.as_resident([&](db::Tx& tx) { return cases::withdraw(tx, other.reference, ""); }));
        CHECK(roads.part(one.case_id, other.case_id).error().key == "cases.part_withdrawn");
    });
}

TEST_CASE("whatever is joined and parted in whatever order, every request is where an obvious model says") {
    for (const auto engine : given::engines()) {
        Casework work(engine);
        Roads roads(work);
        CHECK(rc::check("ten reports", [&] {
            // On paper: each case has at most one it was joined to; a request is where one comes to from its own case.
            std::vector<cases::CaseId> ids;
            std::vector<std::pair<Reference, std::size_t>> requests;
            std::vector<std::optional<std::size_t>> parent(10);
            for (std::size_t i = 0; i < 10; ++i) {
                const auto made = roads.report(square);
                ids.push_back(made.case_id);
                requests.emplace_back(made.reference, i);
            }
            const auto root = [&](std::size_t i) {
                while (parent[i]) i = *parent[i];
                return i;
            };
            for (int step = 0; step < 25; ++step) {
                const auto one = *rc::gen::inRange<std::size_t>(0, 10), other = *rc::gen::inRange<std::size_t>(0, 10);
                const auto what = *rc::gen::inRange(0, 5);
                if (what < 2) {
                    const bool may = one != other && !parent[one] && !parent[other];
                    RC_ASSERT(roads.join(ids[one], ids[other]).has_value() == may);
                    if (may) parent[other] = one;
                } else if (what < 4) {
                    const bool may = one != other && parent[other] && root(other) == one;
                    RC_ASSERT(roads.part(ids[one], ids[other]).has_value() == may);
                    if (may) parent[other].reset();
                } else {
                    const auto asked = roads.ask_too(ids[one]);
                    RC_ASSERT(asked.has_value() == !parent[one]);
                    if (asked) requests.emplace_back(asked->reference, one);
                }
            }
            for (const auto& [reference, home] : requests) RC_ASSERT(roads.case_of(reference) == ids[root(home)]);
            for (std::size_t i = 0; i < 10; ++i) RC_ASSERT((roads.find(ids[i]).state == cases::State::open) == !parent[i].has_value());
        }));
    }
}

namespace {

/// On paper: which case was joined to which, what was said on each, and what each resident saw.
struct Paper {
    struct Asked {
        cases::Opened made;
        std::size_t home = 0;
        std::vector<std::string> seen = {};
    };
    static constexpr std::size_t count = 10;

    Roads& roads;
    base::SeededRandom random;
    std::vector<cases::CaseId> ids = {};
    std::vector<Asked> asked = {};
    std::vector<std::optional<std::size_t>> parent = std::vector<std::optional<std::size_t>>(count);
    std::vector<std::vector<std::string>> said = std::vector<std::vector<std::string>>(count);
    int words = 0;

    Paper(Roads& r, std::uint64_t seed) : roads(r), random(seed) {
        for (std::size_t i = 0; i < count; ++i) {
            asked.push_back({roads.report(square, "Mill Lane", "", "rosa@example.com"), i});
            ids.push_back(asked.back().made.case_id);
        }
    }
    std::size_t any(std::size_t among) { return random.number_below(among); }
    std::size_t root(std::size_t i) const {
        while (parent[i]) i = *parent[i];
        return i;
    }
    std::string new_words() { return "words " + std::to_string(++words); }

    void join() {
        const auto one = any(count), other = any(count);
        const bool may = one != other && !parent[one] && !parent[other];
        REQUIRE(roads.join(ids[one], ids[other]).has_value() == may);
        if (may) parent[other] = one;
    }
    void part() {
        const auto other = any(count), one = root(other);
        REQUIRE(roads.part(ids[one], ids[other]).has_value() == (one != other));
        parent[other].reset();
    }
    void ask_too() {
        const auto one = root(any(count));
        asked.push_back({roads.ask_too(ids[one], "", "ann@example.com").value(), one});
    }
    void add_words() {
        auto& who = asked[any(asked.size())];
        const auto text = new_words();
        REQUIRE(roads.work.as_resident([&](db::Tx& tx) { return cases::add_word(tx, who.made.reference, text); }));
        said[root(who.home)].push_back(text);
        who.seen.push_back(text);
    }
    void add_photo() {
        auto& who = asked[any(asked.size())];
        const auto blob = given::picture(new_words());
        const auto file = roads.work.as_resident([&](db::Tx& tx) { return cases::add_photo(tx, who.made.reference, blob, "road.jpg"); });
        if (!file) return;  // it has ten
        const auto shown = "photo " + to_string(who.made.request) + " " + std::to_string(file->number);
        said[root(who.home)].push_back(shown);
        who.seen.push_back(shown);
    }
    void add_note() {
        const auto one = any(count);
        const auto text = new_words();
        REQUIRE(roads.work.office.write([&](db::Tx& tx) { return cases::add_note(tx, roads.hana, ids[one], text); }));
        said[one].push_back(text);
    }
    void tell() {
        const auto one = root(any(count));
        const auto text = new_words();
        const auto seen = roads.find(ids[one]).changes;
        REQUIRE(roads.work.office.write([&](db::Tx& tx) { return cases::tell_resident(tx, roads.hana, ids[one], seen, text); }));
        said[one].push_back(text);
        for (auto& each : asked)
            if (root(each.home) == one) each.seen.push_back(text);
    }

    static std::vector<std::string> shown(const std::vector<cases::Entry>& entries) {
        std::vector<std::string> all;
        for (const auto& entry : entries) {
            if (entry.what == cases::What::photo) all.push_back("photo " + to_string(entry.request) + " " + std::to_string(entry.file));
            if (!entry.words.empty()) all.push_back(entry.words);
        }
        return all;
    }
    void compare() const {
        for (const auto& each : asked) REQUIRE(shown(roads.work.history_for(each.made.reference)) == each.seen);
        for (std::size_t one = 0; one < count; ++one) {
            if (parent[one]) continue;
            std::set<std::string> expected;
            for (std::size_t i = 0; i < count; ++i)
                if (root(i) == one) expected.insert(said[i].begin(), said[i].end());
            for (const auto& each : asked)
                if (root(each.home) == one) expected.insert(each.seen.begin(), each.seen.end());
            const auto found = shown(roads.work.history(ids[one]));
            REQUIRE(found.size() == expected.size());
            REQUIRE(std::set<std::string>(found.begin(), found.end()) == expected);
        }
    }
    void play(int steps) {
        static constexpr std::array<void (Paper::*)(), 12> verbs{&Paper::join,      &Paper::join,      &Paper::join,     &Paper::part,
                                                                 &Paper::part,      &Paper::ask_too,   &Paper::add_words, &Paper::add_words,
                                                                 &Paper::add_words, &Paper::add_photo, &Paper::add_note, &Paper::tell};
        for (int step = 0; step < steps; ++step) {
            if (any(3) == 0) roads.work.office.clock.advance(1s);  // most things happen at the same moment
            (this->*verbs[any(verbs.size())])();
        }
    }
};

}  // namespace

TEST_CASE("parting loses nothing: whoever said something meanwhile takes it along, and it stays where it was said") {
    in_each_roads([](Roads& roads) {
        const auto one = roads.report(square, "12 Mill Lane", "", "rosa@example.com"), other = roads.report(square, "14 Mill Lane", "", "ann@example.com");
        REQUIRE(roads.join(one.case_id, other.case_id));
        REQUIRE(roads.work.as_resident([&](db::Tx& tx) { return cases::add_word(tx, other.reference, "It is a different hole"); }));
        REQUIRE(roads.work.as_resident([&](db::Tx& tx) { return cases::add_photo(tx, other.reference, given::picture("hole"), "hole.jpg"); }));
        REQUIRE(roads.part(one.case_id, other.case_id));
        const auto says = [](const std::vector<cases::Entry>& history, std::string_view words) {
            return std::ranges::count(history, words, &cases::Entry::words);
        };
        const std::string_view words = "It is a different hole";
        CHECK(says(roads.work.history(other.case_id), words) == 1);
        CHECK(says(roads.work.history(one.case_id), words) == 1);
        CHECK(says(roads.work.history_for(other.reference), words) == 1);
        CHECK(says(roads.work.history_for(one.reference), words) == 0);
        const auto history = roads.work.history_for(other.reference);
        CHECK(std::ranges::count(history, cases::What::photo, &cases::Entry::what) == 1);
        CHECK(history.back().what == cases::What::parted);
    });
}

TEST_CASE("what colleagues say among themselves of the case that goes on stays there when another is parted from it") {
    in_each_roads([](Roads& roads) {
        const auto one = roads.report(square), other = roads.report(square);
        REQUIRE(roads.join(one.case_id, other.case_id));
        const std::string_view note = "The crew lives there";
        const auto joined = roads.find(one.case_id).changes;
        REQUIRE(roads.work.office.write([&](db::Tx& tx) { return cases::close_case(tx, roads.hana, one.case_id, joined, "repaired", note); }));
        const auto closed = roads.find(one.case_id).changes;
        REQUIRE(roads.work.office.write([&](db::Tx& tx) { return cases::reopen_case(tx, roads.hana, one.case_id, closed, "mistake", ""); }));
        REQUIRE(roads.part(one.case_id, other.case_id));
        const auto says = [&](cases::CaseId id) { return std::ranges::count(roads.work.history(id), note, &cases::Entry::words); };
        CHECK(says(one.case_id) == 1);
        CHECK(says(other.case_id) == 0);
        CHECK(std::ranges::count(roads.work.history(other.case_id), cases::What::closed, &cases::Entry::what) == 1);
    });
}

TEST_CASE("whatever is said while cases are joined and parted in whatever order, an obvious model finds again") {
    in_each_roads([](Roads& roads) {
        for (const std::uint64_t seed : {1, 2, 3, 4, 5, 6}) {
            Paper paper(roads, seed);
            for (int i = 0; i < 4; ++i) {
                paper.play(30);
                paper.compare();
            }
        }
    });
}

TEST_CASE("of two who join the same at once, both are on it; of an officer who closes meanwhile and a resident, nobody is forgotten") {
    in_each_roads([](Roads& roads) {
        for (int round = 0; round < 4; ++round) {
            const auto made = roads.report(square, "Mill Lane", "", "rosa@example.com");
            std::atomic<int> done{0};
            Result<cases::Opened> late = refuse(Kind::unavailable, "none");
            {
                const std::jthread one([&] { done += roads.ask_too(made.case_id).has_value(); });
                const std::jthread other([&] { done += roads.ask_too(made.case_id).has_value(); });
            }
            CHECK(done == 2);
            {
                const std::jthread closing([&] { CHECK(roads.work.close(roads.hana, made.case_id, 1, "repaired")); });
                const std::jthread asking([&] { late = roads.ask_too(made.case_id, "", "ann@example.com"); });
            }
            if (late)
                CHECK(roads.work.letters_about(late->request) == std::vector<std::string>{"done"});
            else
                CHECK(late.error().key == "cases.closed_meanwhile");
        }
    });
}

TEST_CASE("of two officers who join the same case to different ones at once, one does") {
    in_each_roads([](Roads& roads) {
        for (int round = 0; round < 4; ++round) {
            const auto one = roads.report(square).case_id, two = roads.report(square).case_id, other = roads.report(square).case_id;
            std::atomic<int> done{0};
            {
                const std::jthread first([&] { done += roads.work.office.write([&](db::Tx& tx) { return cases::join(tx, roads.hana, one, 1, other, 1); }).has_value(); });
                const std::jthread second([&] { done += roads.work.office.write([&](db::Tx& tx) { return cases::join(tx, roads.hana, two, 1, other, 1); }).has_value(); });
            }
            CHECK(done == 1);
        }
    });
}

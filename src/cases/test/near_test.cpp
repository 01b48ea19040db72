// What is offered as reported already.

#include "cases/near.h"

#include "cases/spot.h"
#include "cases/test/given_roads.h"

#include <algorithm>
#include <cmath>
#include <rapidcheck.h>

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_roads;
using given::moved;
using given::Roads;
using given::square;

TEST_CASE("whatever lies within a radius lies in a bounded handful of cells around its middle") {
    CHECK(rc::check("every point of a circle is in one of its cells", [] {
        const places::Point middle{static_cast<double>(*rc::gen::inRange(-60'000, 60'000)) / 1000, static_cast<double>(*rc::gen::inRange(-180'000, 180'000)) / 1000};
        const double metres = *rc::gen::inRange(1, 251), turn = *rc::gen::inRange(0, 360) / 57.2958;
        const double width = 111'195 * std::cos(middle.latitude / 57.29577951);
        places::Point edge{middle.latitude + 0.999 * metres * std::sin(turn) / 111'195, middle.longitude + 0.999 * metres * std::cos(turn) / width};
        const auto cells = cases::cells_around(middle, metres);
        RC_ASSERT(cells.size() <= 9);
        RC_ASSERT(std::ranges::find(cells, cases::cell_of(edge)) != cells.end());
        RC_ASSERT(cases::metres_between(middle, edge) <= metres);
    }));
    CHECK(cases::cells_around({89.9999, 0}, 1000).size() <= places::most_cells);
}

TEST_CASE("what was reported near by is offered with reasons, and not what is far, old, closed or of another kind") {
    in_each_roads([](Roads& roads) {
        const auto first = roads.report(square, "12 Mill Lane");
        (void)roads.report(moved(60, 0));
        roads.work.office.clock.advance(48h);
        const auto found = roads.near(moved(0, 8), "12 Mill Lane");
        REQUIRE(found.size() == 1);
        CHECK(found[0].the_case.id == first.case_id);
        CHECK(cases::explained(found[0], false) == "10 m away, reported 2 days ago");
        CHECK_FALSE(cases::explained(found[0], true).contains("mill"));
        CHECK(roads.near(moved(0, 31)).empty());
        REQUIRE(roads.work.close(roads.hana, first.case_id, 1, "repaired"));
        CHECK(roads.near(square).empty());
        REQUIRE(roads.work.reopen(roads.hana, first.case_id, 2));
        CHECK(roads.near(square).size() == 1);
        roads.work.office.clock.advance(90 * 24h);
        CHECK(roads.near(square).empty());
    });
}

TEST_CASE("that both picked the same lamp is the strongest sign, and that they picked different ones speaks against it") {
    const cases::Likeness apart{.metres = 35, .reach = 40, .days = 20, .most_days = 30};
    auto same = apart, other = apart;
    same.asset = true;
    other.asset = false;
    CHECK(apart.score() < cases::likely);
    CHECK(same.score() >= 0.9);
    const cases::Likeness here{.metres = 0, .reach = 40, .days = 0, .most_days = 30, .asset = false};
    CHECK(here.score() < cases::likely);
    CHECK(other.score() < apart.score());
}

TEST_CASE("where little is reported a pin may be some houses off; where much is, it is met by what lies close") {
    in_each_roads([](Roads& roads) {
        const auto first = roads.report(square);
        const auto offered = roads.near(moved(0, 24));
        REQUIRE(offered.size() == 1);
        CHECK(offered[0].the_case.id == first.case_id);
        for (int i = 0; i < 40; ++i) (void)roads.report(moved(45 + 3 * i, 60));  // a road that breaks up
        CHECK(roads.near(moved(0, 24)).empty());
        CHECK_FALSE(roads.near(moved(0, 6)).empty());
    });
    CHECK(cases::reach_of(30, 0) == doctest::Approx(40));
    CHECK(cases::reach_of(30, 5000) == doctest::Approx(10));
    CHECK(cases::reach_of(30, 250) < cases::reach_of(30, 100));
}

TEST_CASE("of planted duplicates nine in ten are among the first three, and of five reports at most one is asked in vain") {
    Casework work(db::Engine::sqlite);
    Roads roads(work);
    base::SeededRandom random(20261127);
    const auto within = [&](double most) { return most * static_cast<double>(random.number_below(100'001)) / 100'000; };
    const auto spread = [&](double metres) { return (within(2) + within(2) + within(2) - 3) * metres; };  // about normal, with this deviation
    // Words out of no list: what is said of one fault shares a few of them.
    const auto word = [&] {
        static constexpr std::string_view consonants = "bdfgklmnprstvz", vowels = "aeiou";
        std::string made;
        for (int i = 0; i < 3; ++i) {
            made += consonants[random.number_below(consonants.size())];
            made += vowels[random.number_below(vowels.size())];
        }
        return made;
    };
    struct Fault {
        double north, east;
        std::vector<std::string> words;
        cases::CaseId id;
    };
    std::vector<Fault> faults;
    const auto said = [&](const Fault& fault) {
        std::string text;
        for (int i = 0; i < 2; ++i) text += fault.words[random.number_below(fault.words.size())] + ' ';
        for (int i = 0; i < 5; ++i) text += word() + ' ';
        return text;
    };
    for (int i = 0; i < 250; ++i) {  // in a square kilometre: more than there are
        Fault fault{within(1000), within(1000), {word(), word(), word(), word()}, {}};
        fault.id = roads.report(moved(fault.north + spread(4), fault.east + spread(4)), "", said(fault)).case_id;
        faults.push_back(std::move(fault));
        work.office.clock.advance(1h);
    }
    int found = 0, reports = 0, in_vain = 0;
    for (int i = 0; i < 400; ++i) {
        ++reports;
        const auto& fault = faults[random.number_below(faults.size())];
        const auto offered = roads.near(moved(fault.north + spread(4), fault.east + spread(4)));  // before anything is typed
        found += std::ranges::any_of(offered, [&](const cases::Near& near) { return near.the_case.id == fault.id; });
    }
    for (int i = 0; i < 400; ++i) in_vain += !roads.near(moved(within(1000), within(1000))).empty();
    MESSAGE("found ", found, " of ", reports, "; asked in vain ", in_vain, " of 400");
    CHECK(found >= reports * 9 / 10);
    CHECK(in_vain <= 400 / 5);
}

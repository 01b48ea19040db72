// Whatever people do in whatever order, a case is what an obvious model says.

#include "cases/cases.h"
#include "cases/test/given_cases.h"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_casework;

namespace {

/// What one would keep on a sheet of paper.
struct Sheet {
    bool open = true;
    access::TeamId team;
    access::StaffId owner, closed_by;
    Instant closed_at;
    std::string outcome;
    std::int64_t changes = 1, objections = 0;
    std::array<std::optional<Instant>, 2> withdrawn{};
    std::array<bool, 2> confirmed{};

    bool is_live(std::size_t which) const { return !withdrawn[which]; }
    bool in_time(Instant now) const { return now - closed_at <= 28 * 24h; }
};

struct Play {
    Casework& work;
    std::vector<access::Actor> staff;
    std::vector<Reference> references;
    cases::CaseId id;
    Sheet sheet;

    explicit Play(Casework& w) : work(w), staff{w.officer(), w.officer("uma"), w.stranger()} {
        const auto opened = work.open();
        id = opened.case_id;
        sheet.team = work.waste;
        references = {opened.reference, work.ask_too(opened.reference)};
    }

    const access::Actor& anybody() { return staff[work.office.random.number_below(staff.size())]; }
    bool sees(const access::Actor& who) const { return who.own_teams.front() == sheet.team; }
    access::TeamId team_of(access::StaffId somebody) const {
        return std::ranges::find(staff, somebody, &access::Actor::staff)->own_teams.front();
    }
    template <class Verb>
    bool does(Verb verb) {
        return work.office.write([&](db::Tx& tx) { return verb(tx); }).has_value();
    }

    void take(const access::Actor& who, std::int64_t seen) {
        const bool may = sees(who) && seen == sheet.changes && (sheet.open || sheet.owner == who.staff());
        CHECK(does([&](db::Tx& tx) { return cases::take_case(tx, who, id, seen); }) == may);
        if (may && sheet.owner != who.staff()) {
            sheet.owner = who.staff();
            ++sheet.changes;
        }
    }
    void release(const access::Actor& who, std::int64_t seen) {
        const bool may = sees(who) && seen == sheet.changes && (sheet.open || !sheet.owner);
        CHECK(does([&](db::Tx& tx) { return cases::release_case(tx, who, id, seen); }) == may);
        if (may && sheet.owner) {
            sheet.owner = {};
            ++sheet.changes;
        }
    }
    void hand_over(const access::Actor& who, std::int64_t seen) {
        const cases::To to{.team = work.office.random.number_below(2) == 0 ? work.waste : work.parks,
                           .owner = work.office.random.number_below(2) == 0 ? anybody().staff() : access::StaffId{}};
        const bool nowhere = to.team == sheet.team && to.owner == sheet.owner;
        const bool able = !to.owner || team_of(to.owner) == to.team;
        const bool may = sees(who) && seen == sheet.changes && sheet.open && !nowhere && able;
        CHECK(does([&](db::Tx& tx) { return cases::hand_over(tx, who, id, seen, to, "Yours"); }) == may);
        if (may) {
            sheet.team = to.team;
            sheet.owner = to.owner;
            ++sheet.changes;
        }
    }
    void close(const access::Actor& who, std::int64_t seen) {
        const bool may = sees(who) && seen == sheet.changes && sheet.open;
        CHECK(does([&](db::Tx& tx) { return cases::close_case(tx, who, id, seen, "collected", ""); }) == may);
        if (may) end("collected", who.staff());
    }
    void reopen(const access::Actor& who, std::int64_t seen) {
        const bool may = sees(who) && seen == sheet.changes && !sheet.open && sheet.in_time(work.office.clock.now());
        CHECK(does([&](db::Tx& tx) { return cases::reopen_case(tx, who, id, seen, "mistake", ""); }) == may);
        if (may) go_on();
    }
    void withdraw(std::size_t which) {
        const bool may = sheet.is_live(which) && sheet.open;
        CHECK(does([&](db::Tx& tx) { return cases::withdraw(tx, references[which], ""); }) == may);
        if (!may) return;
        sheet.withdrawn[which] = work.office.clock.now();
        if (sheet.is_live(1 - which))
            ++sheet.changes;
        else
            end("withdrawn", {});
    }
    void object(std::size_t which) {
        const bool may = sheet.is_live(which) && !sheet.open && sheet.in_time(work.office.clock.now());
        CHECK(does([&](db::Tx& tx) { return cases::object(tx, references[which], "Still full"); }) == may);
        if (!may) return;
        if (sheet.closed_by && team_of(sheet.closed_by) == sheet.team) sheet.owner = sheet.closed_by;
        ++sheet.objections;
        go_on();
    }
    void confirm(std::size_t which) {
        const bool may = sheet.is_live(which) && !sheet.open;
        CHECK(does([&](db::Tx& tx) { return cases::confirm_fixed(tx, references[which]); }) == may);
        if (may && !sheet.confirmed[which]) {
            sheet.confirmed[which] = true;
            ++sheet.changes;
        }
    }
    void end(const std::string& outcome, access::StaffId by) {
        sheet.open = false;
        sheet.closed_at = work.office.clock.now();
        sheet.closed_by = by;
        sheet.outcome = outcome;
        ++sheet.changes;
    }
    void go_on() {
        for (auto& when : sheet.withdrawn)
            if (sheet.outcome == "withdrawn" && when == sheet.closed_at) when.reset();
        sheet.open = true;
        sheet.closed_by = {};
        sheet.outcome.clear();
        sheet.confirmed = {};
        ++sheet.changes;
    }

    void step() {
        auto& random = work.office.random;
        work.office.clock.advance(std::chrono::hours(random.number_below(8) == 0 ? 24 * random.number_below(40) : random.number_below(5)));
        const auto& who = anybody();
        const auto seen = sheet.changes - (random.number_below(10) == 0 ? 1 : 0);
        const auto which = random.number_below(2);
        switch (random.number_below(10)) {
            case 0: return take(who, seen);
            case 1: return release(who, seen);
            case 2: return hand_over(who, seen);
            case 3:
            case 4: return close(who, seen);
            case 5: return reopen(who, seen);
            case 6: return withdraw(which);
            case 7:
            case 8: return object(which);
            default: return confirm(which);
        }
    }
    void compare() {
        const auto c = work.find(given::Office::chief(), id).value();
        CHECK((c.state == cases::State::open) == sheet.open);
        CHECK(c.team == sheet.team);
        CHECK(c.owner == sheet.owner);
        CHECK(c.closed_by == sheet.closed_by);
        CHECK(c.outcome == sheet.outcome);
        CHECK(c.changes == sheet.changes);
        CHECK(c.objections == sheet.objections);
        CHECK(c.closed_at.has_value() != sheet.open);
        if (sheet.open) CHECK((sheet.is_live(0) || sheet.is_live(1)));
        for (const auto& who : staff) {
            const auto mine = work.list(who, {.whose = cases::Whose::mine});
            const bool listed = std::ranges::find(mine, id) != mine.end();
            CHECK(listed == (sheet.open && sees(who) && sheet.owner == who.staff()));
            CHECK(work.find(who, id).has_value() == sees(who));
        }
    }
};

}  // namespace

TEST_CASE("whatever officers and residents do in whatever order, a case is what an obvious model says") {
    in_each_casework([](Casework& work) {
        std::int64_t changes = 0;
        for (int game = 0; game < 25; ++game) {
            Play play(work);
            for (int i = 0; i < 25; ++i) {
                CAPTURE(game);
                CAPTURE(i);
                play.step();
                play.compare();
            }
            changes += play.sheet.changes;
        }
        CHECK(changes > 150);
    });
}

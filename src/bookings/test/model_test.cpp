// Whatever people do in whatever order, what is booked and what is free is what an obvious model says.

#include "bookings/bookings.h"

#include "bookings/test/given_bookings.h"

#include <algorithm>
#include <map>

using namespace std::chrono_literals;
using given::Bookings;

namespace {

/// One line in the diary on the wall.
struct Line {
    Instant starts;
    bool booked = false;
    Instant until{};  // of a hold
    std::int64_t person = 0;
};

struct Play {
    Bookings& there;
    places::Calendar council;
    bookings::Calendar rules;
    std::map<std::string, Line> holds;                 // by draft
    std::map<bookings::BookingId, Line> visits;        // booked and not cancelled
    std::vector<Instant> slots;                        // some that are tried
    std::vector<people::Contact> people{{.name = "No way to reach them"}, {.email = "ada@resident.example"}, {.phone = "01234 567890"}};
    std::map<std::string, int> outcomes;

    Play(Bookings& t, const bookings::Calendar& r) : there(t), rules(r) {
        for (auto day = base::day_of(now()); slots.size() < 12; day += std::chrono::days{1})
            for (const auto& slot : bookings::slots_on(rules, council, day))
                if (slots.size() < 12) slots.push_back(slot.starts);
    }

    Instant now() const { return there.office.clock.now(); }
    std::uint64_t below(std::uint64_t n) { return there.office.random.number_below(n); }
    Instant any_slot() { return slots[below(slots.size())]; }
    std::string any_draft() { return std::string(1, static_cast<char>('a' + below(5))); }

    std::int64_t taken(Instant starts) const {
        const auto here = [&](const auto& entry) { return entry.second.starts == starts && (entry.second.booked || entry.second.until > now()); };
        return std::ranges::count_if(holds, here) + std::ranges::count_if(visits, here);
    }
    bool is_offered(Instant starts) const { return starts >= now() + rules.notice; }
    std::string why_not(Instant starts) const {
        if (!is_offered(starts)) return "bookings.no_such_slot";
        return taken(starts) >= rules.capacity ? "bookings.slot_full" : "done";
    }
    bool holds_it(const std::string& draft, Instant starts) const {
        const auto found = holds.find(draft);
        return found != holds.end() && found->second.starts == starts && found->second.until > now();
    }
    void came_to(const std::string& verb, const std::string& outcome) { ++outcomes[verb + " " + outcome]; }

    void hold() {
        const auto starts = any_slot();
        const auto draft = any_draft();
        const std::string expected = holds_it(draft, starts) ? "done" : why_not(starts);
        const auto held = there.does([&](db::Tx& tx) { return bookings::hold(tx, "visits", starts, draft); });
        CHECK(given::key_of(held) == expected);
        came_to("hold", expected);
        if (expected == "done" && !holds_it(draft, starts)) holds[draft] = {.starts = starts, .until = now() + rules.hold};
    }
    void confirm() {
        const auto draft = below(3) == 0 ? std::string() : any_draft();
        const auto starts = holds.contains(draft) && below(3) != 0 ? holds[draft].starts : any_slot();
        const auto person = static_cast<std::int64_t>(below(people.size()));
        const auto ahead = std::ranges::count_if(visits, [&](const auto& each) { return each.second.person == person && each.second.starts > now(); });
        auto expected = holds_it(draft, starts) ? std::string("done") : why_not(starts);
        if (expected == "done" && person != 0 && ahead >= rules.most_per_person) expected = "bookings.too_many";
        const auto whom = there.somebody(people[static_cast<std::size_t>(person)]);
        const auto booked = there.does([&](db::Tx& tx) { return bookings::confirm(tx, "visits", starts, draft, whom); });
        CHECK(given::key_of(booked) == expected);
        came_to("confirm", expected);
        if (!booked || expected != "done") return;
        if (!draft.empty()) holds.erase(draft);
        visits[booked->id] = {.starts = starts, .booked = true, .until = {}, .person = person};
    }
    std::map<bookings::BookingId, Line>::iterator any_visit() { return visits.empty() ? visits.end() : std::next(visits.begin(), static_cast<std::ptrdiff_t>(below(visits.size()))); }
    void move() {
        const auto visit = any_visit();
        if (visit == visits.end()) return;
        const auto starts = any_slot();
        const std::string expected = visit->second.starts <= now() ? "bookings.over" : visit->second.starts == starts ? "done" : why_not(starts);
        CHECK(given::key_of(there.does([&](db::Tx& tx) { return bookings::move(tx, visit->first, starts); })) == expected);
        came_to("move", expected);
        if (expected == "done") visit->second.starts = starts;
    }
    void cancel() {
        const auto visit = any_visit();
        if (visit == visits.end()) return;
        const std::string expected = visit->second.starts <= now() ? "bookings.over" : "done";
        CHECK(given::key_of(there.cancel(visit->first)) == expected);
        came_to("cancel", expected);
        if (expected == "done") visits.erase(visit);
    }
    void pass_time() {
        there.office.clock.advance(std::chrono::minutes{below(10) == 0 ? 240 : below(12)});
        if (below(2) == 0) there.live();
    }
    void compare() {
        const auto free = there.office.read([](db::Tx& tx) { return bookings::free_slots(tx, "visits"); }).value();
        for (const auto starts : slots) {
            const auto found = std::ranges::find_if(free, [&](const auto& each) { return each.slot.starts == starts; });
            CHECK((found == free.end() ? 0 : found->places) == (is_offered(starts) ? std::max<std::int64_t>(0, rules.capacity - taken(starts)) : 0));
        }
    }
    void play() {
        switch (below(8)) {
            case 0: case 1: hold(); break;
            case 2: case 3: confirm(); break;
            case 4: case 5: move(); break;
            case 6: cancel(); break;
            default: pass_time();
        }
        compare();
    }
};

}  // namespace

TEST_CASE("whatever is held, booked, moved, cancelled and left to lapse, the slots are what the diary on the wall says") {
    for (const auto engine : given::engines())
        for (const auto& [seed, begins] : {std::pair{1U, "2026-11-23T10:00:00Z"}, {2U, "2026-10-24T10:00:00Z"}, {3U, "2026-03-28T10:00:00Z"}, {4U, "2026-12-24T06:00:00Z"}}) {
            CAPTURE(static_cast<int>(engine));
            CAPTURE(seed);
            auto rules = given::visits();
            rules.hours = places::read_week("sun mon tue wed thu fri sat 08:00-12:00 13:00-17:00").value();
            rules.most_per_person = 3;
            rules.notice = 4h;
            Bookings there(engine, rules);
            there.to(begins);
            there.office.random = base::SeededRandom(seed);
            Play play(there, rules);
            for (int i = 0; i < 250; ++i) play.play();
            for (const auto* seen : {"hold done", "hold bookings.slot_full", "confirm done", "confirm bookings.too_many", "move done", "cancel done"}) {
                CAPTURE(seen);
                CHECK(play.outcomes[seen] > 0);
            }
        }
}

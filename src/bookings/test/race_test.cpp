// Many at once, on both databases and at both isolation levels: nobody is booked twice, and nothing is left empty.

#include "bookings/bookings.h"

#include "bookings/test/given_bookings.h"

#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using given::at;
using given::Bookings;
using given::in_each_bookings;
using given::friday_10am;
using given::friday_8am;
using given::key_of;

namespace {

void all_at_once(int many, const std::function<void(int)>& each) {
    std::vector<std::jthread> threads;
    threads.reserve(static_cast<std::size_t>(many));
    for (int i = 0; i < many; ++i) threads.emplace_back([&each, i] { each(i); });
}

bookings::Calendar ten_places() {
    auto calendar = given::visits();
    calendar.capacity = 10;
    return calendar;
}

}  // namespace

TEST_CASE("64 who race for 10 places book exactly 10") {
    for (const auto engine : given::engines())
        for (const auto isolation : {db::Isolation::read_committed, db::Isolation::serializable}) {
            CAPTURE(static_cast<int>(engine));
            CAPTURE(static_cast<int>(isolation));
            Bookings there(engine, ten_places());
            std::vector<bookings::For> people;
            for (int i = 0; i < 64; ++i) people.push_back(there.somebody({.email = fmt::format("p{}@resident.example", i)}));
            std::atomic<int> booked{0}, full{0};
            all_at_once(64, [&](int i) {
                const auto draft = fmt::format("draft {}", i);
                const auto held = there.office.tenant.db->write(there.office.now(), [&](db::Tx& tx) { return bookings::hold(tx, "visits", at(friday_8am), draft); }, isolation);
                full += !held && held.error().key == "bookings.slot_full";
                if (!held) return;
                booked += there.office.tenant.db->write(there.office.now(), [&](db::Tx& tx) { return bookings::confirm(tx, "visits", at(friday_8am), draft, people[static_cast<std::size_t>(i)]); }, isolation).has_value();
            });
            CHECK(booked == 10);
            CHECK(full == 54);
            CHECK(there.free(friday_8am) == 0);
        }
}

TEST_CASE("64 who race for 10 places whose holds have just lapsed book exactly 10") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Bookings there(engine, ten_places());
        for (int i = 0; i < 10; ++i) REQUIRE(there.hold(friday_8am, fmt::format("earlier {}", i)));
        there.office.clock.advance(15min);
        std::vector<bookings::For> people;
        for (int i = 0; i < 64; ++i) people.push_back(there.somebody({.email = fmt::format("p{}@resident.example", i)}));
        std::atomic<int> booked{0};
        all_at_once(64, [&](int i) { booked += there.confirm(friday_8am, "", people[static_cast<std::size_t>(i)]).has_value(); });
        CHECK(booked == 10);
        CHECK(there.free(friday_8am) == 0);
    }
}

TEST_CASE("of many tabs that book for one request one books, and of many requests of one person as many as they may") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Bookings there(engine, ten_places());
        std::vector<std::string> times;  // each another, so that nobody waits for the place of somebody else
        for (const auto* day : {"2026-11-26", "2026-12-01"})
            for (const auto* hour : {"08", "10", "13", "15"}) times.push_back(fmt::format("{}T{}:00:00Z", day, hour));
        const auto taken = [&] {
            std::int64_t all = 0;
            for (const auto& time : times) all += 10 - there.free(time);
            return all;
        };
        const auto one = there.somebody({.name = "No address"});
        std::atomic<int> booked{0};
        all_at_once(8, [&](int i) { booked += there.confirm(times[static_cast<std::size_t>(i)], "", one).has_value(); });
        CHECK(booked == 1);
        CHECK(taken() == 1);
        std::vector<bookings::For> same;
        for (int i = 0; i < 8; ++i) same.push_back(there.somebody());
        booked = 0;
        all_at_once(8, [&](int i) { booked += there.confirm(times[static_cast<std::size_t>(i)], "", same[static_cast<std::size_t>(i)]).has_value(); });
        CHECK(booked == 2);
        CHECK(taken() == 3);
    }
}

TEST_CASE("one visit that is moved and cancelled at once ends as one of both, with the places it has and no others") {
    in_each_bookings([](Bookings& there) {
        for (int round = 0; round < 6; ++round) {
            const auto whom = there.somebody();
            const auto booked = there.confirm(friday_8am, "", whom).value();
            std::atomic<int> done{0};
            {
                const std::jthread moving([&] { done += there.move(booked.id, friday_10am).has_value(); });
                const std::jthread moving_too([&] { done += there.move(booked.id, "2026-11-30T08:00:00Z").has_value(); });
                const std::jthread cancelling([&] { done += there.cancel(booked.id).has_value(); });
            }
            CHECK(done >= 1);
            const auto now = there.office.read([&](db::Tx& tx) { return bookings::find(tx, booked.id); }).value();
            const std::int64_t taken = now.state == bookings::State::booked ? 1 : 0;
            CHECK(6 - there.free(friday_8am) - there.free(friday_10am) - there.free("2026-11-30T08:00:00Z") == taken);
            if (taken == 1) REQUIRE(there.cancel(booked.id));
        }
    });
}

TEST_CASE("two who want each other's only place are both refused, and nobody loses theirs") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        auto calendar = given::visits();
        calendar.capacity = 1;
        Bookings there(engine, calendar);
        const auto one = there.confirm(friday_8am, "", there.somebody({.name = "One"})).value();
        const auto two = there.confirm(friday_10am, "", there.somebody({.name = "Two"})).value();
        std::atomic<int> done{0};
        {
            const std::jthread first([&] { done += there.move(one.id, friday_10am).has_value(); });
            const std::jthread second([&] { done += there.move(two.id, friday_8am).has_value(); });
        }
        CHECK(done == 0);
        CHECK(there.free(friday_8am) + there.free(friday_10am) == 0);
    }
}

TEST_CASE("one draft that is held in many tabs at once holds one slot") {
    in_each_bookings([](Bookings& there) {
        const char* const slots[] = {friday_8am, friday_10am, "2026-11-30T08:00:00Z"};
        all_at_once(9, [&](int i) { (void)there.hold(slots[i % 3], "one draft"); });
        std::int64_t taken = 0;
        for (const auto* slot : slots) taken += 2 - there.free(slot);
        CHECK(taken == 1);
    });
}

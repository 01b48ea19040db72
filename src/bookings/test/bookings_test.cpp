#include "bookings/bookings.h"

#include "bookings/test/given_bookings.h"

#include <fstream>

using namespace std::chrono_literals;
using bookings::State;
using given::a_draft;
using given::at;
using given::Bookings;
using given::in_each_bookings;
using given::friday_10am;
using given::friday_8am;
using given::key_of;
using given::tuesday_10am;
using Kinds = std::vector<std::string>;

TEST_CASE("what is free is offered day by day, from the notice to the horizon, with the places that are left") {
    in_each_bookings([](Bookings& there) {
        const auto slots = there.office.read([](db::Tx& tx) { return bookings::free_slots(tx, "visits"); }).value();
        CHECK(slots.front().slot.starts == at(tuesday_10am));
        CHECK(slots.front().places == 2);
        CHECK(slots.back().slot.starts == at("2026-12-07T15:00:00Z"));
        CHECK(slots.size() == 3 + 8 * 4 + 4);
        REQUIRE(there.hold(friday_8am, a_draft));
        CHECK(there.free(friday_8am) == 1);
        REQUIRE(there.confirm(friday_8am, "", there.somebody()));
        CHECK(there.free(friday_8am) == 0);
        CHECK(key_of(there.office.read([](db::Tx& tx) { return bookings::free_slots(tx, "nothing"); })) == "bookings.no_such_calendar");
    });
}

TEST_CASE("a held slot is booked with the request, and everything stands in the journal") {
    in_each_bookings([](Bookings& there) {
        const auto held = there.hold(friday_8am, a_draft).value();
        CHECK(held.held_until == there.office.clock.now() + 15min);
        const auto whom = there.somebody();
        const auto booked = there.confirm(friday_8am, a_draft, whom).value();
        CHECK(booked.id == held.id);
        CHECK(booked.state == State::booked);
        CHECK(there.facts(booked.id) == Kinds{"bookings.SlotHeld", "bookings.SlotBooked"});
        there.office.clock.advance(1h);
        there.live();
        CHECK(there.free(friday_8am) == 1);  // what is booked does not lapse
        const auto ahead = there.office.read([&](db::Tx& tx) -> Result<std::optional<bookings::Booking>> { return bookings::ahead_of(tx, whom.request); }).value();
        REQUIRE(ahead);
        CHECK(ahead->whom.reference == whom.reference);
        CHECK(ahead->slot.ends == at(friday_10am));
    });
}

TEST_CASE("a slot that is not offered cannot be held: too near, too far, none of the calendar's, a bank holiday") {
    in_each_bookings([](Bookings& there) {
        for (const auto* when : {"2026-11-24T08:00:00Z", "2026-12-08T08:00:00Z", "2026-11-27T08:30:00Z", "2026-11-28T08:00:00Z"}) CHECK(key_of(there.hold(when, a_draft)) == "bookings.no_such_slot");
        there.to("2026-12-20T10:00:00Z");
        CHECK(key_of(there.hold("2026-12-25T08:00:00Z", a_draft)) == "bookings.no_such_slot");
        CHECK(there.hold("2026-12-24T08:00:00Z", a_draft));
        REQUIRE(there.office.write([](db::Tx& tx) { return places::close_on(tx, given::Office::chief(), base::parse_iso_day("2026-12-24").value(), "Christmas Eve"); }));
        CHECK(key_of(there.hold("2026-12-24T10:00:00Z", "another")) == "bookings.no_such_slot");
        CHECK(there.confirm("2026-12-24T08:00:00Z", a_draft, there.somebody()));  // what was held is kept
        CHECK(key_of(there.does([](db::Tx& tx) { return bookings::hold(tx, "visits", at("2026-12-23T08:00:00Z"), ""); })) == "bookings.no_draft");
    });
}

TEST_CASE("a draft holds one slot at a time; the same once more keeps its deadline") {
    in_each_bookings([](Bookings& there) {
        const auto first = there.hold(friday_8am, a_draft).value();
        there.office.clock.advance(5min);
        CHECK(there.hold(friday_8am, a_draft)->held_until == first.held_until);
        const auto other = there.hold(friday_10am, a_draft).value();
        CHECK(there.free(friday_8am) == 2);
        CHECK(there.free(friday_10am) == 1);
        CHECK(other.held_until == there.office.clock.now() + 15min);
        CHECK(there.facts(first.id) == Kinds{"bookings.SlotHeld", "bookings.HoldLapsed"});
        CHECK(there.confirm(friday_8am, a_draft, there.somebody()));  // they thought better of it on the way
        CHECK(there.free(friday_8am) == 1);
        CHECK(there.free(friday_10am) == 2);
    });
}

TEST_CASE("a hold lapses at its deadline, whether anything ran meanwhile or not") {
    in_each_bookings([](Bookings& there) {
        const auto one = there.hold(friday_8am, "one").value();
        REQUIRE(there.hold(friday_8am, "two"));
        CHECK(key_of(there.hold(friday_8am, "three")) == "bookings.slot_full");
        there.office.clock.advance(15min);
        CHECK(there.free(friday_8am) == 2);
        REQUIRE(there.hold(friday_8am, "three"));  // no job ran
        CHECK(there.facts(one.id) == Kinds{"bookings.SlotHeld", "bookings.HoldLapsed"});
        CHECK(there.confirm(friday_8am, "one", there.somebody()));  // whoever comes late has it if it is free still
        CHECK(key_of(there.confirm(friday_8am, "two", there.somebody({.phone = "01234 567890"}))) == "bookings.slot_full");
        there.office.clock.advance(15min);
        there.live();
        CHECK(there.free(friday_8am) == 1);
    });
}

TEST_CASE("the job lets holds lapse and says so once") {
    in_each_bookings([](Bookings& there) {
        const auto held = there.hold(friday_8am, a_draft).value();
        there.live();
        CHECK(there.facts(held.id).size() == 1);
        there.office.clock.advance(16min);
        there.live();
        there.office.clock.advance(2min);
        there.live();
        CHECK(there.facts(held.id) == Kinds{"bookings.SlotHeld", "bookings.HoldLapsed"});
        CHECK(key_of(there.office.read([&](db::Tx& tx) { return bookings::find(tx, held.id); })) == "bookings.no_such_booking");
    });
}

TEST_CASE("a request has one visit ahead, a person as many as the calendar says, by address or else by number") {
    in_each_bookings([](Bookings& there) {
        const auto whom = there.somebody();
        const auto first = there.confirm(friday_8am, "", whom).value();
        CHECK(key_of(there.confirm(friday_10am, "", whom)) == "bookings.booked_already");
        CHECK(there.free(friday_10am) == 2);  // nothing of it was kept
        REQUIRE(there.confirm(friday_10am, "", there.somebody({.name = "A. Byron", .email = "Ada@resident.example", .phone = "01234 567890"})));
        CHECK(key_of(there.confirm("2026-11-30T08:00:00Z", "", there.somebody())) == "bookings.too_many");
        CHECK(there.confirm("2026-11-30T08:00:00Z", "", there.somebody({.phone = "01234 567890"})));
        for (int i = 0; i < 3; ++i) CHECK(there.confirm(fmt::format("2026-12-0{}T08:00:00Z", i + 1), "", there.somebody({.name = "Nobody knows"})));
        REQUIRE(there.cancel(first.id));
        CHECK(there.confirm("2026-12-01T08:00:00Z", "", whom));  // what is cancelled counts no more
        there.to("2026-12-01T10:00:00Z");
        CHECK(there.confirm("2026-12-04T08:00:00Z", "", whom));  // nor what is over
    });
}

TEST_CASE("a visit is moved whole: it has its new time, the old one is free, and the person hears of it") {
    in_each_bookings([](Bookings& there) {
        const auto whom = there.somebody();
        const auto booked = there.confirm(friday_8am, "", whom).value();
        CHECK(there.move(booked.id, friday_8am)->changes == booked.changes);
        CHECK(there.letters_about(whom).empty());
        const auto moved = there.move(booked.id, friday_10am).value();
        CHECK(moved.slot.starts == at(friday_10am));
        CHECK(there.free(friday_8am) == 2);
        CHECK(there.free(friday_10am) == 1);
        CHECK(there.letters_about(whom) == Kinds{"visit"});
        CHECK(there.facts(booked.id).back() == "bookings.SlotMoved");
        REQUIRE(there.hold("2026-11-30T08:00:00Z", "one"));
        REQUIRE(there.hold("2026-11-30T08:00:00Z", "two"));
        CHECK(key_of(there.move(booked.id, "2026-11-30T08:00:00Z")) == "bookings.slot_full");
        CHECK(key_of(there.move(booked.id, "2026-11-30T08:10:00Z")) == "bookings.no_such_slot");
        CHECK(there.free(friday_10am) == 1);
        there.to(friday_10am);
        CHECK(key_of(there.move(booked.id, "2026-11-30T10:00:00Z")) == "bookings.over");
    });
}

TEST_CASE("a cancelled visit frees its time, is told once, and stays on record") {
    in_each_bookings([](Bookings& there) {
        const auto whom = there.somebody();
        const auto booked = there.confirm(friday_8am, "", whom).value();
        REQUIRE(there.cancel(booked.id));
        CHECK(there.free(friday_8am) == 2);
        CHECK(key_of(there.cancel(booked.id)) == "bookings.over");
        CHECK(key_of(there.move(booked.id, friday_10am)) == "bookings.over");
        CHECK(there.letters_about(whom) == Kinds{"visit_cancelled"});
        const auto all = there.office.read([&](db::Tx& tx) -> Result<std::vector<bookings::Booking>> { return bookings::bookings_of(tx, whom.request); }).value();
        REQUIRE(all.size() == 1);
        CHECK(all.front().state == State::cancelled);
        const auto again = there.confirm(friday_10am, "", whom).value();
        REQUIRE(there.does([&](db::Tx& tx) { return bookings::cancel(tx, again.id, bookings::Tells::nobody); }));
        CHECK(there.facts(again.id).back() == "bookings.SlotCancelled");
        CHECK(there.letters_about(whom).size() == 1);
    });
}

TEST_CASE("they are reminded at ten on the day before by the council's clock, once, and only while it is booked") {
    in_each_bookings([](Bookings& there) {
        there.to("2026-10-20T10:00:00Z");
        const auto stays = there.somebody(), goes = there.somebody(), moves = there.somebody({.email = "bo@resident.example"});
        REQUIRE(there.confirm("2026-10-26T08:00:00Z", "", stays));  // a Monday; the clock went back on Sunday
        const auto cancelled = there.confirm("2026-10-26T08:00:00Z", "", goes).value();
        const auto moved = there.confirm("2026-10-26T10:00:00Z", "", moves).value();
        there.to("2026-10-25T09:59:00Z");
        there.live();
        CHECK(there.letters_about(stays).empty());
        REQUIRE(there.cancel(cancelled.id));
        REQUIRE(there.move(moved.id, "2026-10-28T10:00:00Z"));
        there.to("2026-10-25T10:00:00Z");
        there.live();
        there.office.clock.advance(1h);
        there.live();
        CHECK(there.letters_about(stays) == Kinds{"visit_reminder"});
        CHECK(there.letters_about(goes) == Kinds{"visit_cancelled"});
        CHECK(there.letters_about(moves) == Kinds{"visit"});
        there.to("2026-10-27T10:00:00Z");
        there.live();
        CHECK(there.letters_about(moves) == Kinds{"visit", "visit_reminder"});
    });
}

TEST_CASE("whoever books after ten for the next day, or left no address, gets no reminder") {
    in_each_bookings([](Bookings& there) {
        const auto late = there.somebody(), silent = there.somebody({.name = "Ida", .phone = "01234 567890"});
        REQUIRE(there.confirm(tuesday_10am, "", late));
        REQUIRE(there.confirm(friday_8am, "", silent));
        for (const auto* when : {"2026-11-23T12:00:00Z", "2026-11-24T12:00:00Z", "2026-11-26T12:00:00Z"}) {
            there.to(when);
            there.live();
        }
        CHECK(there.letters_about(late).empty());
        CHECK(there.letters_about(silent).empty());
    });
}

TEST_CASE("a reminder that comes too late to be true is not written, and a visit under way is no longer ahead of the next") {
    in_each_bookings([](Bookings& there) {
        const auto whom = there.somebody();
        REQUIRE(there.confirm(friday_8am, "", whom));
        there.to(friday_8am);
        there.office.clock.advance(-1h);
        there.live();
        CHECK(there.letters_about(whom).empty());
        there.office.clock.advance(1h + 1min);
        CHECK(there.confirm("2026-12-01T08:00:00Z", "", whom).has_value());
    });
}

TEST_CASE("changed rules touch no booking, and a capacity that shrinks is met as bookings go") {
    in_each_bookings([](Bookings& there) {
        auto rules = given::visits();
        rules.capacity = 4;
        there.keep(rules);
        std::vector<bookings::BookingId> booked;
        for (int i = 0; i < 4; ++i) booked.push_back(there.confirm(friday_8am, "", there.somebody({.name = "Somebody"}))->id);
        rules.capacity = 3;
        there.keep(rules);
        CHECK(there.free(friday_8am) == 0);
        REQUIRE(there.cancel(booked[0]));
        CHECK(key_of(there.hold(friday_8am, "one")) == "bookings.slot_full");
        REQUIRE(there.cancel(booked[1]));
        CHECK(there.free(friday_8am) == 1);
        CHECK(there.hold(friday_8am, "one"));
        CHECK(key_of(there.hold(friday_8am, "two")) == "bookings.slot_full");
        rules.hours = places::read_week("mon 08:00-12:00").value();
        there.keep(rules);
        CHECK(key_of(there.move(booked[2], friday_10am)) == "bookings.no_such_slot");
        CHECK(there.move(booked[2], "2026-11-30T08:00:00Z")->slot.starts == at("2026-11-30T08:00:00Z"));
        CHECK(there.cancel(booked[3]));
    });
}

TEST_CASE("a calendar is kept as it was given, and announced when its rules change and only then") {
    in_each_bookings([](Bookings& there) {
        const auto published = [&](const given::Folder& folder) {
            return there.office.write([&](db::Tx& tx) { return bookings::publish_calendars(tx, folder.path); }).value();
        };
        CHECK(there.office.read([](db::Tx& tx) { return bookings::find_calendar(tx, "visits"); }).value() == given::visits());
        const given::Folder folder;
        std::ofstream(folder.path / "visits.json") << R"({"code": "visits", "name": "Visits", "hours": "sat 09:00-12:00", "slot_minutes": 60, "capacity": 1,
            "notice_hours": 48, "horizon_days": 14, "most_per_person": 1, "hold_minutes": 15})";
        CHECK(published(folder) == Kinds{"visits"});
        CHECK(published(folder).empty());
        CHECK(there.office.read([](db::Tx& tx) { return bookings::find_calendar(tx, "visits"); })->notice == 48h);
        CHECK(there.hold("2026-11-28T10:00:00Z", a_draft));
    });
}

// The errand of a visit, over HTTP and through every room: a resident chooses a time, moves and cancels it; staff see it and can do the same.

#include "guildhall/test/given_house.h"

#include "bookings/bookings.h"

#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using given::Browser;
using given::has;
using given::House;
using given::in_each_house;
using given::with;

namespace {

constexpr const char* pest_report = "/services/pest-control/report";
constexpr const char* monday_8am = "2026-11-23T08:00:00Z";  // it is Sunday morning
constexpr const char* friday_10am = "2026-11-27T10:00:00Z";

given::Form pests(const std::string& visit, const std::string& email = "ada@resident.example") {
    return {{"location", "31 Railway Terrace"}, {"pest", "rats"}, {"ground", "garden"}, {"careful", "no"}, {"visit-time", visit}, {"email", email}};
}

/// On to the check, by way of the page that asks for a time.
given::Answer choose(Browser& browser, const std::string& visit, const std::string& email = "ada@resident.example") {
    browser.get(pest_report);
    return browser.post(std::string(pest_report) + "/step", with(with(pests(visit, email), "at", "visit-time"), "from", "check"));
}

std::string thanked_path_of(const given::Answer& sent) {
    const auto thanks = sent.header("Location");
    return thanks.substr(0, thanks.rfind("/sent"));
}

std::int64_t count_bookings(House& house, const std::string& state) { return house.count("bookings_booking WHERE state = '" + state + "'"); }

/// A visit's time as the radio that offers it.
std::string radio(std::string_view starts) { return "type=\"radio\" value=\"" + std::string(starts) + "\""; }

}  // namespace

TEST_CASE("a resident chooses a time, which is held while they check their answers, and has it with the request") {
    in_each_house([](House& house) {
        house.open();
        Browser ada(house.url);
        ada.get(pest_report);
        const auto step = std::string(pest_report) + "/step";
        const auto times = ada.post(step, with(pests(""), "at", "details"));
        for (const auto* words : {"When should we come?", "Somebody over 18 has to be there", "Monday 23 November", "8am to 10am", "Friday 4 December", "None of these times"})
            CHECK_MESSAGE(has(times, words), words);
        CHECK(has(times, radio(monday_8am)));
        CHECK_FALSE(has(times, "Saturday"));
        CHECK(has(ada.post(step, with(pests(""), "at", "visit-time")), "Select a time"));
        CHECK(count_bookings(house, "held") == 0);
        CHECK(has(ada.post(step, with(pests(friday_10am), "at", "visit-time")), "Your details"));
        CHECK(count_bookings(house, "held") == 1);
        const auto check = ada.post(step, with(pests(friday_10am), "at", "your-details"));
        CHECK(has(check, "Friday 27 November 2026, 10am to 12pm"));
        CHECK(has(check, "We keep this time for you until 9:45am"));
        const auto sent = ada.post(pest_report, pests(friday_10am));
        REQUIRE(sent.status == 303);
        CHECK(count_bookings(house, "held") == 0);
        CHECK(count_bookings(house, "booked") == 1);
        CHECK(has(ada.get(sent.header("Location")), "Your visit is on Friday 27 November 2026, 10am to 12pm"));
        const auto page = ada.get(thanked_path_of(sent));
        for (const auto* words : {"Your visit", "Friday 27 November 2026, 10am to 12pm", "Choose another time", "Cancel the visit", "Your visit is booked"}) CHECK_MESSAGE(has(page, words), words);
        const auto file = ada.get(thanked_path_of(sent) + "/visit.ics");
        CHECK(file.header("Content-Type") == "text/calendar; charset=utf-8");
        CHECK(has(file, "DTSTART:20261127T100000Z\r\n"));
        Browser stranger(house.url);
        CHECK(stranger.get(thanked_path_of(sent) + "/visit.ics").status == 303);
    });
}

TEST_CASE("who finds their time taken is told on the page where they can choose another, and sends then") {
    in_each_house([](House& house) {
        house.open();
        Browser ada(house.url), bo(house.url), cy(house.url);
        CHECK(has(choose(ada, monday_8am, "ada@resident.example"), "Check your answers"));
        CHECK(has(choose(bo, monday_8am, "bo@resident.example"), "Check your answers"));
        const auto full = choose(cy, monday_8am, "cy@resident.example");
        CHECK(full.status == 422);
        CHECK(has(full, "Somebody else has just taken the last place at this time"));
        CHECK_FALSE(has(full, radio(monday_8am)));
        house.clock.advance(15min);  // ada and bo went to lunch
        CHECK(has(choose(cy, monday_8am, "cy@resident.example"), "Check your answers"));
        REQUIRE(cy.post(pest_report, pests(monday_8am, "cy@resident.example")).status == 303);
        REQUIRE(ada.post(pest_report, pests(monday_8am, "ada@resident.example")).status == 303);  // one place is left still
        const auto late = bo.post(pest_report, pests(monday_8am, "bo@resident.example"));
        CHECK(late.status == 422);
        CHECK(has(late, "Somebody else has just taken the last place at this time"));
        CHECK(has(late, "href=\"#visit-time\""));
        CHECK(house.count("cases_case") == 2);
        REQUIRE(bo.post(pest_report, pests(friday_10am, "bo@resident.example")).status == 303);
        CHECK(count_bookings(house, "booked") == 3);
    });
}

TEST_CASE("who finds no time that suits them asks to be rung, and books later on their request's page") {
    in_each_house([](House& house) {
        house.open();
        Browser ada(house.url);
        CHECK(has(choose(ada, "none"), "None of these times: contact me to agree one"));
        const auto sent = ada.post(pest_report, pests("none"));
        REQUIRE(sent.status == 303);
        CHECK(house.count("bookings_booking") == 0);
        const auto page = thanked_path_of(sent);
        CHECK(has(ada.get(page), "Choose a time for a visit"));
        CHECK(has(ada.get(page + "/visit"), radio(friday_10am)));
        CHECK(has(ada.post(page + "/visit", {}), "Select a time"));
        CHECK(ada.fill(page + "/visit", {{"visit-time", friday_10am}}).header("Location") == page + "?done=visit");
        CHECK(has(ada.get(page + "?done=visit"), "Your visit is booked."));
    });
}

TEST_CASE("a visit is moved and cancelled by whoever shows that the request is theirs, and by nobody else") {
    in_each_house([](House& house) {
        house.open();
        Browser ada(house.url);
        choose(ada, monday_8am);
        const auto page = thanked_path_of(ada.post(pest_report, pests(monday_8am)));
        CHECK(has(ada.get(page + "/visit"), "Your visit is booked for Monday 23 November 2026, 8am to 10am"));
        Browser another_day(house.url);
        CHECK(another_day.get(page + "/visit").header("Location") == page);
        another_day.get(page);
        CHECK(another_day.post(page + "/visit", {{"visit-time", friday_10am}, {"contact", "eve@resident.example"}}).status == 403);
        CHECK(another_day.post(page + "/no-visit", {}).status == 403);
        another_day.get(page);
        CHECK(another_day.post(page + "/visit", {{"visit-time", friday_10am}, {"contact", "ada@resident.example"}}).status == 303);
        CHECK(has(another_day.get(page), "Friday 27 November 2026, 10am to 12pm"));
        CHECK(has(another_day.get(page), "Your visit has another time"));
        house.clock.advance(std::chrono::days{6});
        another_day.get(page);
        another_day.post(page, {{"contact", "ada@resident.example"}});
        CHECK(has(another_day.get(page), "The visit was to be on Friday 27 November 2026, 10am to 12pm."));
        CHECK(has(another_day.get(page), "Choose a time for another visit"));
    });
}

TEST_CASE("a visit that is cancelled frees its time, and another can be booked") {
    in_each_house([](House& house) {
        house.open();
        Browser another_day(house.url);
        choose(another_day, friday_10am);
        const auto page = thanked_path_of(another_day.post(pest_report, pests(friday_10am)));
        CHECK(has(another_day.get(page + "/no-visit"), "Do you want to cancel the visit?"));
        CHECK(another_day.post(page + "/no-visit", {}).header("Location") == page + "?done=no-visit");
        CHECK(has(another_day.get(page + "?done=no-visit"), "You can choose another time"));
        CHECK(has(another_day.fill(page + "/no-visit", {}), "There is no visit to cancel any more"));
        CHECK(count_bookings(house, "cancelled") == 1);
        CHECK(house.count("notifications_message") == 2);  // acknowledgement, cancelled
    });
}

TEST_CASE("staff see the visit on the case, book one for who asked to be rung, move it and cancel it") {
    in_each_house([](House& house) {
        const auto health = house.read([](db::Tx& tx) -> Result<access::TeamId> { return access::find_team_by_name(tx, "Environmental health")->id; }).value();
        house.staff("vic", "officer", {health});
        house.open();
        Browser ada(house.url), vic(house.url);
        choose(ada, "none");
        const auto resident = thanked_path_of(ada.post(pest_report, pests("none")));
        vic.sign_in("vic");
        const auto list = vic.get("/staff/worklist");
        const auto at = list.body.find("/staff/cases/");
        REQUIRE(at != std::string::npos);
        const auto page = list.body.substr(at, list.body.find('"', at) - at);
        auto shown = vic.get(page);
        CHECK(has(shown, "No visit is booked"));
        CHECK(has(shown, "Book a visit"));
        const auto request = Browser::hidden(shown.body, "request");
        const auto send = [&](const std::string& action, given::Form form) {
            vic.get(page);
            form.emplace_back("request", request);
            return vic.post(page + action, std::move(form));
        };
        CHECK(send("/visit", {{"starts", friday_10am}}).status == 303);
        shown = vic.get(page);
        for (const auto* words : {"Friday 27 November 2026, 10am to 12pm", "Move the visit", "Visit booked", "Time of a visit"}) CHECK_MESSAGE(has(shown, words), words);
        CHECK(has(ada.get(resident), "Friday 27 November 2026, 10am to 12pm"));
        house.staff("pat", "officer", {house.parks});
        Browser pat(house.url);
        pat.sign_in("pat");
        const auto reference = Reference::parse(resident.substr(resident.rfind('/') + 1)).value().spoken();
        const auto listed = vic.get("/staff/visits");
        for (const auto& words : {std::string("Friday 27 November 2026"), std::string("10am to 12pm"), std::string("31 Railway Terrace"), reference}) CHECK_MESSAGE(has(listed, words), words);
        const auto file = vic.get("/staff/visits.ics");
        CHECK(has(file, "DTSTART:20261127T100000Z\r\n"));
        CHECK_FALSE(has(file, "Railway"));  // where people live does not leave the house in a file
        CHECK_FALSE(has(pat.get("/staff/visits"), reference));
        CHECK_FALSE(has(pat.get("/staff/visits.ics"), "BEGIN:VEVENT"));
        CHECK(send("/visit", {{"starts", monday_8am}}).status == 303);
        CHECK(has(send("/visit", {{"starts", "2026-11-23T08:15:00Z"}}), "This time cannot be booked"));
        CHECK(send("/visit/cancellation", {}).status == 303);
        CHECK(has(send("/visit/cancellation", {}), "There is no visit to cancel any more"));
        CHECK(count_bookings(house, "cancelled") == 1);
    });
}

TEST_CASE("of 64 residents who send for the same time at once, 10 have it where it takes 10, and the others are told") {
    in_each_house([](House& house) {
        REQUIRE(house.write([](db::Tx& tx) -> Result<bool> {
            auto calendar = TRY(bookings::find_calendar(tx, "pest-visits"));
            calendar.capacity = 10;
            bookings::keep_calendar(tx, calendar);
            return true;
        }));
        house.open();
        constexpr int many = 64;
        std::vector<Browser> residents(many, Browser(house.url));
        for (auto& each : residents) each.get(pest_report);
        std::atomic<int> sent{0}, told{0};
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < many; ++i)
                threads.emplace_back([&, i] {
                    const auto answer = residents[static_cast<std::size_t>(i)].post(pest_report, pests(friday_10am, fmt::format("r{}@resident.example", i)));
                    sent += answer.status == 303;
                    told += answer.status == 422 && has(answer, "Somebody else has just taken the last place at this time");
                });
        }
        CHECK(sent == 10);
        CHECK(told == 54);
        CHECK(count_bookings(house, "booked") == 10);
        CHECK(house.count("cases_case") == 10);
        CHECK(house.count("notifications_message") == 10);
    });
}

// A life event: who moves says so once, and several services hear of it.

#include "guildhall/test/given_house.h"

using given::Browser;
using given::has;
using given::House;
using given::in_each_house;
using given::with;

namespace {

constexpr const char *moving = "/life-events/moving-home", *step = "/life-events/moving-home/step", *sending = "/life-events/moving-home/requests";

given::Form mover() {
    return {{"way", "in"}, {"day-day", "1"}, {"day-month", "12"}, {"day-year", "2026"}, {"other_address", "4 Station Road, Leeds"}, {"holds", "rent"}, {"alone", "yes"}, {"benefit", "no"},
            {"location", "12 Albion Street"}, {"name", "Ada Quill"}, {"email", "ada@resident.example"}};
}

given::Form everything() {
    auto form = mover();
    for (const auto* service : {"council-tax-move", "single-person-discount", "electoral-register", "new-bin", "library-card"}) form.emplace_back("offered-already", service);
    for (const auto* service : {"council-tax-move", "single-person-discount", "library-card"}) form.emplace_back("services", service);
    form.emplace_back("library-card-who", "adult");
    form.emplace_back("library-card-library", "central");
    return form;
}

}  // namespace

TEST_CASE("one send makes a request for each service that is chosen, in one contact, and the same send makes none again") {
    in_each_house([](House& house) {
        house.open();
        Browser ada(house.url);
        ada.get(moving);
        const auto sent = ada.post(sending, everything());
        CHECK(sent.status == 303);
        CHECK(house.count("contact_interaction") == 1);
        CHECK(house.count("contact_interaction_request") == 3);
        CHECK(house.count("cases_request") == 3);
        CHECK(house.count("people_person") == 1);
        CHECK(house.count("notifications_message") == 3);
        const auto again = ada.post(sending, everything());
        CHECK(again.header("Location") == sent.header("Location"));
        CHECK(house.count("cases_request") == 3);
        const auto thanks = ada.get(sent.header("Location"));
        CHECK(has(thanks, "We have all of it"));
        CHECK(has(thanks, "Join the library"));
        Browser other(house.url);
        CHECK(other.get(sent.header("Location")).status == 303);
    });
}

TEST_CASE("an answer that is refused loses nothing of what was answered, and makes no request at all") {
    in_each_house([](House& house) {
        house.open();
        Browser ada(house.url);
        ada.get(moving);
        const auto refused = ada.post(sending, with(everything(), "library-card-who", "nobody"));
        CHECK(refused.status == 422);
        CHECK(has(refused, "4 Station Road, Leeds"));
        CHECK(Browser::hidden(refused.body, "library-card-library") == "central");
        CHECK(ada.post(sending, with(everything(), "email", "ada@")).status == 422);
        CHECK(house.count("cases_request") == 0);
        CHECK(house.count("contact_interaction") == 0);
        CHECK(ada.post(sending, everything()).status == 303);
        CHECK(house.count("cases_request") == 3);
    });
}

TEST_CASE("what the event answers is not asked again, and a service that costs something leads to its own page") {
    in_each_house([](House& house) {
        house.open();
        Browser ada(house.url);
        ada.get(moving);
        CHECK(has(ada.post(step, with(with(mover(), "at", "shared"), "way", "")), "Select where you are moving"));
        const auto offers = ada.post(step, with(mover(), "at", "shared"));
        CHECK(has(offers, "What we can do for you"));
        CHECK(has(offers, "/services/resident-parking-permit/report/step"));
        CHECK_FALSE(has(offers, "Report a change that affects your benefit"));
        const auto questions = ada.post(step, with(everything(), "at", "services"));
        CHECK(has(questions, "Who is the card for?"));
        CHECK_FALSE(has(questions, "Since when are you the only adult at home?"));
        CHECK_FALSE(has(questions, "What do you need?"));
        CHECK(has(ada.get("/search?q=moving+house"), "/life-events/moving-home"));
        CHECK(has(ada.get("/services"), "/life-events/moving-home"));
    });
}

// A price that changes between the page that says it and the sending: nobody is charged another sum than the one they read, or were told.

#include "catalogue/stages.h"
#include "guildhall/publishing.h"
#include "guildhall/test/given_house.h"

using given::Browser;
using given::has;
using given::House;
using given::in_each_house;
using given::with;

namespace {

constexpr const char* bulky_report = "/services/bulky-waste/report";
constexpr const char* price_said = "shown-price";

given::Form sofa() {
    return {{"location", "40 Granby Street"}, {"what", "furniture"}, {"how_many", "2"}, {"list", "A sofa, a mattress"}, {"stands", "front"}, {"concession", "none"},
            {"visit-time", "none"}, {"name", "Ada"}, {"email", "ada@resident.example"}};
}

/// The council publishes another price.
void publish_price(House& house, const std::string& before, const std::string& now) {
    const auto published = house.write([&](db::Tx& tx) -> Result<void> {
        const auto chief = access::Actor::house("test");
        const auto draft = TRY(catalogue::begin_draft(tx, chief, "bulky-waste"));
        auto table = std::string(draft.text("price.dmn"));
        const auto at = table.find("<text>" + before + "</text>");
        REQUIRE(at != std::string::npos);
        table.replace(at + 6, before.size(), now);
        const auto edition = TRY(catalogue::change_draft(tx, chief, "bulky-waste", "price.dmn", table, draft.edition));
        TRY(catalogue::publish_draft(tx, chief, {.code = "bulky-waste", .seen_edition = edition, .audience = {}, .why = "A new year"}, guildhall::publishing_checks()));
        return {};
    });
    REQUIRE_MESSAGE(published, published.error().key, " ", published.error().log);
}

}  // namespace

TEST_CASE("a resident whose price changes while they read is shown the new one with every answer, and sends then") {
    in_each_house([](House& house) {
        house.open();
        Browser ada(house.url);
        ada.get(bulky_report);
        const auto check = ada.post(std::string(bulky_report) + "/step", with(with(sofa(), "at", "your-details"), "from", "check"));
        REQUIRE(has(check, "You will pay £32.00"));
        const auto shown = Browser::hidden(check.body, price_said);
        publish_price(house, "3200", "3500");
        const auto again = ada.post(bulky_report, with(sofa(), price_said, shown));
        CHECK(again.status == 422);
        CHECK(has(again, "The price has changed from £32.00 to £35.00. Look at it and send again"));
        CHECK(has(again, "You will pay £35.00"));
        CHECK(has(again, "A sofa, a mattress"));
        CHECK(house.count("cases_case") == 0);
        CHECK(ada.post(bulky_report, with(sofa(), price_said, Browser::hidden(again.body, price_said))).status == 303);
        CHECK(house.count("fees_fee WHERE amount = 3500") == 1);
    });
}

TEST_CASE("who sends without having seen a price is shown it first, and what costs nothing goes at once") {
    in_each_house([](House& house) {
        house.open();
        Browser ada(house.url);
        ada.get(bulky_report);
        const auto unseen = ada.post(bulky_report, sofa());
        CHECK(unseen.status == 422);
        CHECK(has(unseen, "This costs £32.00. Look at the price and send again"));
        CHECK(ada.post(bulky_report, with(sofa(), price_said, "32")).status == 422);
        CHECK(ada.post(bulky_report, with(sofa(), price_said, "3200")).status == 303);
        Browser leaver(house.url);
        leaver.get(bulky_report);
        CHECK(leaver.post(bulky_report, with(sofa(), "concession", "care_leaver")).status == 303);
        CHECK(house.count("fees_fee") == 2);
    });
}

TEST_CASE("an agent who read out another price than is noted is told both, and every answer stays") {
    in_each_house([](House& house) {
        house.staff("agnes", "agent", {house.waste});
        house.open();
        Browser agnes(house.url);
        agnes.sign_in("agnes");
        agnes.get("/staff/call");
        const auto call = agnes.post("/staff/calls", {{"channel", "phone"}}).header("Location");
        agnes.get(call + "?service=bulky-waste");
        const auto to = call + "/requests/bulky-waste";
        const auto asked = agnes.post(to, with(sofa(), "then", "ask"));
        const auto shown = Browser::hidden(asked.body, price_said);
        CHECK(shown == "3200");
        publish_price(house, "3200", "3500");
        const auto finish = with(sofa(), "then", "finish");
        const auto again = agnes.post(to, with(finish, price_said, shown));
        CHECK(again.status == 422);
        CHECK(has(again, "The price has changed from £32.00 to £35.00. Tell the caller, then log it again"));
        CHECK(has(again, "A sofa, a mattress"));
        CHECK(house.count("cases_case") == 0);
        CHECK(agnes.post(to, with(finish, price_said, Browser::hidden(again.body, price_said))).status == 303);
        CHECK(house.count("fees_fee WHERE amount = 3500") == 1);
    });
}

// The pages on which back offices are connected and looked after, by browser.

#include "connectors/connectors.h"
#include "connectors/decisions.h"
#include "guildhall/test/given_house.h"

using given::Browser;
using given::has;
using given::House;

namespace {

TEST_CASE("an administrator connects a back office, sees what is stuck, and decides") {
    given::in_each_house([](House& house) {
        house.settings.set("secret_key", std::string(64, '7'));
        house.staff("ada", "administrator", {});
        house.staff("olu", "officer", {house.waste});
        house.open();
        Browser ada(house.url), olu(house.url);
        ada.sign_in("ada");
        olu.sign_in("olu");
        CHECK(olu.get("/staff/connectors").status == 403);
        CHECK(has(ada.get("/staff/connectors"), "No back office is connected yet."));
        const auto wrong = ada.fill("/staff/connectors/new", {{"code", "Waste Rounds"}, {"way", "webhook"}, {"name", ""}, {"address", "ftp://x"}, {"per_minute", "many"}, {"ask_minutes", "15"}});
        CHECK(wrong.status == 422);
        for (const auto* field : {"#code", "#name", "#address", "#per_minute"}) CHECK(has(wrong, field));
        const given::Form right{{"code", "waste-rounds"}, {"way", "webhook"}, {"name", "Waste rounds"}, {"address", "https://rounds.example/errands"}, {"per_minute", "0"},
                                {"ask_minutes", "15"}, {"outcomes", "collected = collected\nnot_out = not_out"}, {"may_leave", "words"}};
        CHECK(ada.fill("/staff/connectors/new", right).header("Location") == "/staff/connectors/waste-rounds/settings");
        CHECK(ada.fill("/staff/connectors/waste-rounds/settings", {}).status == 422);
        ada.get("/staff/connectors/waste-rounds/settings");
        CHECK(ada.post("/staff/connectors/waste-rounds/secret", {{"secret", "whsec_cm91bmRzIGFuZCBjb25uZWN0b3Jz"}}).status == 303);
        const auto settings = ada.get("/staff/connectors/waste-rounds/settings");
        CHECK(has(settings, "A secret is set."));
        CHECK_FALSE(has(settings, "cm91bmRz"));
        connectors::ErrandId id;
        REQUIRE(house.write([&](db::Tx& tx) -> Result<bool> {
            id = connectors::hand_over(tx, {.destination = "nobody", .subject = {"case", 42}, .matter = {.words = "<b>bold</b>"}});
            return true;
        }));
        ada.get("/staff/connectors/waste-rounds");
        CHECK(ada.post("/staff/connectors/waste-rounds/pause", {}).status == 303);
        CHECK(has(ada.get("/staff/connectors"), "Paused"));
        const auto address = "/staff/errands/" + to_string(id);
        CHECK(has(ada.get(address), "Handed over"));
        CHECK(ada.post(address + "/giving-up", {{"words", "No"}}).status == 409);
        CHECK(ada.get("/staff/errands/1").status == 404);
        CHECK(olu.get(address).status == 403);
        CHECK(has(ada.get("/staff/jobs"), "/staff/connectors"));
    });
}

}  // namespace

// A form that was saved belongs to who saved it: its code alone neither replaces it nor takes it away.

#include "guildhall/test/given_house.h"

using given::Browser;
using given::has;
using given::House;
using given::in_each_house;
using given::missed_bin;
using given::with;

namespace {

constexpr const char* kept_report = "/services/missed-bin/report";

struct SavedForm {
    std::string code;    // "7TQ2-M9KX-4BRW"
    std::string sealed;  // as the form carries it on
};

SavedForm save_form(Browser& browser, given::Form form, const std::string& contact) {
    browser.get(kept_report);
    const auto page = browser.post(std::string(kept_report) + "/save", with(with(std::move(form), "at", "details"), "contact", contact));
    REQUIRE(page.status == 200);
    const auto at = page.body.find("Your code is ");
    REQUIRE(at != std::string::npos);
    return {page.body.substr(at + 13, 14), Browser::hidden(page.body, "saved-form")};
}

given::Answer come_back(Browser& browser, const std::string& code, const std::string& contact) {
    return browser.fill("/saved-form", {{"code", code}, {"contact", contact}});
}

std::string without_hyphens(std::string code) {
    std::erase(code, '-');
    return code;
}

}  // namespace

TEST_CASE("who knows a code alone neither replaces what is saved under it nor takes it away by sending") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url), thief(house.url);
        const auto saved = save_form(rosa, missed_bin(), "rosa@example.com");
        for (const auto& guess : {saved.code, without_hyphens(saved.code)}) {
            const auto instead = save_form(thief, with(with(missed_bin(), "details", "Nothing"), "saved-form", guess), "thief@example.com");
            CHECK(instead.code != saved.code);
            thief.get(kept_report);
            CHECK(thief.post(std::string(kept_report) + "?send", with(missed_bin("Thief"), "saved-form", guess)).status == 303);
        }
        CHECK_FALSE(has(come_back(thief, saved.code, "thief@example.com"), "This is where you stopped"));
        const auto back = come_back(rosa, saved.code, "rosa@example.com");
        CHECK(has(back, "This is where you stopped"));
        CHECK(has(back, "At the back gate"));
    });
}

TEST_CASE("who saved a form, or came back to it, saves it again under its code, and sending takes it away") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url), later(house.url);
        const auto saved = save_form(rosa, missed_bin(), "rosa@example.com");
        CHECK(saved.sealed != without_hyphens(saved.code));
        CHECK(save_form(rosa, with(with(missed_bin(), "details", "At the front"), "saved-form", saved.sealed), "rosa@example.com").code == saved.code);
        const auto back = come_back(later, saved.code, "rosa@example.com");
        CHECK(has(back, "At the front"));
        const auto sealed = Browser::hidden(back.body, "saved-form");
        CHECK(save_form(later, with(missed_bin(), "saved-form", sealed), "07700 900123").code == saved.code);
        CHECK(house.count("contact_kept_form") == 1);
        later.get(kept_report);
        CHECK(later.post(std::string(kept_report) + "?send", with(missed_bin(), "saved-form", sealed)).status == 303);
        CHECK(house.count("contact_kept_form") == 0);
    });
}

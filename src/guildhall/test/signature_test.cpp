// A signature that is drawn beside the name: stored once nothing keeps the report from being taken, and never lost unseen.

#include "abuse/abuse.h"
#include "guildhall/test/given_question.h"
#include "guildhall/test/sources.h"

#include <filesystem>

using given::Browser;
using given::has;
using given::House;
using given::in_each_house;
using given::with;

namespace {

constexpr const char* signed_report = "/services/missed-bin/report";
constexpr const char* unread = "We could not read your signature. Sign again, or type your name instead";

void ask_signature(House& house) { given::ask_also(house, {{"code", "signed"}, {"type", "signature"}, {"label", "Sign"}, {"required", true}}, "Rosa Green"); }

std::string drawing() { return "data:image/png;base64," + base::to_base64(sources::text_of("src/files/test/corpus/image_header/plain.png")); }

given::Form signed_by_hand(const std::string& drawn) { return with(with(given::missed_bin(), "signed", "Rosa Green"), "signed-drawn", drawn); }

std::size_t files_in_store(House& house) {
    std::size_t count = 0;
    const auto folder = house.tenant.folder.path / "files";
    if (!std::filesystem::exists(folder)) return 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) count += entry.is_regular_file() && entry.file_size() > 0 ? 1 : 0;
    return count;
}

given::Answer send_signed(Browser& browser, const given::Form& form) {
    browser.get(signed_report);
    return browser.post(std::string(signed_report) + "?send", form);
}

}  // namespace

TEST_CASE("a drawn signature goes along with the report, and is kept once") {
    in_each_house([](House& house) {
        ask_signature(house);
        house.open();
        Browser rosa(house.url);
        CHECK(send_signed(rosa, signed_by_hand(drawing())).status == 303);
        CHECK(house.count("files_link") == 1);
        CHECK(files_in_store(house) == 1);
    });
}

TEST_CASE("what was drawn is not stored for who has no token, must meet a challenge, has to wait, or is banned") {
    in_each_house([](House& house) {
        ask_signature(house);
        for (const auto& [name, value] : {std::pair{"challenge", "when_suspicious"}, {"rate_unasked", "1"}, {"rate_unasked_burst", "1"}, {"rate_reports", "1"}, {"rate_reports_burst", "2"}})
            house.settings.set(name, value);
        house.doors = std::make_unique<guildhall::Doors>(house.settings, "");
        house.open();
        Browser rosa(house.url), without_cookies(house.url);
        const auto form = signed_by_hand(drawing());
        CHECK(without_cookies.post_bare(std::string(signed_report) + "?send", with(with(form, "csrf", "gone"), "operation", std::string(32, 'a'))).status == 403);
        const abuse::Bans bans(web::secret_for(house.db(), house.now(), house.random, "bans").value());
        REQUIRE(house.write([&](db::Tx& tx) {
            return bans.ban(tx, house.random, access::Actor::house("test"), {.detail = abuse::Detail::email, .typed = "rosa@example.com", .reason = "spam", .words = "Tests", .days = 1});
        }));
        CHECK(send_signed(rosa, form).status == 403);
        const auto other = with(form, "email", "ann@example.com");
        CHECK(has(send_signed(rosa, other), "One more question"));
        CHECK(send_signed(rosa, other).status == 429);
        CHECK(files_in_store(house) == 0);
        CHECK(house.count("cases_case") == 0);
    });
}

TEST_CASE("a drawing that cannot be read is said beside its question, every other answer stays, and the name alone is then enough") {
    in_each_house([](House& house) {
        ask_signature(house);
        house.open();
        Browser rosa(house.url);
        const std::vector<std::string> broken{"data:image/png;base64,!!!!", "data:image/png;base64,", "data:image/gif;base64,R0lGODdh", "data:image/png;base64," + base::to_base64("no picture at all"),
                                              "data:image/png;base64," + std::string(300'000, 'A')};
        for (const auto& drawn : broken) {
            CAPTURE(drawn.substr(0, 40));
            const auto refused = send_signed(rosa, signed_by_hand(drawn));
            CHECK(refused.status == 422);
            for (const auto* words : {unread, "At the back gate", "rosa@example.com", "name=\"signed\" value=\"Rosa Green\""}) CHECK_MESSAGE(has(refused, words), words);
            CHECK_FALSE(has(refused, "name=\"signed-drawn\""));
        }
        CHECK(house.count("cases_case") == 0);
        CHECK(send_signed(rosa, signed_by_hand("")).status == 303);
    });
}

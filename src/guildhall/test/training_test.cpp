// Where one practises, everything works and nothing leaves.

#include "guildhall/test/given_house.h"
#include "notifications/notifications.h"

#include <filesystem>
#include <thread>

using given::Browser;
using given::House;

namespace {

bool said(const given::Answer& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

constexpr std::string_view banner = "Training: invented people, and nothing is sent";

}  // namespace

TEST_CASE("in training every page says so, and a letter is written, recorded as not sent, and never handed over") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        House house(engine, true);
        house.staff("ash", "agent", {house.waste});
        house.open(true);
        const auto taken = house.request({{"bin", "general"}, {"name", "Rosa Green"}, {"email", "rosa@example.com"}});
        std::vector<notifications::Message> messages;
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        do {
            std::this_thread::yield();
            messages = house.read([&](db::Tx& tx) -> Result<std::vector<notifications::Message>> {
                                return notifications::messages_about(tx, {"request", taken.request.value});
                            }).value();
        } while ((messages.empty() || messages[0].state == notifications::State::queued) && std::chrono::steady_clock::now() < until);
        REQUIRE(messages.size() == 1);
        CHECK(messages[0].state == notifications::State::suppressed);
        CHECK(messages[0].reason == "training");
        CHECK_FALSE(std::filesystem::exists(house.tenant.folder.path / "mail"));

        Browser browser(house.url);
        for (const auto* path : {"/", "/staff/sign-in", "/nowhere", "/services/missed-bin"}) {
            CAPTURE(path);
            const auto page = browser.get(path);
            CHECK(said(page, banner));
            CHECK(said(page, "<title>Training: "));
        }
        browser.sign_in("ash");
        const auto page = browser.get("/staff/cases/" + to_string(taken.case_id));
        CHECK(said(page, banner));
        CHECK(said(page, "Not sent: this is for training"));
    }
}

TEST_CASE("outside training no page says so") {
    House house(db::Engine::sqlite);
    house.open();
    CHECK_FALSE(said(Browser(house.url).get("/"), banner));
}

// A letter on paper through every room: chosen by the resident, printed by the post room, brought back by the post.

#include "guildhall/test/given_house.h"

#include "notifications/post.h"

#include <thread>

using given::Browser;
using given::has;
using given::House;

namespace {

constexpr const char* bin_report = "/services/missed-bin/report";
const given::Form by_post{{"location", "1 Mill Lane"}, {"bin", "general"}, {"name", "Rosa Green"}, {"write", "post"}, {"postal", "31 Railway Terrace\r\nTestford\r\nts11aa"}, {"large_print", "yes"}};

/// Waits for the letter that jobs lay out meanwhile.
std::vector<notifications::PaperLetter> letters_ready(House& house) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    std::vector<notifications::PaperLetter> letters;
    do {
        std::this_thread::yield();
        letters = house.read([](db::Tx& tx) { return notifications::ready_letters(tx, access::Actor::house("test")); }).value();
    } while (letters.empty() && std::chrono::steady_clock::now() < until);
    return letters;
}

std::int64_t tasks_open(House& house) { return house.count("cases_task WHERE done_at IS NULL AND kind = 'undelivered'"); }

}  // namespace

TEST_CASE("who asks for letters by post gets them printed, once, in large print, and a letter that comes back is a task on the case") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        House house(engine);
        house.staff("ash", "agent", {house.waste});
        house.staff("olu", "officer", {house.waste});
        house.open(true);
        Browser rosa(house.url);
        rosa.get(bin_report);
        const auto check = rosa.post(std::string(bin_report) + "/step", given::with(by_post, "at", "your-details"));
        for (const auto* words : {"How we write to you", "By post", "Railway Terrace", "Large print"}) CHECK_MESSAGE(has(check, words), words);
        REQUIRE(rosa.post(bin_report, by_post).status == 303);

        const auto letters = letters_ready(house);
        REQUIRE(letters.size() == 1);
        CHECK(letters[0].address == "Rosa Green\n31 Railway Terrace\nTestford\nTS1 1AA");
        CHECK(letters[0].large_print);
        CHECK_FALSE(std::filesystem::exists(house.tenant.folder.path / "mail"));

        Browser olu(house.url);
        olu.sign_in("olu");
        CHECK(olu.get("/staff/post").status == 403);
        Browser ash(house.url);
        ash.sign_in("ash");
        const auto page = ash.get("/staff/post");
        for (const auto* words : {"Rosa Green, 31 Railway Terrace, Testford, TS1 1AA", "Large print", "Hand over to the print house"}) CHECK_MESSAGE(has(page, words), words);
        const auto number = to_string(letters[0].message);
        const auto pdf = ash.get("/staff/post/letters/" + number);
        CHECK(pdf.header("Content-Type") == "application/pdf");
        CHECK(pdf.body.starts_with("%PDF-"));

        ash.get("/staff/post");
        CHECK(ash.post("/staff/post/batches", {{"how", "handed_over"}}).status == 409);
        ash.get("/staff/post");
        REQUIRE(ash.post("/staff/post/batches", {{"how", "handed_over"}, {"letter", number}}).status == 303);
        ash.get("/staff/post");
        CHECK(ash.post("/staff/post/batches", {{"how", "printed"}, {"letter", number}}).status == 409);
        const auto batch = house.read([](db::Tx& tx) { return notifications::newest_batches(tx, access::Actor::house("test")); }).value();
        REQUIRE(batch.size() == 1);
        const auto file = ash.get("/staff/post/batches/" + to_string(batch[0].id));
        CHECK(file.header("Content-Type") == "application/zip");
        CHECK(file.body.find("letter-" + number + ".pdf") != std::string::npos);
        CHECK(olu.get("/staff/post/batches/" + to_string(batch[0].id)).status == 403);

        ash.get("/staff/post");
        CHECK(has(ash.post("/staff/post/returns", {{"number", "77"}}), "There is no such letter"));
        ash.get("/staff/post");
        REQUIRE(ash.post("/staff/post/returns", {{"number", "GHL" + number}}).status == 303);
        ash.get("/staff/post");
        CHECK(has(ash.post("/staff/post/returns", {{"number", number}}), "This letter is not on its way"));
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (tasks_open(house) == 0 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
        CHECK(tasks_open(house) == 1);
        const auto case_id = house.read([](db::Tx& tx) -> Result<std::string> {
            for (const auto row : db::Rows(tx.query_text("SELECT id FROM cases_case", {}))) return std::to_string(row.get<std::int64_t>(0));
            return std::string();
        }).value();
        CHECK(has(olu.get("/staff/cases/" + case_id), "Came back by post"));
    }
}

TEST_CASE("who chooses the post must say where to, and gives their name") {
    House house(db::Engine::sqlite);
    house.open();
    Browser rosa(house.url);
    rosa.get(bin_report);
    const auto nowhere = rosa.post(bin_report, given::with(given::with(by_post, "postal", "Testford"), "name", ""));
    CHECK(nowhere.status == 422);
    CHECK(has(nowhere, "two to six lines"));
    CHECK(has(nowhere, "Enter your name, so that the letter reaches you"));
    CHECK(has(rosa.post(bin_report, given::with(given::with(by_post, "write", "email"), "email", "")), "Enter an email address, or choose to be written to by post"));
}

// What was asked and not answered, on both databases.

#include "knowledge/gaps.h"

#include "access/access.h"
#include "db/test/given.h"

using knowledge::Audience;

namespace {

const access::Actor writer = access::Actor::house("writer");

std::string shown(db::Tx& tx) {
    std::string out;
    const auto all = knowledge::gaps(tx, writer);
    REQUIRE(all);
    for (const auto& gap : *all)
        out += gap.words + " " + std::to_string(gap.asked) + "/" + std::to_string(gap.unfound) + "/" + std::to_string(gap.opened) + " ";
    return out;
}

void in_each(const std::function<void(db::Database&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        test(*tenant.db);
    }
}

}  // namespace

TEST_CASE("words are shown once three went without an answer, and not while most of them opened one") {
    in_each([](db::Database& database) {
        REQUIRE(database.write(given::context(), [](db::Tx& tx) -> Result<bool> {
            for (int i = 0; i < 2; ++i) knowledge::note_asked(tx, Audience::everybody, "Zeppelin", false);
            CHECK(shown(tx) == "");
            knowledge::note_asked(tx, Audience::everybody, "zeppelin?", true);
            CHECK(shown(tx) == "zeppelin 3/2/0 ");
            knowledge::note_opened(tx, Audience::everybody, "zeppelin");
            CHECK(shown(tx) == "");
            knowledge::note_opened(tx, Audience::everybody, "zeppelin");  // no more are opened than found something
            knowledge::note_asked(tx, Audience::everybody, "zeppelin", false);
            CHECK(shown(tx) == "zeppelin 4/3/1 ");
            for (int i = 0; i < 3; ++i) knowledge::note_asked(tx, Audience::staff, "0161 496 0000 ada@example.com", false);
            CHECK(shown(tx) == "zeppelin 4/3/1 ");
            return true;
        }));
    });
}

TEST_CASE("what was asked is forgotten 90 days after the last time, and who writes nothing reads none of it") {
    in_each([](db::Database& database) {
        auto now = given::context();
        REQUIRE(database.write(now, [](db::Tx& tx) -> Result<bool> {
            for (int i = 0; i < 3; ++i) knowledge::note_asked(tx, Audience::staff, "kerb height", false);
            CHECK_FALSE(knowledge::gaps(tx, access::Actor::visitor()));
            return true;
        }));
        now.now += std::chrono::days(89);
        REQUIRE(database.write(now, [](db::Tx& tx) -> Result<bool> {
            knowledge::forget_asked(tx);
            CHECK(shown(tx) == "kerb height 3/3/0 ");
            return true;
        }));
        now.now += std::chrono::days(1);
        REQUIRE(database.write(now, [](db::Tx& tx) -> Result<bool> {
            CHECK(shown(tx) == "");
            knowledge::forget_asked(tx);
            return true;
        }));
        REQUIRE(database.read(given::context(), [](db::Tx& tx) -> Result<bool> {
            CHECK(shown(tx) == "");
            return true;
        }));
    });
}

TEST_CASE("a flood of different words takes bounded room, and words known already go on being counted") {
    given::Tenant tenant(db::Engine::sqlite);
    REQUIRE(tenant.db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
        const auto word = [](int number) {
            std::string text;
            for (int digit = 0; digit < 5; ++digit, number /= 10) text += static_cast<char>('a' + number % 10);
            return text;
        };
        for (int i = 0; i < 5'010; ++i) knowledge::note_asked(tx, Audience::everybody, word(i), false);
        for (int i = 0; i < 3; ++i) knowledge::note_asked(tx, Audience::everybody, word(5'005), false);
        for (int i = 0; i < 3; ++i) knowledge::note_asked(tx, Audience::everybody, word(7), false);
        CHECK(shown(tx) == word(7) + " 4/4/0 ");
        return true;
    }));
}

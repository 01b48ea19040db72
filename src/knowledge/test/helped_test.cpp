// Whether articles helped, and what is kept of words, on both databases.

#include "knowledge/helped.h"

#include "access/access.h"
#include "db/test/given.h"
#include "knowledge/plain_words.h"

using knowledge::Article;
using knowledge::Audience;

namespace {

const Day a_day = *base::parse_iso_day("2026-11-28");

/// One article for everybody and one for staff alone.
Result<bool> write_articles(db::Tx& tx) {
    Article article{.slug = "bins", .title = "Bins", .summary = "When", .everybody = "By seven."};
    article.review_on = *base::parse_iso_day("2027-01-01");
    TRY(knowledge::save_article(tx, access::Actor::house("writer"), article));
    article.version = 1;
    article.everybody = "By six.";
    TRY(knowledge::save_article(tx, access::Actor::house("writer"), article));
    TRY(knowledge::save_article(tx, access::Actor::house("writer"), [&] {
        auto inside = article;
        inside.slug = "calls", inside.version = 0, inside.everybody.clear(), inside.staff = "Quiet.";
        return inside;
    }()));
    return true;
}

}  // namespace

TEST_CASE("answers are counted by version, audience and month, and nobody answers about what they may not read") {
    for (const auto engine : given::engines()) {
        given::Tenant tenant(engine);
        REQUIRE(tenant.db->write(given::context(), [](db::Tx& tx) -> Result<bool> {
            TRY(write_articles(tx));
            TRY(knowledge::count_helped(tx, Audience::everybody, "bins", 1, a_day, true));
            TRY(knowledge::count_helped(tx, Audience::everybody, "bins", 1, a_day, false));
            TRY(knowledge::count_helped(tx, Audience::staff, "bins", 99, a_day, false));
            CHECK_FALSE(knowledge::count_helped(tx, Audience::everybody, "calls", 1, a_day, true));
            CHECK_FALSE(knowledge::count_helped(tx, Audience::everybody, "nothing", 1, a_day, true));
            const auto months = knowledge::helped_by_month(tx, "bins");
            REQUIRE(months.size() == 2);
            CHECK(months[0].version == 2);
            CHECK(months[0].audience == Audience::staff);
            CHECK(months[0].helped == 0);
            CHECK(months[1].helped == 1);
            CHECK(months[1].answered == 2);
            CHECK(base::to_iso(months[1].month) == "2026-11-01");
            return true;
        }));
    }
}

TEST_CASE("what somebody was looking for is kept without what may name them, and is deleted after 90 days") {
    for (const auto engine : given::engines()) {
        given::Tenant tenant(engine);
        auto now = given::context();
        REQUIRE(tenant.db->write(now, [](db::Tx& tx) -> Result<bool> {
            TRY(write_articles(tx));
            TRY(knowledge::keep_wanted(tx, Audience::everybody, "bins", 1, "  bins at\n12 Mill Lane  ada@example.com 07700900123 "));
            TRY(knowledge::keep_wanted(tx, Audience::everybody, "bins", 1, "07700 900123"));
            const auto wanted = knowledge::newest_wanted(tx, "bins");
            REQUIRE(wanted.size() == 1);
            CHECK(wanted.front().words == "bins at Mill Lane");
            return true;
        }));
        now.now += std::chrono::days(91);
        REQUIRE(tenant.db->write(now, [](db::Tx& tx) -> Result<bool> {
            CHECK(knowledge::newest_wanted(tx, "bins").empty());
            knowledge::forget_wanted(tx);
            return true;
        }));
        CHECK(tenant.db->read(given::context(), [](db::Tx& tx) -> Result<bool> { return knowledge::newest_wanted(tx, "bins").empty(); }).value());
    }
}

TEST_CASE("words to count hold no address, number or reference, and one wish has one form") {
    CHECK(knowledge::words_to_count("  Garden   WASTE, please! ") == "garden waste please");
    CHECK(knowledge::words_to_count("ada@example.com") == "");
    CHECK(knowledge::words_to_count("M1 1AE 0161 496 0000") == "");
    CHECK(knowledge::words_to_count("where is 7TQ2-M9KX-4BRW") == "where is");
    CHECK(knowledge::words_to_count(std::string(100'000, 'x')) == "");
    CHECK(knowledge::words_to_count("neighbour's caf\xc3\xa9") == "neighbour's caf\xc3\xa9");
    CHECK(knowledge::words_to_count("") == "");
}

// Articles as files, and what an article must be.

#include "knowledge/article_text.h"

#include <doctest/doctest.h>

namespace {

const std::string whole = "Title: When is my bin emptied?\nSummary: By 7am.\nServices: missed-bin, new-bin\nQuestions: missed-bin.bin\n"
                          "Owner: Waste and recycling\nReview: 2027-04-01\n\n# For everybody\n\nPut it out.\n\n## Tags\n\nRed.\n\n# For staff\n\nAsk first.\n";

std::string why_not(const std::string& file) {
    const auto read = knowledge::read_article(file);
    return read ? "" : read.error().log;
}

std::string without(std::string text, const std::string& part, const std::string& instead = "") {
    const auto at = text.find(part);
    REQUIRE(at != text.npos);
    return text.replace(at, part.size(), instead);
}

/// The fields that are wrong with an article.
std::string wrong(knowledge::Article article) {
    std::string fields;
    if (const auto checked = knowledge::check(article); !checked)
        for (const auto& problem : checked.error().fields) fields += problem.field + " ";
    return fields;
}

}  // namespace

TEST_CASE("an article's file holds its head and a part for each audience, and reads back as it was written") {
    const auto article = knowledge::read_article(whole);
    REQUIRE(article);
    CHECK(article->title == "When is my bin emptied?");
    CHECK(article->services == std::vector<std::string>{"missed-bin", "new-bin"});
    CHECK(article->owner == "Waste and recycling");
    CHECK(base::to_iso(article->review_on) == "2027-04-01");
    CHECK(article->everybody == "Put it out.\n\n## Tags\n\nRed.");
    CHECK(article->staff == "Ask first.");
    CHECK(knowledge::text_of(*article) == whole);
    CHECK(article->helps_with("missed-bin", "bin"));
    CHECK_FALSE(article->helps_with("missed-bin", "details"));
    CHECK_FALSE(article->helps_with("missed", "bin"));
}

TEST_CASE("a file that is no article says what is wrong with it") {
    CHECK(why_not("") != "");
    CHECK(why_not(without(whole, "Title: When is my bin emptied?\n")).starts_with("title:"));
    CHECK(why_not(without(whole, "Review: 2027-04-01\n")).starts_with("review:"));
    CHECK(why_not(without(whole, "2027-04-01", "next spring")).starts_with("Review:"));
    CHECK(why_not(without(whole, "Owner:", "Boss:")).find("Boss") != std::string::npos);
    CHECK(why_not(without(whole, "Owner:", "Owner")).find("head") != std::string::npos);
    CHECK(why_not(without(whole, "missed-bin.bin", "missed-bin")).starts_with("questions:"));
    CHECK(why_not(without(whole, "new-bin\n", "New Bin\n")).starts_with("services:"));
    CHECK(why_not(without(whole, "# For everybody\n", "Hello\n# For everybody\n")).find("text before") != std::string::npos);
    CHECK(why_not(whole.substr(0, whole.find("# For everybody"))).starts_with("everybody:"));
}

TEST_CASE("an article may be for staff alone, or have nothing more for staff") {
    const auto inside = knowledge::read_article("Title: A\nSummary: B\nReview: 2027-04-01\n\n# For staff\n\nQuiet.\n");
    REQUIRE(inside);
    CHECK_FALSE(inside->is_for_everybody());
    const auto outside = knowledge::read_article("Title: A\nSummary: B\nReview: 2027-04-01\n\n# For everybody\n\nLoud.\n");
    REQUIRE(outside);
    CHECK(outside->staff.empty());
}

TEST_CASE("what is typed is tidied, and what cannot stand is named by its field") {
    auto article = *knowledge::read_article(whole);
    article.title = "  Bins \r\n and   lids\t";
    article.everybody = "One\r\ntwo\r\n\r\n";
    CHECK(wrong(article) == "");
    REQUIRE(knowledge::check(article));
    CHECK(article.title == "Bins and lids");
    CHECK(article.everybody == "One\ntwo");
    article.title = std::string(121, 'x');
    article.summary = " ";
    article.services = {"../etc"};
    article.questions = {"a.b.c"};
    article.review_on = {};
    article.everybody = std::string(50'001, 'x');
    article.staff = "Fine\n# For everybody\nThis would be public when read back";
    CHECK(wrong(article) == "title summary services questions review everybody staff ");
}

TEST_CASE("a slug comes from the title, and is never anything but small letters, digits and hyphens") {
    CHECK(knowledge::slug_from("When is my bin emptied?") == "when-is-my-bin-emptied");
    CHECK(knowledge::slug_from("  It's   9 o'clock! ") == "its-9-oclock");
    CHECK(knowledge::slug_from("Ŵ <script>") == "script");
    CHECK(knowledge::slug_from("???").empty());
    CHECK(knowledge::slug_from(std::string(1000, 'a')).size() == 60);
}

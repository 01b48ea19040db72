// Protocols: how they are written, what is wrong with one, and going through it.

#include "knowledge/protocol.h"

#include "base/words.h"
#include "knowledge/article_text.h"

#include <doctest/doctest.h>

namespace {

const std::string with_protocol = "Before.\n\n```protocol\n# begin: Is it gas?\nAsk *where*.\n> Yes => out\n> No => end\n\n# out: Go outside\n> Done => end\n\n# end: Write it down\n```\n\nBehind.";

knowledge::Protocol read(const std::string& part) {
    const auto protocol = knowledge::read_protocol(part);
    REQUIRE_MESSAGE(protocol, protocol.error().key);
    REQUIRE(*protocol);
    return **protocol;
}

/// What is wrong, as the writer reads it.
std::string wrong(std::string part, const std::string& what, const std::string& instead) {
    const auto at = part.find(what);
    REQUIRE(at != part.npos);
    const auto protocol = knowledge::read_protocol(part.replace(at, what.size(), instead));
    if (protocol) return "";
    return say(protocol.error().fields.front().message);
}

}  // namespace

TEST_CASE("a protocol is read with its steps and choices, and the article's part stands without it") {
    const auto protocol = read(with_protocol);
    REQUIRE(protocol.steps.size() == 3);
    CHECK(protocol.steps[0].title == "Is it gas?");
    CHECK(protocol.steps[0].text == "Ask *where*.");
    CHECK(protocol.steps[0].choices[0].text == "Yes");
    CHECK(protocol.steps[0].choices[1].step == 2);
    CHECK(protocol.steps[2].choices.empty());
    CHECK(knowledge::without_protocol(with_protocol).find("protocol") == std::string::npos);
    CHECK(knowledge::without_protocol(with_protocol).find("Behind.") != std::string::npos);
    CHECK_FALSE(knowledge::read_protocol("Nothing here.\n```\ncode\n```")->has_value());
}

TEST_CASE("what is wrong with a protocol is told with its line") {
    CHECK(wrong(with_protocol, "=> out", "=> away").starts_with("Line 6"));
    CHECK(wrong(with_protocol, "=> out", "=> away").find("away") != std::string::npos);
    CHECK(wrong(with_protocol, "> Yes => out\n", "").find("Line 8") != std::string::npos);  // nothing leads to `out`
    CHECK(wrong(with_protocol, "# out: Go outside", "# begin: Again").starts_with("Line 9"));
    CHECK(wrong(with_protocol, "# out: Go outside", "# Out").starts_with("Line 9"));
    CHECK(wrong(with_protocol, "> No => end", "> No").starts_with("Line 7"));
    CHECK(wrong(with_protocol, "> Done => end\n", "> Done => end\nMore text\n").starts_with("Line 11"));
    CHECK(wrong(with_protocol, "# begin: Is it gas?\n", "").starts_with("Line 4"));
    CHECK(wrong(with_protocol, "```\n\nBehind.", "Behind.").starts_with("Line 3"));
    CHECK(wrong(with_protocol, "Behind.", "```protocol\n```").starts_with("Line 15"));
    CHECK(wrong("```protocol\n```", "protocol", "protocol").starts_with("Line 1"));
}

TEST_CASE("going through a protocol follows the choices, and numbers that lead nowhere are left") {
    const auto protocol = read(with_protocol);
    const auto at = knowledge::walk(protocol, "1.1");
    CHECK(at.step == 2);
    REQUIRE(at.chosen.size() == 2);
    CHECK(at.chosen[1].title == "Go outside");
    CHECK(at.chosen[1].back == "1");
    for (const auto* odd : {"", "9", "0", "-1", "x", "1x", "..", "99999999999999999999"}) CHECK(knowledge::walk(protocol, odd).step == 0);
    CHECK(knowledge::walk(protocol, "2.1.1.1").walked == "2");
    std::string circle;
    for (int i = 0; i < 1'000; ++i) circle += "1.";
    CHECK(knowledge::walk(read("```protocol\n# a: Again?\n> Yes => a\n```"), circle).chosen.size() <= 60);
}

TEST_CASE("an article is not saved with a protocol that leads nowhere, or with one that residents would see") {
    knowledge::Article article{.slug = "gas", .title = "Gas", .summary = "What to do", .staff = with_protocol};
    article.review_on = *base::parse_iso_day("2027-01-01");
    CHECK(knowledge::check(article));
    article.staff.replace(article.staff.find("=> out"), 6, "=> off");
    const auto refused = knowledge::check(article);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.front().field == "staff");
    article.staff = "Fine.";
    article.everybody = with_protocol;
    REQUIRE_FALSE(knowledge::check(article));
    CHECK(knowledge::check(article).error().fields.front().field == "everybody");
}

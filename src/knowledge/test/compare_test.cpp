// What differs between two texts.

#include "knowledge/compare.h"

#include <doctest/doctest.h>

namespace {

std::string compared(const std::string& older, const std::string& newer) {
    std::string out;
    for (const auto& line : knowledge::compare_lines(older, newer)) {
        out += line.in == knowledge::ComparedLine::In::both ? '=' : line.in == knowledge::ComparedLine::In::older ? '-' : '+';
        out += line.text;
        out += ' ';
    }
    return out;
}

}  // namespace

TEST_CASE("two texts are compared line by line, and what both have stays together") {
    CHECK(compared("a\nb\nc", "a\nx\nc") == "=a -b +x =c ");
    CHECK(compared("a\nb\nc\nd", "a\nc\nd\ne") == "=a -b =c =d +e ");
    CHECK(compared("", "a") == "+a ");
    CHECK(compared("a", "") == "-a ");
    CHECK(compared("a", "a") == "=a ");
    CHECK(compared("a\na", "a\na\na") == "=a =a +a ");
}

TEST_CASE("texts beyond what can be compared in time are told as removed and added, with their ends") {
    std::string older = "begin\n", newer = "begin\n";
    for (int i = 0; i < 5'000; ++i) {
        older += "o\n";
        newer += "n\n";
    }
    const auto lines = knowledge::compare_lines(older + "end", newer + "end");
    REQUIRE(lines.size() == 10'002);
    CHECK(lines.front().in == knowledge::ComparedLine::In::both);
    CHECK(lines[5'000].in == knowledge::ComparedLine::In::older);
    CHECK(lines[5'001].in == knowledge::ComparedLine::In::newer);
    CHECK(lines.back().text == "end");
}

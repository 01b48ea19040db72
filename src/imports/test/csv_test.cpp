// Comma-separated values: as the standard has them, and as they come.

#include "imports/csv.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidcheck.h>

using namespace imports;

namespace {

/// Every record in one line: "2: a|b", or "3: !imports.nul".
std::vector<std::string> read_all(std::string_view text, CsvLimits limits = {}) {
    CsvReader reader(text, limits);
    std::vector<std::string> lines;
    for (Record record; reader.next(record);)
        lines.push_back(fmt::format("{}: {}", record.line, record.trouble.empty() ? fmt::format("{}", fmt::join(record.fields, "|")) : fmt::format("!{}", record.trouble)));
    return lines;
}

using Lines = std::vector<std::string>;

std::string written(const std::vector<std::vector<std::string>>& rows, std::string_view ending) {
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += i == 0 ? "\"" : ",\"";
            for (const char c : row[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
            text += '"';
        }
        text += ending;
    }
    return text;
}

}  // namespace

TEST_CASE("fields are parted by commas, and quoted ones may hold commas, quotes and line breaks") {
    CHECK(read_all("a,b\n1,2\n") == Lines{"1: a|b", "2: 1|2"});
    CHECK(read_all("\"a,1\",\"say \"\"no\"\"\",\"\"") == Lines{"1: a,1|say \"no\"|"});
    CHECK(read_all("\"one\ntwo\r\nthree\",x\nnext,y") == Lines{"1: one\ntwo\r\nthree|x", "4: next|y"});
    CHECK(read_all(",,\n") == Lines{"1: ||"});
    CHECK(read_all("5\" pipe,x") == Lines{"1: 5\" pipe|x"});
}

TEST_CASE("lines end as they please, empty ones are none, and a byte-order mark is no text") {
    CHECK(read_all("\xef\xbb\xbf" "a\r\nb\rc\n\n\r\nd") == Lines{"1: a", "2: b", "3: c", "6: d"});
    CHECK(read_all("").empty());
    CHECK(read_all("\n\r\n\r").empty());
    CHECK(read_all("\xef\xbb\xbf").empty());
}

TEST_CASE("what cannot be used is named by its line, and hides no other") {
    CHECK(read_all("a\n\"b\"c,d\ne") == Lines{"1: a", "2: !imports.quote_stray", "3: e"});
    CHECK(read_all("a\n\"b,c\nd\ne") == Lines{"1: a", "2: !imports.quote_open", "3: d", "4: e"});
    CHECK(read_all("a\nb\xff" "c\nd\n") == Lines{"1: a", "2: !imports.not_utf8", "3: d"});
    CHECK(read_all(std::string_view("a\nb\0c\nd\n", 8)) == Lines{"1: a", "2: !imports.nul", "3: d"});
    CHECK(read_all("\"\xc3\"\nd\n") == Lines{"1: !imports.not_utf8", "2: d"});
}

TEST_CASE("nothing is longer than it may be") {
    const CsvLimits small{.record = 20, .field = 5, .fields = 3};
    CHECK(read_all("12345,a\n123456,a\n\"123456\",a\nb", small) == Lines{"1: 12345|a", "2: !imports.field_long", "3: !imports.field_long", "4: b"});
    CHECK(read_all("1,2,3\n1,2,3,4\nb", small) == Lines{"1: 1|2|3", "2: !imports.many_fields", "3: b"});
    CHECK(read_all("12345,12345,12345\n12345,12345,\"1234\"\nb", small) == Lines{"1: 12345|12345|12345", "2: 12345|12345|1234", "3: b"});
    CHECK(read_all("a,\"" + std::string(30, '\n') + "\"\nb", small).front() == "1: !imports.quote_open");
}

TEST_CASE("a file full of quotes that are never closed is read in time with its length") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "x\",\"\"\"\n";
    CHECK(read_all(text).size() == 100'000);
}

TEST_CASE("whatever is written between quotes is read as it was written") {
    rc::check([] {
        const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
            rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' ')))));
        const auto text = written(rows, *rc::gen::element<std::string>("\n", "\r\n", "\r"));
        CsvReader reader(text);
        std::vector<std::vector<std::string>> read;
        for (Record record; reader.next(record);) {
            RC_ASSERT(record.trouble.empty());
            read.push_back(record.fields);
        }
        RC_ASSERT(read == rows);
    });
}

TEST_CASE("columns are found by their names in any case, and those that lack are named") {
    const Columns columns({" SRNumber", "Note", "status", "NOTE"});
    CHECK(columns.find("srnumber") == 0);
    CHECK(columns.all("note") == std::vector<std::size_t>{1, 3});
    CHECK(columns.missing({"status", "created", "closed"}) == "created, closed");
}

// Files taken in: what is kept together, what a second run does, and what becomes of rows that cannot be used.

#include "imports/run.h"

#include "db/test/given.h"
#include "imports/queries.h"

#include <filesystem>
#include <fstream>

using namespace imports;

namespace {

/// Takes rows of key and value. `dies_at` is a value at which the program stops dead, so to speak.
struct Notebook : Taker {
    std::map<std::string, std::string> book;  // what is kept; pages under way are kept with the transaction
    std::map<std::string, std::string> pages;
    std::string dies_at, breaks_at;
    std::size_t most_rows = 0;

    Result<void> read_names(const Columns& columns) override {
        if (const auto missing = columns.missing({"key", "value"}); !missing.empty()) return refuse(Kind::invalid, "imports.columns_missing", missing);
        return {};
    }
    std::string key_of(const Record& row) const override { return row.fields[0]; }
    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) override {
        pages = book;
        most_rows = std::max(most_rows, rows.size());
        std::vector<Verdict> verdicts;
        for (const auto& row : rows) {
            const auto& value = row.fields[1];
            if (!value.empty() && value == dies_at) return refuse(Kind::unavailable, "imports.unreadable", "the plug is pulled");
            if (!rehearsal && !value.empty() && value == breaks_at) tx.run(sql::put_file, std::string(64, 'x'), std::nullopt, 1, "", "", tx.now(), std::nullopt);
            const auto known = pages.find(row.fields[0]);
            if (value.empty())
                verdicts.push_back(Verdict::refuse("imports.empty"));
            else if (known == pages.end())
                verdicts.push_back({Fate::added, value == "odd" ? std::vector<Remark>{{"imports.utf16"}} : std::vector<Remark>{}});
            else
                verdicts.push_back({known->second == value ? Fate::same : Fate::changed});
            if (!rehearsal && verdicts.back().fate != Fate::refused) pages[row.fields[0]] = value;
        }
        return verdicts;
    }
    void kept(db::Database&) override { book = pages; }
};

struct Desk {
    given::Tenant tenant;
    Notebook notebook;
    std::vector<std::string> heard;

    explicit Desk(db::Engine engine) : tenant(engine) {}
    Result<Outcome> run(std::string text, bool rehearsal = false, std::size_t in_one_go = 3) {
        heard.clear();
        const File file{.what = "pairs", .text = std::move(text), .rehearsal = rehearsal, .in_one_go = in_one_go};
        return imports::run(*tenant.db, given::context(), file, notebook, [&](const Record& row, const Verdict& verdict) {
            heard.push_back(fmt::format("{} {}", row.line, verdict.remarks.front().key));
        });
    }
};

template <class Test>
void on_each(Test test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Desk desk(engine);
        test(desk);
    }
}

const std::string ten = "key,value\na,1\nb,2\nc,3\nd,4\ne,5\nf,6\ng,7\nh,8\ni,9\nj,10\n";

}  // namespace

TEST_CASE("every row has one fate, and those that are odd or refused are told by their line") {
    on_each([](Desk& desk) {
        const auto outcome = desk.run("key,value\na,1\nb,odd\n\nc,\n\"d\"x,1\ne,1,2\na,7\n\xff,1\nf,1\n");
        REQUIRE(outcome);
        const auto& tally = outcome->tally;
        CHECK(tally.rows == 8);
        CHECK(tally.added == 3);
        CHECK(tally.flagged == 1);
        CHECK(tally.refused == 5);
        CHECK(tally.rows == tally.taken() + tally.refused);
        CHECK(desk.heard == std::vector<std::string>{"3 imports.utf16", "5 imports.empty", "6 imports.quote_stray", "7 imports.field_count",
                                                     "8 imports.repeated", "9 imports.not_utf8"});
        CHECK(desk.notebook.book == std::map<std::string, std::string>{{"a", "1"}, {"b", "odd"}, {"f", "1"}});
    });
}

TEST_CASE("a run that is broken off goes on behind what was kept, and counts the whole file") {
    on_each([](Desk& desk) {
        desk.notebook.dies_at = "8";
        CHECK_FALSE(desk.run(ten));
        CHECK(desk.notebook.book.size() == 6);  // two lots of three
        desk.notebook.dies_at.clear();
        const auto outcome = desk.run(ten);
        REQUIRE(outcome);
        CHECK(outcome->before == 6);
        CHECK(outcome->tally.rows == 10);
        CHECK(outcome->tally.added == 10);
        CHECK(desk.notebook.book.size() == 10);
    });
}

TEST_CASE("a second run adds nothing, and a row that differs changes") {
    on_each([](Desk& desk) {
        REQUIRE(desk.run(ten));
        const auto again = desk.run(ten);
        REQUIRE(again);
        CHECK(again->before == 0);
        CHECK(again->tally.same == 10);
        const auto other = desk.run("key,value\na,1\nb,22\n");
        REQUIRE(other);
        CHECK(other->tally.same == 1);
        CHECK(other->tally.changed == 1);
    });
}

TEST_CASE("a rehearsal tells the same and writes nothing") {
    on_each([](Desk& desk) {
        const auto rehearsed = desk.run(ten + "k,\n", true);
        REQUIRE(rehearsed);
        CHECK(rehearsed->tally.added == 10);
        CHECK(rehearsed->tally.refused == 1);
        CHECK(desk.notebook.book.empty());
        const auto really = desk.run(ten + "k,\n");
        REQUIRE(really);
        CHECK(really->before == 0);
        CHECK(really->tally == rehearsed->tally);
    });
}

TEST_CASE("a row that the database will not keep takes no other with it") {
    on_each([](Desk& desk) {
        desk.notebook.breaks_at = "5";
        const auto outcome = desk.run(ten);
        REQUIRE(outcome);
        CHECK(outcome->tally.added == 9);
        CHECK(outcome->tally.refusals == std::map<std::string, std::int64_t>{{"imports.not_kept", 1}});
        CHECK(desk.heard == std::vector<std::string>{"6 imports.not_kept"});
        CHECK_FALSE(desk.notebook.book.contains("e"));
    });
}

TEST_CASE("a file that is none is refused whole") {
    Desk desk(db::Engine::sqlite);
    CHECK(desk.run("").error().key == "imports.empty");
    CHECK(desk.run("\xff\xfe" "k\0").error().key == "imports.utf16");
    CHECK(desk.run("\"key,value\n").error().key == "imports.no_names");
    const auto missing = desk.run("key;value\na;1\n");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().key == "imports.columns_missing");
    CHECK(missing.error().log == "key, value");
    CHECK_FALSE(Text::of_file("/nowhere/at/all"));
    CHECK_FALSE(Text::of_file("/tmp"));
}

TEST_CASE("a tally is stored and read back") {
    Tally tally;
    tally.count({Fate::added, {{"a.odd"}, {"a.odder"}}});
    tally.count({Fate::same});
    tally.count(Verdict::refuse("a.wrong", "whatever"));
    CHECK(tally_from(tally.text()) == tally);
    CHECK(tally_from("") == Tally{});
}

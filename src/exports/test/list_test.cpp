// Lists in four formats, and how they leave the house.

#include "db/test/given.h"
#include "exports/giving.h"
#include "imports/csv.h"
#include "journal/sequencer.h"

#include <boost/json.hpp>
#include <rapidcheck.h>

using exports::Cell;
using exports::Format;
using exports::ListWriter;
using exports::Row;

namespace {

std::string written(Format format, std::vector<std::string> columns, const std::vector<Row>& rows, bool marked = false) {
    ListWriter writer(format, std::move(columns), marked);
    std::string out;
    writer.begin(out);
    for (const auto& row : rows) writer.add(out, row);
    writer.end(out);
    return out;
}

/// Three rows to a page, of as many as there are.
exports::NextRows counting_to(std::int64_t most) {
    return [most, next = std::int64_t{0}](db::Tx&, std::vector<Row>& rows) mutable -> Result<void> {
        while (rows.size() < 3 && next < most) rows.push_back({{Cell(++next)}});
        return {};
    };
}

std::vector<std::string> facts_of(given::Tenant& tenant) {
    return tenant.db
        ->read(given::context(), [](db::Tx& tx) -> Result<std::vector<std::string>> {
            std::vector<std::string> data;
            for (const auto row : db::Rows(tx.query_text("SELECT kind, data FROM journal_fact ORDER BY fact_id", {})))
                data.push_back(row.get<std::string>(0) + " " + row.get<std::string>(1));
            return data;
        })
        .value();
}

}  // namespace

TEST_CASE("what a spreadsheet would take for a formula stays text") {
    for (const std::string text : {"=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF201"}) {
        CAPTURE(text);
        const auto field = exports::csv_field(text);
        CHECK((field.starts_with("'" + text) || field.starts_with("\"'" + text)));
    }
    CHECK(exports::csv_field("=HYPERLINK(\"http://x\",\"y\")") == R"x("'=HYPERLINK(""http://x"",""y"")")x");
    CHECK(exports::csv_field("a=b") == "a=b");
    CHECK(written(Format::csv, {"n", "d"}, {{{Cell(std::int64_t{-5}), Cell(-2.25)}}}) == "n,d\r\n-5,-2.25\r\n");  // numbers are ours
}

TEST_CASE("CSV reads back as it was written, whatever stands in it") {
    CHECK(rc::check("texts of commas, quotes and line breaks", [] {
        const auto text = rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' ', ';', '\''));
        const auto one = "x" + *text, other = *text;
        const auto file = written(Format::csv, {"one", "other"}, {{{Cell(one), Cell("y" + other)}}});
        imports::CsvReader reader(file);
        imports::Record record;
        RC_ASSERT(reader.next(record));
        RC_ASSERT(reader.next(record));
        RC_ASSERT(record.fields == (std::vector<std::string>{one, "y" + other}));
        RC_ASSERT(!reader.next(record));
    }));
    CHECK(written(Format::csv, {"a"}, {}, true) == "\xEF\xBB\xBF" "a\r\n");
}

TEST_CASE("JSON, JSON Lines and GeoJSON are what their standards say, empty lists too") {
    const std::vector<Row> rows{{{Cell(std::string("Jo \"\n")), Cell(), Cell(true)}, exports::Place{53.48, -2.24}}, {{Cell(std::string("x")), Cell(std::int64_t{7}), Cell(false)}}};
    const std::vector<std::string> columns{"name", "count", "late"};
    const auto array = boost::json::parse(written(Format::json, columns, rows)).as_array();
    REQUIRE(array.size() == 2);
    CHECK(array[0].at("name").as_string() == "Jo \"\n");
    CHECK(array[0].at("count").is_null());
    CHECK(array[1].at("count").as_int64() == 7);
    const auto lines = written(Format::lines, columns, rows);
    CHECK(std::ranges::count(lines, '\n') == 2);
    CHECK(boost::json::parse(lines.substr(0, lines.find('\n'))) == array[0]);
    const auto map = boost::json::parse(written(Format::geojson, columns, rows));
    CHECK(map.at("type").as_string() == "FeatureCollection");
    const auto& features = map.at("features").as_array();
    CHECK(features.at(0).at("geometry").at("coordinates") == boost::json::array{-2.24, 53.48});
    CHECK(features.at(1).at("geometry").is_null());
    CHECK(features.at(0).at("properties") == array[0]);
    CHECK(boost::json::parse(written(Format::json, columns, {})).as_array().empty());
    CHECK(boost::json::parse(written(Format::geojson, columns, {})).at("features").as_array().empty());
    CHECK(written(Format::lines, columns, {}).empty());
    CHECK(exports::find_format("xlsx") == std::nullopt);
    for (const auto format : exports::all_formats) CHECK(exports::find_format(exports::code_of(format)) == format);
}

TEST_CASE("a list is in the journal before its first row leaves, and how many it were when the last one has") {
    for (const auto engine : given::engines()) {
        given::Tenant tenant(engine);
        journal::Sequencer sequencer(*tenant.db);
        exports::List list{.what = "cases", .format = Format::csv, .with_people = true, .columns = {"n"}, .next = counting_to(7)};
        auto giving = exports::Giving::begin(*tenant.db, given::context(), std::move(list)).value();
        REQUIRE(facts_of(tenant).size() == 1);
        CHECK(facts_of(tenant)[0].contains(R"("what":"cases","format":"csv","with_people":true)"));
        std::string all, piece;
        while (giving.next(piece).value()) all += piece;
        all += piece;
        CHECK(all == "n\r\n1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n");
        REQUIRE(facts_of(tenant).size() == 2);
        CHECK(facts_of(tenant)[1].contains(R"("rows":7)"));
    }
}

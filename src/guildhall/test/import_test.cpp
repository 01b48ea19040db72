// Files as they come: the real ones whole, and small ones with every sort of dirt.

#include "catalogue/service_list.h"
#include "cases/past.h"
#include "guildhall/import_takers.h"
#include "guildhall/import_times.h"
#include "guildhall/test/given_program.h"
#include "imports/test/given_file.h"
#include "journal/journal.h"

#include <cmath>
#include <fstream>
#include <thread>

using namespace given;
using namespace guildhall;
using imports::Tally;
using namespace std::chrono_literals;

namespace {

/// A council into which files are taken, and what was said of their rows.
struct Import {
    House& house;
    std::vector<std::string> told;  // "3 guildhall.odd_email"

    imports::Hear hear() {
        told.clear();
        return [this](const imports::Record& row, const imports::Verdict& verdict) {
            for (const auto& remark : verdict.remarks) told.push_back(fmt::format("{} {}", row.line, remark.key));
        };
    }
    Result<imports::Outcome> run(imports::Taker& taker, const imports::File& file) { return imports::run(house.db(), house.now("import"), file, taker, hear()); }
    Result<imports::Outcome> requests(const std::string& text, const char* zone = nullptr, bool rehearsal = false) {
        RequestsFrom from{.source = "", .team = "Taken over", .zone = zone == nullptr ? nullptr : places::find_zone(zone).value()};
        const auto taker = requests_taker(from, house.random, house.clock.now());
        return run(*taker, {.what = "requests", .options = zone == nullptr ? "" : zone, .text = text, .rehearsal = rehearsal});
    }
    Tally taken(const std::string& text, const char* zone = nullptr) {
        const auto outcome = requests(text, zone);
        if (!outcome) FAIL(outcome.error().key << " " << outcome.error().log);
        CHECK(outcome->tally.rows == outcome->tally.taken() + outcome->tally.refused);
        return outcome->tally;
    }
    Tally postcodes(const std::string& text) {
        const auto taker = postcodes_taker();
        return run(*taker, {.what = "postcodes", .text = text, .columns = postcode_columns(text)}).value().tally;
    }
    cases::Case case_of(const std::string& service) {
        return house.read([&](db::Tx& tx) -> Result<cases::Case> {
                        for (const auto row : db::Rows(tx.query_text("SELECT id FROM cases_case WHERE service LIKE '" + service + "%' ORDER BY opened_at", {})))
                            return cases::find_case(tx, access::Actor::house("test"), row.get<cases::CaseId>(0));
                        return refuse(Kind::not_found, "cases.no_such_case");
                    })
            .value();
    }
};

std::string shared_text(const std::string& path) {
    const auto whole = shared(path);
    return whole.empty() ? std::string() : std::string(imports::Text::of_file(whole).value().view());
}

const std::string names = "reference,service,status,created,closed,channel,latitude,longitude,address,description,name,email,phone,note,note\n";

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("Los Angeles' files go in whole, every row accounted for, and a second run adds nothing") {
    const auto newer = shared_text("open311/la311-2020-jan-10000.csv"), older = shared_text("open311/la311-2018-first-10000.csv");
    if (newer.empty() || older.empty()) return;
    in_each_house([&](House& house) {
        house.clock.set(*base::parse_iso("2026-11-27T12:00:00Z"));
        Import import{house, {}};
        const auto first = import.taken(older, "America/Los_Angeles");
        CHECK(first.rows == 10'000);
        CHECK(first.added == 10'000);
        CHECK(first.flags.at("guildhall.odd_no_coordinates") == 1102);
        CHECK(first.flags.at("guildhall.odd_closed_before") == 13);
        const auto second = import.taken(newer, "America/Los_Angeles");
        CHECK(second.rows == 10'000);
        CHECK(second.added == 10'000);
        CHECK(second.flags.at("guildhall.odd_no_coordinates") == 11);
        CHECK(second.flags.at("guildhall.odd_no_closing_time") == 18);
        CHECK(house.count("cases_case") == 20'000);
        CHECK(house.count("cases_case WHERE state = 'open'") == 31);
        CHECK(house.count("cases_case WHERE outcome = 'cancelled'") == 524);
        CHECK(house.count("cases_taken_over WHERE oddities LIKE '%closed_before%'") == 13);
        const auto facts = house.count("journal_fact");
        for (const auto& text : {older, newer}) {
            const auto again = import.taken(text, "America/Los_Angeles");
            CHECK(again.same == 10'000);
            CHECK(again.added + again.changed + again.refused == 0);
        }
        CHECK(house.count("cases_case") == 20'000);
        CHECK(house.count("journal_fact") == facts);
        if (house.db().engine() == db::Engine::sqlite) CHECK_FALSE(journal::verify(house.db(), house.clock.now())->fault);
    });
}

TEST_CASE("Salford's and Westminster's postcodes lie in the ward that their own row names, but for those next to its edge") {
    in_each_house([&](House& house) {
        Import import{house, {}};
        std::int64_t rows = 0, elsewhere = 0;
        for (const std::string council : {"salford", "westminster"}) {
            const auto wards = shared_text("geo/" + council + "-wards.geojson"), postcodes = shared_text("geo/codepoint-2014-" + council + ".csv");
            if (wards.empty() || postcodes.empty()) return;
            const auto loaded = import_wards(house.db(), house.now(), wards, false, import.hear());
            REQUIRE(loaded);
            CHECK(loaded->tally.added == 20);
            const auto tally = import.postcodes(postcodes);
            CHECK(tally.refused == 0);
            CHECK(tally.added == tally.rows);
            rows += tally.rows;
            elsewhere += tally.flagged;
            CHECK(static_cast<double>(tally.flagged) / static_cast<double>(tally.rows) < 0.001);
            CHECK(import.postcodes(postcodes).same == tally.rows);
        }
        CHECK(rows == 20'617);
        CHECK(elsewhere == 13);
        const auto found = house.read([](db::Tx& tx) -> Result<std::optional<places::Postcode>> { return places::find_postcode(tx, "w104aa"); }).value();
        REQUIRE(found);
        CHECK(found->ward == "E05000642");
        CHECK(house.read([&](db::Tx& tx) -> Result<std::string> { return places::ward_at(tx, *found->point); }).value() == "E05000642");
    });
}

TEST_CASE("the national list and the links of councils go in whole") {
    const auto services = shared_text("services/englishAndWelshServices-all.csv"), links = shared_text("services/lgsl_lgil_links.csv");
    if (services.empty() || links.empty()) return;
    in_each_house([&](House& house) {
        Import import{house, {}};
        for (const bool again : {false, true}) {
            const auto listed = lgsl_taker(), linked = links_taker();
            const auto first = import.run(*listed, {.what = "lgsl", .text = services}).value().tally;
            CHECK(first.rows == 1002);
            CHECK((again ? first.same : first.added) == 1002);
            const auto second = import.run(*linked, {.what = "links", .text = links}).value().tally;
            CHECK(second.rows == 5516);
            CHECK((again ? second.same : second.added) == 5516);
            CHECK(second.flagged == 2);
            CHECK(import.told.size() == 2);
        }
        CHECK(house.count("catalogue_listed WHERE live = 0") == 24);
        const auto found = house.read([](db::Tx& tx) -> Result<std::optional<catalogue::ListedService>> { return catalogue::find_listed(tx, 1152); }).value();
        REQUIRE(found);
        CHECK(found->label == "Abandoned shopping trolleys");
    });
}

TEST_CASE("streets and addresses are taken in, each wrong one refused by itself, and found by what people type") {
    in_each_house([](House& house) {
        Import import{house, {}};
        const auto wards = import_wards(house.db(), house.now(), R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "W1",
            "name": "Canalside"}, "geometry": {"type": "Polygon", "coordinates": [[[-3, 53], [-2, 53], [-2, 54], [-3, 54], [-3, 53]]]}}]})", false, import.hear());
        REQUIRE(wards);
        const auto take = [&](std::unique_ptr<imports::Taker> taker, const std::string& what, const std::string& text) {
            return import.run(*taker, {.what = what, .text = text}).value().tally;
        };
        const std::string streets = "usrn,name,town,ward\n00100,Albion Street,Ambleford,\n200,,Ambleford,\nx,Mill Lane,,\n300,Dyer Lane,,W9\n100,Albion Street,Ambleford,\n";
        const auto first = take(streets_taker(), "streets", streets);
        CHECK(first.added == 1);
        CHECK(import.told == Told{"3 places.street_row", "4 places.street_row", "5 places.street_row", "6 imports.repeated"});
        CHECK(take(streets_taker(), "streets", streets).same == 1);
        const std::string addresses = "uprn,usrn,number,postcode,latitude,longitude,easting,northing\n"
                                      "000010010001,100,1,gh12ab,53.5,-2.5,,\n"
                                      "10010002,0100,2,GH1 2AB,,,381487,398312\n"
                                      "10010003,100,3,GH1 2AB,,,,\n"
                                      "10010004,999,4,GH1 2AB,53.5,-2.5,,\n"
                                      "10010005,100,5,nowhere,53.5,-2.5,,\n"
                                      "10010006,100,6,GH1 2AB,153.5,-2.5,,\n";
        const auto second = take(addresses_taker(), "addresses", addresses);
        CHECK(second.added == 3);
        CHECK(second.flagged == 1);
        CHECK(import.told == Told{"4 guildhall.odd_no_coordinates", "5 places.address_row", "6 places.address_row", "7 places.address_row"});
        CHECK(take(addresses_taker(), "addresses", addresses).same == 3);
        const auto found = house.read([](db::Tx& tx) -> Result<std::vector<places::Address>> { return places::find_addresses(tx, "2 albion"); }).value();
        REQUIRE(found.size() == 1);
        CHECK(found[0].ward == "W1");
        CHECK(found[0].line == "2 Albion Street, Ambleford, GH1 2AB");
    });
}

TEST_CASE("who looks after what is taken in, wrong rows are refused by themselves, and a second run adds nothing") {
    in_each_house([](House& house) {
        Import import{house, {}};
        REQUIRE(house.write([](db::Tx& tx) { return places::load(tx, {.wards = {{"W1", "Central"}}, .streets = {{"100", "Trunk Road", "Ambleford", "W1"}}, .addresses = {}}); }));
        const std::string file = "subject,body,uprn,usrn,ward,phone,email,web\n"
                                 "Highway,National Highways,,00100,,0300 123 5000,roads@highways.example,https://highways.example\n"
                                 "highway,County Council,,,,,,\n"
                                 "green,,,,W1,,,\n"
                                 "highway,Nobody knows where,,999,,,,\n"
                                 "high way,x,,,,,,\n"
                                 "green,x,7,100,,,,\n"
                                 "green,x,,1e3,,,,\n"
                                 "green,x,,,w-1,,,\n"
                                 "green,x,,,,,nobody,\n"
                                 "green,x,,,,,,javascript:alert(1)\n"
                                 "green,,,,,0300,,\n"
                                 "highway,Twice,,100,,,,\n";
        const auto take = [&](bool rehearsal) {
            const auto taker = responsible_taker();
            return import.run(*taker, {.what = "responsible", .text = file, .rehearsal = rehearsal}).value().tally;
        };
        CHECK(take(true).added == 4);
        CHECK(house.count("places_responsible") == 0);
        const auto first = take(false);
        CHECK(first.added == 4);
        CHECK(first.refused == 8);
        CHECK(first.flagged == 1);
        CHECK(import.told.front() == "5 places.responsible_street");
        const auto again = take(false);
        CHECK(again.added + again.changed == 0);
        CHECK(again.same == 4);
        const auto taker = responsible_taker();
        CHECK(import.run(*taker, {.what = "responsible", .text = "usrn,name\n100,x\n"}).error().key == "imports.columns_missing");
    });
}

TEST_CASE("our own layout: a service of ours with its outcome, any other by its name, and the resident as they told") {
    in_each_house([](House& house) {
        Import import{house, {}};
        const auto tally = import.taken(names +
                                        "1,missed-bin,collected,2026-01-05T09:00:00Z,2026-01-06T10:00:00Z,phone,53.5,-2.3,1 Mill Lane,\"Not emptied,\nagain\",Rosa Green,rosa@example.com,07700 900123,called twice,\n"
                                        "2,Bulky items,open,2026-01-05T09:00:00+01:00,,web,53.5,-2.3,,,,,,,\n"
                                        "3,missed-bin,closed,2026-01-05T09:00:00Z,2026-01-06T10:00:00Z,letter,,,2 Mill Lane,,,,,,\n");
        CHECK(tally.added == 3);
        CHECK(import.told == Told{"5 guildhall.odd_no_coordinates"});  // a quoted line break is no row
        CHECK(house.count("cases_case WHERE service = 'missed-bin' AND outcome = 'collected'") == 1);
        CHECK(house.count("cases_case WHERE service = 'missed-bin' AND outcome = 'closed_elsewhere'") == 1);
        CHECK(house.count("people_person") == 1);
        CHECK(house.count("notifications_message") == 0);
        CHECK(house.count("jobs_job WHERE kind = 'cases.ask_if_fixed'") == 0);
        const auto bulky = import.case_of("past-bulky-items");
        CHECK(bulky.opened_at == *base::parse_iso("2026-01-05T08:00:00Z"));
        CHECK(bulky.state == cases::State::open);
        const auto notes = house.read([&](db::Tx& tx) -> Result<std::vector<cases::Note>> { return cases::notes_of(tx, import.case_of("missed-bin").id); }).value();
        REQUIRE(notes.size() == 1);
        CHECK(notes[0].text == "called twice");
    });
}

TEST_CASE("a newer file closes what was closed there since, unless somebody here has worked on it, and a second run of it changes nothing") {
    in_each_house([](House& house) {
        Import import{house, {}};
        const auto open = names + "a,Trees,open,2026-01-05T09:00:00Z,,web,1,1,x,,,,,,\n"
                                  "b,Trees,open,2026-01-05T09:00:00Z,,web,1,1,x,,,,,,\n"
                                  "c,Trees,open,2026-01-05T09:00:00Z,,web,1,1,x,,,,,,\n";
        CHECK(import.taken(open).added == 3);
        const auto case_named = [&](const std::string& reference) {
            return house.read([&](db::Tx& tx) -> Result<cases::Case> {
                            for (const auto row : db::Rows(tx.query_text("SELECT case_id FROM cases_taken_over WHERE reference = '" + reference + "'", {})))
                                return cases::find_case(tx, access::Actor::house("test"), row.get<cases::CaseId>(0));
                            return refuse(Kind::not_found, "cases.no_such_case");
                        })
                .value();
        };
        const auto second = case_named("b").id;
        REQUIRE(house.write([&](db::Tx& tx) {
            return cases::promise_later(tx, access::Actor::house("test"), second, 1, tx.now() + 24h, "We look at it tomorrow");
        }));
        const auto newer = names + "a,Trees,closed,2026-01-05T09:00:00Z,2026-01-20T10:00:00Z,web,1,1,x,,,,,,\n"
                                   "b,Trees,closed,2026-01-05T09:00:00Z,2026-01-20T10:00:00Z,web,1,1,x,,,,,,\n"
                                   "c,Trees,open,2026-01-05T09:00:00Z,,web,1,1,x,,,,,,\n";
        const auto tried = import.requests(newer, nullptr, true).value().tally;
        const auto taken = import.taken(newer);
        CHECK(tried == taken);
        CHECK(taken.changed == 1);
        CHECK(taken.same == 2);
        CHECK(import.told == Told{"3 guildhall.odd_worked_on"});
        const auto closed = case_named("a");
        CHECK(closed.state == cases::State::closed);
        CHECK(closed.closed_at == base::parse_iso("2026-01-20T10:00:00Z"));
        CHECK(case_named("b").state == cases::State::open);
        CHECK(case_named("c").state == cases::State::open);
        CHECK(house.count("notifications_message") == 0);
        CHECK(import.taken(newer).same == 3);
    });
}

TEST_CASE("what is odd is kept and said, and only what has no name or time of its own is refused") {
    in_each_house([](House& house) {
        Import import{house, {}};
        const auto tally = import.taken(names +
                                        "a,Trees,closed,2026-01-05T09:00:00Z,2026-01-04T09:00:00Z,web,1,1,x,,,,,,\n"        // 2: closed before
                                        "b,Trees,open,2026-01-05T09:00:00Z,2026-01-06T09:00:00Z,web,1,1,x,,,,,,\n"          // 3
                                        "c,Trees,closed,2026-01-05T09:00:00Z,,web,1,1,x,,,,,,\n"                            // 4
                                        "d,Trees,odd,2026-01-05T09:00:00Z,,web,1,1,x,,,,,,\n"                               // 5
                                        "e,Trees,open,2026-01-05T09:00:00Z,,pigeon,91,x,x,,,,,,\n"                          // 6: two
                                        "f,Trees,open,2026-01-05T09:00:00Z,,web,1,1,x,,Rosa,none,12,,\n"                    // 7: two
                                        ",Trees,open,2026-01-05T09:00:00Z,,web,1,1,x,,,,,,\n"                               // 8
                                        "h,,open,2026-01-05T09:00:00Z,,web,1,1,x,,,,,,\n"                                   // 9
                                        "i,Trees,open,2026-13-05T09:00:00Z,,web,1,1,x,,,,,,\n"                              // 10
                                        "j,Trees,open,2026-01-05T09:00:00,,web,1,1,x,,,,,,\n"                               // 11: no zone
                                        "k,Trees,open,2027-01-05T09:00:00Z,,web,1,1,x,,,,,,\n"                              // 12
                                        "a,Trees,open,2026-01-05T09:00:00Z,,web,1,1,x,,,,,,\n"                              // 13
                                        "m,Trees,open,2026-01-05T09:00:00Z,,web,1,1,x\n"                                    // 14
                                        "n,Trees,open,2026-01-05T09:00:00Z,,web,0,0," +
                                        std::string(301, 'y') + ",,,,,,\n");  // 15: two
        CHECK(tally.added == 7);
        CHECK(tally.flagged == 7);
        CHECK(tally.refused == 7);
        CHECK(import.told == Told{"2 guildhall.odd_closed_before", "3 guildhall.odd_open_but_closed", "4 guildhall.odd_no_closing_time",
                                  "5 guildhall.odd_status", "6 guildhall.odd_coordinates", "6 guildhall.odd_channel", "7 guildhall.odd_email",
                                  "7 guildhall.odd_phone", "8 guildhall.row_reference", "9 guildhall.row_service", "10 guildhall.row_time",
                                  "11 guildhall.row_no_zone", "12 guildhall.row_time_ahead", "13 imports.repeated", "14 imports.field_count",
                                  "15 guildhall.odd_address_long", "15 guildhall.odd_coordinates"});
        CHECK(house.count("cases_note WHERE words LIKE '%none%'") == 1);  // nothing of it is lost
        CHECK(house.count("cases_note WHERE words LIKE '%pigeon%'") == 1);
    });
}

TEST_CASE("a rehearsal writes nothing at all, not even a service or an id") {
    in_each_house([](House& house) {
        Import import{house, {}};
        const auto all = [&] {
            std::vector<std::int64_t> counts;
            for (const auto* table : {"cases_case", "cases_taken_over", "catalogue_service", "journal_fact", "imports_file", "access_team", "people_person"}) counts.push_back(house.count(table));
            return counts;
        };
        const auto before = all();
        const auto outcome = import.requests(names + "1,Trees,open,2026-01-05T09:00:00Z,,web,1,1,x,,Rosa,,,,\n2,Trees,open,,,web,1,1,x,,,,,,\n", nullptr, true);
        REQUIRE(outcome);
        CHECK(outcome->tally.added == 1);
        CHECK(outcome->tally.refused == 1);
        CHECK(all() == before);
    });
}

TEST_CASE("times without a zone need one, and a zone that is none is refused") {
    House house(db::Engine::sqlite);
    Import import{house, {}};
    const auto refused = import.requests("SRNumber,CreatedDate,ClosedDate,RequestType,Status\n1,01/01/2018 12:00:09 AM,,Trees,Open\n");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "guildhall.zone_needed");
    CHECK_FALSE(places::find_zone("America/Nowhere"));
    CHECK_FALSE(places::find_zone("../../etc/passwd"));
    const auto zoned = import.taken(names + "1,Trees,open,2026-07-05T09:00,,web,1,1,x,,,,,,\n", "Europe/London");
    CHECK(zoned.added == 1);
    CHECK(import.case_of("past-trees").opened_at == *base::parse_iso("2026-07-05T08:00:00Z"));
}

TEST_CASE("times are read as they are written, and nothing else is a time") {
    const auto* la = places::find_zone("America/Los_Angeles").value();
    const auto us = [&](std::string_view text) {
        const auto read = read_us_time(text, la);
        return read.fault == TimeFault::none ? base::to_iso(read.at) : std::string("none");
    };
    CHECK(us("01/01/2018 12:00:09 AM") == "2018-01-01T08:00:09Z");
    CHECK(us("07/04/2018 12:30:00 PM") == "2018-07-04T19:30:00Z");
    CHECK(us("1/1/20 0:05") == "2020-01-01T08:05:00Z");
    CHECK(us("12/31/19 23:59") == "2020-01-01T07:59:00Z");
    for (const auto* none : {"", "13/01/2018 1:00", "02/30/2018 1:00", "1/1/20", "1/1/20 24:00", "01/01/2018 13:00:00 PM", "01/01/2018 0:00:00 AM", "1/1/20 0:05 x", "2018-01-01T00:00:00Z"}) {
        CAPTURE(none);
        CHECK(us(none) == "none");
    }
    const auto iso = [&](std::string_view text) {
        const auto read = read_iso_time(text, la);
        return read.fault == TimeFault::none ? base::to_iso(read.at) : std::string("none");
    };
    CHECK(iso("2026-01-02T10:00:00Z") == "2026-01-02T10:00:00Z");
    CHECK(iso(" 2026-01-02 10:00 ") == "2026-01-02T18:00:00Z");
    CHECK(iso("2026-01-02") == "2026-01-02T08:00:00Z");
    CHECK(iso("2026-01-02T10:00:61") == "none");
    CHECK(iso("1899-01-02T10:00:00Z") == "none");
    CHECK(iso("tomorrow") == "none");
    CHECK(read_iso_time("2026-01-02", nullptr).fault == TimeFault::no_zone);
}

TEST_CASE("the program takes a file, says what became of its rows, and goes on after it was killed") {
    Folder folder;
    const auto data = (folder.path / "data").string(), file = (folder.path / "requests.csv").string(), report = (folder.path / "report.csv").string();
    std::ofstream out(file);
    out << names;
    for (int i = 0; i < 20'000; ++i) out << i << ",Trees,closed,2026-01-05T09:00:00Z,2026-01-06T09:00:00Z,web,53.5,-2.3," << i << " Mill Lane,,,,,,\n";
    out << "x,Trees,open,never,,web,1,1,x,,,,,,\n";
    out.close();
    REQUIRE(Program::run({"council", "add", "anytown", "--email", "a@example.com", "--password", house_password, "--data", data}) == 0);
    CHECK(Program::run({"import", "requests", file, "--data", data, "--dry-run"}) == 0);
    const auto count = [&](const std::string& table) {
        const auto opened = db::open_sqlite({.path = data + "/guildhall.db", .readers = 1}).value();
        return opened->read({}, [&](db::Tx& tx) -> Result<std::int64_t> {
                         for (const auto row : db::Rows(tx.query_text("SELECT COUNT(*) FROM " + table, {}))) return row.get<std::int64_t>(0);
                         return 0;
                     }).value();
    };
    CHECK(count("cases_case") == 0);
    {
        Program killed({"import", "requests", file, "--data", data});
        const auto log = data + "/guildhall.db-wal";
        std::error_code error;
        for (int tries = 0; tries < 2000 && std::filesystem::file_size(log, error) + 1 < 2'000'000; ++tries) std::this_thread::sleep_for(2ms);
        killed.signal(SIGKILL);
        killed.wait();
    }
    const auto kept = count("cases_case");
    CHECK(kept == count("cases_taken_over"));
    CHECK(kept % 500 == 0);
    MESSAGE("killed after " << kept << " rows");
    CHECK(Program::run({"import", "requests", file, "--data", data, "--report", report}) == 0);
    CHECK(count("cases_case") == 20'000);
    CHECK(count("cases_taken_over") == 20'000);
    CHECK(imports::Text::of_file(report).value().view().find("20002,refused,guildhall.row_time") != std::string::npos);
    CHECK(Program::run({"import", "requests", file, "--data", data, "--report", report}) == 1);  // the report is there already
    CHECK(Program::run({"import", "requests", file, "--data", data, "--time-zone", "Mars/Olympus"}) == 1);
    CHECK(Program::run({"import", "recipes", file, "--data", data}) == 2);
    CHECK(Program::run({"import", "wards", file, "--data", data}) == 1);
    CHECK(Program::run({"journal", "verify", "--data", data}) == 0);
}

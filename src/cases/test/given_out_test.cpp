// What leaves the house, for whom, and what does not.

#include "cases/given_out.h"

#include "cases/test/given_cases.h"
#include "imports/csv.h"

#include <algorithm>
#include <set>

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_casework;

namespace {

using exports::Format;

struct Taken {
    std::vector<std::vector<std::string>> rows;  // the names of the columns first
    std::string text;

    std::vector<std::string> column(std::string_view name) const {
        const auto at = static_cast<std::size_t>(std::ranges::find(rows.at(0), name) - rows.at(0).begin());
        std::vector<std::string> values;
        for (std::size_t i = 1; i < rows.size(); ++i) values.push_back(rows[i].at(at));
        return values;
    }
    bool has(std::string_view name) const { return std::ranges::find(rows.at(0), name) != rows.at(0).end(); }
};

Result<Taken> take(Casework& work, const access::Actor& who, cases::GivenOut wanted, bool with_people = false) {
    auto list = TRY(cases::list_to_give_out(who, std::move(wanted), Format::csv, with_people));
    auto giving = TRY(exports::Giving::begin(*work.office.tenant.db, work.office.now(), std::move(list)));
    Taken taken;
    std::string piece;
    for (bool more = true; more;) {
        const auto went_on = TRY(giving.next(piece));
        more = went_on;
        taken.text += piece;
    }
    imports::CsvReader reader(taken.text);
    for (imports::Record record; reader.next(record);) taken.rows.push_back(record.fields);
    return taken;
}

const people::Contact a_formula{.name = "=Rosa", .email = "rosa@example.com", .phone = "+441614960000"};

/// Bins of which some are closed, one has a resident, and one lies in a ward.
struct Bins {
    Casework& work;
    access::Actor lena = work.office.actor(work.office.staff("lena", {"team_leader"}, {work.waste}));
    access::Actor parker = work.office.actor(work.office.staff("parker", {"team_leader"}, {work.parks}));
    cases::Opened first = work.open("The gate is blue", a_formula);
    std::vector<cases::Opened> rest = {};

    explicit Bins(Casework& w) : work(w) {
        for (int i = 0; i < 4; ++i) {
            work.office.clock.advance(24h);
            rest.push_back(work.open());
        }
        REQUIRE(work.close(given::Office::chief(), rest[3].case_id));
    }
    cases::Opened in_ward(const std::string& ward) {
        return work.office
            .write([&](db::Tx& tx) -> Result<cases::Opened> {
                const auto location = places::record(tx, {.text = "12 Mill Lane", .point = places::Point{53.4812345, -2.2498765}});
                return cases::open_case(tx, work.office.random, {.service = work.service, .answers = {{"bin", "general"}}, .person = people::record(tx, a_formula), .searchable = {}, .location = location, .area = ward});
            })
            .value();
    }
};

}  // namespace

TEST_CASE("requests and cases leave once each, newest first, by day, service, ward and status") {
    in_each_casework([](Casework& work) {
        Bins bins(work);
        const auto in_ward = bins.in_ward("E05000001");
        const auto all = take(work, bins.lena, cases::RequestsWanted{}).value();
        REQUIRE(all.rows.size() == 7);
        CHECK(all.column("reference").back() == bins.first.reference.spoken());
        CHECK(all.column("team").front() == "Waste and recycling");
        CHECK(all.column("state") == std::vector<std::string>{"open", "closed", "open", "open", "open", "open"});
        CHECK(all.column("outcome")[1] == "collected");
        const auto count = [&](cases::GivenOut wanted) { return take(work, bins.lena, std::move(wanted)).value().rows.size() - 1; };
        CHECK(count(cases::RequestsWanted{.area = "E05000001"}) == 1);
        CHECK(count(cases::RequestsWanted{.services = {"pothole"}}) == 0);
        CHECK(count(cases::RequestsWanted{.state = cases::State::closed}) == 1);
        CHECK(count(cases::RequestsWanted{.received_from = given::start + 24h, .received_before = given::start + 72h}) == 2);
        CHECK(count(cases::Wanted{.state = {}}) == 6);
        CHECK(count(cases::Wanted{}) == 5);
        CHECK(count(cases::Wanted{.state = {}, .area = "E05000001"}) == 1);
        CHECK(count(cases::Wanted{.state = {}, .opened_from = given::start + 24h, .opened_before = given::start + 72h}) == 2);
        CHECK(take(work, bins.lena, cases::FoundBy{in_ward.reference.spoken()}).value().column("case") == std::vector<std::string>{to_string(in_ward.case_id)});
    });
}

TEST_CASE("nobody takes out what they may not see, or may see and not take out") {
    in_each_casework([](Casework& work) {
        Bins bins(work);
        for (const cases::GivenOut& wanted : {cases::GivenOut(cases::RequestsWanted{}), cases::GivenOut(cases::Wanted{.state = {}}), cases::GivenOut(cases::FoundBy{"bin"})})
            CHECK(take(work, bins.parker, wanted).value().rows.size() == 1);
        CHECK(take(work, work.officer(), cases::RequestsWanted{}).error().key == "cases.may_not_export");
        auto reader = bins.lena;
        CHECK(take(work, reader, cases::RequestsWanted{}, true).has_value() == reader.may(access::Permission::read_person));
    });
}

TEST_CASE("without people a row says nothing of who asked, and where only roughly; with people it does, and no formula") {
    in_each_casework([](Casework& work) {
        Bins bins(work);
        (void)bins.in_ward("E05000001");
        const auto without = take(work, given::Office::chief(), cases::RequestsWanted{}).value();
        for (const auto* secret : {"Rosa", "rosa@", "4960000", "496 0000", "Mill Lane", "gate is blue", "53.4812345"}) CHECK_FALSE(without.text.contains(secret));
        for (const auto* column : {"name", "email", "phone", "place", "answers"}) CHECK_FALSE(without.has(column));
        CHECK(without.column("latitude").front() == "53.481");
        CHECK(without.column("longitude").front() == "-2.25");
        const auto with = take(work, given::Office::chief(), cases::RequestsWanted{}, true).value();
        CHECK(with.column("name").front() == "'=Rosa");
        CHECK(with.column("email").back() == "rosa@example.com");
        CHECK(with.column("phone").front() == "0161 496 0000");
        CHECK(with.column("place").front() == "12 Mill Lane");
        CHECK(with.column("answers").back().contains("The gate is blue"));
        CHECK(with.column("latitude").front() == "53.481235");
    });
}

TEST_CASE("a list of several pages gives out each request once, while others come in and are closed") {
    in_each_casework([](Casework& work) {
        std::set<std::string> before;
        for (int i = 0; i < 1203; ++i) {
            if (i % 7 == 0) work.office.clock.advance(1s);
            before.insert(work.open().reference.spoken());
        }
        const auto given_out = [&](cases::GivenOut wanted) {
            auto giving = exports::Giving::begin(*work.office.tenant.db, work.office.now(),
                                                 cases::list_to_give_out(given::Office::chief(), std::move(wanted), Format::csv, false).value()).value();
            std::string all, piece;
            while (giving.next(piece).value()) {
                all += piece;
                work.office.clock.advance(1s);
                (void)work.open();
            }
            std::vector<std::string> references;
            imports::CsvReader reader(all);
            imports::Record record;
            for (reader.next(record); reader.next(record);) references.push_back(record.fields.at(0));
            return references;
        };
        const auto requests = given_out(cases::RequestsWanted{});
        CHECK(requests.size() == 1203);
        CHECK(std::set<std::string>(requests.begin(), requests.end()) == before);
        CHECK(given_out(cases::Wanted{.state = {}}).size() > 1203);  // what had come until then, each once
    });
}

#include "cases/request_list.h"

#include "cases/cases.h"
#include "cases/test/given_cases.h"

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_casework;

namespace {

std::vector<Reference> listed(Casework& work, const access::Scope& scope, const cases::RequestsWanted& wanted) {
    return work.office
        .read([&](db::Tx& tx) -> Result<std::vector<Reference>> {
            std::vector<Reference> references;
            for (const auto& line : cases::list_requests(tx, scope, wanted)) references.push_back(line.request.reference);
            return references;
        })
        .value();
}

using References = std::vector<Reference>;
const auto everything = access::Scope::everything();

}  // namespace

TEST_CASE("requests are listed by when they came, the newest first, within a span that ends before its end") {
    in_each_casework([](Casework& work) {
        const auto start = work.office.clock.now();
        const auto first = work.open();
        work.office.clock.advance(1h);
        const auto second = work.open();
        work.office.clock.advance(1h);
        const auto third = work.open();
        CHECK(listed(work, everything, {}) == References{third.reference, second.reference, first.reference});
        CHECK(listed(work, everything, {.received_from = start + 1h, .received_before = start + 2h}) == References{second.reference});
        CHECK(listed(work, everything, {.skip = 1, .limit = 1}) == References{second.reference});
        CHECK(listed(work, everything, {.skip = 3}).empty());
        CHECK(listed(work, everything, {.services = {"missed-bin", "pothole"}}).size() == 3);
        CHECK(listed(work, everything, {.services = {"pothole"}}).empty());
        CHECK(listed(work, everything, {.references = {first.reference, third.reference, Reference::random(work.office.random)}, .services = {"pothole"}}) ==
              References{third.reference, first.reference});
    });
}

TEST_CASE("requests whose case changed are listed, the longest unchanged first") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer();
        const auto first = work.open(), second = work.open();
        const auto start = work.office.clock.now();
        work.office.clock.advance(1h);
        REQUIRE(work.close(olu, first.case_id));
        CHECK(listed(work, everything, {.changed_from = start}) == References{second.reference, first.reference});
        CHECK(listed(work, everything, {.changed_from = start + 1min}) == References{first.reference});
        CHECK(listed(work, everything, {.changed_before = start + 1min}) == References{second.reference});
        CHECK(listed(work, everything, {.state = cases::State::closed}) == References{first.reference});
        CHECK(listed(work, everything, {.state = cases::State::open}) == References{second.reference});
    });
}

TEST_CASE("a request that was withdrawn is closed, while the case goes on for who asked too") {
    in_each_casework([](Casework& work) {
        const auto first = work.open();
        const auto second = work.ask_too(first.reference);
        work.office.clock.advance(1h);
        REQUIRE(work.as_resident([&](db::Tx& tx) { return cases::withdraw(tx, first.reference, ""); }));
        CHECK(listed(work, everything, {.state = cases::State::closed}) == References{first.reference});
        CHECK(listed(work, everything, {.state = cases::State::open}) == References{second});
        const auto request = work.office.read([&](db::Tx& tx) { return cases::find_request(tx, first.reference); }).value();
        const auto the_case = work.office.read([&](db::Tx& tx) { return cases::case_of(tx, request); }).value();
        CHECK(the_case.state == cases::State::open);
        CHECK(cases::state_of(request, the_case) == cases::State::closed);
        CHECK(cases::changed_at(request, the_case) == work.office.clock.now());
    });
}

TEST_CASE("a list of requests keeps to the scope it is given, also for those asked for by reference") {
    in_each_casework([](Casework& work) {
        const auto opened = work.open();
        for (const auto& scope : {access::Scope::none(), access::Scope::of_teams({work.parks}), access::Scope::of({.services = std::vector<std::string>{"pothole"}})}) {
            CHECK(listed(work, scope, {}).empty());
            CHECK(listed(work, scope, {.references = {opened.reference}}).empty());
        }
        CHECK(listed(work, access::Scope::of_teams({work.waste}), {.references = {opened.reference}}).size() == 1);
    });
}

TEST_CASE("who reads on behind a request of one service goes by when requests came, not by their cases") {
    in_each_casework([](Casework& work) {
        const auto first = work.open();
        work.office.clock.advance(1h);
        const auto second = work.open();
        work.office.clock.advance(1h);
        const auto third = Reference::random(work.office.random);
        REQUIRE(work.office.write([&](db::Tx& tx) -> Result<bool> {
            auto request = TRY(cases::find_request(tx, first.reference));
            request.id = tx.new_id<cases::RequestId>();
            request.reference = third;
            request.received_at = tx.now();
            cases::case_store::add(tx, request);
            return true;
        }));
        const std::vector<std::string> bins{"missed-bin"};
        CHECK(listed(work, everything, {.services = bins}) == References{second.reference, third, first.reference});
        const cases::RequestsWanted::After newest{cases::no_promise, {}};
        CHECK(listed(work, everything, {.services = bins, .after = newest}) == References{third, second.reference, first.reference});
    });
}

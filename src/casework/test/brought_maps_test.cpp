// The maps of the services we bring, walked: who decides, by which table, who looks over it, and what the resident is told.

#include "casework/hearing.h"
#include "casework/reminders.h"
#include "casework/test/given_tasks.h"
#include "clocks/clocks.h"
#include "jobs/jobs.h"

#include <boost/json.hpp>

#include <doctest/doctest.h>

using given::Desks;
using given::Sent;

namespace {

constexpr auto tax = "Council tax";

/// A town, in which colleagues of any team are found by name.
struct Town : Desks {
    using Desks::Desks;

    access::Actor of(const std::string& team, const std::string& name) {
        const auto known = work.office.read([&](db::Tx& tx) -> Result<std::optional<access::Team>> { return access::find_team_by_name(tx, team); }).value();
        return member(name, known ? known->id : work.office.team(team));
    }
    /// Asked for by somebody who can be written to.
    cases::Opened ask(const std::string& service, const forms::Answers& answers) {
        const auto opened = work.office
            .write([&](db::Tx& tx) -> Result<cases::Opened> {
                const auto definition = TRY(catalogue::find_live(tx, service));
                return cases::open_case(tx, work.office.random,
                                        {.service = definition, .answers = answers,
                                         .person = people::record(tx, {.name = "Rosa Reeve", .email = "rosa@example.org"}), .searchable = "Rosa Reeve", .location = {}});
            });
        if (!opened) FAIL(opened.error().key, " ", opened.error().log);
        return *opened;
    }
    void do_it(const access::Actor& who, cases::CaseId id, std::string_view element, const Sent& answers = {}) {
        CAPTURE(element);
        REQUIRE(stands_at(id) == element);
        const auto done = finish(who, id, answers);
        if (!done) FAIL(done.error().key, " ", done.error().log);
    }
    /// As the room of fees says it.
    void pay(cases::CaseId id) {
        CHECK(stands_still(id));
        CHECK(work.office.write([&](db::Tx& tx) { return casework::hear(tx, id, "paid"); }).value());
        CHECK_FALSE(stands_still(id));
    }
    bool stands_still(cases::CaseId id) {
        return work.office.read([&](db::Tx& tx) -> Result<bool> { return !clocks::standing_still(tx, {&id, 1}).empty(); }).value();
    }
    std::vector<std::string> letters(const cases::Opened& opened) { return work.letters_about(opened.request); }
    /// What a table decided on the way of a case: its last result, in words.
    std::string decided(cases::CaseId id) {
        return work.office.read([&](db::Tx& tx) -> Result<std::string> {
            const auto all = casework::decisions_of(tx, id);
            return all.empty() ? std::string() : all.back().result;
        }).value();
    }
};

void in_each_town(const std::function<void(Town&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Town town(engine);
        test(town);
    }
}

const forms::Answers alone{{"since", "2026-10-15"}, {"change", "left"}, {"others", "no"}, {"who_left", "Pat"}};
const Sent one_adult{{"adults", "1"}, {"residence", "yes"}, {"seen", "The register."}};

}  // namespace

TEST_CASE("a single person's discount is decided by a table, approved by another, noted on the account, and the reasons are told") {
    in_each_town([](Town& town) {
        const auto tara = town.of(tax, "tara"), theo = town.of(tax, "theo");
        const auto opened = town.ask("single-person-discount", alone);
        const auto id = opened.case_id;
        town.do_it(tara, id, "evidence", one_adult);
        CHECK(town.decided(id).find("percent: 25") != std::string::npos);
        CHECK(town.stands_at(id) == "approve");
        CHECK(town.finish(tara, id, {{"agreed", "yes"}}).error().key == "casework.four_eyes");
        town.do_it(theo, id, "approve", {{"agreed", "no"}});
        town.do_it(tara, id, "evidence", one_adult);
        town.do_it(theo, id, "approve", {{"agreed", "yes"}});
        CHECK(town.stands_at(id).empty());  // the revenues system has it
        const auto errands = town.work.office.read([&](db::Tx& tx) -> Result<std::vector<connectors::Standing>> { return connectors::errands_about(tx, {"case", id.value}); }).value();
        REQUIRE(errands.size() == 1);
        CHECK(errands.front().destination == "revenues");
        CHECK(town.letters(opened).empty());
        REQUIRE(town.answer(id, "noted").has_value());
        CHECK(town.the(id).outcome == "granted");
        CHECK(town.letters(opened) == std::vector<std::string>{"decision", "done"});
    });
}

TEST_CASE("two adults are no single person: it is refused with the reason, and nothing is noted") {
    in_each_town([](Town& town) {
        const auto tara = town.of(tax, "tara");
        const auto opened = town.ask("single-person-discount", alone);
        const auto id = opened.case_id;
        town.do_it(tara, id, "evidence", {{"adults", "2"}, {"residence", "yes"}, {"seen", "The register."}});
        town.do_it(town.of(tax, "theo"), id, "approve", {{"agreed", "yes"}});
        CHECK(town.the(id).outcome == "refused");
        CHECK(town.letters(opened).front() == "decision");
    });
}

TEST_CASE("what is not clear is asked of the resident, and the clocks stand still meanwhile") {
    in_each_town([](Town& town) {
        const auto tara = town.of(tax, "tara");
        const auto id = town.ask("single-person-discount", alone).case_id;
        town.do_it(tara, id, "evidence", {{"adults", "1"}, {"residence", "unclear"}, {"seen", "Two addresses."}});
        CHECK(town.stands_at(id) == "ask");
        CHECK(town.stands_still(id));
        town.do_it(tara, id, "ask");
        CHECK_FALSE(town.stands_still(id));
        CHECK(town.stands_at(id) == "evidence");
    });
}

TEST_CASE("a permit is issued until a day, and its holder reminded four weeks before, once, and not where the case stands otherwise by then") {
    in_each_town([](Town& town) {
        const auto parveen = town.of("Parking services", "parveen");
        const auto issue = [&] {
            const auto opened = town.ask("resident-parking-permit", {{"kind", "new"}, {"plate", "AB12CDE"}, {"emissions", "low"}, {"number_of_permits", "one"}});
            town.pay(opened.case_id);
            town.do_it(parveen, opened.case_id, "proof", {{"lives_there", "yes"}, {"keeps", "yes"}});
            town.do_it(parveen, opened.case_id, "issue", {{"permit_number", "RP-1"}, {"ends", "2027-11-22"}});
            CHECK(town.decided(opened.case_id).find("It is valid until 22 November 2027.") != std::string::npos);
            CHECK(town.the(opened.case_id).outcome == "issued");
            CHECK(town.letters(opened) == std::vector<std::string>{"permit_issued", "done"});
            return opened;
        };
        const auto first = issue(), reopened = issue();
        REQUIRE(town.work.reopen(parveen, reopened.case_id, town.the(reopened.case_id).changes).has_value());
        town.pass(std::chrono::days(330));
        town.run_jobs();
        CHECK(town.letters(first).size() == 2);
        town.pass(std::chrono::days(8));
        town.run_jobs();
        CHECK(town.letters(first).back() == "permit_renewal");
        town.pass(std::chrono::days(30));
        town.run_jobs();
        CHECK(town.letters(first).size() == 3);
        CHECK(std::ranges::count(town.letters(reopened), "permit_renewal") == 0);
    });
}

TEST_CASE("who is refused a permit is told why and that the fee comes back, and the case ends when somebody has seen to it") {
    in_each_town([](Town& town) {
        const auto parveen = town.of("Parking services", "parveen");
        const auto opened = town.ask("resident-parking-permit", {{"kind", "renewal"}, {"plate", "AB12CDE"}, {"emissions", "low"}, {"permit", "RP-1"}});
        town.pay(opened.case_id);
        town.do_it(parveen, opened.case_id, "proof", {{"lives_there", "car_free"}, {"keeps", "yes"}});
        CHECK(town.decided(opened.case_id).find("We give back all that you paid") != std::string::npos);
        CHECK(town.letters(opened) == std::vector<std::string>{"decision"});
        town.do_it(parveen, opened.case_id, "give_back");
        CHECK(town.the(opened.case_id).outcome == "refused");
    });
}

TEST_CASE("who is not content with the answer to a complaint has it reviewed by somebody who had no part in it") {
    in_each_town([](Town& town) {
        const auto team = "Complaints and information";
        const auto connie = town.of(team, "connie"), clem = town.of(team, "clem");
        const auto opened = town.ask("complaint", {{"about", "late"}, {"what", "Missed four times."}, {"wish", "Empty it."}, {"housing", "no"}});
        const auto id = opened.case_id;
        town.do_it(connie, id, "scope", {{"route", "stage1"}, {"points", "It was missed."}});
        town.do_it(connie, id, "investigate", {{"finding", "partly"}, {"remedy", "A letter to the crew."}});
        CHECK(town.the(id).outcome == "partly");
        CHECK(town.letters(opened) == std::vector<std::string>{"complaint_stage_one", "done"});
        REQUIRE(town.work.reopen(clem, id, town.the(id).changes).has_value());
        CHECK(town.stands_at(id) == "review");
        CHECK(town.finish(connie, id, {{"outcome", "same"}, {"reasons", "As before."}}).error().key == "casework.four_eyes");
        town.do_it(clem, id, "review", {{"outcome", "changed"}, {"reasons", "They are right."}});
        CHECK(town.the(id).outcome == "reviewed");
    });
}

TEST_CASE("a request for information that is not clear stands still until it is; what costs too much is refused with help to ask for less") {
    in_each_town([](Town& town) {
        const auto connie = town.of("Complaints and information", "connie");
        const auto opened = town.ask("freedom-of-information", {{"wanted", "Everything about roads."}, {"about_you", "no"}, {"form", "email"}});
        const auto id = opened.case_id;
        town.do_it(connie, id, "scope", {{"clear", "no"}, {"regime", "foi"}, {"hours", "0"}});
        CHECK(town.stands_still(id));
        town.do_it(connie, id, "clarify");
        CHECK_FALSE(town.stands_still(id));
        town.do_it(connie, id, "scope", {{"clear", "yes"}, {"regime", "foi"}, {"hours", "19"}});
        town.do_it(connie, id, "over");
        CHECK(town.the(id).outcome == "refused");
        CHECK(town.letters(opened).front() == "decision");
    });
}

TEST_CASE("how soon a repair is done hangs on what is broken and who suffers from it") {
    in_each_town([](Town& town) {
        (void)town.of("Housing repairs", "rae");
        const auto urgency = [&](const forms::Answers& answers) { return town.stands_at(town.ask("housing-repair", answers).case_id); };
        CHECK(urgency({{"what", "heating"}, {"danger", "bad"}, {"ill", "yes"}}) == "emergency");
        CHECK(urgency({{"what", "heating"}, {"danger", "bad"}, {"ill", "no"}}) == "urgent3");
        CHECK(urgency({{"what", "damp"}, {"danger", "works"}, {"ill", "no"}}) == "hazard");
        CHECK(urgency({{"what", "window"}, {"danger", "bad"}}) == "urgent7");
        CHECK(urgency({{"what", "other"}, {"danger", "works"}}) == "routine");
    });
}

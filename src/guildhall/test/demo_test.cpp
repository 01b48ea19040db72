// The invented borough: the same for the same seed, like a year of a real one, and nothing of its past leaves the house.

#include "guildhall/demo_staff.h"
#include "guildhall/demo_year.h"
#include "guildhall/test/given_house.h"

using namespace given;
using namespace guildhall;

namespace {

struct Borough {
    House& house;
    DemoWords words = read_demo_words("demo").value();
    places::Gazetteer gazetteer = draw_gazetteer(words, 60);
    std::vector<catalogue::DefinitionPtr> services;
    std::vector<access::Actor> staff;
    DemoTruths truths;

    Borough(House& house, std::int64_t requests, std::uint64_t seed = 1) : house(house) {
        static const auto password = access::Passwords(1).hash(house_password).value();
        REQUIRE(house.write([&](db::Tx& tx) -> Result<bool> {
            TRY(hire(tx, password));
            TRY(places::load(tx, gazetteer));
            return true;
        }));
        services = house.read([](db::Tx& tx) { return catalogue::live_services(tx); }).value();
        staff = house.read([](db::Tx& tx) { return load_demo_staff(tx); }).value();
        const auto plan = draw_plan(words, services, {.requests = requests, .people = 60, .seed = seed, .now = start});
        auto told = tell_year(*house.household, {words, services, staff, gazetteer.addresses, seed}, plan, [](std::size_t) {});
        if (!told) FAIL(told.error().key, " ", told.error().log);
        truths = *std::move(told);
    }
    /// One line for each case: its reference, state, outcome, owner, and when it was opened and closed.
    std::vector<std::string> cases_told() const {
        return house.read([](db::Tx& tx) -> Result<std::vector<std::string>> {
                        std::vector<std::string> lines;
                        const auto all = cases::list(tx, access::Actor::house("test"), {.state = std::nullopt, .limit = 1000});
                        for (const auto& [c, request] : all)
                            lines.push_back(fmt::format("{} {} {} {} {} {}", request.reference.text(), request.channel, c.service, c.outcome,
                                                        base::to_iso(c.opened_at), c.closed_at ? base::to_iso(*c.closed_at) : "open"));
                        std::ranges::sort(lines);
                        return lines;
                    })
            .value();
    }
};

}  // namespace

TEST_CASE("the same seed and day give the same borough, another seed another") {
    House one(db::Engine::sqlite), two(db::Engine::sqlite), other(db::Engine::sqlite);
    const auto told = Borough(one, 60, 7).cases_told();
    CHECK(told.size() == 60);
    CHECK(told == Borough(two, 60, 7).cases_told());
    CHECK(told != Borough(other, 60, 8).cases_told());
}

TEST_CASE("nothing of the year that is told is left to be sent, and nobody is asked about it later") {
    in_each_house([](House& house) {
        Borough borough(house, 150);
        CHECK(house.count("notifications_message") > 50);
        CHECK(house.count("notifications_message WHERE state IN ('queued', 'sending')") == 0);
        REQUIRE(house.household->settle());
        CHECK(house.count("jobs_job WHERE kind IN ('notifications.send', 'cases.ask_if_fixed')") == 0);
        CHECK_FALSE(std::filesystem::exists(house.tenant.folder.path / "mail"));
    });
}

TEST_CASE("cases live as cases do: taken, closed, withdrawn, reopened and open, over every service and several channels") {
    in_each_house([](House& house) {
        Borough borough(house, 400);
        for (const auto* some : {"cases_case WHERE state = 'open'", "cases_case WHERE state = 'closed'", "cases_case WHERE outcome = 'withdrawn'",
                                 "cases_case WHERE objections > 0", "cases_case WHERE closed_at > due_at", "cases_request WHERE channel = 'phone'",
                                 "cases_request WHERE channel = 'web'", "cases_request WHERE person IS NULL",
                                 "journal_fact WHERE kind = 'cases.CaseTaken'", "journal_fact WHERE kind = 'cases.CaseHandedOver'",
                                 "journal_fact WHERE kind = 'cases.ResidentTold'", "journal_fact WHERE kind = 'cases.FixConfirmed'"}) {
            CAPTURE(some);
            CHECK(house.count(some) > 0);
        }
        for (const auto& service : borough.services) {
            CAPTURE(service->code);
            CHECK(house.count("cases_case WHERE service = '" + service->code + "'") > 0);
        }
        CHECK(house.count("cases_case WHERE area <> ''") > 300);
        const auto slowest = std::chrono::duration_cast<Duration>(std::chrono::days(3 * 40 * 7 / 5));  // eight weeks, and late
        const auto long_ago = std::to_string((start - slowest).time_since_epoch().count());
        CHECK(house.count("cases_case WHERE state = 'open' AND opened_at < " + long_ago) == 0);
    });
}

TEST_CASE("what is true of the year is told with it: every contact, those that repeat, those resolved at once") {
    in_each_house([](House& house) {
        Borough borough(house, 300);
        const auto& truths = borough.truths;
        CHECK(truths.requests == 300);
        CHECK(truths.contacts == house.count("contact_interaction"));
        CHECK(truths.repeat_contacts.size() > 10);
        CHECK(truths.first_contact_resolutions.size() > 10);
        for (const auto id : truths.first_contact_resolutions)
            CHECK(house.count("contact_interaction WHERE id = " + std::to_string(id) + " AND outcome = 'answered'") == 1);
    });
}

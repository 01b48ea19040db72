#include "cases/worklist.h"

#include "cases/cases.h"
#include "cases/lines.h"
#include "cases/test/given_cases.h"

#include <algorithm>

using namespace std::chrono_literals;
using cases::Order;
using cases::Whose;
using given::Casework;
using given::in_each_casework;

namespace {

/// Many cases of both teams, open and closed, owned and not, opened and promised in no order.
void fill(Casework& work, const std::vector<access::StaffId>& owners, int count) {
    static constexpr db::Sql add_case{
        "test.add_case",
        "INSERT INTO cases_case (id, service, service_version, team, state, opened_at, outcome, changes, owner, due_at, tasks)"
        " VALUES (?, ?, 1, ?, ?, ?, '', 1, ?, ?, ?)",
        "INSERT INTO cases_case (id, service, service_version, team, state, opened_at, outcome, changes, owner, due_at, tasks)"
        " VALUES (?, ?, 1, ?, ?, ?, '', 1, ?, ?, ?)"};
    static constexpr db::Sql add_task{
        "test.add_task",
        "INSERT INTO cases_task (id, case_id, kind, team, message, position, created, done_by) VALUES (?, ?, 'undelivered', ?, 0, ?, ?, '')",
        "INSERT INTO cases_task (id, case_id, kind, team, message, position, created, done_by) VALUES (?, ?, 'undelivered', ?, 0, ?, ?, '')"};
    static constexpr db::Sql add_request{
        "test.add_request",
        "INSERT INTO cases_request (id, reference, case_id, service, service_version, channel, answers, received_at)"
        " VALUES (?, ?, ?, ?, 1, 'web', '{}', ?)",
        "INSERT INTO cases_request (id, reference, case_id, service, service_version, channel, answers, received_at)"
        " VALUES (?, ?, ?, ?, 1, 'web', '{}', ?)"};
    REQUIRE(work.office.write([&](db::Tx& tx) -> Result<bool> {
        auto& random = work.office.random;
        for (int i = 0; i < count; ++i) {
            const auto id = tx.new_id<cases::CaseId>();
            const auto opened = given::start - std::chrono::hours(random.number_below(200));
            const auto team = random.number_below(3) == 0 ? work.parks : work.waste;
            const auto owner = random.number_below(2) == 0 ? access::StaffId{} : owners[random.number_below(owners.size())];
            const std::string service = random.number_below(3) == 0 ? "graffiti" : "missed-bin";
            const bool with_task = random.number_below(5) == 0;
            const auto due = opened + std::chrono::hours(random.number_below(300));
            tx.run(add_case, id, service, team, random.number_below(3) == 0 ? "closed" : "open", opened, owner, due,
                   with_task ? 1 : 0);
            if (with_task) tx.run(add_task, tx.new_id<cases::TaskId>(), id, team, id.value, opened);
            tx.run(add_request, tx.new_id<cases::RequestId>(), Reference::random(random), id, service, opened);
        }
        return true;
    }));
}

std::vector<cases::Case> all_cases(Casework& work) {
    return work.office
        .read([&](db::Tx& tx) -> Result<std::vector<cases::Case>> {
            std::vector<cases::Case> all;
            for (const auto& line : cases::list(tx, given::Office::chief(), {.state = std::nullopt, .limit = 10'000})) all.push_back(line.the_case);
            return all;
        })
        .value();
}

bool is_wanted(const cases::Case& c, const access::Actor& who, const cases::Wanted& wanted, Instant now) {
    if (!access::scope_of(who, access::Permission::read_case).allows(c.owned())) return false;
    if (wanted.state && c.state != *wanted.state) return false;
    if (wanted.late && !c.is_late(now)) return false;
    if (wanted.with_tasks && c.tasks == 0) return false;
    if (!wanted.service.empty() && c.service != wanted.service) return false;
    switch (wanted.whose) {
        case Whose::everybody: return true;
        case Whose::mine: return who.staff() && c.owner == who.staff();
        case Whose::my_teams: return std::ranges::find(who.teams, c.team) != who.teams.end();
        case Whose::unowned: return !c.owner;
    }
    return false;
}

given::Ids expected(std::vector<cases::Case> all, const access::Actor& who, const cases::Wanted& wanted, Instant now) {
    std::erase_if(all, [&](const cases::Case& c) { return !is_wanted(c, who, wanted, now); });
    std::ranges::sort(all, [&](const cases::Case& a, const cases::Case& b) {
        return wanted.order == Order::due ? std::tie(a.due_at, a.id) < std::tie(b.due_at, b.id)
                                          : std::tie(a.opened_at, a.id) > std::tie(b.opened_at, b.id);
    });
    given::Ids ids;
    for (const auto& c : all) ids.push_back(c.id);
    return ids;
}

given::Ids paged(Casework& work, const access::Actor& who, cases::Wanted wanted) {
    given::Ids ids;
    for (;;) {
        const auto lines =
            work.office.read([&](db::Tx& tx) -> Result<std::vector<cases::Line>> { return cases::list(tx, who, wanted); }).value();
        if (lines.empty()) return ids;
        for (const auto id : Casework::ids_of(lines)) ids.push_back(id);
        wanted.after = cases::cursor_of(lines.back(), wanted.order);
    }
}

cases::Wanted any_wanted(Random& random) {
    cases::Wanted wanted{.whose = static_cast<Whose>(random.number_below(4)),
                         .late = random.number_below(4) == 0,
                         .with_tasks = random.number_below(4) == 0,
                         .order = random.number_below(2) == 0 ? Order::due : Order::newest,
                         .limit = 1 + static_cast<int>(random.number_below(40))};
    switch (random.number_below(3)) {
        case 0: wanted.state = std::nullopt; break;
        case 1: wanted.state = cases::State::closed; break;
        default: break;
    }
    if (random.number_below(4) == 0) wanted.service = "graffiti";
    return wanted;
}

}  // namespace

TEST_CASE("every list, page by page, is what picking from all cases by hand gives") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer(), pat = work.stranger();
        const auto lead = work.office.actor(work.office.staff("lee", {"team_leader"}, {work.waste, work.parks}));
        const auto agent = work.office.actor(work.office.staff("ada", {"agent"}));
        fill(work, {olu.staff(), pat.staff(), lead.staff()}, 150);
        const auto all = all_cases(work);
        REQUIRE(all.size() == 150);
        for (int i = 0; i < 150; ++i) {
            const auto wanted = any_wanted(work.office.random);
            for (const auto& who : {olu, pat, lead, agent, access::Actor::visitor()}) {
                CAPTURE(i);
                CAPTURE(who.name);
                CHECK(paged(work, who, wanted) == expected(all, who, wanted, work.office.clock.now()));
            }
        }
    });
}

TEST_CASE("counts count what the lists show") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer(), pat = work.stranger();
        const auto agent = work.office.actor(work.office.staff("ada", {"agent"}));
        fill(work, {olu.staff(), pat.staff()}, 150);
        for (const auto& who : {olu, pat, agent, access::Actor::visitor()}) {
            CAPTURE(who.name);
            const auto counts = work.count(who);
            const auto size = [&](const cases::Wanted& wanted) { return static_cast<std::int64_t>(work.list(who, wanted).size()); };
            CHECK(counts.all == size({.limit = 1000}));
            CHECK(counts.mine == size({.whose = Whose::mine, .limit = 1000}));
            CHECK(counts.my_teams == size({.whose = Whose::my_teams, .limit = 1000}));
            CHECK(counts.unowned == size({.whose = Whose::unowned, .limit = 1000}));
            CHECK(counts.late == size({.late = true, .limit = 1000}));
            CHECK(counts.with_tasks == size({.with_tasks = true, .state = std::nullopt, .limit = 1000}));
        }
    });
}

TEST_CASE("what somebody told us before is found by their e-mail or telephone number, however typed") {
    in_each_casework([](Casework& work) {
        const auto olu = work.officer(), pat = work.stranger();
        const auto first = work.open("", {.name = "Rosa Green", .email = "Rosa@example.com"}).case_id;
        work.office.clock.advance(1h);
        const auto second = work.open("", {.name = "R Green", .phone = "+441614960000"}).case_id;
        work.office.clock.advance(1h);
        const auto third = work.open("", {.name = "Rosa Green", .email = "rosa@example.com", .phone = "+441614960000"}).case_id;
        work.open("", {.name = "Somebody Else", .email = "else@example.com"});
        const auto told = [&](const access::Actor& who, const people::Contact& typed) {
            return Casework::ids_of(
                work.office.read([&](db::Tx& tx) -> Result<std::vector<cases::Line>> { return cases::of_contact(tx, who, typed); }).value());
        };
        CHECK(told(olu, {.email = " ROSA@example.com"}) == given::Ids{third, first});
        CHECK(told(olu, {.phone = "0161 496 0000"}) == given::Ids{third, second});
        CHECK(told(olu, {.name = "nobody", .email = "rosa@example.com", .phone = "0161 496 0000"}) == given::Ids{third, second, first});
        CHECK(told(olu, {.name = "rosa green"}) == given::Ids{third, first});
        CHECK(told(olu, {}).empty());
        CHECK(told(pat, {.email = "rosa@example.com"}).empty());
        CHECK(told(access::Actor::visitor(), {.email = "rosa@example.com"}).empty());
    });
}

TEST_CASE("a page of a list reads along an index, whoever asks for whatever") {
    in_each_casework([](Casework& work) {
        const bool postgres = work.office.tenant.db->engine() == db::Engine::postgres;
        const auto olu = work.officer();
        const auto lead = work.office.actor(work.office.staff("lee", {"team_leader"}, {work.waste, work.parks}));
        const auto agent = work.office.actor(work.office.staff("ada", {"agent"}, {work.waste}));
        fill(work, {olu.staff()}, 20);
        REQUIRE(work.office.write([&](db::Tx& tx) -> Result<bool> {
            static constexpr db::Sql as_if_there_were_many{"test.as_if_many", "SELECT 1", "SET LOCAL enable_seqscan = off"};
            tx.run(as_if_there_were_many);
            for (const auto& who : {olu, lead, agent})
                for (const auto whose : {Whose::everybody, Whose::mine, Whose::my_teams, Whose::unowned})
                    for (const auto order : {Order::newest, Order::due})
                        for (const bool late : {false, true}) {
                            const cases::Wanted wanted{.whose = whose, .late = late, .order = order, .after = {given::start, {7}}};
                            const auto statement = cases::list_statement(who, wanted, tx.now());
                            const auto explain = (postgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + statement.text;
                            for (const auto row : db::Rows(tx.query_text(explain, statement.values))) {
                                const auto step = row.get<std::string>(postgres ? 0 : 3);
                                CAPTURE(step);
                                CHECK_FALSE(step.starts_with("SCAN c"));
                                CHECK(step.find("Seq Scan on cases_case") == std::string::npos);
                            }
                        }
            return true;
        }));
    });
}

#include "access/test/given_access.h"
#include "base/words.h"

#include <set>

using access::Permission;
using access::Reach;
using access::Scope;
using access::TeamId;

namespace {

constexpr db::Sql make_records{"test.make_records", "CREATE TABLE test_record (id BIGINT PRIMARY KEY, team BIGINT)",
                               "CREATE TABLE test_record (id BIGINT PRIMARY KEY, team BIGINT)"};
constexpr db::Sql add_record{"test.add_record", "INSERT INTO test_record VALUES (?, ?)", "INSERT INTO test_record VALUES (?, ?)"};

/// A scope of any shape over teams 1 to 40.
Scope any_scope(Random& random) {
    switch (random.number_below(6)) {
        case 0: return Scope::none();
        case 1: return Scope::everything();
        default: break;
    }
    std::vector<TeamId> teams;
    for (auto left = random.number_below(20); left > 0; --left) teams.push_back({static_cast<std::int64_t>(random.number_below(41))});
    return Scope::of_teams(std::move(teams));
}

std::set<std::int64_t> seen_by_sql(db::Tx& tx, const Scope& scope) {
    std::set<std::int64_t> ids;
    const auto condition = scope.sql("r.team");
    auto rows = tx.query_text("SELECT r.id FROM test_record r WHERE " + condition.text, condition.values);
    while (rows->next()) ids.insert(rows->integer(0));
    return ids;
}

}  // namespace

TEST_CASE("a list and a single record agree on who may see what, whatever the scope") {
    given::in_each_office([](given::Office& office) {
        base::SeededRandom random(20261122);
        std::map<std::int64_t, TeamId> records;
        REQUIRE(office.write([&](db::Tx& tx) -> Result<bool> {
            tx.run(make_records);
            for (std::int64_t id = 1; id <= 120; ++id) {
                const TeamId team{static_cast<std::int64_t>(random.number_below(41))};
                records[id] = team;
                tx.run(add_record, id, team ? std::optional(team) : std::nullopt);
            }
            return true;
        }));
        REQUIRE(office.read([&](db::Tx& tx) -> Result<bool> {
            for (int round = 0; round < 300; ++round) {
                const auto scope = any_scope(random);
                CAPTURE(scope.key());
                std::set<std::int64_t> allowed;
                for (const auto& [id, team] : records)
                    if (scope.allows(team)) allowed.insert(id);
                CHECK(seen_by_sql(tx, scope) == allowed);
            }
            return true;
        }));
    });
}

TEST_CASE("scopes of many teams share a few statements") {
    std::set<std::string> texts;
    for (std::int64_t most = 1; most <= 100; ++most) {
        std::vector<TeamId> teams;
        for (std::int64_t i = 1; i <= most; ++i) teams.push_back({i});
        const auto condition = Scope::of_teams(teams).sql("team");
        texts.insert(condition.text);
        CHECK(std::count(condition.text.begin(), condition.text.end(), '?') == static_cast<std::int64_t>(condition.values.size()));
    }
    CHECK(texts.size() == 8);
}

TEST_CASE("keys of scopes are equal only for equal scopes") {
    CHECK(Scope::of_teams({{9}, {3}, {9}}).key() == "teams:3,9");
    CHECK(Scope::of_teams({{9}, {3}}) == Scope::of_teams({{3}, {9}}));
    CHECK(Scope::of_teams({}) == Scope::none());
    CHECK(Scope::none().key() == "none");
    CHECK(Scope::everything().key() == "all");
}

TEST_CASE("an officer sees what their team and the teams below it own, and nothing else") {
    given::in_each_office([](given::Office& office) {
        const auto streets = office.team("Streets"), lights = office.team("Lights", streets), lamps = office.team("Lamps", lights);
        const auto parks = office.team("Parks");
        const auto officer = office.actor(office.staff("olu", {"officer"}, {lights}));
        const auto scope = access::scope_of(officer, Permission::read_case);
        CHECK(scope.allows(lights));
        CHECK(scope.allows(lamps));
        CHECK_FALSE(scope.allows(streets));
        CHECK_FALSE(scope.allows(parks));
        CHECK_FALSE(scope.allows(TeamId{}));
        CHECK(access::require(officer, Permission::close_case, lamps));
        CHECK(access::require(officer, Permission::close_case, parks).error().kind == Kind::not_allowed);
    });
}

TEST_CASE("each permission goes as far as the farthest role that gives it") {
    given::in_each_office([](given::Office& office) {
        const auto lights = office.team("Lights"), parks = office.team("Parks");
        const auto both = office.actor(office.staff("mo", {"officer", "auditor"}, {lights}));
        CHECK(access::scope_of(both, Permission::read_case) == Scope::everything());
        CHECK(access::scope_of(both, Permission::close_case) == Scope::of_teams({lights}));
        CHECK(access::scope_of(both, Permission::read_journal) == Scope::everything());
        CHECK(access::scope_of(both, Permission::manage_staff) == Scope::none());
        CHECK_FALSE(access::require(both, Permission::close_case, parks));
    });
}

TEST_CASE("a visitor may send requests and nothing else") {
    const auto visitor = access::Actor::visitor();
    for (const auto& name : access::all_permissions()) CHECK(visitor.may(name.permission) == (name.code == "requests.submit"));
    CHECK(access::require(visitor, Permission::read_case).error().key == "access.sign_in_needed");
    CHECK(visitor.journal_name() == "public");
    CHECK(access::Actor::resident(88).journal_name() == "person:88");
    CHECK(access::Actor::house("mail").journal_name() == "system:mail");
}

TEST_CASE("every permission has a code of its own and words, and administrators hold them all") {
    std::set<std::string_view> codes;
    for (const auto& name : access::all_permissions()) {
        CHECK(codes.insert(name.code).second);
        CHECK(base::has_words("access.may." + std::string(name.code)));
        CHECK(access::find_permission(name.code) == name.permission);
    }
    given::in_each_office([](given::Office& office) {
        const auto chief = office.actor(office.staff("ada", {"administrator"}));
        for (const auto& name : access::all_permissions()) CHECK(chief.reach_of(name.permission) == Reach::everything);
    });
}

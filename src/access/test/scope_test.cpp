#include "access/test/given_access.h"
#include "base/words.h"

#include <functional>
#include <map>
#include <set>

using access::Permission;
using access::Scope;
using access::TeamId;

namespace {

constexpr const char* columns = "id BIGINT PRIMARY KEY, team BIGINT, service VARCHAR(60) NOT NULL, area VARCHAR(20)";
const std::string make_table = std::string("CREATE TABLE test_record (") + columns + ")";
const db::Sql make_records{"test.make_records", make_table.c_str(), make_table.c_str()};
constexpr db::Sql add_record{"test.add_record", "INSERT INTO test_record VALUES (?, ?, ?, ?)", "INSERT INTO test_record VALUES (?, ?, ?, ?)"};

constexpr access::OwnedColumns all_columns{.team = "r.team", .service = "r.service", .area = "r.area"};

/// One of `count` codes, or none: "s0" is "".
std::string any_code(Random& random, const std::string& letter, std::int64_t count) {
    const auto number = random.number_below(static_cast<std::uint64_t>(count));
    return number == 0 ? std::string() : letter + std::to_string(number);
}

template <class Each>
std::optional<std::vector<Each>> any_list(Random& random, const std::function<Each()>& any) {
    if (random.number_below(2) == 0) return std::nullopt;
    std::vector<Each> list;
    for (auto left = random.number_below(8); left > 0; --left) list.push_back(any());
    return list;
}

TeamId any_team(Random& random) { return {static_cast<std::int64_t>(random.number_below(21))}; }

/// A scope of any shape: none, everything, or one to five alternatives.
Scope any_scope(Random& random) {
    Scope scope;
    for (auto left = random.number_below(6); left > 0; --left)
        scope = scope.or_else(Scope::of({.teams = any_list<TeamId>(random, [&] { return any_team(random); }),
                                         .services = any_list<std::string>(random, [&] { return any_code(random, "s", 6); }),
                                         .areas = any_list<std::string>(random, [&] { return any_code(random, "W", 6); })}));
    return scope;
}

struct Record {
    TeamId team;
    std::string service, area;
    access::Owned owned() const { return {team, service, area}; }
};

Record any_record(Random& random) { return {any_team(random), any_code(random, "s", 6), any_code(random, "W", 6)}; }

using Ids = std::set<std::int64_t>;

Ids seen_by_sql(db::Tx& tx, const Scope& scope, const access::OwnedColumns& owned) {
    Ids ids;
    const auto condition = scope.sql(owned);
    auto rows = tx.query_text("SELECT r.id FROM test_record r WHERE " + condition.text, condition.values);
    while (rows->next()) ids.insert(rows->integer(0));
    return ids;
}

/// What a search within the scope lets through.
bool carries_a_tag_of_each(const std::vector<std::string>& tags, const std::vector<std::vector<std::string>>& groups) {
    return std::ranges::all_of(groups, [&](const auto& group) {
        return std::ranges::any_of(group, [&](const auto& tag) { return std::ranges::find(tags, tag) != tags.end(); });
    });
}

std::map<std::int64_t, Record> keep_records(given::Office& office, Random& random) {
    std::map<std::int64_t, Record> records;
    for (std::int64_t id = 1; id <= 150; ++id) records[id] = any_record(random);
    REQUIRE(office.write([&](db::Tx& tx) -> Result<bool> {
        tx.run(make_records);
        for (const auto& [id, r] : records)
            tx.run(add_record, id, r.team ? std::optional(r.team) : std::nullopt, r.service, r.area.empty() ? std::nullopt : std::optional(r.area));
        return true;
    }));
    return records;
}

}  // namespace

TEST_CASE("a list, a single record and a search agree on who may see what, whatever the scope") {
    given::in_each_office([](given::Office& office) {
        base::SeededRandom random(20261122);
        const auto records = keep_records(office, random);
        REQUIRE(office.read([&](db::Tx& tx) -> Result<bool> {
            for (int round = 0; round < 400; ++round) {
                const auto scope = any_scope(random);
                CAPTURE(scope.key());
                const auto groups = scope.tag_groups();
                Ids allowed, found, allowed_by_team;
                for (const auto& [id, record] : records) {
                    if (scope.allows(record.owned())) allowed.insert(id);
                    if (carries_a_tag_of_each(access::tags_of(record.owned()), groups)) found.insert(id);
                    if (scope.allows({.team = record.team})) allowed_by_team.insert(id);
                }
                CHECK(seen_by_sql(tx, scope, all_columns) == allowed);
                CHECK(found == allowed);
                CHECK(seen_by_sql(tx, scope, {.team = "r.team"}) == allowed_by_team);
            }
            return true;
        }));
    });
}

TEST_CASE("somebody who follows their scope's live topics hears of every record within it, and of no other") {
    base::SeededRandom random(20261126);
    int live = 0;
    for (int round = 0; round < 400; ++round) {
        const auto scope = any_scope(random);
        const auto followed = access::topics_within("cases", scope);
        if (followed.empty()) continue;
        ++live;
        CAPTURE(scope.key());
        CHECK(followed.size() <= access::most_topics);
        for (const auto& topic : followed) {
            const auto part = access::part_named(std::string_view(topic).substr(5));
            REQUIRE(part);
            CHECK(scope.covers(Scope::of(*part)));
        }
        for (int i = 0; i < 50; ++i) {
            const auto record = any_record(random);
            const auto published = access::topics_about("cases", record.owned());
            const bool hears = std::ranges::any_of(published, [&](const auto& topic) { return std::ranges::find(followed, topic) != followed.end(); });
            CHECK(hears == scope.allows(record.owned()));
        }
    }
    CHECK(live > 100);
    for (const auto* wrong : {".", ".team", ".team.", ".team.x", ".service.", ".area.W1.team.7", ".team.7.x", "team.7"}) CHECK_FALSE(access::part_named(wrong));
}

TEST_CASE("a scope covers another only if it allows all that the other allows") {
    base::SeededRandom random(7);
    for (int round = 0; round < 400; ++round) {
        const auto one = any_scope(random), other = any_scope(random), both = one.or_else(other);
        CAPTURE(one.key());
        CAPTURE(other.key());
        CHECK(both.covers(one));
        CHECK(both.covers(other));
        for (int i = 0; i < 50; ++i) {
            const auto record = any_record(random);
            CHECK(both.allows(record.owned()) == (one.allows(record.owned()) || other.allows(record.owned())));
            if (one.covers(other) && other.allows(record.owned())) CHECK(one.allows(record.owned()));
        }
    }
}

TEST_CASE("scopes of many teams share a few statements") {
    std::set<std::string> texts;
    for (std::int64_t most = 1; most <= 100; ++most) {
        std::vector<TeamId> teams;
        for (std::int64_t i = 1; i <= most; ++i) teams.push_back({i});
        const auto condition = Scope::of_teams(teams).sql({.team = "team"});
        texts.insert(condition.text);
        CHECK(std::count(condition.text.begin(), condition.text.end(), '?') == static_cast<std::int64_t>(condition.values.size()));
    }
    CHECK(texts.size() == 8);
}

TEST_CASE("one role held for several services one by one makes one alternative") {
    Scope scope;
    for (const auto* service : {"missed-bin", "street-light", "pothole"}) scope = scope.or_else(Scope::of({.services = {{service}}}));
    CHECK(scope.key() == "services:missed-bin,pothole,street-light");
    CHECK(scope.or_else(Scope::of({.teams = {{{3}}}, .services = {{"pothole"}}})) == scope);
    CHECK(scope.or_else(Scope::of_teams({{3}})).key() == "services:missed-bin,pothole,street-light|teams:3");
    CHECK(scope.or_else(Scope::everything()) == Scope::everything());
}

TEST_CASE("a condition's values live as long as the condition") {
    const auto condition = Scope::of({.areas = {{std::string(50, 'W')}}}).sql(all_columns);
    CHECK(condition.values.at(0).text == std::string(50, 'W'));
}

TEST_CASE("keys of scopes are equal only for equal scopes") {
    CHECK(Scope::of_teams({{9}, {3}, {9}}).key() == "teams:3,9");
    CHECK(Scope::of_teams({{9}, {3}}) == Scope::of_teams({{3}, {9}}));
    CHECK(Scope::of_teams({}) == Scope::none());
    CHECK(Scope::of({.services = {{""}}}) == Scope::none());
    CHECK(Scope::none().key() == "none");
    CHECK(Scope::everything().key() == "all");
}

TEST_CASE("an officer sees what their team and the teams below it own, and nothing else") {
    given::in_each_office([](given::Office& office) {
        const auto streets = office.team("Streets"), lights = office.team("Lights", streets), lamps = office.team("Lamps", lights);
        const auto parks = office.team("Parks");
        const auto officer = office.actor(office.staff("olu", {"officer"}, {lights}));
        const auto scope = access::scope_of(officer, Permission::read_case);
        CHECK(scope.allows({.team = lights}));
        CHECK(scope.allows({.team = lamps}));
        CHECK_FALSE(scope.allows({.team = streets}));
        CHECK_FALSE(scope.allows({.team = parks}));
        CHECK_FALSE(scope.allows({}));
        CHECK(access::require(officer, Permission::close_case, {.team = lamps}));
        CHECK(access::require(officer, Permission::close_case, {.team = parks}).error().kind == Kind::not_allowed);
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
        CHECK_FALSE(access::require(both, Permission::close_case, {.team = parks}));
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
        for (const auto& name : access::all_permissions()) CHECK(access::scope_of(chief, name.permission) == Scope::everything());
    });
}

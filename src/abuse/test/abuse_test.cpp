#include "abuse/abuse.h"

#include "access/test/given_access.h"

#include <algorithm>

using namespace std::chrono_literals;
using abuse::Detail;
using given::Office;

namespace {

const abuse::Bans bans("secret");

struct Leader {
    access::Actor actor;
    explicit Leader(Office& office) : actor(office.actor(office.staff("lee", {"team_leader"}, {office.team("Streets")}))) {}
};

abuse::NewBan for_email(const std::string& address) {
    return {.detail = Detail::email, .typed = address, .reason = "threat", .words = "Threatened the crew", .days = 7};
}
auto ban(Office& office, const access::Actor& who, const abuse::NewBan& wanted) {
    return office.write([&](db::Tx& tx) { return bans.ban(tx, office.random, who, wanted); });
}
std::optional<abuse::Ban> found(Office& office, const abuse::Sender& sender) {
    return office.read([&](db::Tx& tx) -> Result<std::optional<abuse::Ban>> { return bans.find(tx, sender); }).value();
}

}  // namespace

TEST_CASE("a banned address is found however it is typed, and nobody else's") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        REQUIRE(ban(office, leader.actor, for_email("Rosa@Example.com")));
        REQUIRE(ban(office, leader.actor, {.detail = Detail::phone, .typed = "07700 900123", .reason = "spam", .words = "x", .days = 1}));
        CHECK(found(office, {.email = "rosa@example.COM"})->hint == "r…@example.com");
        CHECK(found(office, {.email = "other@example.com", .phone = "+44 7700 900 123"})->hint == "…123");
        CHECK_FALSE(found(office, {.email = "rosa@example.org", .phone = "07700 900124", .client = "192.0.2.7"}));
        CHECK_FALSE(found(office, {}));
        CHECK_FALSE(found(office, {.email = "not an address", .client = "nowhere"}));
    });
}

TEST_CASE("nothing of what is banned stands in the database but a hint") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        REQUIRE(ban(office, leader.actor, for_email("rosa.green@example.com")));
        const auto rows = office.read([](db::Tx& tx) -> Result<std::string> {
            std::string all;
            for (const auto row : db::Rows(tx.query_text("SELECT digest, hint, words FROM abuse_ban", {})))
                for (int column = 0; column < 3; ++column) all += row.get<std::string>(column) + ' ';
            return all;
        }).value();
        CHECK(rows.find("rosa") == std::string::npos);
    });
}

TEST_CASE("a connection is an IPv4 address however it is written, or the network of an IPv6 one") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        REQUIRE(ban(office, leader.actor, {.detail = Detail::connection, .typed = "192.0.2.7", .reason = "spam", .words = "x", .days = 1}));
        REQUIRE(ban(office, leader.actor, {.detail = Detail::connection, .typed = "2001:db8:1:2::7", .reason = "spam", .words = "x", .days = 1}));
        CHECK(found(office, {.client = "::ffff:192.0.2.7"}));
        CHECK(found(office, {.client = "2001:db8:1:2:ffff::1"}));
        CHECK_FALSE(found(office, {.client = "192.0.2.8"}));
        CHECK_FALSE(found(office, {.client = "2001:db8:1:3::7"}));
        CHECK(found(office, {.client = "192.0.2.7"})->hint.empty());
    });
}

TEST_CASE("the connection behind a request can be banned for 14 days by somebody who never sees it") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        REQUIRE(office.write([](db::Tx& tx) -> Result<bool> { bans.trace(tx, 77, "192.0.2.7"); return true; }));
        const abuse::NewBan wanted{.detail = Detail::connection, .typed = {}, .subject = 77, .reason = "spam", .words = "x", .days = 1};
        REQUIRE(ban(office, leader.actor, wanted));
        CHECK(found(office, {.client = "192.0.2.7"}));
        office.clock.advance(24h * 15);
        CHECK(ban(office, leader.actor, wanted).error().key == "abuse.not_traced");
        REQUIRE(office.write([](db::Tx& tx) -> Result<bool> { abuse::forget_traces(tx); return true; }));
        CHECK_FALSE(office.read([](db::Tx& tx) -> Result<bool> { return abuse::is_traced(tx, 77); }).value());
    });
}

TEST_CASE("a ban ends on its day, or when it is lifted, and can then be set anew") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        const auto first = ban(office, leader.actor, for_email("rosa@example.com")).value();
        CHECK(ban(office, leader.actor, for_email("rosa@example.com")).error().key == "abuse.banned_already");
        REQUIRE(office.write([&](db::Tx& tx) { return abuse::lift(tx, leader.actor, first); }));
        REQUIRE(office.write([&](db::Tx& tx) { return abuse::lift(tx, leader.actor, first); }));
        CHECK_FALSE(found(office, {.email = "rosa@example.com"}));
        REQUIRE(ban(office, leader.actor, for_email("rosa@example.com")));
        office.clock.advance(24h * 7 + 1s);
        CHECK_FALSE(found(office, {.email = "rosa@example.com"}));
        CHECK(std::ranges::count(office.facts_of(first.value), "abuse.BanLifted") == 1);
    });
}

TEST_CASE("only who leads may ban, see bans and lift them; and each refusal counts") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        const auto agent = office.actor(office.staff("ann"));
        CHECK(ban(office, agent, for_email("rosa@example.com")).error().kind == Kind::not_allowed);
        const auto id = ban(office, leader.actor, for_email("rosa@example.com")).value();
        CHECK(office.write([&](db::Tx& tx) { return abuse::lift(tx, agent, id); }).error().kind == Kind::not_allowed);
        CHECK(office.read([&](db::Tx& tx) { return abuse::all_bans(tx, agent); }).error().kind == Kind::not_allowed);
        const auto holds = found(office, {.email = "rosa@example.com"}).value();
        REQUIRE(office.write([&](db::Tx& tx) -> Result<bool> { abuse::note_refused(tx, holds); return true; }));
        const auto all = office.read([&](db::Tx& tx) { return abuse::all_bans(tx, leader.actor); }).value();
        REQUIRE(all.size() == 1);
        CHECK(all[0].refused == 1);
        CHECK(office.facts_of(id.value) == std::vector<std::string>{"abuse.SenderBanned", "abuse.SenderRefused"});
    });
}

TEST_CASE("a ban without a reason, an end and words is refused, and one of nobody") {
    given::in_each_office([](Office& office) {
        const Leader leader(office);
        CHECK(ban(office, leader.actor, {.detail = Detail::phone, .typed = "12", .reason = "x", .words = "", .days = 3}).error().fields.size() == 4);
        CHECK(ban(office, leader.actor, {.detail = Detail::connection, .typed = "example.com", .reason = "spam", .words = "x", .days = 1}).error().fields.at(0).field == "typed");
    });
}

#include "access/test/given_access.h"

namespace {

std::optional<access::TokenHolder> holder(given::Office& office, std::string_view secret) {
    return office.read([&](db::Tx& tx) -> Result<std::optional<access::TokenHolder>> { return access::find_token(tx, secret); }).value();
}

access::NewToken new_token(given::Office& office, std::optional<Instant> expires = {}) {
    return office
        .write([&](db::Tx& tx) { return access::create_token(tx, given::Office::chief(), "api_client", "map", office.random, expires); })
        .value();
}

}  // namespace

TEST_CASE("a token's secret is told once, and only its digest is kept") {
    given::in_each_office([](given::Office& office) {
        const auto token = new_token(office);
        CHECK(token.secret.starts_with("gh_"));
        CHECK(token.secret.size() == 46);
        CHECK(access::looks_like_token(token.secret));
        const auto found = holder(office, token.secret);
        REQUIRE(found);
        CHECK(found->actor.journal_name() == "token:" + to_string(token.id));
        CHECK(found->actor.may(access::Permission::submit_request));
        CHECK_FALSE(found->actor.may(access::Permission::manage_staff));
        // Every column of every token, as text.
        constexpr db::Sql everything{"test.tokens", "SELECT name || created_by || role || hex(digest) FROM access_token",
                                     "SELECT name || created_by || role || encode(digest, 'hex') FROM access_token"};
        const auto stored = office.read([&](db::Tx& tx) -> Result<std::string> { return tx.find<std::string>(everything).value(); }).value();
        CHECK(stored.find(token.secret.substr(3)) == std::string::npos);
        CHECK(base::lower_ascii(stored).find(base::to_hex(base::sha256(token.secret))) != std::string::npos);
    });
}

TEST_CASE("other secrets open nothing") {
    given::in_each_office([](given::Office& office) {
        const auto token = new_token(office);
        auto other = token.secret;
        other.back() = other.back() == 'A' ? 'B' : 'A';
        CHECK_FALSE(holder(office, other));
        CHECK_FALSE(holder(office, ""));
        CHECK_FALSE(holder(office, "gh_' OR 1=1 --"));
        CHECK_FALSE(holder(office, token.secret + "A"));
    });
}

TEST_CASE("a token ends when it is revoked or its day has come") {
    given::in_each_office([](given::Office& office) {
        const auto token = new_token(office), short_lived = new_token(office, given::start + std::chrono::hours(1));
        CHECK(holder(office, short_lived.secret));
        office.clock.advance(std::chrono::hours(1));
        CHECK_FALSE(holder(office, short_lived.secret));
        const auto actor = holder(office, token.secret)->actor;
        const auto revoke = [&] { return office.write([&](db::Tx& tx) { return access::revoke_token(tx, given::Office::chief(), token.id); }); };
        CHECK(revoke());
        CHECK_FALSE(holder(office, token.secret));
        CHECK(revoke().error().kind == Kind::not_found);
        CHECK_FALSE(office.write([&](db::Tx& tx) { return access::confirm(tx, actor); }));
        CHECK(office.facts_of(token.id.value) == std::vector<std::string>{"access.TokenCreated", "access.TokenRevoked"});
    });
}

TEST_CASE("a token needs a name, a role and a day to come") {
    given::in_each_office([](given::Office& office) {
        const auto create = [&](std::string_view role, std::string_view name, std::optional<Instant> expires) {
            return office
                .write([&](db::Tx& tx) { return access::create_token(tx, given::Office::chief(), role, name, office.random, expires); })
                .error();
        };
        CHECK(create("api_client", " ", {}).fields.at(0).field == "name");
        CHECK(create("emperor", "map", {}).fields.at(0).field == "role");
        CHECK(create("api_client", "map", given::start).fields.at(0).field == "expires");
    });
}

#include "access/tokens.h"

#include "access/events.h"
#include "access/queries.h"
#include "access/rights.h"
#include "base/text.h"
#include "journal/journal.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace room::access {
namespace {

constexpr std::string_view prefix = "gh_";
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t secret_length = 3 + 43;
constexpr std::size_t longest_token_name = 100;

std::string new_secret(Random& random) {
    std::array<std::byte, secret_bytes> bytes;
    random.fill(bytes);
    return std::string(prefix) + base::to_base64url(base::as_text(bytes));
}

Actor actor_of(db::Tx& tx, TokenId id, std::string name, std::string_view role) {
    auto actor = Actor::visitor();
    actor.sort = Actor::Sort::token;
    actor.id = id.value;
    actor.name = std::move(name);
    actor.edition = edition(tx);
    add_role(tx, actor, role);
    return actor;
}

}  // namespace

Result<NewToken> create_token(db::Tx& tx, const Actor& who, std::string_view role, std::string_view name, Random& random,
                              std::optional<Instant> expires) {
    TRY(require(who, Permission::manage_tokens));
    const auto tidy = base::tidy_line(name);
    if (tidy.empty() || base::count_characters(tidy) > longest_token_name)
        return refuse_fields("access.check_answers", {{"name", "access.token_name"}});
    if (expires && *expires <= tx.now()) return refuse_fields("access.check_answers", {{"expires", "access.token_past"}});
    TRY(require_role(tx, role));
    Actor holder = Actor::visitor();
    add_role(tx, holder, role);
    TRY(require_no_more_than(who, Actor::visitor(), holder));
    NewToken token{tx.new_id<TokenId>(), new_secret(random)};
    tx.run(sql::add_token, token.id, base::sha256(token.secret), tidy, role, who.journal_name(), tx.now(), expires);
    journal::announce(tx, TokenCreated{token.id, std::string(role)});
    return token;
}

Result<void> revoke_token(db::Tx& tx, const Actor& who, TokenId id) {
    TRY(require(who, Permission::manage_tokens));
    if (tx.change(sql::revoke_token, tx.now(), id) == 0) return refuse(Kind::not_found, "access.no_such_token");
    rights_changed(tx);
    journal::announce(tx, TokenRevoked{id});
    return {};
}

std::vector<Token> all_tokens(db::Tx& tx) {
    std::vector<Token> tokens;
    for (const auto row : tx.query(sql::all_tokens)) {
        using When = std::optional<Instant>;
        auto [id, name, role, by, created, expires, revoked, used] =
            row.as<TokenId, std::string, std::string, std::string, Instant, When, When, When>();
        tokens.push_back({id, std::move(name), std::move(role), std::move(by), created, expires, revoked, used});
    }
    return tokens;
}

bool looks_like_token(std::string_view secret) {
    return secret.size() == secret_length && secret.starts_with(prefix) &&
           std::ranges::all_of(secret, [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
}

std::optional<TokenHolder> find_token(db::Tx& tx, std::string_view secret) {
    if (!looks_like_token(secret)) return std::nullopt;
    std::optional<TokenHolder> holder;
    std::string role;
    for (const auto row : tx.query(sql::live_token, base::sha256(secret), tx.now())) {
        holder.emplace();
        holder->actor.id = row.get<TokenId>(0).value;
        holder->actor.name = row.get<std::string>(1);
        role = row.get<std::string>(2);
        holder->expires_at = row.get<std::optional<Instant>>(3);
        holder->last_used_at = row.get<std::optional<Instant>>(4);
    }
    if (holder) holder->actor = actor_of(tx, TokenId{holder->actor.id}, std::move(holder->actor.name), role);
    return holder;
}

void note_token_used(db::Tx& tx, TokenId id) {
    tx.run(sql::token_used, tx.now(), id, tx.now() - std::chrono::hours(1));
}

Result<void> confirm_token(db::Tx& tx, const Actor& actor) {
    const auto role = tx.find<std::string>(sql::role_of_live_token, actor.token(), tx.now());
    if (role && same_rights(actor_of(tx, actor.token(), actor.name, *role), actor)) return {};
    return refuse(Kind::not_allowed, "access.rights_changed");
}

}  // namespace room::access

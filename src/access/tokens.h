#pragma once
// API tokens: how programs show who they are.
//
// Promises
//  1. The secret is told once, when it is made; the database holds its SHA-256 only.
//  2. A revoked or expired token is refused at its next request.
//  3. That a token was used is noted at most once an hour.

#include "access/actor.h"
#include "access/ids.h"
#include "base/random.h"
#include "base/result.h"
#include "db/tx.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace room::access {

struct NewToken {
    TokenId id;
    std::string secret;  // "gh_" and 43 letters, digits, - and _
};

/// Wants manage_tokens, and nobody makes a token that may do more than they may.
Result<NewToken> create_token(db::Tx&, const Actor& who, std::string_view role, std::string_view name, Random&,
                              std::optional<Instant> expires = {});
/// not_found where there is no such token or it is revoked already.
Result<void> revoke_token(db::Tx&, const Actor& who, TokenId);

struct Token {
    TokenId id;
    std::string name;
    std::string role;
    std::string created_by;
    Instant created_at;
    std::optional<Instant> expires_at, revoked_at, last_used_at;
};
/// Newest first; never their secrets.
std::vector<Token> all_tokens(db::Tx&);

/// True for what has the shape of one of our secrets: anything else is not worth a look into the database.
bool looks_like_token(std::string_view secret);

/// Who shows this secret: nobody for one that is unknown, revoked or expired.
struct TokenHolder {
    Actor actor;
    std::optional<Instant> expires_at, last_used_at;
};
std::optional<TokenHolder> find_token(db::Tx&, std::string_view secret);
void note_token_used(db::Tx&, TokenId);

}  // namespace room::access

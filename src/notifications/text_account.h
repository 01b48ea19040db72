#pragma once
// The council's account with GOV.UK Notify. The API key and the token of its callbacks are sealed under the tenant's key (access/vault.h), are never
// shown again, and are in no log line.

#include "access/access.h"
#include "access/vault.h"
#include "db/tx.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace notifications {

/// The tenant's vault, opened when it is first needed.
using VaultOf = std::function<Result<access::Vault>()>;

struct TextAccount {
    std::string address = {};      // "https://api.notifications.service.gov.uk"
    std::string key = {};          // name, service id and secret in one, as Notify shows it once
    std::string template_id = {};  // of a text message whose whole text is ((text))
    std::string token = {};        // with which its callbacks come; empty: there are none
    int quiet_from = 20, quiet_until = 8;  // hours by the council's clock between which no text leaves; the same hour twice: none
};

/// Sets or changes it; wants settings.change. An empty key or token leaves the one that is kept. Refuses what is wrong by field.
Result<void> set_text_account(db::Tx& tx, const access::Actor& who, const access::Vault& vault, Random& random, const TextAccount& account);
/// What may be shown: all but key and token; nothing where none is set.
std::optional<TextAccount> shown_text_account(db::Tx& tx);
bool has_text_account(db::Tx& tx);

/// Refuses as unavailable where none is set, or where it was sealed with another key.
Result<TextAccount> open_text_account(db::Tx& tx, const VaultOf& vault_of);

/// The service's id and the secret of an API key; nothing if it is none.
struct KeyParts {
    std::string service, secret;
};
std::optional<KeyParts> parts_of(std::string_view key);

}  // namespace notifications

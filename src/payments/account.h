#pragma once
// The council's account with the provider. Key and signing secret are sealed under the tenant's key (access/vault.h), are never shown again,
// and are in no log line.

#include "access/access.h"
#include "access/vault.h"
#include "payments/provider.h"

#include <functional>

namespace payments {

/// The tenant's vault, opened when it is first needed.
using VaultOf = std::function<Result<access::Vault>()>;

/// Sets or changes it; wants settings.change. `address` by https (http for a network that may be reached), `key` the API's, `secret` the one
/// webhooks are signed with; empty: there are none. Refuses what is wrong by field.
Result<void> set_account(db::Tx& tx, const access::Actor& who, const access::Vault& vault, Random& random, const Account& account, std::string_view secret);
/// Nothing can be paid online, and nothing is asked or given back, until another is set. Wants settings.change.
Result<void> remove_account(db::Tx& tx, const access::Actor& who);
bool has_account(db::Tx& tx);
/// What an administrator may see of it again: where the provider is reached, and whether there is a secret for its messages.
struct AccountShown {
    std::string address;
    bool has_secret = false;
};
Result<std::optional<AccountShown>> account_shown(db::Tx& tx, const access::Actor& who, const VaultOf& vault_of);

/// Refuses as unavailable where none is set, or where it was sealed with another key.
Result<Account> open_account(db::Tx& tx, const VaultOf& vault_of);
/// Empty where there is none.
Result<std::string> webhook_secret(db::Tx& tx, const VaultOf& vault_of);

}  // namespace payments

#include "payments/account.h"

#include "base/text.h"
#include "base/words.h"
#include "journal/journal.h"
#include "payments/events.h"
#include "payments/queries.h"
#include "web/web_address.h"

namespace payments {
namespace {

constexpr std::string_view key_purpose = "payments.key", secret_purpose = "payments.secret";
constexpr std::size_t least_secret = 16, most_secret = 300;

struct Sealed {
    std::string address, key, secret;
};
std::optional<Sealed> find_sealed(db::Tx& tx) {
    for (const auto row : tx.query(sql::find_account)) return Sealed{row.get<std::string>(0), row.get<db::Bytes>(1).value, row.get<db::Bytes>(2).value};
    return std::nullopt;
}

Result<std::string> opened(const VaultOf& vault_of, const std::string& sealed, std::string_view purpose) {
    const auto vault = TRY(vault_of());
    auto text = vault.open(sealed, purpose);
    if (!text) return refuse(Kind::unavailable, "access.no_secret_key", "the account with the provider was sealed with another key");
    return *std::move(text);
}

/// What may stand in a header and is no joke.
bool is_secret(std::string_view text) {
    return text.size() >= least_secret && text.size() <= most_secret && std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7f; });
}

}  // namespace

Result<void> set_account(db::Tx& tx, const access::Actor& who, const access::Vault& vault, Random& random, const Account& given, std::string_view given_secret) {
    TRY(access::require(who, access::Permission::change_settings));
    std::string_view address = base::trim(given.address);
    while (address.ends_with('/')) address.remove_suffix(1);
    const auto key = base::trim(given.key), secret = base::trim(given_secret);
    std::vector<Problem> problems;
    if (!web::is_web_address(address)) problems.push_back({"address", say("payments.address_wrong")});
    if (!is_secret(key)) problems.push_back({"key", say("payments.secret_wrong")});
    if (!secret.empty() && !is_secret(secret)) problems.push_back({"secret", say("payments.secret_wrong")});
    if (!problems.empty()) return refuse_fields("payments.check", std::move(problems));
    const db::Bytes sealed_key{vault.seal(key, key_purpose, random)}, sealed_secret{vault.seal(secret, secret_purpose, random)};
    if (has_account(tx))
        tx.run(sql::change_account, address, sealed_key, sealed_secret);
    else
        tx.run(sql::add_account, address, sealed_key, sealed_secret);
    journal::announce(tx, AccountChanged{});
    return {};
}

Result<void> remove_account(db::Tx& tx, const access::Actor& who) {
    TRY(access::require(who, access::Permission::change_settings));
    if (!has_account(tx)) return {};
    tx.run(sql::remove_account);
    journal::announce(tx, AccountChanged{});
    return {};
}

Result<std::optional<AccountShown>> account_shown(db::Tx& tx, const access::Actor& who, const VaultOf& vault_of) {
    TRY(access::require(who, access::Permission::change_settings));
    const auto sealed = find_sealed(tx);
    if (!sealed) return std::nullopt;
    const auto secret = webhook_secret(tx, vault_of);  // one that was sealed with another key is none
    return AccountShown{sealed->address, secret && !secret->empty()};
}

bool has_account(db::Tx& tx) { return find_sealed(tx).has_value(); }

Result<Account> open_account(db::Tx& tx, const VaultOf& vault_of) {
    const auto sealed = find_sealed(tx);
    if (!sealed) return refuse(Kind::unavailable, "payments.no_account");
    auto key = TRY(opened(vault_of, sealed->key, key_purpose));
    return Account{sealed->address, std::move(key)};
}

Result<std::string> webhook_secret(db::Tx& tx, const VaultOf& vault_of) {
    const auto sealed = find_sealed(tx);
    if (!sealed) return std::string();
    return opened(vault_of, sealed->secret, secret_purpose);
}

}  // namespace payments

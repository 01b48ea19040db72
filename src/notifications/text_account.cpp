#include "notifications/text_account.h"

#include "base/text.h"
#include "base/words.h"
#include "journal/journal.h"
#include "notifications/events.h"
#include "notifications/queries.h"
#include "web/web_address.h"

#include <algorithm>

namespace notifications {
namespace {

constexpr std::string_view key_purpose = "notifications.key", token_purpose = "notifications.token";
constexpr std::size_t uuid_length = 36, least_token = 10, most_secret = 300;

struct SealedAccount {
    TextAccount shown;
    std::string key, token;
};

std::optional<SealedAccount> find_sealed(db::Tx& tx) {
    for (const auto row : tx.query(sql::find_text_account))
        return SealedAccount{{.address = row.get<std::string>(0), .key = {}, .template_id = row.get<std::string>(1), .token = {},
                              .quiet_from = static_cast<int>(row.get<std::int64_t>(2)), .quiet_until = static_cast<int>(row.get<std::int64_t>(3))},
                             row.get<db::Bytes>(4).value, row.get<db::Bytes>(5).value};
    return std::nullopt;
}

bool is_uuid(std::string_view text) {
    if (text.size() != uuid_length) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (hyphen ? c != '-' : !hex) return false;
    }
    return true;
}

bool is_hour(int hour) { return hour >= 0 && hour <= 23; }

bool is_token(std::string_view text) {
    return text.size() >= least_token && text.size() <= most_secret && std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7f; });
}

Result<std::string> opened(const VaultOf& vault_of, const std::string& sealed, std::string_view purpose) {
    const auto vault = TRY(vault_of());
    auto text = vault.open(sealed, purpose);
    if (!text) return refuse(Kind::unavailable, "access.no_secret_key", "the account for text messages was sealed with another key");
    return *std::move(text);
}

}  // namespace

std::optional<KeyParts> parts_of(std::string_view key) {
    constexpr std::size_t both = 2 * uuid_length + 1;
    if (key.size() < both + 2 || key.size() > most_secret) return std::nullopt;
    const auto secret = key.substr(key.size() - uuid_length), service = key.substr(key.size() - both, uuid_length);
    if (!is_uuid(secret) || !is_uuid(service)) return std::nullopt;
    return KeyParts{std::string(service), std::string(secret)};
}

Result<void> set_text_account(db::Tx& tx, const access::Actor& who, const access::Vault& vault, Random& random, const TextAccount& given) {
    TRY(access::require(who, access::Permission::change_settings));
    const auto before = find_sealed(tx);
    std::string_view address = base::trim(given.address);
    while (address.ends_with('/')) address.remove_suffix(1);
    const auto key = base::trim(given.key), token = base::trim(given.token), template_id = base::trim(given.template_id);
    std::vector<Problem> problems;
    if (!web::is_web_address(address)) problems.push_back({"address", say("notifications.text_address_wrong")});
    if ((!key.empty() || !before) && !parts_of(key)) problems.push_back({"key", say("notifications.text_key_wrong")});
    if (!is_uuid(template_id)) problems.push_back({"template", say("notifications.text_template_wrong")});
    if (!token.empty() && !is_token(token)) problems.push_back({"token", say("notifications.text_token_wrong")});
    if (!is_hour(given.quiet_from) || !is_hour(given.quiet_until)) problems.push_back({"quiet_from", say("notifications.text_quiet_wrong")});
    if (!problems.empty()) return refuse_fields("notifications.text_check", std::move(problems));
    const db::Bytes sealed_key{key.empty() ? before->key : vault.seal(key, key_purpose, random)};
    const db::Bytes sealed_token{token.empty() && before ? before->token : vault.seal(token, token_purpose, random)};
    if (before)
        tx.run(sql::change_text_account, address, template_id, given.quiet_from, given.quiet_until, sealed_key, sealed_token);
    else
        tx.run(sql::add_text_account, address, template_id, given.quiet_from, given.quiet_until, sealed_key, sealed_token);
    journal::announce(tx, TextAccountChanged{});
    return {};
}

std::optional<TextAccount> shown_text_account(db::Tx& tx) {
    const auto sealed = find_sealed(tx);
    return sealed ? std::optional(sealed->shown) : std::nullopt;
}

bool has_text_account(db::Tx& tx) { return find_sealed(tx).has_value(); }

Result<TextAccount> open_text_account(db::Tx& tx, const VaultOf& vault_of) {
    auto sealed = find_sealed(tx);
    if (!sealed) return refuse(Kind::unavailable, "notifications.no_text_account");
    auto account = std::move(sealed->shown);
    account.key = TRY(opened(vault_of, sealed->key, key_purpose));
    account.token = TRY(opened(vault_of, sealed->token, token_purpose));
    return account;
}

}  // namespace notifications

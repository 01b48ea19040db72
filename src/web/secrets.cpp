#include "web/secrets.h"

#include "base/text.h"
#include "db/migrations.h"
#include "web/queries.h"

#include <optional>

namespace web {
namespace {

// Who had them could follow anybody's request.
[[maybe_unused]] const bool secrets_pass = db::register_passing("web_secret", "keys of this installation; made anew, so tracking codes given before no longer open a request");

std::optional<std::string> find_secret(db::Tx& tx, std::string_view purpose) {
    for (const auto row : tx.query(sql::find_secret, purpose)) return row.get<std::string>(0);
    return std::nullopt;
}

std::string padded(std::string_view key, char with) {
    constexpr std::size_t block = 64;
    std::string pad(block, with);
    for (std::size_t i = 0; i < key.size() && i < block; ++i) pad[i] = static_cast<char>(pad[i] ^ key[i]);
    return pad;
}

}  // namespace

Result<std::string> secret_for(db::Database& database, const db::Context& context, Random& random, std::string_view purpose) {
    const auto known = TRY(database.read(context, [&](db::Tx& tx) -> Result<std::optional<std::string>> { return find_secret(tx, purpose); }));
    if (known) return *known;
    const auto fresh = random.token(32);
    return database.write(context, [&](db::Tx& tx) -> Result<std::string> {
        tx.run(sql::add_secret, purpose, fresh, tx.now());  // whoever is first: theirs holds
        return find_secret(tx, purpose).value_or(fresh);
    });
}

std::string signature(std::string_view secret, std::string_view text) {
    const auto key = secret.size() > 64 ? std::string(base::as_text(base::sha256(secret))) : std::string(secret);
    const auto inner = base::sha256(padded(key, '\x36') + std::string(text));
    const auto outer = base::sha256(padded(key, '\x5c') + std::string(base::as_text(inner)));
    return std::string(base::as_text(outer));
}

}  // namespace web

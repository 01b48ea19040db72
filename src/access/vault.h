#pragma once
// Secrets that must be read again (an authenticator's), encrypted at rest: whoever reads the database or a backup of it
// learns nothing without the key, which is kept elsewhere.

#include "base/config.h"
#include "base/random.h"
#include "base/result.h"
#include "base/text.h"
#include "db/sql.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace room::access {

/// XChaCha20-Poly1305 under one key. What is sealed for one purpose opens for that purpose only.
class Vault {
public:
    using Key = std::array<unsigned char, 32>;

    explicit Vault(const Key& key) : key_(key) {}
    /// The key of the setting `secret_key` (32 bytes in hex or base64). Without it, on SQLite, that of the file
    /// secret.key in the tenant's folder, made at first use and readable by its owner alone. Refuses as unavailable on
    /// PostgreSQL without the setting, where nodes must share it, and where it is no key.
    static Result<Vault> of(const base::Config&, const std::filesystem::path& folder, db::Engine, Random&);

    std::string seal(std::string_view secret, std::string_view purpose, Random&) const;
    /// The same for the same text and purpose, under this key: to recognise a secret that is not kept.
    base::Digest digest(std::string_view secret, std::string_view purpose) const;
    /// Nothing if it was sealed with another key or for another purpose, or was changed.
    std::optional<std::string> open(std::string_view sealed, std::string_view purpose) const;

private:
    Key key_;
};

}  // namespace room::access

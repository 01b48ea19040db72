#pragma once
// Secrets that every node of a tenant shares, and what is signed with them: something handed to a browser that must come
// back as it was.

#include "base/random.h"
#include "base/result.h"
#include "db/db.h"

#include <string>
#include <string_view>

namespace web {

/// The tenant's secret for this purpose, made when it is first asked for: 64 hexadecimal digits, the same on every node.
Result<std::string> secret_for(db::Database& database, const db::Context& context, Random& random, std::string_view purpose);

/// HMAC-SHA-256 (RFC 2104) of the text, 32 raw bytes.
std::string signature(std::string_view secret, std::string_view text);

}  // namespace web

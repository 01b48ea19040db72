#pragma once
// Signatures of webhooks as Standard Webhooks writes them (standardwebhooks.com, 1.0): HMAC-SHA256 over "id.timestamp.body", given as
// "v1,BASE64", several with blanks between while a secret is changed. Pure.

#include "base/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// How far the sender's clock may be from ours.
inline constexpr std::chrono::minutes tolerance{5};

/// "whsec_BASE64" holds the key as base64; any other text is the key itself.
std::string key_in(std::string_view secret);

/// The value of the header webhook-signature: one signature for each secret that is not empty.
std::string sign(const std::vector<std::string_view>& secrets, std::string_view id, Instant at, std::string_view body);

/// The three headers of a message.
struct Signed {
    std::string_view id, timestamp, signatures;
};
/// True if one signature is one of these secrets' and the timestamp (seconds since 1970) is within the tolerance of `now`.
bool is_signed(const std::vector<std::string_view>& secrets, const Signed&, std::string_view body, Instant now);

}  // namespace connectors

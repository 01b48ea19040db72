#pragma once
// One-time codes from a shared secret and the time (TOTP, RFC 6238: SHA-1, steps of 30 seconds, six digits), as every
// authenticator app makes them. Pure: no database, no clock.

#include "base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace room::access {

inline constexpr std::size_t totp_secret_bytes = 20;

/// Which step of 30 seconds since 1970 this is.
std::int64_t totp_step(Instant at);
/// Digits are 6 in use; the RFC's examples have 8.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);
/// The step whose code was typed: the current one, or one before or after it for a clock that is not quite right; never
/// `last` or an earlier one, so that a code is accepted once. Spaces between digits are forgiven.
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view typed, Instant now, std::int64_t last);

/// Base32 without padding (RFC 4648, section 6), as apps want the secret typed.
std::string to_base32(std::string_view bytes);
/// What the QR code says: "otpauth://totp/Issuer:ann%40example.com?secret=…&issuer=Issuer&…".
std::string totp_address(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace room::access

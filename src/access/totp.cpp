#include "access/totp.h"

#include "base/text.h"

#include <fmt/format.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace room::access {
namespace {

constexpr std::int64_t seconds_in_a_step = 30;
constexpr std::size_t sha1_bytes = 20;

std::array<unsigned char, sha1_bytes> hmac_sha1(std::string_view secret, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    std::array<unsigned char, sha1_bytes> mac{};
    unsigned length = 0;
    if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), mac.data(), &length) == nullptr)
        throw std::runtime_error("HMAC-SHA-1 failed");
    return mac;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const unsigned char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        out += plain ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
    }
    return out;
}

}  // namespace

std::int64_t totp_step(Instant at) {
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count() / seconds_in_a_step;
}

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    const auto mac = hmac_sha1(secret, step);
    const std::size_t from = mac.back() & 15U;  // RFC 4226, section 5.3
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(mac[from + i]); };
    const std::uint32_t number = (byte(0) & 127U) << 24U | byte(1) << 16U | byte(2) << 8U | byte(3);
    std::uint32_t most = 1;
    for (int i = 0; i < digits; ++i) most *= 10;
    return fmt::format("{:0{}}", number % most, digits);
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view typed, Instant now, std::int64_t last) {
    std::string digits;
    for (const char c : typed)
        if (c != ' ') digits += c;
    std::optional<std::int64_t> found;
    for (const std::int64_t step : {totp_step(now) - 1, totp_step(now), totp_step(now) + 1})
        if (base::equal_secret(totp_code(secret, step), digits) && step > last) found = step;
    return found;
}

std::string to_base32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const unsigned char byte : bytes) {
        held = held << 8U | byte;
        for (bits += 8; bits >= 5; bits -= 5) out += alphabet[held >> static_cast<unsigned>(bits - 5) & 31U];
    }
    if (bits > 0) out += alphabet[held << static_cast<unsigned>(5 - bits) & 31U];
    return out;
}

std::string totp_address(std::string_view secret, std::string_view issuer, std::string_view account) {
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30", escaped(issuer), escaped(account),
                       to_base32(secret));
}

}  // namespace room::access

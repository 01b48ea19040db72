#include "connectors/signing.h"

#include "base/text.h"
#include "web/secrets.h"

#include <algorithm>
#include <charconv>

namespace connectors {
namespace {

constexpr std::string_view secret_prefix = "whsec_", version = "v1,";
constexpr std::size_t most_signatures = 10, most_id = 200;

std::string one_signature(std::string_view secret, std::string_view id, std::string_view timestamp, std::string_view body) {
    std::string text(id);
    (((text += '.') += timestamp) += '.') += body;
    return base::to_base64(web::signature(key_in(secret), text));
}

bool is_recent(std::string_view timestamp, Instant now) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), seconds);
    constexpr std::int64_t last = 253'402'300'799;  // year 9999
    if (error != std::errc{} || end != timestamp.data() + timestamp.size() || seconds < 0 || seconds > last) return false;
    const auto distance = now - Instant{std::chrono::seconds{seconds}};
    return distance <= tolerance && -distance <= tolerance;
}

}  // namespace

std::string key_in(std::string_view secret) {
    if (!secret.starts_with(secret_prefix)) return std::string(secret);
    std::string url(secret.substr(secret_prefix.size()));
    std::ranges::replace(url, '+', '-');
    std::ranges::replace(url, '/', '_');
    while (url.ends_with('=')) url.pop_back();
    return base::from_base64url(url).value_or(std::string(secret));
}

std::string sign(const std::vector<std::string_view>& secrets, std::string_view id, Instant at, std::string_view body) {
    const auto timestamp = std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
    std::string all;
    for (const auto secret : secrets)
        if (!secret.empty()) ((all += all.empty() ? "" : " ") += version) += one_signature(secret, id, timestamp, body);
    return all;
}

bool is_signed(const std::vector<std::string_view>& secrets, const Signed& head, std::string_view body, Instant now) {
    if (head.id.empty() || head.id.size() > most_id || !is_recent(head.timestamp, now)) return false;
    auto given = base::split(head.signatures, ' ');
    if (given.size() > most_signatures) return false;
    bool found = false;
    for (const auto secret : secrets) {
        if (secret.empty()) continue;
        const auto wanted = one_signature(secret, head.id, head.timestamp, body);
        for (const auto signature : given)
            found = (signature.starts_with(version) && base::equal_secret(signature.substr(version.size()), wanted)) || found;
    }
    return found;
}

}  // namespace connectors

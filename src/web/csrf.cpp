#include "web/csrf.h"

#include "base/text.h"

namespace web {
namespace {

constexpr std::size_t length = 16;

std::string key_digest(std::string_view form_key) {
    const auto digest = base::sha256("web.csrf:" + std::string(form_key));
    return std::string(base::as_text(digest).substr(0, length));
}

std::string masked(std::string_view text, std::string_view mask) {
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>(out[i] ^ mask[i]);
    return out;
}

}  // namespace

std::string csrf_token(std::string_view form_key, Random& random) {
    std::array<std::byte, length> mask;
    random.fill(mask);
    const auto sealed = masked(key_digest(form_key), base::as_text(mask));
    return base::to_hex(mask) + base::to_hex(std::as_bytes(std::span(sealed)));
}

bool is_csrf_token_of(std::string_view token, std::string_view form_key) {
    const auto raw = base::from_hex(token);
    if (!raw || raw->size() != 2 * length || form_key.empty()) return false;
    const std::string_view all = *raw;
    return base::equal_secret(masked(all.substr(length), all.substr(0, length)), key_digest(form_key));
}

bool comes_from_us(const Request& request, const Tenant& tenant) {
    const auto fetch_site = request.header("Sec-Fetch-Site");
    if (!fetch_site.empty()) return fetch_site == "same-origin" || fetch_site == "none";
    const auto origin = request.header("Origin");
    if (origin.empty() || origin == "null") return false;
    const auto own = std::string(request.secure ? "https://" : "http://") + std::string(request.header("Host"));
    return base::equal_ignoring_case(origin, own) || base::equal_ignoring_case(origin, tenant.base_url);
}

}  // namespace web

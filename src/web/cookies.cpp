#include "web/cookies.h"

#include "base/text.h"
#include "web/forms.h"

#include <algorithm>

namespace web {
namespace {
constexpr std::string_view host_prefix = "__Host-";
constexpr std::size_t most_cookies = 100;
}  // namespace

void read_cookies(std::string_view line, bool secure, Fields& cookies) {
    while (!line.empty() && cookies.size() < most_cookies) {
        const auto end = std::min(line.find(';'), line.size());
        const auto pair = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        auto name = base::trim(pair.substr(0, equals));
        auto value = base::trim(pair.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        if (name.starts_with(host_prefix) != secure) continue;
        if (secure) name.remove_prefix(host_prefix.size());
        auto clean_name = clean_value(std::string(name));  // NULs alone are no name
        if (!clean_name.empty()) cookies.add(std::move(clean_name), clean_value(std::string(value)));
    }
}

std::string to_set_cookie(const Cookie& cookie, bool secure) {
    std::string out;
    if (secure) out += host_prefix;
    out += cookie.name + '=' + cookie.value + "; Path=/; HttpOnly; SameSite=" + (cookie.strict ? "Strict" : "Lax");
    if (secure) out += "; Secure";
    if (cookie.max_age) out += "; Max-Age=" + std::to_string(cookie.max_age->count());
    return out;
}

}  // namespace web

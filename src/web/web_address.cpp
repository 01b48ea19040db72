#include "web/web_address.h"

#include <algorithm>

namespace web {
namespace {

struct Network4 {
    unsigned char address[4];
    unsigned bits;
};
constexpr Network4 inside4[] = {
    {{0, 0, 0, 0}, 8},        {{10, 0, 0, 0}, 8},     {{100, 64, 0, 0}, 10},   {{127, 0, 0, 0}, 8},   {{169, 254, 0, 0}, 16},
    {{172, 16, 0, 0}, 12},    {{192, 0, 0, 0}, 24},   {{192, 0, 2, 0}, 24},    {{192, 88, 99, 0}, 24}, {{192, 168, 0, 0}, 16},
    {{198, 18, 0, 0}, 15},    {{198, 51, 100, 0}, 24}, {{203, 0, 113, 0}, 24}, {{224, 0, 0, 0}, 3},
};
struct Network6 {
    unsigned char address[16];
    unsigned bits;
};
/// Within 2000::/3, which alone is handed out.
constexpr Network6 inside6[] = {
    {{0x20, 0x01, 0x00}, 23},        // protocol assignments, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x20, 0x02}, 16},              // 6to4: holds an IPv4 address
    {{0x3f, 0xff, 0x00}, 20},        // documentation
};

bool begins_with(std::span<const unsigned char> bytes, std::span<const unsigned char> network, unsigned bits) {
    for (unsigned i = 0; i < bits; ++i) {
        const auto mask = static_cast<unsigned char>(0x80u >> (i % 8));
        if ((bytes[i / 8] & mask) != (network[i / 8] & mask)) return false;
    }
    return true;
}

bool is_public6(std::span<const unsigned char> bytes) {
    if ((bytes[0] & 0xe0) != 0x20) return false;
    return std::ranges::none_of(inside6, [&](const Network6& network) { return begins_with(bytes, network.address, network.bits); });
}

}  // namespace

std::string_view host_of(std::string_view address) {
    if (const auto slashes = address.find("//"); slashes != address.npos) address.remove_prefix(slashes + 2);
    return address.substr(0, address.find_first_of(":/"));
}

bool is_web_address(std::string_view address) {
    constexpr std::size_t most = 500;
    if (address.size() > most) return false;
    if (std::ranges::any_of(address, [](unsigned char c) { return c <= 0x20 || c >= 0x7f || c == '\\' || c == '#' || c == '"' || c == '<' || c == '>'; })) return false;
    std::string_view rest;
    if (address.starts_with("https://"))
        rest = address.substr(8);
    else if (address.starts_with("http://"))
        rest = address.substr(7);
    const auto authority = rest.substr(0, rest.find_first_of("/?"));
    return !authority.empty() && authority.front() != ':' && authority.find('@') == authority.npos;
}

bool is_public(std::span<const unsigned char> bytes) {
    if (bytes.size() == 16) return is_public6(bytes);
    if (bytes.size() != 4) return false;
    return std::ranges::none_of(inside4, [&](const Network4& network) { return begins_with(bytes, network.address, network.bits); });
}

}  // namespace web

#include "web/addresses.h"

#include "base/text.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace web {
namespace {
constexpr std::array<unsigned char, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t longest_address = 45;

/// The C library stops at a NUL; what comes after it would pass unseen.
bool may_be_address(std::string_view text) {
    return !text.empty() && text.size() <= longest_address && text.find('\0') == std::string_view::npos;
}
}  // namespace

std::optional<AddressSet::Bytes> AddressSet::read(std::string_view text) {
    if (!may_be_address(text)) return std::nullopt;
    const std::string address(text);
    Bytes bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
    std::ranges::copy(mapped_prefix, bytes.begin());
    if (inet_pton(AF_INET, address.c_str(), bytes.data() + 12) == 1) return bytes;
    return std::nullopt;
}

Result<AddressSet> AddressSet::parse(const std::vector<std::string>& texts) {
    AddressSet set;
    for (const auto& text : texts) {
        const auto slash = std::min(text.find('/'), text.size());
        const auto address = read(base::trim(std::string_view(text).substr(0, slash)));
        const bool v4 = text.find(':') == std::string::npos;
        unsigned bits = v4 ? 32 : 128;
        bool sound = address.has_value();
        if (slash < text.size()) {
            const auto [end, error] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
            sound = sound && error == std::errc{} && end == text.data() + text.size() && bits <= (v4 ? 32u : 128u);
        }
        if (!sound) return refuse(Kind::invalid, "web.bad_address", "not an address or network: " + text);
        set.networks_.push_back({*address, v4 ? bits + 96 : bits});
    }
    return set;
}

bool AddressSet::contains(std::string_view text) const {
    if (networks_.empty()) return false;
    const auto address = read(text);
    if (!address) return false;
    return std::ranges::any_of(networks_, [&](const Network& network) {
        const auto whole = network.bits / 8, rest = network.bits % 8;
        if (std::memcmp(address->data(), network.address.data(), whole) != 0) return false;
        return rest == 0 || ((*address)[whole] ^ network.address[whole]) >> (8 - rest) == 0;
    });
}

std::string client_behind(std::string_view peer, std::string_view forwarded_for, const AddressSet& trusted) {
    std::string client(peer);
    while (trusted.contains(client) && !forwarded_for.empty()) {
        const auto comma = forwarded_for.find_last_of(',');
        auto named = base::trim(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
        forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
        unsigned char ignored[16];
        auto plain = plain_address(named);
        if (!may_be_address(plain)) break;
        if (inet_pton(AF_INET, plain.c_str(), ignored) != 1 && inet_pton(AF_INET6, plain.c_str(), ignored) != 1) break;
        client = std::move(plain);
    }
    return client;
}

std::string limit_key(std::string_view address) {
    unsigned char bytes[16];
    const std::string text(address);
    if (text.find(':') == std::string::npos || inet_pton(AF_INET6, text.c_str(), bytes) != 1) return text;
    return base::to_hex(std::as_bytes(std::span(bytes, 8)));
}

std::string plain_address(std::string_view address) {
    if (address.starts_with("::ffff:") && address.find('.') != std::string_view::npos) address.remove_prefix(7);
    return std::string(address);
}

std::optional<std::string> host_name(std::string_view field) {
    auto name = field;
    if (field.starts_with('[')) {
        const auto close = field.find(']');
        if (close == std::string_view::npos) return std::nullopt;
        name = field.substr(0, close + 1);
    } else {
        name = field.substr(0, field.find(':'));
    }
    const auto port = field.substr(name.size());
    const bool port_sound = port.empty() || (port[0] == ':' && port.size() <= 6 &&
                                             std::ranges::all_of(port.substr(1), [](char c) { return c >= '0' && c <= '9'; }));
    const bool name_sound = !name.empty() && name.size() <= 255 && std::ranges::all_of(name, [](unsigned char c) {
        return std::isalnum(c) || c == '-' || c == '.' || c == '_' || c == '[' || c == ']' || c == ':';
    });
    if (!port_sound || !name_sound) return std::nullopt;
    return base::lower_ascii(name);
}

}  // namespace web

#pragma once
// Which addresses of the network something may be sent to.

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace web {

/// "https://works.example/api": http or https, a host, no name and password, nothing after '#', no blanks or controls, at most 500 bytes.
/// What the host resolves to is looked at when it is connected to (outbound.h).
bool is_web_address(std::string_view);

/// The host of such an address, without its port: "works.example".
std::string_view host_of(std::string_view web_address);

/// True for addresses that the whole internet may reach: not this machine, not private or shared networks, not link-local (cloud
/// metadata lives there), not multicast, documentation, benchmarks or what is reserved; and not the IPv6 forms that hide such an
/// IPv4 address (mapped, 6to4, NAT64, Teredo). From IANA's special-purpose registries. `bytes`: 4 or 16 of them.
bool is_public(std::span<const unsigned char> bytes);

}  // namespace web

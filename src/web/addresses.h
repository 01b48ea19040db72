#pragma once
// Who is at the other end, also behind a proxy.

#include "base/result.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

/// A set of addresses and networks: "10.0.0.7", "10.0.0.0/8", "fd00::/8".
class AddressSet {
public:
    static Result<AddressSet> parse(const std::vector<std::string>& texts);
    bool contains(std::string_view address) const;
    bool empty() const { return networks_.empty(); }

private:
    using Bytes = std::array<unsigned char, 16>;  // IPv4 as mapped IPv6
    struct Network {
        Bytes address;
        unsigned bits;
    };
    static std::optional<Bytes> read(std::string_view);
    std::vector<Network> networks_;
};

/// The client that `peer` speaks for: the last address in X-Forwarded-For that is no trusted proxy itself. What an
/// untrusted peer says of others is not believed.
std::string client_behind(std::string_view peer, std::string_view forwarded_for, const AddressSet& trusted);

/// What limits count by: an IPv4 address, or the /64 network of an IPv6 one (a household has that many).
std::string limit_key(std::string_view address);

/// "10.0.0.7" for "::ffff:10.0.0.7"; anything else as it is.
std::string plain_address(std::string_view address);

/// A Host field without its port, in lower case; nothing when it is none ("a b", "x/y", "user@x", "").
std::optional<std::string> host_name(std::string_view host_field);

}  // namespace web

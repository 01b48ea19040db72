#pragma once
// HTTP to other systems.
//
// Promises
//  1. A connection goes to a public address, or into a network that the setting connectors_networks names; looked at is the very
//     address that is connected to, whatever a name resolved to before. Plain http goes into named networks only.
//  2. Redirects are not followed, no proxy of the environment is used, no cookie is kept, no password is asked for.
//  3. A call ends within the time set, and an answer that is larger than allowed, or a head that is, ends it.
//  4. Certificates are checked (TLS 1.2 or newer).

#include "base/config.h"
#include "base/result.h"
#include "base/time.h"
#include "web/addresses.h"

#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace web {

struct OutboundSettings {
    AddressSet networks = {};  // private networks that may be reached all the same
    std::chrono::milliseconds connect_within{5'000};
    std::chrono::milliseconds finish_within{20'000};
    std::size_t most_answer = 1024 * 1024;  // bytes
    std::string ca_file = {};               // empty: the system's
};
/// connectors_networks ("10.20.0.0/16, 127.0.0.1"), connectors_connect_seconds (5), connectors_seconds (20), connectors_ca_file.
Result<OutboundSettings> outbound_from(const base::Config&);

struct Call {
    bool is_post = true;
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers = {};  // names and values without line breaks
    std::string body = {};
};

struct Reply {
    int status = 0;
    std::string body;
    std::optional<Duration> retry_after = {};  // in seconds only; a date is not read
};

/// Shared by threads.
class Outbound {
public:
    explicit Outbound(OutboundSettings settings);
    /// Any HTTP answer is a Reply. What went wrong otherwise, in words that hold no address and no secret.
    std::expected<Reply, std::string> perform(const Call&) const;

private:
    OutboundSettings settings_;
};

}  // namespace web

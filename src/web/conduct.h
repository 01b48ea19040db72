#pragma once
// What happens around every request, apart from the wire: whose site, which route, who asks, what may be sent, what
// the answer must carry. Knows no socket.

#include "web/addresses.h"
#include "web/server.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace web {

/// Where a page that asked for live updates left off.
struct LiveWish {
    std::vector<std::string> topics;
    std::int64_t after = 0;
};

/// One request and its answer on their way through the house.
struct Exchange {
    Request request;
    std::optional<Method> method;  // none: a method nobody here knows
    std::optional<std::uint64_t> content_length;
    std::chrono::steady_clock::time_point began;
    const Tenant* tenant = nullptr;
    const Route* route = nullptr;
    const Route* beside = nullptr;         // another method of the path, where there is no route for this one
    RouteKind kind = RouteKind::page;      // how to refuse
    std::function<Response()> own = {};    // /healthz, /readyz, /metrics: no tenant, no gate
    bool is_live = false;                  // /live
    std::optional<LiveWish> live;          // set with status 101
    bool wants_upgrade = false;            // said Upgrade: websocket
    bool knows_chunks = true;              // HTTP/1.1; an older reader takes the connection's end for the answer's
    std::string nonce;
    Response response;
};

class Conduct {
public:
    Conduct(const ServerOptions& options, const House& house, AddressSet trusted, AddressSet metrics_from);

    /// The head is in: decides route and tenant. False: `response` is the answer already, and the body is not wanted.
    bool receive(Exchange&, std::string_view peer, bool tls);
    /// True if `answer` may run on the edge's thread.
    bool is_quick(const Exchange&) const;
    /// The body is in: asks the Gate and the handler.
    void answer(Exchange&);
    void refuse(Exchange&, const Refusal&);
    /// Status line and header fields as they go out, blank line included. `close`: the connection ends with it.
    std::string head_text(Exchange&, bool close) const;

    /// For /metrics: asked when it is read.
    std::function<void()> before_metrics;

private:
    Result<void> read_head(Exchange&, std::string_view peer, bool tls);
    void read_client(Request&, std::string_view peer, bool tls) const;
    Result<void> find_own(Exchange&) const;
    Result<void> find_route(Exchange&);
    Result<void> limit_flood(const Request&);
    Result<void> limit(const Request&, const Context&);
    Result<Response> handle(Exchange&, Context&);
    Result<Response> open_live(Exchange&, Context&);
    Result<void> know_browser(const Request&, RouteKind, Context&);
    Context context_of(const Exchange&);
    void answer_own(Exchange&);
    void refuse_broken(Exchange&, const std::exception&);
    void settle(Exchange&) const;

    const ServerOptions& options_;
    const House& house_;
    AddressSet trusted_;
    AddressSet metrics_from_;
    Sessions sessions_;
    RateLimit flood_;
    RateLimit clients_;
    RateLimit writes_;
    RateLimit accounts_;
};

}  // namespace web

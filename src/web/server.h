#pragma once
// The server: the edge that speaks HTTP, the workers that run handlers, and what happens around every request.

#include "base/config.h"
#include "base/result.h"
#include "web/context.h"
#include "web/live.h"
#include "web/rate_limit.h"
#include "web/router.h"
#include "web/sessions.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace web {

/// Every bound has a setting GUILDHALL_<NAME>; the defaults suit one tenant on one machine.
struct ServerOptions {
    std::string listen = "127.0.0.1:8080";  // LISTEN; port 0 picks one
    std::string tls_certificate;            // TLS_CERTIFICATE and TLS_KEY: PEM files; empty: plain HTTP
    std::string tls_key;
    std::vector<std::string> trusted_proxies;                  // TRUSTED_PROXY: addresses, comma-separated
    std::vector<std::string> metrics_from = {"127.0.0.1", "::1"};  // METRICS_FROM: who may read /metrics

    unsigned io_threads = 2;         // IO_THREADS
    unsigned workers = 64;           // WORKERS
    std::size_t most_waiting = 1024; // QUEUE: requests waiting for a worker; more are answered 503
    std::size_t most_connections = 12'000;  // CONNECTIONS
    std::size_t most_per_client = 2048;     // CONNECTIONS_PER_CLIENT: a whole office may share one address

    std::size_t most_head = 16 * 1024;  // bytes of request line and header fields
    std::size_t most_fields = 100;
    std::size_t most_target = 8 * 1024;
    std::size_t most_pipelined = 64 * 1024;  // bytes read ahead while a request is being answered

    std::chrono::milliseconds head_time{10'000};   // HEAD_TIME_MS: from the first byte to the end of the head
    std::chrono::milliseconds body_time{30'000};   // BODY_TIME_MS: without a byte of body
    std::size_t least_body_rate = 1024;            // BODY_RATE: bytes a second, over the whole body
    std::chrono::milliseconds write_time{30'000};  // WRITE_TIME_MS: without a byte taken by the reader
    std::chrono::milliseconds idle_time{60'000};   // IDLE_TIME_MS: between requests
    std::chrono::milliseconds live_ping{20'000};   // LIVE_PING_MS
    std::chrono::milliseconds stop_time{10'000};   // STOP_TIME_MS: for what is under way when stopped

    RateLimit::Allowance per_client{1200, 300};         // RATE_CLIENT, RATE_CLIENT_BURST: requests a minute
    RateLimit::Allowance per_client_writes{120, 60};    // RATE_CLIENT_WRITES, …_BURST: POST, PUT, PATCH, DELETE
    RateLimit::Allowance per_account{1200, 300};        // RATE_ACCOUNT, …_BURST
    Sessions::Lifetimes sessions;                       // SESSION_IDLE_MINUTES, SESSION_MINUTES

    std::size_t most_live_queue = 256;  // messages waiting for one socket
    std::string sign_in = "/staff/sign-in";
    std::string kept = "/staff/kept/";  // where what was sent after a session ended is shown again, by its id
    /// Where browsers may load pictures from besides this site (map tiles); goes into the CSP's img-src.
    std::string picture_sources;    // PICTURE_SOURCES
    /// Other sites a form may end at (payment), for the CSP's form-action.
    std::string form_destinations;  // FORM_DESTINATIONS

    static Result<ServerOptions> from(const base::Config&);
};

/// What an error page has to say. The words are finished and in the reader's language.
struct ErrorPage {
    int status;
    std::string title;
    std::string text;
    std::string request_id;
    const Refusal* refusal;
};

/// What the house plugs in. References must outlive the server.
struct House {
    const Router& router;
    const Tenants& tenants;
    Gate& gate;
    Live& live;
    const Clock& clock;
    Random& random;
    /// A whole HTML document for an error, in the site's dress. Without it, and where the tenant is not known, a bare
    /// page is shown.
    std::function<std::string(const ErrorPage&, const Request&, const Context&)> error_page = {};
    /// What /readyz asks; refuse with Kind::unavailable and a reason for the log.
    std::function<Result<void>()> ready = {};
};

/// Promises:
/// 1. `start` returns once the port is bound; connections are taken from then on.
/// 2. `stop` takes no more connections, lets requests under way finish within `stop_time`, closes live sockets with
///    1001, and returns when every thread has ended. Safe to call twice; the destructor calls it.
/// 3. A handler that throws is answered 500 and logged; nothing else is harmed.
class Server {
public:
    Server(ServerOptions options, House house);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// The address people use, e.g. "http://127.0.0.1:41251".
    Result<std::string> start();
    void stop();

private:
    struct Works;
    std::unique_ptr<Works> works_;
};

}  // namespace web

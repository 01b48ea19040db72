// Binding, accepting, starting and stopping.

#include "web/edge_loop.h"

#include "base/log.h"
#include "base/metrics.h"

#include <boost/asio/ip/v6_only.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>

namespace web {
namespace edge {
namespace {

using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;

base::metrics::Gauge connections("guildhall_http_connections", "Open connections.");
base::metrics::Gauge queue("guildhall_http_waiting", "Requests waiting for a worker.");
base::metrics::Counter turned_away("guildhall_http_turned_away_total", "Connections closed at the door: too many.");

std::optional<asio::ip::tcp::endpoint> endpoint_of(std::string_view listen) {
    const auto colon = listen.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto host = std::string(listen.substr(0, colon));
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host == "localhost") host = "127.0.0.1";
    if (host.empty() || host == "*") host = "0.0.0.0";
    const auto digits = listen.substr(colon + 1);
    unsigned port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    error_code ec;
    const auto address = asio::ip::make_address(host, ec);
    if (ec || error != std::errc{} || end != digits.data() + digits.size() || port > 65535) return std::nullopt;
    return asio::ip::tcp::endpoint(address, static_cast<unsigned short>(port));
}

std::string url_of(const asio::ip::tcp::endpoint& endpoint, bool tls) {
    const auto address = endpoint.address().to_string();
    return std::string(tls ? "https://" : "http://") + (endpoint.address().is_v6() ? '[' + address + ']' : address) + ':' +
           std::to_string(endpoint.port());
}

Result<asio::ssl::context> tls_of(const ServerOptions& options) {
    asio::ssl::context context(asio::ssl::context::tls_server);
    error_code ec;
    context.set_options(asio::ssl::context::no_sslv2 | asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                        asio::ssl::context::no_tlsv1_1 | asio::ssl::context::single_dh_use);
    context.use_certificate_chain_file(options.tls_certificate, ec);
    if (!ec) context.use_private_key_file(options.tls_key, asio::ssl::context::pem, ec);
    if (!ec && SSL_CTX_check_private_key(context.native_handle()) != 1) ec = asio::error::invalid_argument;
    if (ec) return refuse(Kind::invalid, "web.bad_tls", ec.message());
    SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);  // 34 KB less per idle connection
    return context;
}

/// A tenth of the shortest bound, between 5 and 100 ms.
std::chrono::milliseconds period_for(const ServerOptions& o) {
    const auto shortest = std::min({o.head_time, o.body_time, o.write_time, o.idle_time, o.live_ping});
    return std::clamp(shortest / 10, std::chrono::milliseconds(5), std::chrono::milliseconds(100));
}

/// As many files as the system lets us have: a connection is one.
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

bool Doorkeeper::enter(const std::string& address) {
    if (inside_.load() >= options_.most_connections) return false;
    const std::scoped_lock lock(mutex_);
    auto& count = by_address_[limit_key(address)];
    if (count >= options_.most_per_client && !trusted_.contains(address)) return false;
    ++count;
    ++inside_;
    return true;
}

void Doorkeeper::leave(const std::string& address) {
    const std::scoped_lock lock(mutex_);
    --inside_;
    if (const auto found = by_address_.find(limit_key(address)); found != by_address_.end() && --found->second == 0)
        by_address_.erase(found);
}

Loop::~Loop() { stop(); }

void Loop::start() {
    tick();
    thread_ = std::thread([this] { context.run(); });
}

void Loop::stop() {
    context.stop();
    if (thread_.joinable()) thread_.join();
}

void Loop::run_here(std::move_only_function<void()> job) {
    asio::post(context, [job = std::move(job)]() mutable { job(); });
}

void Loop::tick() {
    now_ = Steady::now();
    std::vector<std::shared_ptr<Wire>> due;
    for (auto* wire : wires_)
        if (wire->due <= now_) due.push_back(wire->shared_from_this());
    for (const auto& wire : due) wire->tick(now_);
    timer_.expires_after(period_);
    timer_.async_wait([this](error_code ec) {
        if (!ec) tick();
    });
}

}  // namespace edge

using edge::Acceptor;
using edge::asio::ip::tcp;

/// Everything that runs. Loops outlive the workers, which post their answers back to them.
struct Server::Works {
    ServerOptions options;
    House house;
    std::unique_ptr<Conduct> conduct;
    std::vector<std::unique_ptr<edge::Loop>> loops;
    std::unique_ptr<Workers> workers;
    std::unique_ptr<edge::Shop> shop;
    std::optional<Acceptor> acceptor;
    std::size_t next_loop = 0;
    bool running = false;

    Result<void> prepare();
    Result<std::string> bind();
    void accept();
    void accepted(edge::error_code ec, edge::Socket socket, edge::Loop& loop);
    void each_wire(void (edge::Wire::*what)());
    void close_acceptor();
    bool wait_until_empty(std::chrono::milliseconds at_most);
};

Result<void> Server::Works::prepare() {
    auto trusted = TRY(AddressSet::parse(options.trusted_proxies));
    auto metrics_from = TRY(AddressSet::parse(options.metrics_from));
    conduct = std::make_unique<Conduct>(options, house, trusted, std::move(metrics_from));
    workers = std::make_unique<Workers>(options.workers, options.most_waiting);
    shop.reset(new edge::Shop{.options = options,
                              .conduct = *conduct,
                              .workers = *workers,
                              .live = house.live,
                              .doorkeeper = edge::Doorkeeper(options, std::move(trusted)),
                              .tls = std::nullopt});
    if (!options.tls_certificate.empty()) {
        auto tls = TRY(edge::tls_of(options));
        shop->tls.emplace(std::move(tls));
    }
    conduct->before_metrics = [this] {
        edge::connections.set(static_cast<std::int64_t>(shop->doorkeeper.inside()));
        edge::queue.set(static_cast<std::int64_t>(workers->waiting()));
    };
    for (unsigned i = 0; i < options.io_threads; ++i)
        loops.push_back(std::make_unique<edge::Loop>(edge::period_for(options)));
    return {};
}

Result<std::string> Server::Works::bind() {
    const auto endpoint = edge::endpoint_of(options.listen);
    if (!endpoint) return refuse(Kind::invalid, "web.bad_listen", options.listen);
    edge::error_code ec;
    acceptor.emplace(loops[0]->context.get_executor());
    acceptor->open(endpoint->protocol(), ec);
    if (!ec) acceptor->set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec) acceptor->bind(*endpoint, ec);
    if (!ec) acceptor->listen(4096, ec);
    if (ec) return refuse(Kind::unavailable, "web.bad_listen", options.listen + ": " + ec.message());
    return edge::url_of(acceptor->local_endpoint(), shop->tls.has_value());
}

void Server::Works::accept() {
    auto& loop = *loops[next_loop++ % loops.size()];
    acceptor->async_accept(loop.context, [this, &loop](edge::error_code ec, edge::Socket socket) {
        accepted(ec, std::move(socket), loop);
    });
}

void Server::Works::accepted(edge::error_code ec, edge::Socket socket, edge::Loop& loop) {
    if (shop->stopping) return;
    if (ec && ec != edge::asio::error::connection_aborted) {  // out of files: let some go first
        base::log::error("cannot accept", {{"reason", std::string_view(ec.message())}});
        auto pause = std::make_shared<edge::SteadyTimer>(loops[0]->context.get_executor(), std::chrono::milliseconds(100));
        pause->async_wait([this, pause](edge::error_code) {
            if (!shop->stopping) accept();
        });
        return;
    }
    edge::error_code gone;
    const auto peer = ec ? tcp::endpoint() : socket.remote_endpoint(gone);
    if (!ec && !gone) {
        auto address = plain_address(peer.address().to_string());
        if (shop->doorkeeper.enter(address))
            edge::asio::post(loop.context, [this, &loop, s = std::move(socket), a = std::move(address)]() mutable {
                edge::begin_connection(*shop, loop, std::move(s), std::move(a));
            });
        else
            edge::turned_away.add();
    }
    accept();
}

void Server::Works::each_wire(void (edge::Wire::*what)()) {
    for (auto& loop : loops)
        loop->run_here([&l = *loop, what] { l.for_each([&](edge::Wire& wire) { (wire.*what)(); }); });
}

void Server::Works::close_acceptor() {
    std::mutex mutex;
    std::condition_variable done;
    bool closed = false;
    loops[0]->run_here([&] {
        edge::error_code ignored;
        acceptor->close(ignored);
        const std::scoped_lock lock(mutex);
        closed = true;
        done.notify_one();
    });
    std::unique_lock lock(mutex);
    done.wait(lock, [&] { return closed; });
}

bool Server::Works::wait_until_empty(std::chrono::milliseconds at_most) {
    const auto until = edge::Steady::now() + at_most;
    while (shop->doorkeeper.inside() > 0) {
        if (edge::Steady::now() >= until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

Server::Server(ServerOptions options, House house) : works_(new Works{.options = std::move(options), .house = std::move(house)}) {}

Server::~Server() { stop(); }

Result<std::string> Server::start() {
    edge::raise_file_limit();
    TRY(works_->prepare());
    auto url = TRY(works_->bind());
    works_->running = true;
    for (auto& loop : works_->loops) loop->start();
    works_->loops[0]->run_here([works = works_.get()] { works->accept(); });
    return url;
}

void Server::stop() {
    auto& works = *works_;
    if (!std::exchange(works.running, false)) return;
    works.shop->stopping = true;
    works.close_acceptor();
    works.each_wire(&edge::Wire::stop_soon);
    if (!works.wait_until_empty(works.options.stop_time)) {
        base::log::warning("stopped with requests under way", {});
        works.each_wire(&edge::Wire::stop_now);
        works.wait_until_empty(std::chrono::milliseconds(500));
    }
    works.workers->stop();
    for (auto& loop : works.loops) loop->stop();
    works.loops.clear();
}

}  // namespace web

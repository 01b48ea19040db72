#pragma once
// Inside the edge only: the threads that watch sockets. Nothing outside edge_*.cpp may include this.
//
// Each loop is one thread with one io_context; a connection lives and dies on the loop that accepted it, so nothing of
// it needs a lock. Time-outs are a deadline per connection, looked at by one timer per loop: no timer per request.

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

#include "web/conduct.h"
#include "web/workers.h"

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace web::edge {

namespace asio = boost::asio;
using boost::system::error_code;
using Steady = std::chrono::steady_clock;
using Executor = asio::io_context::executor_type;  // concrete: any_io_executor costs a fifth of the edge
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using SteadyTimer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Executor>;

/// How many may connect, in all and from one address.
class Doorkeeper {
public:
    Doorkeeper(const ServerOptions& options, AddressSet trusted) : options_(options), trusted_(std::move(trusted)) {}
    bool enter(const std::string& address);
    void leave(const std::string& address);
    std::size_t inside() const { return inside_.load(); }

private:
    const ServerOptions& options_;
    AddressSet trusted_;  // proxies are not counted by address
    std::atomic<std::size_t> inside_{0};
    std::mutex mutex_;
    std::map<std::string, std::size_t, std::less<>> by_address_;
};

/// What every connection can use. One for the server.
struct Shop {
    const ServerOptions& options;
    Conduct& conduct;
    Workers& workers;
    Live& live;
    Doorkeeper doorkeeper;
    std::optional<asio::ssl::context> tls;
    std::atomic<bool> stopping{false};
};

/// One open connection.
class Wire : public std::enable_shared_from_this<Wire> {
public:
    virtual ~Wire() = default;
    /// Called once `due` is past, at each tick of its loop until it says otherwise.
    virtual void tick(Steady::time_point now) = 0;
    /// Ends what is idle, and all else after what is under way.
    virtual void stop_soon() = 0;
    virtual void stop_now() = 0;

    Steady::time_point due{};
    std::size_t place = 0;  // among its loop's wires
};

class Loop {
public:
    explicit Loop(std::chrono::milliseconds period) : timer_(context.get_executor()), period_(period) {}
    ~Loop();

    void start();
    /// Ends the thread once nothing is left to do on it; call `wires` to end first.
    void stop();
    void run_here(std::move_only_function<void()> job);

    /// The time of the last tick: close enough for deadlines, and free.
    Steady::time_point now() const { return now_; }
    void add(Wire* wire) {
        wire->place = wires_.size();
        wires_.push_back(wire);
    }
    void remove(Wire* wire) {
        wires_.back()->place = wire->place;
        wires_[wire->place] = wires_.back();
        wires_.pop_back();
    }

    /// For each wire, on the loop's thread.
    template <class Each>
    void for_each(Each each) {
        std::vector<std::shared_ptr<Wire>> all;  // an ended wire takes itself out of the list
        for (auto* wire : wires_) all.push_back(wire->shared_from_this());
        for (const auto& wire : all) each(*wire);
    }

private:
    // Before the context, whose end may end the last wires, and these take themselves out of the list.
    Steady::time_point now_ = Steady::now();
    std::vector<Wire*> wires_;  // ten thousand idle ones are looked at ten times a second: keep it a glance

public:
    asio::io_context context{1};

private:
    void tick();

    SteadyTimer timer_;
    std::chrono::milliseconds period_;
    std::thread thread_;
};

/// Takes the socket over; the doorkeeper has let its address in and is told when it is gone.
void begin_connection(Shop& shop, Loop& loop, Socket socket, std::string address);

// A connection's bytes, with TLS or without, behind one set of names.
using TlsStream = asio::ssl::stream<Socket>;

inline Socket& socket_of(Socket& stream) { return stream; }
inline Socket& socket_of(TlsStream& stream) { return stream.next_layer(); }

template <class Stream>
constexpr bool is_tls = std::is_same_v<Stream, TlsStream>;

/// A page's socket from here on: edge_live.cpp. `exchange` holds the wish and the handshake's header fields.
template <class Stream>
void begin_live(Shop& shop, Loop& loop, Stream stream, std::shared_ptr<Exchange> exchange, std::string address);

}  // namespace web::edge

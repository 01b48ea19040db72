// One open page's WebSocket: handshake, a bounded queue out, pings of our own. What a page sends is read and dropped.

#include "web/edge_loop.h"

#include "base/metrics.h"

#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include <deque>

namespace web::edge {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;

base::metrics::Gauge open_pages("guildhall_live_sockets", "Open pages listening for updates.");
base::metrics::Counter dropped("guildhall_live_dropped_total", "Live sockets closed because their reader fell behind.");

constexpr std::size_t most_from_page = 4 * 1024;

/// The handshake as Beast wants it.
http::request<http::empty_body> handshake_of(const Request& request) {
    http::request<http::empty_body> handshake(http::verb::get, request.target, 11);
    for (const auto* name : {"Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"})
        if (const auto* value = request.headers.find(name)) handshake.set(name, *value);
    return handshake;
}

template <class Stream>
class LiveWire final : public Wire, public Listener {
public:
    LiveWire(Shop& shop, Loop& loop, Stream stream, std::shared_ptr<Exchange> exchange, std::string address)
        : shop_(shop),
          loop_(loop),
          stream_(std::move(stream)),
          exchange_(std::move(exchange)),
          tenant_(exchange_->tenant->id),
          address_(std::move(address)) {
        loop_.add(this);
        open_pages.add(1);
    }
    ~LiveWire() override {
        loop_.remove(this);
        shop_.doorkeeper.leave(address_);
        open_pages.add(-1);
    }

    void start() {
        deadline_ = loop_.now() + shop_.options.head_time;
        stream_.read_message_max(most_from_page);
        stream_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
            response.set("X-Content-Type-Options", "nosniff");
            response.set("Cache-Control", "no-store");
        }));
        stream_.control_callback([this](websocket::frame_type, beast::string_view) { page_is_there(); });
        handshake_ = handshake_of(exchange_->request);
        stream_.async_accept(handshake_, [self = me()](error_code ec) {
            if (!ec) self->opened();
        });
    }

    /// From any thread, under the hub's lock.
    void hear(std::shared_ptr<const std::string> message) override {
        {
            const std::scoped_lock lock(mutex_);
            if (fell_behind_) return;
            if (queue_.size() >= shop_.options.most_live_queue) {
                fell_behind_ = true;
                queue_.clear();
                dropped.add();
            } else {
                queue_.push_back(std::move(message));
            }
            if (std::exchange(told_, true)) return;
        }
        asio::post(loop_.context, [self = me()] { self->pump(); });
    }

    void tick(Steady::time_point now) override {
        if (open_ && !closing_ && !stream_.is_open()) {  // a farewell is under way that Beast began, without a bound
            closing_ = close_sent_ = true;
            deadline_ = now + shop_.options.head_time;
            leave();
        }
        if (!open_ || closing_) {
            if (now >= deadline_) stop_now();
            return;
        }
        if (now >= deadline_) return stop_now();  // two pings unanswered, or a write that nobody takes
        if (now >= next_ping_ && !writing_ && !pinging_) ping();
    }

    void stop_soon() override { close(websocket::close_code::going_away); }

    void stop_now() override {
        error_code ignored;
        socket_of(stream_.next_layer()).close(ignored);
        leave();
    }

private:
    std::shared_ptr<LiveWire> me() { return std::static_pointer_cast<LiveWire>(shared_from_this()); }

    void opened() {
        open_ = true;
        page_is_there();
        const auto wish = std::move(*exchange_->live);
        exchange_.reset();
        joined_ = true;
        shop_.live.join(tenant_, wish.topics, wish.after, me());
        read();
        if (shop_.stopping) stop_soon();
    }

    void page_is_there() {
        next_ping_ = loop_.now() + shop_.options.live_ping;
        deadline_ = loop_.now() + 3 * shop_.options.live_ping;
    }

    void read() {
        stream_.async_read(incoming_, [self = me()](error_code ec, std::size_t) {
            if (ec) return self->ended();
            self->incoming_.clear();
            self->page_is_there();
            self->read();
        });
    }

    void pump() {
        std::shared_ptr<const std::string> message;
        bool behind = false;
        {
            const std::scoped_lock lock(mutex_);
            told_ = false;
            behind = fell_behind_;
            if (!writing_ && !queue_.empty()) {
                message = std::move(queue_.front());
                queue_.pop_front();
            }
        }
        if (behind) return close(websocket::close_code::try_again_later);
        if (message && open_ && !closing_) write(std::move(message));
    }

    void write(std::shared_ptr<const std::string> message) {
        writing_ = true;
        stream_.text(true);
        stream_.async_write(asio::buffer(*message), [self = me(), message](error_code ec, std::size_t) {
            self->writing_ = false;
            if (ec) return self->ended();
            self->page_is_there();
            if (self->closing_) return self->send_close();
            self->pump();
        });
    }

    void ping() {
        pinging_ = true;
        next_ping_ = loop_.now() + shop_.options.live_ping;
        stream_.async_ping({}, [self = me()](error_code ec) {
            self->pinging_ = false;
            if (ec) return self->ended();
            if (self->closing_ && !self->writing_) self->send_close();
        });
    }

    /// Beast sends one frame at a time: a close waits for what is going out.
    void close(websocket::close_code code) {
        if (closing_) return;
        closing_ = true;
        close_code_ = code;
        deadline_ = loop_.now() + std::chrono::seconds(2);
        if (!open_) return stop_now();
        leave();
        if (!writing_ && !pinging_) send_close();
    }

    void send_close() {
        if (std::exchange(close_sent_, true)) return;
        stream_.async_close(close_code_, [self = me()](error_code) { self->stop_now(); });
    }

    void ended() {
        if (closing_ && !close_sent_) return stop_now();
        leave();
    }

    void leave() {
        if (std::exchange(joined_, false)) shop_.live.leave(tenant_, this);
    }

    Shop& shop_;
    Loop& loop_;
    websocket::stream<Stream> stream_;
    std::shared_ptr<Exchange> exchange_;
    std::string tenant_;
    std::string address_;
    http::request<http::empty_body> handshake_;
    beast::flat_buffer incoming_;
    Steady::time_point deadline_{}, next_ping_{};
    bool open_ = false, joined_ = false, writing_ = false, pinging_ = false, closing_ = false, close_sent_ = false;
    websocket::close_code close_code_{};

    std::mutex mutex_;  // for what follows; everything else belongs to the loop's thread
    std::deque<std::shared_ptr<const std::string>> queue_;
    bool told_ = false;
    bool fell_behind_ = false;
};

}  // namespace

template <class Stream>
void begin_live(Shop& shop, Loop& loop, Stream stream, std::shared_ptr<Exchange> exchange, std::string address) {
    std::make_shared<LiveWire<Stream>>(shop, loop, std::move(stream), std::move(exchange), std::move(address))->start();
}

template void begin_live<Socket>(Shop&, Loop&, Socket, std::shared_ptr<Exchange>, std::string);
template void begin_live<TlsStream>(Shop&, Loop&, TlsStream, std::shared_ptr<Exchange>, std::string);

}  // namespace web::edge

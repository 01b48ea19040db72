// One HTTP/1.1 connection: head in, body in, answer out, and again.
//
// A state machine of callbacks, one outstanding operation at a time. Nothing is read while a request is being answered,
// so what is pipelined waits in the kernel: that is its bound.

#include "web/edge_loop.h"

#include "base/log.h"
#include "base/text.h"
#include "web/body_intake.h"
#include "web/heads.h"
#include "web/outgoing.h"

#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/basic_parser.hpp>

namespace web::edge {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t small_buffer = 2 * 1024;   // what an idle connection keeps
constexpr std::size_t body_buffer = 32 * 1024;
constexpr std::size_t most_discarded = 256 * 1024;

std::optional<Method> method_of(http::verb verb) {
    switch (verb) {
        case http::verb::get: return Method::get;
        case http::verb::head: return Method::head;
        case http::verb::post: return Method::post;
        case http::verb::put: return Method::put;
        case http::verb::patch: return Method::patch;
        case http::verb::delete_: return Method::del;
        case http::verb::options: return Method::options;
        default: return std::nullopt;
    }
}

/// Beast's parser, filling our own request. What Beast forgives and two programs could read differently is refused by
/// `is_plain_head` and `is_unambiguous`.
class HeadParser final : public http::basic_parser<true> {
public:
    HeadParser(Exchange& exchange, const ServerOptions& options) : exchange_(exchange), options_(options) {
        header_limit(static_cast<std::uint32_t>(options.most_head));
        body_limit(boost::none);  // the route's limit is BodyIntake's work
    }
    BodyIntake* intake = nullptr;
    int version = 11;
    std::optional<Refusal> refusal;

private:
    using View = boost::beast::string_view;

    void on_request_impl(http::verb verb, View, View target, int number, error_code& ec) override {
        version = number;
        exchange_.method = method_of(verb);
        exchange_.request.method = exchange_.method.value_or(Method::post);
        exchange_.request.target = std::string(target);
        if (target.size() > options_.most_target) ec = http::error::header_limit;
    }
    void on_response_impl(int, View, int, error_code&) override {}
    void on_field_impl(http::field, View name, View value, error_code& ec) override {
        if (exchange_.request.headers.size() == options_.most_fields) ec = http::error::header_limit;
        if (!seen_head_) exchange_.request.headers.add(std::string(name), std::string(value));
    }
    void on_header_impl(error_code&) override { seen_head_ = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(View body, error_code& ec) override { return take(body, ec); }
    void on_chunk_header_impl(std::uint64_t, View extensions, error_code& ec) override {
        if (extensions.size() > 256) ec = http::error::bad_chunk_extension;
    }
    std::size_t on_chunk_body_impl(std::uint64_t, View body, error_code& ec) override { return take(body, ec); }
    void on_finish_impl(error_code&) override {}

    std::size_t take(View bytes, error_code& ec) {
        if (!intake) return bytes.size();
        if (auto taken = intake->take({bytes.data(), bytes.size()}); !taken) {
            refusal = std::move(taken.error());
            ec = http::error::body_limit;
        }
        return bytes.size();
    }

    Exchange& exchange_;
    const ServerOptions& options_;
    bool seen_head_ = false;  // fields after it are a trailer: nobody's business
};

template <class Stream>
class Connection final : public Wire {
public:
    Connection(Shop& shop, Loop& loop, Stream stream, std::string address)
        : shop_(shop), loop_(loop), stream_(std::move(stream)), address_(std::move(address)) {
        loop_.add(this);
    }
    ~Connection() override {
        loop_.remove(this);
        if (holds_place_) shop_.doorkeeper.leave(address_);
    }

    void start() {
        error_code ignored;
        socket_of(stream_).set_option(asio::ip::tcp::no_delay(true), ignored);
        if constexpr (is_tls<Stream>) {
            due = loop_.now() + shop_.options.head_time;
            stream_.async_handshake(asio::ssl::stream_base::server, [self = me()](error_code ec) {
                if (!ec) self->await_head();
            });
        } else {
            await_head();
        }
    }

    void tick(Steady::time_point now) override {
        timed_out_ = true;
        if (state_ == State::writing || state_ == State::discarding || !received_any_) return stop_now();
        error_code ignored;
        due = now + std::chrono::seconds(1);  // for the 408
        socket_of(stream_).cancel(ignored);
    }

    void stop_soon() override {
        closing_ = true;
        if (state_ == State::head && !received_any_) stop_now();
    }

    void stop_now() override {
        error_code ignored;
        socket_of(stream_).close(ignored);
    }

private:
    enum class State { head, body, answering, writing, discarding };

    std::shared_ptr<Connection> me() { return std::static_pointer_cast<Connection>(shared_from_this()); }
    std::string_view unread() const { return std::string_view(in_).substr(begin_, end_ - begin_); }

    // ---- reading ----------------------------------------------------------------------------------------------------

    void await_head() {
        state_ = State::head;
        exchange_ = std::make_shared<Exchange>();
        scanned_ = 0;
        body_bytes_ = 0;
        keep_alive_ = false;
        intake_.reset();
        parser_.reset();
        received_any_ = begin_ != end_;
        due = loop_.now() + (received_any_ ? shop_.options.head_time : shop_.options.idle_time);
        if (!received_any_) shrink();
        find_head();
    }

    void shrink() {
        begin_ = end_ = 0;
        if (in_.size() > small_buffer) std::string(small_buffer, '\0').swap(in_);
    }

    /// Looks for the blank line from where it looked last.
    void find_head() {
        while (begin_ != end_ && scanned_ == 0 && unread().starts_with("\r\n")) begin_ += 2;  // RFC 9112, 2.2
        const auto from = scanned_ < 3 ? 0 : scanned_ - 3;
        const auto at = unread().find("\r\n\r\n", from);
        if (at == std::string_view::npos) {
            scanned_ = unread().size();
            if (scanned_ > shop_.options.most_head) return refuse_and_close("web.malformed", "the head is too long");
            if (unread().find("\n\n") != std::string_view::npos) return refuse_and_close("web.malformed", "bare line feed");
            return read_some(&Connection::find_head, std::max(small_buffer, 2 * unread().size()));
        }
        if (at > shop_.options.most_head) return refuse_and_close("web.malformed", "the head is too long");
        take_head(at + 4);
    }

    void take_head(std::size_t length) {
        const auto head = unread().substr(0, length);
        if (!is_plain_head(head)) return refuse_and_close("web.malformed", "folded line or bare line end");
        error_code ec;
        parser_.emplace(*exchange_, shop_.options);
        parser_->put(asio::const_buffer(head.data(), head.size()), ec);
        if (ec == http::error::need_more) ec = {};
        if (ec || !parser_->is_header_done()) return refuse_and_close("web.malformed", ec.message());
        if (!is_unambiguous(exchange_->request, parser_->version))
            return refuse_and_close("web.malformed", "ambiguous length or host");
        begin_ += length;
        keep_alive_ = parser_->keep_alive();
        exchange_->knows_chunks = parser_->version > 10;
        exchange_->wants_upgrade = base::equal_ignoring_case(exchange_->request.header("Upgrade"), "websocket");
        if (const auto size = parser_->content_length()) exchange_->content_length = *size;
        receive();
    }

    void receive() {
        const bool body_follows = !parser_->is_done();
        if (!shop_.conduct.receive(*exchange_, address_, is_tls<Stream>)) {
            if (body_follows) keep_alive_ = false;
            return write_answer();
        }
        if (!body_follows) return body_is_in();
        if (!exchange_->route) {  // /healthz and its kind take no body
            keep_alive_ = false;
            return body_is_in();
        }
        intake_ = std::make_unique<BodyIntake>(exchange_->request, exchange_->tenant->folder / "spool",
                                               exchange_->route->most_body);
        parser_->intake = intake_.get();
        parser_->eager(true);
        state_ = State::body;
        body_began_ = loop_.now();
        if (base::equal_ignoring_case(exchange_->request.header("Expect"), "100-continue")) return say_continue();
        read_body();
    }

    void say_continue() {
        static constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
        due = loop_.now() + shop_.options.write_time;
        asio::async_write(stream_, asio::buffer(line), [self = me()](error_code ec, std::size_t) {
            if (!ec) self->read_body();
        });
    }

    void read_body() {
        error_code ec;
        while (begin_ != end_ && !parser_->is_done() && !ec) {
            const auto used = parser_->put(asio::const_buffer(in_.data() + begin_, end_ - begin_), ec);
            begin_ += used;
            body_bytes_ += used;
            if (used == 0) break;
        }
        if (ec == http::error::need_more) ec = {};
        if (parser_->refusal) return refuse_and_close(std::move(*parser_->refusal));
        if (ec) return refuse_and_close("web.malformed", ec.message());
        if (parser_->is_done()) return finish_body();
        if (end_ - begin_ >= body_buffer) return refuse_and_close("web.malformed", "a chunk's head is too long");
        const auto rate_allows = std::chrono::seconds(body_bytes_ / shop_.options.least_body_rate);
        due = std::min(loop_.now() + shop_.options.body_time, body_began_ + shop_.options.body_time + rate_allows);
        read_some(&Connection::read_body, body_buffer);
    }

    void finish_body() {
        const auto whole = intake_->finish();
        intake_.reset();
        if (!whole) {
            exchange_->request.uploads.clear();
            shop_.conduct.refuse(*exchange_, whole.error());
            return write_answer();
        }
        body_is_in();
    }

    void read_some(void (Connection::*next)(), std::size_t room) {
        if (begin_ > 0) {
            in_.erase(0, begin_);
            end_ -= begin_;
            begin_ = 0;
        }
        if (in_.size() < std::max(room, end_ + 1)) in_.resize(std::max(room, end_ + 1));
        stream_.async_read_some(asio::buffer(in_.data() + end_, in_.size() - end_),
                                [self = me(), next](error_code ec, std::size_t got) {
                                    if (ec) return self->reading_failed();
                                    self->first_byte();
                                    self->end_ += got;
                                    (*self.*next)();
                                });
    }

    void first_byte() {
        if (received_any_) return;
        received_any_ = true;
        due = loop_.now() + shop_.options.head_time;
    }

    void reading_failed() {
        if (!timed_out_ || !received_any_ || !socket_of(stream_).is_open()) return;  // gone: nobody to tell
        refuse_and_close("web.slow", {});
    }

    // ---- answering --------------------------------------------------------------------------------------------------

    void refuse_and_close(const char* key, std::string detail) {
        refuse_and_close(Refusal{Kind::invalid, key, {}, std::move(detail)});
    }
    void refuse_and_close(const Refusal& refusal) {
        keep_alive_ = false;
        intake_.reset();
        exchange_->request.uploads.clear();
        if (exchange_->request.id.empty()) exchange_->request.id = "0000000000000000";
        shop_.conduct.refuse(*exchange_, refusal);
        write_answer();
    }

    void body_is_in() {
        state_ = State::answering;
        due = Steady::time_point::max();
        if (shop_.conduct.is_quick(*exchange_)) {
            shop_.conduct.answer(*exchange_);
            return write_answer();
        }
        const bool taken = shop_.workers.submit([self = me()]() mutable {
            self->shop_.conduct.answer(*self->exchange_);
            go_on_with(std::move(self), &Connection::write_answer);
        });
        if (taken) return;
        shop_.conduct.refuse(*exchange_, {Kind::unavailable, "web.busy"});
        write_answer();
    }

    /// From a worker back to the loop. The worker keeps nothing: a connection may only end on its own loop.
    static void go_on_with(std::shared_ptr<Connection> self, void (Connection::*next)()) {
        auto& context = self->loop_.context;
        asio::post(context, [self = std::move(self), next] { (*self.*next)(); });
    }

    // ---- writing ----------------------------------------------------------------------------------------------------

    void write_answer() {
        state_ = State::writing;
        if (!socket_of(stream_).is_open()) return;
        if (exchange_->live && exchange_->response.status() == 101) return become_live();
        if (closing_ || shop_.stopping || (!exchange_->knows_chunks && exchange_->response.source())) keep_alive_ = false;
        const bool bodiless = exchange_->request.method == Method::head || exchange_->response.status() == 304;
        outgoing_.begin(shop_.conduct.head_text(*exchange_, !keep_alive_), exchange_->response, !bodiless);
        written_ = 0;
        write_began_ = loop_.now();
        write_some();
    }

    void become_live() {
        begin_live(shop_, loop_, std::move(stream_), std::move(exchange_), address_);
        holds_place_ = false;  // the live wire gives it back
        due = Steady::time_point::max();
    }

    void write_some() {
        if (out_.empty()) out_ = outgoing_.next_piece();
        if (outgoing_.is_broken()) return stop_now();  // cut short: the reader must notice
        if (out_.empty()) return outgoing_.awaits_source() ? ask_source() : answer_is_out();
        const auto rate_allows = std::chrono::seconds(written_ / shop_.options.least_body_rate);
        due = std::min(loop_.now() + shop_.options.write_time, write_began_ + shop_.options.write_time + rate_allows);
        stream_.async_write_some(asio::buffer(out_.data(), out_.size()), [self = me()](error_code ec, std::size_t put) {
            if (ec) return self->stop_now();
            self->out_.remove_prefix(put);
            self->written_ += put;
            self->write_some();
        });
    }

    void ask_source() {
        due = Steady::time_point::max();
        const bool taken = shop_.workers.submit([self = me()]() mutable {
            self->outgoing_.ask_source(self->exchange_->response.source(), self->exchange_->knows_chunks);
            go_on_with(std::move(self), &Connection::write_some);
        });
        if (!taken) stop_now();
    }

    void answer_is_out() {
        outgoing_.end();
        if (keep_alive_) return await_head();
        state_ = State::discarding;
        due = loop_.now() + std::chrono::milliseconds(shop_.stopping ? 200 : 2000);
        error_code ec;
        if constexpr (!is_tls<Stream>) socket_of(stream_).shutdown(asio::ip::tcp::socket::shutdown_send, ec);
        exchange_ = std::make_shared<Exchange>();
        discard();
    }

    /// Reads what is still coming before closing, or the reader would lose the answer to a reset.
    void discard() {
        discarded_ += end_ - begin_;
        begin_ = end_ = 0;
        if (discarded_ > most_discarded) return stop_now();
        if (in_.size() < small_buffer) in_.resize(small_buffer);
        socket_of(stream_).async_read_some(asio::buffer(in_), [self = me()](error_code ec, std::size_t got) {
            if (ec) return self->stop_now();
            self->end_ = got;
            self->discard();
        });
    }

    Shop& shop_;
    Loop& loop_;
    Stream stream_;
    std::string address_;
    bool holds_place_ = true;
    State state_ = State::head;
    bool timed_out_ = false;
    bool received_any_ = false;  // of this request
    bool keep_alive_ = false;
    bool closing_ = false;

    std::string in_;  // [begin_, end_) is read but not used
    std::size_t begin_ = 0, end_ = 0, scanned_ = 0;
    std::shared_ptr<Exchange> exchange_;
    std::optional<HeadParser> parser_;
    std::unique_ptr<BodyIntake> intake_;
    Steady::time_point body_began_{}, write_began_{};
    std::uint64_t body_bytes_ = 0, written_ = 0;

    Outgoing outgoing_;
    std::string_view out_;  // going out now
    std::size_t discarded_ = 0;
};

}  // namespace

void begin_connection(Shop& shop, Loop& loop, Socket socket, std::string address) {
    if (shop.stopping) return shop.doorkeeper.leave(address);
    if (shop.tls)
        std::make_shared<Connection<TlsStream>>(shop, loop, TlsStream(std::move(socket), *shop.tls), std::move(address))->start();
    else
        std::make_shared<Connection<Socket>>(shop, loop, std::move(socket), std::move(address))->start();
}

}  // namespace web::edge

#pragma once
// For tests: a site on a port of its own, and a client that sends exactly the bytes it is told.

#include "base/random.h"
#include "db/test/given.h"
#include "web/web.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <string>

namespace given {

/// Staff carry the token "staff-token" or a session of subject "staff:1"; "nothing" is a permission nobody has.
struct TestGate : web::Gate {
    Result<web::Actor> admit(const web::Request& request, const web::Context& context, web::Permission permission) override {
        std::string who;
        if (context.session) who = context.session->subject;
        if (const auto token = request.bearer(); token && *token == "staff-token") who = "staff:7";
        if (!permission.is_public() && who.empty()) return std::unexpected(web::sign_in_needed());
        if (permission.name() == "nothing") return base::refuse(Kind::not_allowed, "web.not_allowed");
        return web::Actor{.reference = who, .is = who};
    }
    bool may_follow(const web::Request&, const web::Context&, std::string_view topic) override { return topic != "secret"; }
};

/// What a client got: everything up to the end of one answer.
struct Answer {
    int status = 0;
    std::string head;
    std::string body;

    std::string header(std::string_view name) const {
        for (const auto line : base::split(head, '\n')) {
            const auto colon = line.find(':');
            if (colon != std::string_view::npos && base::equal_ignoring_case(line.substr(0, colon), name))
                return std::string(base::trim(line.substr(colon + 1)));
        }
        return {};
    }
    bool has_header(std::string_view name) const { return !header(name).empty(); }
};

/// One TCP connection. Waits for anything as long as a server that has much to do may take, and then fails the test: that is no end of the connection.
class Client {
public:
    static constexpr std::chrono::seconds patience{60};

    explicit Client(const std::string& url) {
        const auto colon = url.rfind(':');
        int port = 0;
        std::from_chars(url.data() + colon + 1, url.data() + url.size(), port);
        fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
        const timeval at_most{patience.count(), 0};
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &at_most, sizeof at_most);
        setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &at_most, sizeof at_most);
        REQUIRE(::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
    }
    ~Client() { ::close(fd_); }
    Client(const Client&) = delete;

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;  // the server has closed: what it said will be read
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    void finish_sending() { ::shutdown(fd_, SHUT_WR); }

    /// One answer; `to_head` for an answer to HEAD. Status 0: the connection ended first.
    Answer answer(bool to_head = false) {
        Answer a;
        std::size_t end;
        while ((end = in_.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return a;
        a.head = in_.substr(0, end + 2);
        in_.erase(0, end + 4);
        std::from_chars(a.head.data() + 9, a.head.data() + 12, a.status);
        if (to_head || a.status == 304 || a.status == 204 || a.status < 200) return a;
        if (a.header("Transfer-Encoding") == "chunked") return chunks(std::move(a));
        const auto length = std::stoul(a.header("Content-Length"));
        while (in_.size() < length)
            if (!more()) break;
        a.body = in_.substr(0, length);
        in_.erase(0, length);
        return a;
    }
    Answer ask(std::string_view bytes, bool to_head = false) {
        send(bytes);
        return answer(to_head);
    }
    /// True once the server has closed, with nothing more to read.
    bool is_closed() { return in_.empty() && !more(); }
    /// So many raw bytes, e.g. of a WebSocket frame.
    std::string take(std::size_t count) {
        while (in_.size() < count)
            if (!more()) break;
        const auto out = in_.substr(0, count);
        in_.erase(0, out.size());
        return out;
    }
    int fd() const { return fd_; }

private:
    bool more() {
        char buffer[16384];
        const auto got = ::recv(fd_, buffer, sizeof buffer, 0);
        if (got < 0 && errno == EAGAIN) FAIL_CHECK("nothing came, and the connection did not end either");
        if (got <= 0) return false;
        in_.append(buffer, static_cast<std::size_t>(got));
        return true;
    }
    std::string line() {
        std::size_t end;
        while ((end = in_.find("\r\n")) == std::string::npos)
            if (!more()) return {};
        auto out = in_.substr(0, end);
        in_.erase(0, end + 2);
        return out;
    }
    Answer chunks(Answer a) {
        for (;;) {
            const auto size = std::stoul(line(), nullptr, 16);
            a.body += take(size);
            line();
            if (size == 0) return a;
        }
    }

    int fd_;
    std::string in_;
};

/// A served site. Add routes before `open`.
struct Site {
    Tenant tenant{db::Engine::sqlite};
    base::Config settings;
    web::Tenant site{.id = "demo",
                     .name = "Demo",
                     .base_url = "http://demo.example",
                     .folder = tenant.folder.path,
                     .db = *tenant.db,
                     .settings = settings};
    web::OneTenant tenants{site};
    TestGate gate;
    web::Live live;
    base::StoppedClock clock{start};
    base::SystemRandom random;
    web::Router router;
    web::ServerOptions options;
    std::function<std::string(const web::ErrorPage&, const web::Request&, const web::Context&)> error_page;
    std::unique_ptr<web::Server> server;
    std::string url;

    Site() {
        options.listen = "127.0.0.1:0";
        options.workers = 8;
        options.per_client = options.per_client_writes = options.per_account = {};
    }
    Site& get(std::string pattern, web::Handler handler, web::Permission permission = "public") {
        router.page(web::Method::get, std::move(pattern), permission, std::move(handler));
        return *this;
    }
    Site& post(std::string pattern, web::Handler handler, web::Permission permission = "public") {
        router.page(web::Method::post, std::move(pattern), permission, std::move(handler));
        return *this;
    }
    /// An API route: no CSRF token needed.
    Site& api(web::Method method, std::string pattern, web::Handler handler, web::Permission permission = "public") {
        router.api(method, std::move(pattern), permission, std::move(handler));
        return *this;
    }
    Site& open() {
        server = std::make_unique<web::Server>(options, web::House{.router = router,
                                                                   .tenants = tenants,
                                                                   .gate = gate,
                                                                   .live = live,
                                                                   .clock = clock,
                                                                   .random = random,
                                                                   .error_page = error_page});
        auto started = server->start();
        if (!started) FAIL(started.error().log);
        url = *started;
        return *this;
    }
    Answer ask(std::string_view bytes) { return Client(url).ask(bytes); }
    Answer get_now(std::string_view target, std::string_view more = "") {
        return ask("GET " + std::string(target) + " HTTP/1.1\r\nHost: demo\r\n" + std::string(more) + "\r\n");
    }
};

inline web::Response hello(web::Request&, web::Context&) { return web::page("<p>hello"); }

/// A POST of an urlencoded form, with the header fields a browser would send from our own page.
inline std::string form_post(std::string_view target, std::string_view body, std::string_view more = "") {
    return "POST " + std::string(target) + " HTTP/1.1\r\nHost: demo\r\nSec-Fetch-Site: same-origin\r\n" +
           "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(more) + "\r\n" + std::string(body);
}

}  // namespace given

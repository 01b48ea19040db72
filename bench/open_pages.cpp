#include "open_pages.h"

#include "figures.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <thread>

namespace bench {
namespace {

void allow_many_sockets() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// How long the frame is that begins there, head and all; 0: it has not come whole. A server's frames are not masked.
std::size_t frame_length(std::string_view bytes) {
    const auto at = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
    if (bytes.size() < 2) return 0;
    std::size_t head = 2, body = at(1) & 0x7f;
    if (body == 126) {
        if (bytes.size() < 4) return 0;
        head = 4, body = at(2) << 8 | at(3);
    } else if (body == 127) {
        throw std::runtime_error("a message of more than 64 KB");
    }
    return bytes.size() < head + body ? 0 : head + body;
}

constexpr unsigned char text_frame = 1, close_frame = 8;

}  // namespace

OpenPages::OpenPages(int port, const std::string& authorization, std::int64_t after, int pages) : pages_(static_cast<std::size_t>(pages)) {
    allow_many_sockets();
    poll_ = epoll_create1(0);
    const auto request = fmt::format("GET /live?after={1}&topic=cases HTTP/1.1\r\nHost: 127.0.0.1:{0}\r\nOrigin: http://127.0.0.1:{0}\r\nUpgrade: websocket\r\n"
                                     "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{2}\r\n",
                                     port, after, authorization);
    for (auto& page : pages_) open(page, port, request);
}

OpenPages::~OpenPages() {
    for (const auto& page : pages_) ::close(page.socket);
    ::close(poll_);
}

void OpenPages::open(Page& page, int port, const std::string& request) {
    page.socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(page.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(page.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("a page cannot connect");
    if (::send(page.socket, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) throw std::runtime_error("a page cannot ask");
    std::array<char, 4096> piece{};
    std::size_t head = std::string::npos;
    while ((head = page.unread.find("\r\n\r\n")) == std::string::npos) {
        const auto got = ::recv(page.socket, piece.data(), piece.size(), 0);
        if (got <= 0) throw std::runtime_error("a page was hung up on");
        page.unread.append(piece.data(), static_cast<std::size_t>(got));
    }
    if (!page.unread.starts_with("HTTP/1.1 101")) throw std::runtime_error("a page may not listen: " + page.unread.substr(0, page.unread.find("\r\n")));
    page.unread.erase(0, head + 4);
    fcntl(page.socket, F_SETFL, O_NONBLOCK);
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &page}};
    epoll_ctl(poll_, EPOLL_CTL_ADD, page.socket, &event);
}

bool OpenPages::read_news(Page& page) {
    std::array<char, 4096> piece{};
    for (ssize_t got = 0; (got = ::recv(page.socket, piece.data(), piece.size(), 0)) > 0;) page.unread.append(piece.data(), static_cast<std::size_t>(got));
    bool news = false;
    while (const auto length = frame_length(page.unread)) {
        const auto sort = static_cast<unsigned char>(page.unread[0]) & 0x0f;
        if (sort == close_frame) throw std::runtime_error("a page was closed");
        news |= sort == text_frame;
        page.unread.erase(0, length);
    }
    return news;
}

std::vector<double> OpenPages::hear(const std::function<void()>& change) {
    using Clock = std::chrono::steady_clock;
    constexpr auto patience = std::chrono::seconds(10);
    std::vector<double> waits;
    for (auto& page : pages_) page.told = false;
    const auto began = Clock::now();
    const std::jthread changing(change);
    std::array<epoll_event, 256> events{};
    while (waits.size() < pages_.size()) {
        const int ready = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 100);
        for (int i = 0; i < ready; ++i) {
            auto& page = *static_cast<Page*>(events[static_cast<std::size_t>(i)].data.ptr);
            if (!read_news(page) || page.told) continue;
            page.told = true;
            waits.push_back(Seconds(Clock::now() - began).count() * 1e3);
        }
        if (Clock::now() - began > patience) throw std::runtime_error(fmt::format("{} pages were not told", pages_.size() - waits.size()));
    }
    return waits;
}

}  // namespace bench

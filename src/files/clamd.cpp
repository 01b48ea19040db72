#include "files/clamd.h"

#include "base/log.h"
#include "files/descriptor.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <span>

namespace files {
namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr std::size_t longest_answer = 1024;

bool wait_for(int socket, short what, Moment deadline) {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd waiting{.fd = socket, .events = what, .revents = 0};
        const int ready = poll(&waiting, 1, static_cast<int>(left.count()));
        if (ready > 0) return true;
        if (ready == 0 || errno != EINTR) return false;
    }
}

Descriptor connected(int family, const sockaddr* address, socklen_t length, Moment deadline) {
    Descriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket) return {};
    if (connect(socket.get(), address, length) == 0) return socket;
    if (errno != EINPROGRESS || !wait_for(socket.get(), POLLOUT, deadline)) return {};
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) return {};
    return socket;
}

Descriptor connect_to_path(const std::string& path, Moment deadline) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return {};
    path.copy(address.sun_path, path.size());
    return connected(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address, deadline);
}

Descriptor connect_to_host(const std::string& address, Moment deadline) {
    const auto colon = address.rfind(':');
    if (colon == std::string::npos) return {};
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(address.substr(0, colon).c_str(), address.substr(colon + 1).c_str(), &wanted, &found) != 0) return {};
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, freeaddrinfo);
    for (; found != nullptr; found = found->ai_next)
        if (auto socket = connected(found->ai_family, found->ai_addr, found->ai_addrlen, deadline)) return socket;
    return {};
}

/// False once the other side is gone or late. clamd may answer before everything is sent, e.g. when it is too much.
bool send_all(int socket, std::string_view bytes, Moment deadline) {
    while (!bytes.empty()) {
        const auto sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (sent < 0 && errno == EINTR) {
            continue;
        } else if (sent == 0 || errno != EAGAIN || !wait_for(socket, POLLOUT, deadline)) {
            return false;
        }
    }
    return true;
}

/// A length in network order, then as many bytes.
bool send_chunk(int socket, std::string_view bytes, Moment deadline) {
    const auto length = static_cast<std::uint32_t>(bytes.size());
    const std::array<char, 4> head{static_cast<char>(length >> 24), static_cast<char>(length >> 16),
                                   static_cast<char>(length >> 8), static_cast<char>(length)};
    return send_all(socket, {head.data(), head.size()}, deadline) && send_all(socket, bytes, deadline);
}

bool send_file(int socket, int file, Moment deadline) {
    std::array<char, 65'536> piece;
    if (!send_all(socket, std::string_view("zINSTREAM\0", 10), deadline)) return false;
    for (off_t at = 0;;) {
        const auto got = pread(file, piece.data(), piece.size(), at);
        if (got < 0) return false;
        if (!send_chunk(socket, {piece.data(), static_cast<std::size_t>(got)}, deadline)) return false;
        if (got == 0) return true;  // the empty chunk is the end
        at += got;
    }
}

std::string read_answer(int socket, Moment deadline) {
    std::string answer;
    std::array<char, 256> piece;
    while (answer.size() < longest_answer && wait_for(socket, POLLIN, deadline)) {
        const auto got = recv(socket, piece.data(), piece.size(), 0);
        if (got <= 0) break;
        answer.append(piece.data(), static_cast<std::size_t>(got));
        if (answer.back() == '\0') break;
    }
    return answer.substr(0, answer.find('\0'));
}

std::unexpected<Refusal> away(std::string why) {
    base::log::warning("the virus scanner did not help", {{"why", why}});
    return refuse(Kind::unavailable, "files.scanner_away", std::move(why));
}

}  // namespace

std::optional<Verdict> parse_clamd_answer(std::string_view answer) {
    constexpr std::string_view stream = "stream: ", found = " FOUND";
    if (answer.starts_with("INSTREAM size limit exceeded")) return Verdict{State::unscanned, {}};
    if (!answer.starts_with(stream)) return std::nullopt;
    answer.remove_prefix(stream.size());
    if (answer == "OK") return Verdict{State::clean, {}};
    if (!answer.ends_with(found)) return std::nullopt;
    answer.remove_suffix(found.size());
    return Verdict{State::infected, base::tidy_line(answer)};
}

bool Clamd::is_resting() const { return std::chrono::steady_clock::now().time_since_epoch().count() < rests_until_; }

Result<Verdict> Clamd::scan(int file) const {
    const auto verdict = ask(file);
    const auto rest = std::chrono::steady_clock::now().time_since_epoch() + std::chrono::seconds(30);
    rests_until_ = verdict ? 0 : rest.count();
    return verdict;
}

Result<Verdict> Clamd::ask(int file) const {
    const auto deadline = std::chrono::steady_clock::now() + options_.time_limit;
    const bool is_path = options_.address.starts_with('/');
    const auto socket = is_path ? connect_to_path(options_.address, deadline) : connect_to_host(options_.address, deadline);
    if (!socket) return away("cannot connect");
    // Whatever became of the sending, an answer may be waiting that explains it.
    (void)send_file(socket.get(), file, deadline);
    const auto answer = read_answer(socket.get(), deadline);
    const auto verdict = parse_clamd_answer(answer);
    if (!verdict) return away("answered '" + base::tidy_line(answer) + "'");
    if (verdict->state == State::unscanned) base::log::warning("a file is larger than the virus scanner takes", {});
    return *verdict;
}

}  // namespace files

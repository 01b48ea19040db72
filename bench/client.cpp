#include "client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace bench {

std::string Answer::header(std::string_view name) const {
    const auto line = fmt::format("\r\n{}: ", name);
    const auto at = head.find(line);
    if (at == std::string::npos) return {};
    const auto from = at + line.size();
    return head.substr(from, head.find("\r\n", from) - from);
}

Client::Client(int port) : port_(port) {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect");
}

Client::~Client() { ::close(socket_); }

Answer Client::get(std::string_view path, std::string_view more_headers) {
    return exchange(fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{}{}\r\n", path, port_, cookies_, more_headers));
}

Answer Client::post(std::string_view path, std::string_view type, std::string_view body, std::string_view more_headers) {
    return exchange(fmt::format("POST {0} HTTP/1.1\r\nHost: 127.0.0.1:{1}\r\nOrigin: http://127.0.0.1:{1}\r\n"
                                "Content-Type: {2}\r\nContent-Length: {3}\r\n{4}{5}\r\n{6}",
                                path, port_, type, body.size(), cookies_, more_headers, body));
}

Answer Client::exchange(const std::string& request) {
    for (std::string_view rest = request; !rest.empty();) {
        const auto sent = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent <= 0) throw std::runtime_error("the server hung up");
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    return read_answer();
}

Answer Client::read_answer() {
    Answer answer;
    std::size_t head_end = std::string::npos, length = 0;
    for (;;) {
        if (head_end == std::string::npos && (head_end = buffer_.find("\r\n\r\n")) != std::string::npos) {
            answer.head = buffer_.substr(0, head_end + 2);
            answer.status = std::stoi(answer.head.substr(9, 3));
            const auto text = answer.header("Content-Length");
            length = text.empty() ? 0 : std::stoul(text);
        }
        if (head_end != std::string::npos && buffer_.size() >= head_end + 4 + length) break;
        char piece[16 * 1024];
        const auto got = ::recv(socket_, piece, sizeof piece, 0);
        if (got <= 0) throw std::runtime_error("the server hung up");
        buffer_.append(piece, static_cast<std::size_t>(got));
    }
    answer.body = buffer_.substr(head_end + 4, length);
    buffer_.erase(0, head_end + 4 + length);
    if (const auto cookie = answer.header("Set-Cookie"); cookies_.empty() && !cookie.empty())
        cookies_ = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
    return answer;
}

}  // namespace bench

#pragma once
// For tests: stands between a program and its PostgreSQL, and cuts the line when told.

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace given {

/// Forwards bytes both ways. A cut is made once, when the program next says COMMIT.
class Proxy {
public:
    enum class Cut {
        none,
        before_commit,    // the server never hears it
        after_commit,     // the server carries it out, and its answer is lost
        while_committing, // as after, but the program notices before the server is done
    };

    /// `dsn` as a URL: postgresql://user@host:port/database, on this machine.
    explicit Proxy(const std::string& dsn) {
        const auto colon = dsn.rfind(':');
        const auto slash = dsn.find('/', colon);
        server_port_ = std::stoi(dsn.substr(colon + 1, slash - colon - 1));
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        auto own = address(0);
        REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&own), sizeof own) == 0);
        REQUIRE(::listen(listener_, 64) == 0);
        socklen_t size = sizeof own;
        getsockname(listener_, reinterpret_cast<sockaddr*>(&own), &size);
        dsn_ = dsn.substr(0, colon + 1) + std::to_string(ntohs(own.sin_port)) + dsn.substr(slash);
        acceptor_ = std::jthread([this](const std::stop_token& stop) { accept_until(stop); });
    }
    ~Proxy() {
        acceptor_.request_stop();
        acceptor_.join();
        for (auto& line : lines_) line.thread.request_stop();
        lines_.clear();
        ::close(listener_);
    }

    /// The way to the server through here.
    const std::string& dsn() const { return dsn_; }
    void cut_next(Cut cut) { cut_ = cut; }
    int cuts() const { return cuts_; }

private:
    static sockaddr_in address(int port) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return to;
    }
    void accept_until(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            pollfd waiting{listener_, POLLIN, 0};
            if (::poll(&waiting, 1, 20) != 1) continue;
            const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            lines_.remove_if([](const Line& line) { return line.is_over.load(); });  // a thread that is not joined keeps its stack
            if (client >= 0) lines_.emplace_back().carry(*this, client);
        }
    }
    struct Line {
        std::atomic<bool> is_over{false};
        std::jthread thread;
        void carry(Proxy& proxy, int client) {
            thread = std::jthread([this, &proxy, client](const std::stop_token& end) {
                proxy.carry(client, end);
                is_over = true;
            });
        }
    };
    static bool send_all(int to, std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void carry(int client, const std::stop_token& stop) {
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const auto to = address(server_port_);
        if (::connect(server, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) exchange(client, server, stop);
        ::close(client);
        ::close(server);
    }
    void exchange(int client, int server, const std::stop_token& stop) {
        std::array<char, 65536> buffer;
        while (!stop.stop_requested()) {
            std::array<pollfd, 2> waiting{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
            if (::poll(waiting.data(), 2, 20) < 1) continue;
            for (const auto& ready : waiting) {
                if (ready.revents == 0) continue;
                const auto got = ::recv(ready.fd, buffer.data(), buffer.size(), 0);
                if (got <= 0) return;
                const std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
                const bool commits = ready.fd == client && bytes.find(std::string_view("COMMIT\0", 7)) != std::string_view::npos;
                if (const auto cut = commits ? cut_.exchange(Cut::none) : Cut::none; cut != Cut::none) return make(cut, bytes, client, server);
                if (!send_all(ready.fd == client ? server : client, bytes)) return;
            }
        }
    }
    void make(Cut cut, std::string_view bytes, int client, int server) {
        ++cuts_;
        if (cut == Cut::before_commit) return;
        if (cut == Cut::while_committing) ::shutdown(client, SHUT_RDWR);
        send_all(server, bytes);
        if (cut == Cut::after_commit) hear_out(server);
    }
    /// Until the server has answered and is silent.
    static void hear_out(int server) {
        std::array<char, 4096> answer;
        pollfd waiting{server, POLLIN, 0};
        while (::poll(&waiting, 1, 200) == 1 && ::recv(server, answer.data(), answer.size(), 0) > 0) {
        }
    }

    int server_port_ = 0, listener_ = -1;
    std::string dsn_;
    std::atomic<Cut> cut_{Cut::none};
    std::atomic<int> cuts_{0};
    std::list<Line> lines_;
    std::jthread acceptor_;
};

}  // namespace given

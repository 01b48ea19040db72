#pragma once
// A plain blocking HTTP/1.1 client on one kept connection to 127.0.0.1: it costs little beside what it measures.

#include <string>
#include <string_view>

namespace bench {

struct Answer {
    int status = 0;
    std::string head, body;
    /// A header's value; empty when there is none. `name` in the case the server sends.
    std::string header(std::string_view name) const;
};

class Client {
public:
    explicit Client(int port);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    Answer get(std::string_view path, std::string_view more_headers = {});
    Answer post(std::string_view path, std::string_view type, std::string_view body, std::string_view more_headers = {});
    /// The first cookie the server set, as a header line; sent with every request.
    const std::string& cookies() const { return cookies_; }
    /// Sends this line instead.
    void bring(std::string cookies) { cookies_ = std::move(cookies); }

private:
    Answer exchange(const std::string& request);
    Answer read_answer();
    int port_;
    int socket_ = -1;
    std::string buffer_;
    std::string cookies_;
};

}  // namespace bench

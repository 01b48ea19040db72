#pragma once
// An answer on its way out, piece by piece. Knows no socket.

#include "web/response.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace web {

/// `begin`, then `next_piece` until it is empty: then either the source must be asked (on a worker), or all is out. A
/// piece stays valid until the next call.
class Outgoing {
public:
    Outgoing() = default;
    ~Outgoing() { end(); }
    Outgoing(const Outgoing&) = delete;
    Outgoing& operator=(const Outgoing&) = delete;

    /// The response must live until `end`.
    void begin(std::string head, const Response& response, bool with_body);
    std::string_view next_piece();
    bool awaits_source() const { return source_open_; }
    void ask_source(const Response::Source& source, bool in_chunks);
    /// The file is gone or shorter than it was, or the source threw: the connection must end.
    bool is_broken() const { return broken_; }
    void end();

private:
    void open_file(const Response::FileBody&);
    std::string_view read_file_piece();

    std::string piece_;
    bool piece_waits_ = false;
    std::string_view rest_;  // of the response's own body
    int file_ = -1;
    std::uint64_t file_offset_ = 0, file_left_ = 0;
    bool source_open_ = false;
    bool broken_ = false;
};

}  // namespace web

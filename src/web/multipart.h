#pragma once
// multipart/form-data (RFC 7578), read as it arrives, in pieces of any size.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace web {

/// What a part's head says. `file_name` is as sent: untrusted, possibly hostile, possibly empty.
struct PartHead {
    std::string name;
    std::optional<std::string> file_name;
    std::string content_type;
};

/// Hears of the parts, one after another. Each call returns false to stop the reading.
class PartListener {
public:
    virtual ~PartListener() = default;
    virtual bool part_begins(const PartHead&) = 0;
    virtual bool part_goes_on(std::string_view bytes) = 0;
    virtual bool part_ends() = 0;
};

/// Promises: linear in what is fed; remembers at most one part's head or one delimiter's length of data.
class MultipartReader {
public:
    static constexpr std::size_t most_parts = 1000;
    static constexpr std::size_t most_head = 16 * 1024;  // bytes of one part's head: a 4,096-character name fits

    /// `boundary` as in the Content-Type: 1 to 70 characters, else `feed` refuses at once.
    MultipartReader(std::string_view boundary, PartListener& listener);

    /// False: malformed, too much, or stopped by the listener; feed no more.
    bool feed(std::string_view bytes);
    /// True once the closing delimiter has been seen. An answer cut short is not whole.
    bool is_whole() const { return state_ == State::epilogue; }

private:
    enum class State { preamble, after_delimiter, head, data, epilogue, broken };
    bool step();
    bool step_over_preamble();
    bool step_after_delimiter();
    bool step_head();
    bool step_data();
    bool fail();
    void consume(std::size_t bytes) { used_ += bytes; }
    std::string_view rest() const { return std::string_view(buffer_).substr(used_); }

    PartListener& listener_;
    std::string delimiter_;  // CRLF -- boundary
    std::string buffer_ = "\r\n";
    std::size_t used_ = 0;
    std::size_t parts_ = 0;
    State state_ = State::preamble;
};

/// The last part of a name as sent, one tidy line, at most 200 characters, never empty, no leading dot or dash.
std::string tidy_file_name(std::string_view sent);

}  // namespace web

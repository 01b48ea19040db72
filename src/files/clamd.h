#pragma once
// The virus scanner, asked over its socket: clamd's INSTREAM command. The bytes go over the socket, so clamd needs no
// access to our files and may run on another machine.

#include "base/result.h"
#include "files/blob.h"

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

namespace files {

struct ClamdOptions {
    std::string address;  // "/run/clamav/clamd.ctl" or "host:3310"; setting `clamd`
    std::chrono::milliseconds time_limit{30'000};  // for one file, from connecting to the answer
};

struct Verdict {
    State state;            // clean, infected, or unscanned: larger than clamd takes
    std::string signature;  // of what was found
};

class Clamd {
public:
    explicit Clamd(ClamdOptions options) : options_(std::move(options)) {}

    /// Sends the file open at `file`. "files.scanner_away" (unavailable) if clamd cannot be reached, is late, or says
    /// something unforeseen.
    Result<Verdict> scan(int file) const;

    /// True for half a minute after a scan failed: people who send files do not wait for a scanner that hangs; their
    /// files wait instead.
    bool is_resting() const;

private:
    Result<Verdict> ask(int file) const;

    ClamdOptions options_;
    mutable std::atomic<std::chrono::steady_clock::duration::rep> rests_until_{0};
};

/// What clamd's answer to INSTREAM means; nothing if it makes no sense.
std::optional<Verdict> parse_clamd_answer(std::string_view answer);

}  // namespace files

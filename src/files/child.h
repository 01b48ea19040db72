#pragma once
// A program of ours in a process of its own: it is handed what strangers sent, or what a large library lays out, and answers one line.
// What it may do is its own affair (`process_limits.h`, and each program's walls); this side sees that it ends.
//
// Promises
//  1. It gets descriptors and words, and no more: an empty environment, no signal held back, nothing else that is open here.
//  2. Once its line is read, or is late, it is killed with whatever it started, and reaped, before the answer is handed on.

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace files {

struct Child {
    std::filesystem::path program;
    std::vector<std::string> words;  // its arguments
    std::chrono::milliseconds time_limit;
    int in;        // its descriptor 0, from the start; 1 takes the answer, 2 leads nowhere
    int out = -1;  // its descriptor 3, if it has one
};

struct Answer {
    std::optional<std::string> line;  // none: it ended, hung or babbled
    std::uint64_t memory = 0;         // the most it needed, in bytes
};

/// Refused as "files.unavailable", with why in the log line, where it cannot be started. The line has at most 511 bytes.
Result<Answer> ask(const Child& child);

/// The program of this name that lies beside the running one.
std::filesystem::path beside_this_program(std::string_view name);

}  // namespace files

#pragma once
// The process that touches what strangers sent: it tells a file's type and remakes pictures, so that a flaw in a
// decoder costs one short-lived process and not the house.
//
// Promises
//  1. This process never decodes. The worker (`guildhall-image`, see worker_main.cpp) gets the file as an open
//     descriptor, no name, no environment, no network, no other file, and limits on memory, time and output.
//  2. A worker that crashes, hangs or babbles is killed and costs one refusal ("files.worker_failed").
//  3. At most `most_at_once` run at a time; whoever finds no place within `patience` is told "files.busy".

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <semaphore>
#include <string>
#include <vector>

namespace files {

struct WorkerOptions {
    std::filesystem::path program = {};  // empty: `guildhall-image` beside the running program
    int most_at_once = 2;                // a worker may need 512 MiB
    std::chrono::milliseconds patience{10'000};
    std::chrono::milliseconds time_limit{20'000};
    int longest_side = 2048;  // pixels of a remade picture
};

/// What a worker said about a picture it remade.
struct Remade {
    std::string type;  // image/jpeg or image/webp
    int width;
    int height;
};

class Worker {
public:
    explicit Worker(WorkerOptions options);

    /// The media type of the file open at `in`, by its content. "application/octet-stream" when nothing is known.
    Result<std::string> sniff(int in);

    /// Decodes the JPEG, PNG or WebP at `in`, turns it upright, shrinks it to `longest_side` (0: as the options say), and
    /// writes it to the empty file `out` without EXIF, comments, profiles or thumbnails. Refused by its header alone, before anything is
    /// decoded: "files.not_a_picture", "files.picture_too_large" (over 50 million pixels), "files.picture_moves". Refused
    /// while decoding: "files.picture_damaged".
    Result<Remade> remake(int in, int out, int longest_side = 0);

    /// For tests: a worker tries to break out in the named way. Its answer, or the refusal when the walls held.
    Result<std::string> try_walls(const std::string& way);

    /// The most memory any worker of this process needed, in bytes.
    static std::uint64_t peak_memory();

private:
    Result<std::string> ask(const std::vector<std::string>& words, int in, int out);
    Result<std::string> converse(const std::vector<std::string>& words, int in, int out);

    WorkerOptions options_;
    std::unique_ptr<std::counting_semaphore<>> places_;
};

}  // namespace files

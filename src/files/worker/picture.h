#pragma once
// A picture, decoded, shrunk, turned upright and written anew: pixels are all that passes from old to new.

#include "files/worker/shrink.h"

#include <cstddef>
#include <span>
#include <string>

namespace files::worker {

/// Refuses by the header first (see files::Worker::remake), then decodes row by row. Writes to descriptor 3 and says
/// "TYPE WIDTH HEIGHT". JPEG stays JPEG; PNG and WebP become WebP, which keeps transparency.
std::string remake(std::span<const std::byte> file, int longest_side);

// One file per coding. Each ends the process with a refusal when the picture is damaged.
Pixels decode_jpeg(std::span<const std::byte> file, int longest_side);
Pixels decode_png(std::span<const std::byte> file, int longest_side);
Pixels decode_webp(std::span<const std::byte> file, int longest_side);
void write_jpeg(const Pixels& pixels, int descriptor);
void write_webp(const Pixels& pixels, int descriptor);

/// Refuses what is larger than a worker will decode: by the header's word, and again by the decoder's.
void check_size(std::uint64_t width, std::uint64_t height);

}  // namespace files::worker

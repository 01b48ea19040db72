#pragma once
// What a picture claims to be, read from its header before any decoder sees it. Linear, reads nothing outside the
// bytes it is given, and allocates nothing.

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>

namespace files {

enum class ImageFormat { jpeg, png, webp };

struct ImageHeader {
    ImageFormat format;
    std::uint32_t width = 0, height = 0;  // as stored, before it is turned upright
    int orientation = 1;                  // EXIF's 1 to 8: how to turn it upright
    bool moves = false;                   // more than one frame
};

enum class ImageFault {
    not_a_picture,  // none of the three formats
    damaged,        // begins like one, and goes wrong
};

/// `file` is the whole file: EXIF may stand behind the pixels in WebP.
std::expected<ImageHeader, ImageFault> read_image_header(std::span<const std::byte> file);

/// The orientation from a TIFF structure as EXIF embeds it; 1 if there is none or it makes no sense.
int exif_orientation(std::span<const std::byte> tiff);

}  // namespace files

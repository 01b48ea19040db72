// Whatever the bytes: no reading outside, no endless loop, and an orientation that can be carried out.

#include "files/image_header.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
    const auto header = files::read_image_header(bytes);
    if (header && (header->orientation < 1 || header->orientation > 8)) std::abort();
    const int orientation = files::exif_orientation(bytes);
    if (orientation < 1 || orientation > 8) std::abort();
    return 0;
}

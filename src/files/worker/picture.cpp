#include "files/worker/picture.h"

#include "files/image_header.h"
#include "files/worker/worker.h"

namespace files::worker {
namespace {

constexpr std::uint64_t most_pixels = 50'000'000;
constexpr std::uint64_t longest_source_side = 30'000;
constexpr int picture_descriptor = 3;

ImageHeader checked_header(std::span<const std::byte> file) {
    const auto header = read_image_header(file);
    if (!header) refuse(header.error() == ImageFault::not_a_picture ? "not-a-picture" : "damaged");
    check_size(header->width, header->height);
    if (header->moves) refuse("moves");
    return *header;
}

Pixels decode(const ImageHeader& header, std::span<const std::byte> file, int longest_side) {
    switch (header.format) {
        case ImageFormat::jpeg: return decode_jpeg(file, longest_side);
        case ImageFormat::png: return decode_png(file, longest_side);
        case ImageFormat::webp: return decode_webp(file, longest_side);
    }
    refuse("not-a-picture");
}

}  // namespace

void check_size(std::uint64_t width, std::uint64_t height) {
    if (width == 0 || height == 0) refuse("damaged");
    if (width > longest_source_side || height > longest_source_side || width * height > most_pixels) refuse("too-large");
}

std::string remake(std::span<const std::byte> file, int longest_side) {
    if (longest_side < 1) longest_side = 1;
    const auto header = checked_header(file);
    const auto pixels = upright(decode(header, file, longest_side), header.orientation);
    const bool as_jpeg = header.format == ImageFormat::jpeg;
    if (as_jpeg)
        write_jpeg(pixels, picture_descriptor);
    else
        write_webp(pixels, picture_descriptor);
    return std::string(as_jpeg ? "image/jpeg" : "image/webp") + " " + std::to_string(pixels.width) + " " +
           std::to_string(pixels.height);
}

}  // namespace files::worker

// PNG in, by libpng. Everything beside the pixels is skipped unread; errors end the process.

#include "files/worker/picture.h"
#include "files/worker/worker.h"

#include <png.h>

#include <cstring>

namespace files::worker {
namespace {

[[noreturn]] void end_damaged(png_structp, png_const_charp) { refuse("damaged"); }
void hear_warning(png_structp, png_const_charp) {}

void read_from(png_structp picture, png_bytep to, std::size_t length) {
    auto& left = *static_cast<std::span<const std::byte>*>(png_get_io_ptr(picture));
    if (length > left.size()) refuse("damaged");
    std::memcpy(to, left.data(), length);
    left = left.subspan(length);
}

/// Compressed texts and profiles unfold to anything; the pixels are all that is wanted.
void skip_everything_beside(png_structp picture) {
    constexpr png_byte beside[] = "eXIf\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0sCAL\0sPLT\0tEXt\0tIME\0zTXt";
    png_set_keep_unknown_chunks(picture, PNG_HANDLE_CHUNK_NEVER, beside, sizeof beside / 5);
    png_set_keep_unknown_chunks(picture, PNG_HANDLE_CHUNK_NEVER, nullptr, 0);
    png_set_chunk_malloc_max(picture, 4U << 20U);
}

void ask_for_rgba(png_structp picture, png_infop info) {
    png_set_expand(picture);
    png_set_strip_16(picture);
    png_set_gray_to_rgb(picture);
    png_set_add_alpha(picture, 0xff, PNG_FILLER_AFTER);
    png_read_update_info(picture, info);
}

/// Interlaced rows come in seven passes over the whole picture, so the whole picture is kept.
void read_interlaced(png_structp picture, Shrinker& shrinker, int height, std::size_t row_length) {
    std::vector<std::uint8_t> all(row_length * static_cast<std::size_t>(height));
    std::vector<png_bytep> rows;
    for (int y = 0; y < height; ++y) rows.push_back(&all[row_length * static_cast<std::size_t>(y)]);
    png_read_image(picture, rows.data());
    for (const auto* row : rows) shrinker.feed(row);
}

}  // namespace

Pixels decode_png(std::span<const std::byte> file, int longest_side) {
    auto* picture = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, end_damaged, hear_warning);
    auto* info = png_create_info_struct(picture);
    png_set_read_fn(picture, &file, read_from);
    skip_everything_beside(picture);
    png_read_info(picture, info);
    const auto width = static_cast<int>(png_get_image_width(picture, info));
    const auto height = static_cast<int>(png_get_image_height(picture, info));
    check_size(png_get_image_width(picture, info), png_get_image_height(picture, info));
    const bool is_interlaced = png_get_interlace_type(picture, info) != PNG_INTERLACE_NONE;
    if (is_interlaced) png_set_interlace_handling(picture);
    ask_for_rgba(picture, info);
    const auto row_length = png_get_rowbytes(picture, info);
    if (row_length != static_cast<std::size_t>(width) * 4) refuse("damaged");

    const auto [to_width, to_height] = fitting(width, height, longest_side);
    Shrinker shrinker(width, height, to_width, to_height);
    std::vector<std::uint8_t> row(row_length);
    if (is_interlaced) read_interlaced(picture, shrinker, height, row_length);
    for (int y = 0; !is_interlaced && y < height; ++y) {
        png_read_row(picture, row.data(), nullptr);
        shrinker.feed(row.data());
    }
    png_read_end(picture, nullptr);
    png_destroy_read_struct(&picture, &info, nullptr);
    return shrinker.take();
}

}  // namespace files::worker

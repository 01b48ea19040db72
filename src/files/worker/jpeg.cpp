// JPEG in and out, by libjpeg-turbo. Its errors end the process, so nothing has to be unwound.

#include "files/worker/picture.h"
#include "files/worker/worker.h"

#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <jerror.h>

#include <algorithm>

namespace files::worker {
namespace {

constexpr int most_scans = 200;  // a progressive picture has about ten; each is a pass over all pixels
constexpr int quality = 85;

[[noreturn]] void end_damaged(j_common_ptr) { refuse("damaged"); }

void hear_warning(j_common_ptr picture, int level) {
    const auto code = picture->err->msg_code;  // cut off, or pixels missing before the next mark
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) refuse("damaged");
}

void count_scans(j_common_ptr picture) {
    if (picture->is_decompressor == TRUE && reinterpret_cast<j_decompress_ptr>(picture)->input_scan_number > most_scans)
        refuse("damaged");
}

/// Lets the decoder halve as often as the wanted size allows: it is faster and needs less memory.
void choose_scale(jpeg_decompress_struct& picture, int longest_side) {
    const auto longest = std::max(picture.image_width, picture.image_height);
    picture.scale_num = 1;
    picture.scale_denom = 1;
    while (picture.scale_denom < 8 && longest / (picture.scale_denom * 2) >= static_cast<unsigned>(longest_side))
        picture.scale_denom *= 2;
}

/// Adobe stores the four inks inverted; others do not.
void inks_to_colours(const std::uint8_t* inks, std::uint8_t* out, unsigned width, bool inverted) {
    for (unsigned i = 0; i < width; ++i, inks += 4, out += 4) {
        const unsigned black = inverted ? inks[3] : 255U - inks[3];
        for (int channel = 0; channel < 3; ++channel) {
            const unsigned ink = inverted ? inks[channel] : 255U - inks[channel];
            out[channel] = static_cast<std::uint8_t>(ink * black / 255U);
        }
        out[3] = 255;
    }
}

}  // namespace

Pixels decode_jpeg(std::span<const std::byte> file, int longest_side) {
    jpeg_decompress_struct picture{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    picture.err = jpeg_std_error(&errors);
    errors.error_exit = end_damaged;
    errors.emit_message = hear_warning;
    progress.progress_monitor = count_scans;
    jpeg_create_decompress(&picture);
    picture.progress = &progress;
    jpeg_mem_src(&picture, reinterpret_cast<const unsigned char*>(file.data()), file.size());
    jpeg_read_header(&picture, TRUE);
    check_size(picture.image_width, picture.image_height);
    choose_scale(picture, longest_side);
    const bool in_inks = picture.num_components == 4;
    picture.out_color_space = in_inks ? JCS_CMYK : JCS_EXT_RGBA;
    jpeg_start_decompress(&picture);

    const auto width = static_cast<int>(picture.output_width), height = static_cast<int>(picture.output_height);
    const auto [to_width, to_height] = fitting(width, height, longest_side);
    Shrinker shrinker(width, height, to_width, to_height);
    std::vector<std::uint8_t> row(picture.output_width * 4UL), colours(in_inks ? row.size() : 0);
    while (picture.output_scanline < picture.output_height) {
        JSAMPROW rows[] = {row.data()};
        jpeg_read_scanlines(&picture, rows, 1);
        if (in_inks) inks_to_colours(row.data(), colours.data(), picture.output_width, picture.saw_Adobe_marker == TRUE);
        shrinker.feed(in_inks ? colours.data() : row.data());
    }
    jpeg_finish_decompress(&picture);
    jpeg_destroy_decompress(&picture);
    return shrinker.take();
}

void write_jpeg(const Pixels& pixels, int descriptor) {
    jpeg_compress_struct picture{};
    jpeg_error_mgr errors{};
    picture.err = jpeg_std_error(&errors);
    errors.error_exit = end_damaged;
    jpeg_create_compress(&picture);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&picture, &bytes, &size);
    picture.image_width = static_cast<JDIMENSION>(pixels.width);
    picture.image_height = static_cast<JDIMENSION>(pixels.height);
    picture.input_components = 4;
    picture.in_color_space = JCS_EXT_RGBA;
    jpeg_set_defaults(&picture);
    jpeg_set_quality(&picture, quality, TRUE);
    jpeg_start_compress(&picture, TRUE);
    while (picture.next_scanline < picture.image_height) {
        auto* row = const_cast<std::uint8_t*>(pixels.bytes.data()) + picture.next_scanline * picture.image_width * 4UL;
        JSAMPROW rows[] = {row};
        jpeg_write_scanlines(&picture, rows, 1);
    }
    jpeg_finish_compress(&picture);
    jpeg_destroy_compress(&picture);
    write_all(descriptor, {reinterpret_cast<const char*>(bytes), size});
    std::free(bytes);
}

}  // namespace files::worker

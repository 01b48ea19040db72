// WebP in and out, by libwebp, which shrinks while it decodes.

#include "files/worker/picture.h"
#include "files/worker/worker.h"

#include <webp/decode.h>
#include <webp/encode.h>

namespace files::worker {

constexpr float quality = 82;

Pixels decode_webp(std::span<const std::byte> file, int longest_side) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(file.data());
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0 || WebPGetFeatures(bytes, file.size(), &config.input) != VP8_STATUS_OK)
        refuse("damaged");
    if (config.input.has_animation != 0) refuse("moves");
    check_size(static_cast<std::uint64_t>(config.input.width), static_cast<std::uint64_t>(config.input.height));
    const auto [width, height] = fitting(config.input.width, config.input.height, longest_side);
    Pixels pixels{.width = width, .height = height, .is_opaque = config.input.has_alpha == 0};
    pixels.bytes.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    config.options.use_scaling = 1;
    config.options.scaled_width = width;
    config.options.scaled_height = height;
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {.rgba = pixels.bytes.data(), .stride = width * 4, .size = pixels.bytes.size()};
    if (WebPDecode(bytes, file.size(), &config) != VP8_STATUS_OK) refuse("damaged");
    return pixels;
}

void write_webp(const Pixels& pixels, int descriptor) {
    WebPConfig config;
    WebPPicture picture;
    WebPMemoryWriter memory;
    if (WebPConfigPreset(&config, WEBP_PRESET_DEFAULT, quality) == 0 || WebPPictureInit(&picture) == 0) refuse("damaged");
    WebPMemoryWriterInit(&memory);
    picture.width = pixels.width;
    picture.height = pixels.height;
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &memory;
    const int stride = pixels.width * 4;
    const bool taken = pixels.is_opaque ? WebPPictureImportRGBX(&picture, pixels.bytes.data(), stride) != 0
                                        : WebPPictureImportRGBA(&picture, pixels.bytes.data(), stride) != 0;
    if (!taken || WebPEncode(&config, &picture) == 0) refuse("damaged");
    write_all(descriptor, {reinterpret_cast<const char*>(memory.mem), memory.size});
    WebPPictureFree(&picture);
    WebPMemoryWriterClear(&memory);
}

}  // namespace files::worker

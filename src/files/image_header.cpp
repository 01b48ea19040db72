#include "files/image_header.h"

#include <cstring>
#include <optional>
#include <string_view>

namespace files {
namespace {

using Bytes = std::span<const std::byte>;
using Header = std::expected<ImageHeader, ImageFault>;

constexpr auto damaged = std::unexpected(ImageFault::damaged);

/// Reads numbers front to back; past the end it goes sour and gives zeros.
class Cursor {
public:
    explicit Cursor(Bytes bytes, bool big_endian = true) : bytes_(bytes), big_endian_(big_endian) {}

    bool is_sour() const { return sour_; }
    std::size_t left() const { return bytes_.size(); }
    std::uint32_t number(std::size_t length) {
        const auto piece = take(length);
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < piece.size(); ++i)
            value = (value << 8) | std::to_integer<std::uint32_t>(piece[big_endian_ ? i : piece.size() - 1 - i]);
        return value;
    }
    Bytes take(std::size_t length) {
        if (length > bytes_.size()) {
            sour_ = true;
            bytes_ = {};
            return {};
        }
        const auto piece = bytes_.first(length);
        bytes_ = bytes_.subspan(length);
        return piece;
    }

private:
    Bytes bytes_;
    bool big_endian_;
    bool sour_ = false;
};

bool starts_with(Bytes bytes, std::string_view text) {
    return bytes.size() >= text.size() && std::memcmp(bytes.data(), text.data(), text.size()) == 0;
}

/// EXIF as APP1 of a JPEG and sometimes in WebP: a mark, then TIFF.
Bytes without_exif_mark(Bytes bytes) {
    constexpr std::string_view mark("Exif\0\0", 6);
    return starts_with(bytes, mark) ? bytes.subspan(mark.size()) : bytes;
}

// ---- JPEG -----------------------------------------------------------------------------------------------------------

constexpr bool is_frame(std::uint32_t marker) {  // SOF0 to SOF15 without DHT, JPG and DAC
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}
constexpr bool stands_alone(std::uint32_t marker) { return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8); }

/// The next marker, past fill bytes; nothing at the end or where none stands.
std::optional<std::uint32_t> next_marker(Cursor& at) {
    if (at.number(1) != 0xff) return std::nullopt;
    std::uint32_t marker = 0xff;
    while (marker == 0xff && !at.is_sour()) marker = at.number(1);
    if (at.is_sour() || marker == 0) return std::nullopt;
    return marker;
}

Header read_jpeg(Bytes file) {
    ImageHeader header{.format = ImageFormat::jpeg};
    Cursor at(file.subspan(2));
    while (const auto marker = next_marker(at)) {
        if (stands_alone(*marker)) continue;
        const auto length = at.number(2);
        if (length < 2 || *marker == 0xda || *marker == 0xd9) return damaged;  // pixels before any frame
        const auto segment = at.take(length - 2);
        if (at.is_sour()) return damaged;
        if (*marker == 0xe1 && starts_with(segment, std::string_view("Exif\0\0", 6)))
            header.orientation = exif_orientation(without_exif_mark(segment));
        if (!is_frame(*marker)) continue;
        Cursor frame(segment);
        frame.take(1);  // bits per sample
        header.height = frame.number(2);
        header.width = frame.number(2);
        if (frame.is_sour()) return damaged;
        return header;
    }
    return damaged;
}

// ---- PNG ------------------------------------------------------------------------------------------------------------

Header read_png(Bytes file) {
    ImageHeader header{.format = ImageFormat::png};
    Cursor at(file.subspan(8));
    if (at.number(4) != 13 || !starts_with(at.take(4), "IHDR")) return damaged;
    header.width = at.number(4);
    header.height = at.number(4);
    at.take(5 + 4);  // depth, colour, compression, filter, interlace; checksum
    while (!at.is_sour()) {
        const auto length = at.number(4);
        const auto kind = at.take(4);
        if (starts_with(kind, "IDAT")) return header;
        const auto chunk = at.take(length);
        at.take(4);
        if (starts_with(kind, "acTL")) header.moves = true;
        if (starts_with(kind, "eXIf")) header.orientation = exif_orientation(chunk);
    }
    return damaged;
}

// ---- WebP -----------------------------------------------------------------------------------------------------------

/// The size stands in the first chunk, whose kind depends on the coding.
bool read_webp_size(std::string_view kind, Bytes chunk, ImageHeader& header) {
    Cursor at(chunk, false);
    if (kind == "VP8 ") {
        const bool inner_frame = (at.number(3) & 1) != 0;
        const auto start_code = at.number(3);
        header.width = at.number(2) & 0x3fff;
        header.height = at.number(2) & 0x3fff;
        return !at.is_sour() && !inner_frame && start_code == 0x2a019d;
    }
    if (kind == "VP8L") {
        const auto signature = at.number(1);
        const auto bits = at.number(4);
        header.width = (bits & 0x3fff) + 1;
        header.height = ((bits >> 14) & 0x3fff) + 1;
        return !at.is_sour() && signature == 0x2f;
    }
    if (kind == "VP8X") {
        header.moves = (at.number(1) & 0x02) != 0;
        at.take(3);
        header.width = at.number(3) + 1;
        header.height = at.number(3) + 1;
        return !at.is_sour();
    }
    return false;
}

Header read_webp(Bytes file) {
    ImageHeader header{.format = ImageFormat::webp};
    Cursor at(file.subspan(12), false);
    for (bool first = true; at.left() >= 8; first = false) {
        const auto name = at.take(4);
        const std::string_view kind(reinterpret_cast<const char*>(name.data()), name.size());
        const auto length = at.number(4);
        const auto chunk = at.take(length);
        if (at.is_sour()) break;
        if (length % 2 == 1 && at.left() > 0) at.take(1);
        if (first && !read_webp_size(kind, chunk, header)) return damaged;
        if (kind == "ANIM" || kind == "ANMF") header.moves = true;
        if (kind == "EXIF") header.orientation = exif_orientation(without_exif_mark(chunk));
    }
    if (header.width == 0) return damaged;
    return header;
}

}  // namespace

int exif_orientation(Bytes tiff) {
    constexpr std::uint32_t orientation_tag = 0x0112;
    const bool big_endian = starts_with(tiff, "MM");
    if (!big_endian && !starts_with(tiff, "II")) return 1;
    Cursor at(tiff, big_endian);
    at.take(2);
    if (at.number(2) != 42) return 1;
    const auto directory = at.number(4);
    if (at.is_sour() || directory > tiff.size()) return 1;
    Cursor entries(tiff.subspan(directory), big_endian);
    for (auto count = entries.number(2); count > 0 && !entries.is_sour(); --count) {
        const auto tag = entries.number(2);
        const auto type = entries.number(2);
        const auto values = entries.number(4);
        const auto value = entries.number(2);
        entries.take(2);
        if (entries.is_sour() || tag != orientation_tag) continue;
        return type == 3 && values == 1 && value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

Header read_image_header(Bytes file) {
    if (starts_with(file, "\xff\xd8\xff")) return read_jpeg(file);
    if (starts_with(file, "\x89PNG\r\n\x1a\n")) return read_png(file);
    if (file.size() >= 12 && starts_with(file, "RIFF") && starts_with(file.subspan(8), "WEBP")) return read_webp(file);
    return std::unexpected(ImageFault::not_a_picture);
}

}  // namespace files

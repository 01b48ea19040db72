#pragma once
// For tests: pictures made byte by byte or by the worker's own writers, honest and hostile.

#include "files/worker/picture.h"

#include <doctest/doctest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace given {

using Pixels = files::worker::Pixels;
using Colour = std::array<std::uint8_t, 4>;

constexpr Colour red{220, 30, 30, 255}, green{30, 200, 30, 255}, blue{30, 30, 220, 255}, white{250, 250, 250, 255};

inline Pixels painted(int width, int height, const std::function<Colour(int x, int y)>& colour) {
    Pixels pixels{.width = width, .height = height};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto c = colour(x, y);
            pixels.bytes.insert(pixels.bytes.end(), c.begin(), c.end());
            if (c[3] != 255) pixels.is_opaque = false;
        }
    return pixels;
}

/// Red, green above blue, white.
inline Pixels quarters(int width, int height) {
    return painted(width, height, [=](int x, int y) {
        return y < height / 2 ? (x < width / 2 ? red : green) : (x < width / 2 ? blue : white);
    });
}

/// The colour among the four that is nearest.
inline Colour colour_at(const Pixels& pixels, int x, int y) {
    const auto* at = &pixels.bytes[(static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) +
                                    static_cast<std::size_t>(x)) * 4];
    for (const auto& colour : {red, green, blue, white}) {
        int distance = 0;
        for (std::size_t i = 0; i < 3; ++i) distance += std::abs(at[i] - colour[i]);
        if (distance < 60) return colour;
    }
    return {at[0], at[1], at[2], at[3]};
}

inline std::string written(const std::function<void(int)>& write) {
    const int file = memfd_create("picture", MFD_CLOEXEC);
    write(file);
    std::string bytes(static_cast<std::size_t>(lseek(file, 0, SEEK_END)), '\0');
    REQUIRE(pread(file, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
    close(file);
    return bytes;
}
inline std::string jpeg(const Pixels& pixels) {
    return written([&](int file) { files::worker::write_jpeg(pixels, file); });
}
inline std::string webp(const Pixels& pixels) {
    return written([&](int file) { files::worker::write_webp(pixels, file); });
}

inline std::string big_endian(std::uint32_t value, int bytes = 4) {
    std::string out;
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
    return out;
}

// ---- EXIF -----------------------------------------------------------------------------------------------------------

/// A TIFF structure with orientation, camera and place.
inline std::string exif(int orientation) {
    const std::string maker = "SECRETCAM 3000", place = "N 53 29 W 2 17 SECRETPLACE";
    const auto entry = [](int tag, int type, std::uint32_t count, const std::string& value) {
        return big_endian(static_cast<std::uint32_t>(tag), 2) + big_endian(static_cast<std::uint32_t>(type), 2) +
               big_endian(count) + value;
    };
    const std::uint32_t after = 8 + 2 + 3 * 12 + 4, gps = after + static_cast<std::uint32_t>(maker.size());
    std::string out = "MM" + big_endian(42, 2) + big_endian(8) + big_endian(3, 2);
    out += entry(0x010f, 2, static_cast<std::uint32_t>(maker.size()), big_endian(after));
    out += entry(0x0112, 3, 1, big_endian(static_cast<std::uint32_t>(orientation), 2) + std::string(2, '\0'));
    out += entry(0x8825, 4, 1, big_endian(gps));
    out += big_endian(0) + maker;
    out += big_endian(1, 2) + entry(0x001d, 2, static_cast<std::uint32_t>(place.size()), big_endian(gps + 18)) + big_endian(0);
    return out + place;
}
inline std::string with_segment(std::string_view jpeg, char marker, const std::string& body) {
    return std::string(jpeg.substr(0, 2)) + '\xff' + marker + big_endian(static_cast<std::uint32_t>(body.size() + 2), 2) +
           body + std::string(jpeg.substr(2));
}
inline std::string with_exif(std::string_view jpeg, const std::string& tiff) {
    return with_segment(jpeg, '\xe1', std::string("Exif\0\0", 6) + tiff);
}
/// The same JPEG claiming another size.
inline std::string claiming(std::string jpeg, std::uint32_t width, std::uint32_t height) {
    const auto frame = jpeg.find("\xff\xc0");
    REQUIRE(frame != std::string::npos);
    return jpeg.replace(frame + 5, 4, big_endian(height, 2) + big_endian(width, 2));
}

// ---- PNG ------------------------------------------------------------------------------------------------------------

inline std::uint32_t crc(std::string_view bytes) {
    std::uint32_t sum = 0xffffffff;
    for (const char c : bytes) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ (0xedb88320U & (0U - (sum & 1U)));
    }
    return ~sum;
}
inline std::string chunk(std::string_view kind, std::string_view body) {
    const auto named = std::string(kind).append(body);
    return big_endian(static_cast<std::uint32_t>(body.size())) + named + big_endian(crc(named));
}
/// Deflate without compression, in blocks of 65,535 bytes.
inline std::string zlib_stored(std::string_view bytes) {
    std::uint32_t low = 1, high = 0;
    for (const char c : bytes) {
        low = (low + static_cast<unsigned char>(c)) % 65521;
        high = (high + low) % 65521;
    }
    std::string out = "\x78\x01";
    for (std::size_t at = 0;;) {
        const auto piece = bytes.substr(at, 65'535);
        at += piece.size();
        const auto length = static_cast<std::uint16_t>(piece.size());
        const auto opposite = static_cast<std::uint16_t>(~length);
        out += at == bytes.size() ? '\1' : '\0';
        for (const auto number : {length, opposite}) {
            out += static_cast<char>(number & 0xff);
            out += static_cast<char>(number >> 8);
        }
        out += piece;
        if (at == bytes.size()) break;
    }
    return out + big_endian((high << 16) | low);
}
/// `rows`: each with its filter byte. `beside`: chunks before the pixels.
inline std::string png_of(std::uint32_t width, std::uint32_t height, int depth, int colour_type, std::string_view rows,
                          const std::string& beside = {}) {
    const auto header = big_endian(width) + big_endian(height) + static_cast<char>(depth) + static_cast<char>(colour_type) +
                        std::string(3, '\0');
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + beside + chunk("IDAT", zlib_stored(rows)) + chunk("IEND", "");
}
inline std::string png(const Pixels& pixels, const std::string& beside = {}) {
    std::string rows;
    const auto length = static_cast<std::size_t>(pixels.width) * 4;
    for (int y = 0; y < pixels.height; ++y)
        rows.append(1, '\0').append(reinterpret_cast<const char*>(&pixels.bytes[static_cast<std::size_t>(y) * length]), length);
    return png_of(static_cast<std::uint32_t>(pixels.width), static_cast<std::uint32_t>(pixels.height), 8, 6, rows, beside);
}

}  // namespace given

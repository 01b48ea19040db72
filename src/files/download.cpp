// How a file is given back: see headers_for in files.h.

#include "files/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace files {
namespace {

/// Types a browser saves or hands to a program, and never runs in our origin. Sorted.
constexpr std::array<std::string_view, 31> known_types{
    "application/gzip",
    "application/msword",
    "application/pdf",
    "application/rtf",
    "application/vnd.ms-excel",
    "application/vnd.ms-outlook",
    "application/vnd.ms-powerpoint",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/zip",
    "audio/aac",
    "audio/amr",
    "audio/mpeg",
    "audio/ogg",
    "audio/x-m4a",
    "audio/x-wav",
    "image/bmp",
    "image/gif",
    "image/heic",
    "image/heif",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "image/webp",
    "text/plain",
    "video/mp4",
    "video/quicktime",
};
static_assert(std::ranges::is_sorted(known_types));

std::string safe_type(const Blob& blob) {
    if (!std::ranges::binary_search(known_types, std::string_view(blob.type))) return "application/octet-stream";
    return blob.type == "text/plain" ? "text/plain; charset=utf-8" : blob.type;
}

/// RFC 8187: everything but letters, digits and a few marks as %XX.
std::string percent_encoded(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._").find(c) != std::string_view::npos;
        if (plain)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

/// For old readers of the header: the name with everything unusual replaced.
std::string plain_name(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if ((static_cast<unsigned char>(c) & 0xc0) == 0x80) continue;
        const bool usual = c > 0x1f && c < 0x7f && c != '"' && c != '\\' && c != '%' && c != ';';
        out += usual ? c : '_';
    }
    return out;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> headers_for(const File& file) {
    const auto* how = file.blob.remade ? "inline" : "attachment";
    return {
        {"Content-Type", safe_type(file.blob)},
        {"Content-Disposition", fmt::format("{}; filename=\"{}\"; filename*=UTF-8''{}", how, plain_name(file.name),
                                            percent_encoded(file.name))},
        {"X-Content-Type-Options", "nosniff"},
        {"Content-Security-Policy", "default-src 'none'; sandbox"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cache-Control", "private, no-cache"},
        {"ETag", fmt::format("\"{}\"", base::to_hex(file.blob.digest))},
    };
}

}  // namespace files

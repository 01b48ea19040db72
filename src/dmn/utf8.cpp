#include "dmn/utf8.h"

#include <clocale>
#include <cwctype>

namespace dmn {
namespace {

bool continues(std::string_view text, std::size_t place) {
    return place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0) == 0x80;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t place) {
    const auto first = static_cast<unsigned char>(text[place]);
    if (first < 0x80) return {first, 1};
    const std::size_t size = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 && first < 0xE0 ? 2 : 0;
    if (size == 0) return {0xFFFD, 1};
    char32_t value = first & (0xFF >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if (!continues(text, place + i)) return {0xFFFD, 1};
        value = (value << 6) | (static_cast<unsigned char>(text[place + i]) & 0x3F);
    }
    const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return {0xFFFD, 1};
    return {value, size};
}

void append_utf8(std::string& out, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
    const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) return put(c);
    if (c < 0x800) {
        put(0xC0 | (c >> 6));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
    }
    put(0x80 | (c & 0x3F));
}

std::u32string to_code_points(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto [c, size] = code_point_at(text, i);
        out += c;
        i += size;
    }
    return out;
}

std::string from_code_points(std::u32string_view points) {
    std::string out;
    out.reserve(points.size());
    for (const auto c : points) append_utf8(out, c);
    return out;
}

namespace {

/// The C library's own tables; this locale is part of it.
locale_t unicode() {
    static const locale_t known = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return known;
}

}  // namespace

char32_t upper(char32_t c) {
    return unicode() == nullptr ? c : static_cast<char32_t>(towupper_l(static_cast<wint_t>(c), unicode()));
}
char32_t lower(char32_t c) {
    return unicode() == nullptr ? c : static_cast<char32_t>(towlower_l(static_cast<wint_t>(c), unicode()));
}

}  // namespace dmn

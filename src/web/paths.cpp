#include "web/paths.h"

#include "base/text.h"
#include "web/response.h"

#include <algorithm>

namespace web {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The byte %XX stands for at the head of `text`; -1 when it is none.
int encoded_byte(std::string_view text) {
    if (text.size() < 3 || text[0] != '%') return -1;
    const int high = hex_digit(text[1]), low = hex_digit(text[2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool is_unreserved(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

bool is_control_byte(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool has_odd_segment(std::string_view path) {
    for (std::size_t start = 1; start <= path.size();) {
        const auto end = std::min(path.find('/', start), path.size());
        const auto segment = path.substr(start, end - start);
        if (segment == "." || segment == ".." || (segment.empty() && end != path.size())) return true;
        start = end + 1;
    }
    return false;
}

}  // namespace

std::string decode_percent(std::string_view text, bool plus_is_space) {
    if (text.find_first_of(plus_is_space ? "%+" : "%") == std::string_view::npos) return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int byte = encoded_byte(text.substr(i));
        if (byte >= 0) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

std::string encode_percent(std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const unsigned char c : text) {
        if (is_unreserved(c)) {
            out += static_cast<char>(c);
        } else {
            out += '%';
            out += digits[c >> 4];
            out += digits[c & 15];
        }
    }
    return out;
}

std::optional<std::string> decode_path(std::string_view raw) {
    if (raw.empty() || raw[0] != '/') return std::nullopt;
    for (std::size_t i = raw.find('%'); i != std::string_view::npos; i = raw.find('%', i + 1)) {
        const int byte = encoded_byte(raw.substr(i));
        if (byte < 0 || byte == '/' || byte == '%') return std::nullopt;  // %25 would be a second layer of encoding
    }
    auto path = decode_percent(raw, false);
    if (std::ranges::any_of(path, [](char c) { return is_control_byte(c) || c == '\\' || c == ';'; }))
        return std::nullopt;
    if (!base::is_utf8(path) || has_odd_segment(path)) return std::nullopt;
    return path;
}

bool is_local_path(std::string_view path) {
    if (path.empty() || path[0] != '/' || path.size() > 2048) return false;
    if (path.size() > 1 && (path[1] == '/' || path[1] == '\\')) return false;
    const auto before_query = path.substr(0, path.find_first_of("?#"));
    if (before_query.find("//") != std::string_view::npos || before_query.find('\\') != std::string_view::npos ||
        before_query.find("/.") != std::string_view::npos)
        return false;
    return std::ranges::none_of(path, [](char c) { return is_control_byte(c) || c == ' ' || (c & 0x80); });
}

std::string local_path(std::string_view path, std::string_view otherwise) {
    return std::string(is_local_path(path) ? path : otherwise);
}

}  // namespace web
